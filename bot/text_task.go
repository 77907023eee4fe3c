package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Questions and answers about one task.
const (
	textTaskEnded      = "Этой задачи в плане больше нет."
	textConfirmedShort = "Отмечено."
	textAcceptedShort  = "Принято."
	textStillOpen      = "Задача и так открыта."
	textProofKind      = "Пришлите ссылку, фотографию, видео, документ или несколько слов текстом."
	textAskReturn      = "Почему возвращаете? Напишите одной строкой: её увидят исполнители."
	textAskHelp        = "Чем помочь? Напишите одной строкой, я передам контролёру."
	textAskReply       = "Напишите ответ одной строкой."
	textAskOff         = "Почему задача снимается с контроля? Напишите одной строкой: причина попадёт в отчёт."
	textHelpAsked      = "Передано контролёру. Ответ придёт сюда."
	textNoController   = "Передать некому: ни один контролёр ещё не подключён."
	textSentOn         = "Передано."
	textDateUnknown    = "Не понял дату. Напишите, например: «завтра», «через 3 дня», «5 сентября» или «12.08.2023»."
	textDatePast       = "Эта дата уже прошла. Напишите другую."
	textNoUnit         = "подразделение не назначено"
)

// label names a task in one line: number, words, project, part.
func (o owed) label() string {
	s := string(o.item.No) + " " + o.item.Form
	if o.project != "" {
		s = string(o.item.No) + " " + cut(o.item.Form, 60) + " — " + o.project
	}
	if o.Part != "" {
		s += ", " + partName(o.Part)
	}
	return s
}

// caption names a task on a button, of which a telephone shows the head alone: what
// sets the task apart from others of its row stands before the row's words.
func (o owed) caption() string {
	var apart []string
	if o.project != "" {
		apart = append(apart, cut(o.project, 24))
	}
	if o.Part != "" {
		apart = append(apart, partName(o.Part))
	}
	s := string(o.item.No) + " "
	if len(apart) > 0 {
		s += strings.Join(apart, ", ") + ": "
	}
	return cut(s+o.item.Form, 48)
}

// headline is the label for a line of text.
func (o owed) headline(limit int) string {
	return bold(string(o.item.No)) + " " + o.words(limit)
}

// row names the task as a row of the plan, «Строка 3.3: размещение постов».
func (o owed) row(limit int) string {
	return "Строка " + bold(string(o.item.No)) + ": " + o.words(limit)
}

func (o owed) words(limit int) string {
	s := esc(cut(o.item.Form, limit))
	if o.project != "" {
		s += " — " + esc(cut(o.project, 60))
	}
	if o.Part != "" {
		s += ", " + esc(partName(o.Part))
	}
	return s
}

// partName is a reporting part in words: «II квартал 2023 г.».
func partName(part string) string {
	if d, err := plans.ParseDate(part); err == nil {
		return shortDate(d)
	}
	if len(part) < 5 {
		return part + " год"
	}
	year, rest := part[:4], part[4:]
	roman := map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV"}
	switch {
	case rest[0] == 'Q':
		return roman[rest[1:]] + " квартал " + year + " г."
	case rest[0] == 'H':
		return roman[rest[1:]] + " полугодие " + year + " г."
	case strings.HasPrefix(rest, "-W"):
		return strings.TrimLeft(rest[2:], "0") + "-я неделя " + year + " г."
	}
	if m, err := time.Parse("-01", rest); err == nil {
		return monthName(m.Month()) + " " + year + " г."
	}
	return part
}

func monthName(m time.Month) string {
	return [...]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
		"август", "сентябрь", "октябрь", "ноябрь", "декабрь"}[m-1]
}

// when says how a task stands to its due date today.
func when(o owed, today plans.Date, cal workdays) string {
	switch {
	case o.Due.IsZero():
		return "срок не назначен"
	case o.Due < today:
		return "срок был " + date(o.Due) + ", " + lateBy(o.Due, today, cal)
	case o.Due == today:
		return "сегодня последний день" + atTime(o.Time)
	}
	n := int(o.Due - today)
	return "до " + date(o.Due) + atTime(o.Time) + ", " + plural(n, "остался", "осталось", "осталось") + " " + days(n)
}

func atTime(c plans.Clock) string {
	if c.IsZero() {
		return ""
	}
	return ", до " + c.String()
}

func lateBy(due, today plans.Date, cal workdays) string {
	n := cal.Count(due+1, today)
	if n == 0 {
		return "срок прошёл"
	}
	return "просрочено на " + workingDays(n)
}

// cardView is all that a card shows.
type cardView struct {
	owed
	units         []string
	confirmations []plans.Confirmation
	names         map[plans.PersonID]string
	deputies      []string
	moved         store.Move
	today         plans.Date
	zone          *time.Location
	cal           workdays
}

// textCard is a task's card.
func textCard(v cardView) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n<i>%s</i>\n", v.headline(1200), esc(cut(v.section, 200)))
	fmt.Fprintf(&b, "\nСрок по плану: %s", esc(rowPhrase(v.item)))
	if !v.Due.IsZero() && v.State == store.TaskOpen {
		fmt.Fprintf(&b, "\n%s", esc(capital(when(v.owed, v.today, v.cal))))
	}
	switch {
	case v.moved.Due.IsZero():
	case v.moved.Reason == "":
		fmt.Fprintf(&b, "\nСрок назначен: %s", date(v.moved.Due))
	default:
		fmt.Fprintf(&b, "\nСрок перенесён на %s: %s", date(v.moved.Due), esc(v.moved.Reason))
	}
	units := textNoUnit
	if len(v.units) > 0 {
		units = strings.Join(v.units, "; ")
	}
	fmt.Fprintf(&b, "\nОтвечает: %s", esc(units))
	for _, d := range v.deputies {
		fmt.Fprintf(&b, "\n%s", esc(d))
	}
	switch v.State {
	case store.TaskDone:
		b.WriteString("\n\n✅ Выполнено")
	case store.TaskOff:
		fmt.Fprintf(&b, "\n\nСнято с контроля: %s", esc(v.Reason))
	case store.TaskOpen:
	}
	b.WriteString(strings.Join(textSaid(v), ""))
	return b.String()
}

// saidBudget is how much of what was said a card shows, in UTF-16 units.
const saidBudget = 2000

// textSaid are the newest confirmations, oldest first: five at most, and no more
// than the card has room for.
func textSaid(v cardView) []string {
	var said []string
	used := 0
	for _, c := range slices.Backward(v.confirmations) {
		text := "\n\n" + esc(nameOr(v.names[c.By])) + ", " + instant(c.At, v.zone) + textProofs(c)
		if verdict := textVerdict(c, nameOr(v.names[c.Judge])); verdict != "" {
			text += "\n" + verdict
		}
		if used += plans.Len(text); len(said) == 5 || len(said) > 0 && used > saidBudget {
			break
		}
		said = append(said, text)
	}
	slices.Reverse(said)
	return said
}

func phraseOr(s string) string {
	if s == "" {
		return "не указан"
	}
	return cut(s, 300)
}

func nameOr(s string) string {
	if s == "" {
		return textNameless
	}
	return s
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

func textDeputy(p store.PersonRecord, deputy string) string {
	text := "🌴 " + nameOr(p.Name) + ": отпуск " + span(p.Away.Span)
	if deputy == "" {
		return text
	}
	return text + ", замещает " + deputy
}

// proofsBudget is how long the list of proofs grows before it ends in a count of
// the rest: otherwise twenty of them would be more than a message holds.
const proofsBudget = 1000

// textProofs lists what a confirmation is proved by.
func textProofs(c plans.Confirmation) string {
	var b strings.Builder
	if !c.Day.IsZero() {
		fmt.Fprintf(&b, "\nДата: %s", date(c.Day))
	}
	if len(c.Proofs) == 0 {
		b.WriteString("\nБез подтверждения")
	}
	for i, p := range c.Proofs {
		if i > 0 && plans.Len(b.String()) > proofsBudget {
			fmt.Fprintf(&b, "\nи ещё %d", len(c.Proofs)-i)
			break
		}
		switch p.Kind {
		case plans.FileProof:
			fmt.Fprintf(&b, "\n📎 %s", count(len(p.Media), "файл", "файла", "файлов"))
		case plans.LinkProof, plans.PostProof:
			fmt.Fprintf(&b, "\n🔗 %s", esc(p.Text))
		case plans.WordProof:
			fmt.Fprintf(&b, "\n«%s»", esc(cut(p.Text, 400)))
		}
	}
	return b.String()
}

func textAskProof(o owed) string {
	return o.headline(200) + "\n\nПришлите подтверждение: ссылку, фотографию, файл или несколько слов."
}

func textConfirmed(o owed, c plans.Confirmation) string {
	what := "Отмечено: выполнено."
	if o.Kind == plans.Gathering {
		what = "Факт записан."
	}
	text := "✅ " + what + "\n" + o.headline(200) + textProofs(c)
	if c.State == plans.Given {
		text += "\n\nКонтролёр получит это на проверку."
	}
	return text
}

func textConfirmation(o owed, c plans.Confirmation, by string) string {
	return "<b>Подтверждение на проверку</b>\n" + o.headline(300) + "\n\n" + esc(nameOr(by)) + textProofs(c)
}

// textVerdict says what became of a confirmation; "" while nobody has judged it.
func textVerdict(c plans.Confirmation, judge string) string {
	switch c.State {
	case plans.Accepted:
		if c.Judge == "" {
			return "👍 Принято без проверки: за " + workingDays(patience) + " никто не ответил"
		}
		return "👍 Принято: " + esc(judge)
	case plans.Returned:
		if c.Judge == c.By {
			return "↩️ Отозвано автором"
		}
		return "↩️ Возвращено: " + esc(judge) + ". «" + esc(c.Reason) + "»"
	case plans.Given:
	}
	return ""
}

func textJudged(c plans.Confirmation) string {
	switch {
	case c.State == plans.Accepted:
		return "Это подтверждение уже принято."
	case c.Judge == c.By:
		return "Это подтверждение уже отозвано."
	}
	return "Это подтверждение уже возвращено."
}

func textNotOpen(s store.TaskState) string {
	if s == store.TaskOff {
		return "Задача снята с контроля."
	}
	return "Задача уже отмечена как выполненная."
}

func textReopened(o owed, reason string) string {
	what := "Задача снова открыта."
	if o.Kind == plans.Gathering {
		what = "Факт возвращён."
	}
	return "↩️ " + what + "\n" + o.headline(200) + "\n\nПричина: «" + esc(reason) + "»"
}

func textReturned(o owed) string {
	if o.Kind == plans.Gathering {
		return "↩️ Факт возвращён.\n" + o.headline(200)
	}
	return "↩️ Задача снова открыта.\n" + o.headline(200)
}

func textAskSilence(o owed) string {
	text := o.headline(200) + "\n\nКогда напомнить вам снова? Срок задачи не изменится, остальным напоминания придут как обычно."
	return text + " Нажмите кнопку или напишите день, например «12.08» или «через неделю»."
}

func textSilenced(o owed, until time.Time, zone *time.Location) string {
	text := "⏰ Напомню " + instant(until, zone) + ".\n" + o.headline(200)
	if !o.Due.IsZero() && plans.DateOf(until, zone) > o.Due {
		text += "\n\nОбратите внимание: это позже срока, " + date(o.Due) + "."
	}
	return text
}

func textPlea(o owed, by, words string) string {
	return "🆘 <b>Нужна помощь</b>\n" + o.headline(200) + "\n\n" + esc(by) + ": «" + esc(words) + "»"
}

func textHelpReply(o owed, by, words string) string {
	return "<b>Ответ контролёра</b>\n" + o.headline(200) + "\n\n" + esc(by) + ": «" + esc(words) + "»"
}

func textAskMove(o owed) string {
	now := "Сейчас срок не назначен."
	if !o.Due.IsZero() {
		now = "Сейчас: " + date(o.Due) + "."
	}
	return o.headline(200) + "\n\n" + now + " Напишите новый срок, например: «15.09.2023» или «через 5 рабочих дней»."
}

func textAskMoveReason(day plans.Date) string {
	return "Новый срок: " + date(day) + ". Почему переносится? Напишите одной строкой."
}

func textMoved(o owed, day plans.Date, reason string) string {
	return "📅 Срок перенесён на " + date(day) + ".\n" + o.headline(200) + "\n\nПричина: «" + esc(reason) + "»"
}

func textOff(o owed, reason string) string {
	return "Задача снята с контроля.\n" + o.headline(200) + "\n\nПричина: «" + esc(reason) + "»"
}
