package task

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// RowPhrase is the row's deadline in the document's words, or in a controller's
// where those are unclear.
func RowPhrase(i plans.Item) string {
	if i.Words == "" {
		return chat.PhraseOr(i.Phrase)
	}
	return chat.PhraseOr(i.Phrase) + " (уточнено: «" + chat.Cut(i.Words, 300) + "»)"
}

// TextTaskEnded refuses what concerns a task whose row is no more.
const TextTaskEnded = "Этой задачи в плане больше нет."

const textConfirmedShort = "Отмечено."

const textAcceptedShort = "Принято."

const textStillOpen = "Задача и так открыта."

const textAskReturn = "Почему возвращаете? Напишите одной строкой: её увидят исполнители."

const textAskHelp = "Чем помочь? Напишите одной строкой, я передам контролёру."

const textAskReply = "Напишите ответ одной строкой."

const textAskOff = "Почему задача снимается с контроля? Напишите одной строкой: причина попадёт в отчёт."

const textHelpAsked = "Передано контролёру. Ответ придёт сюда."

const textNoController = "Передать некому: ни один контролёр ещё не подключён."

const textSentOn = "Передано."

// Label names a task in one line: number, words, project, part.
func (o View) Label() string {
	s := string(o.PlanItem.No) + " " + o.PlanItem.Form
	if o.ProjectName != "" {
		s = string(o.PlanItem.No) + " " + chat.Cut(o.PlanItem.Form, 60) + " — " + o.ProjectName
	}
	if o.Part != "" {
		s += ", " + plans.PartName(o.Part)
	}
	return s
}

// captionLimit is how much of a button's caption a telephone shows at most.
const captionLimit = 48

// Caption names a task on a button as lists do, in words alone: what sets it apart from
// others of its row is never cut off.
func (o View) Caption(today plans.Date) string {
	head, apart := string(o.PlanItem.No)+" ", o.apart(today, 28)
	room := max(captionLimit-plans.Len(head+apart), captionLimit/4)
	return head + chat.Cut(cmp.Or(o.short, o.PlanItem.Form), room) + apart
}

// Headline is the label for a line of text.
func (o View) Headline(limit int) string {
	return chat.Bold(string(o.PlanItem.No)) + " " + o.words(limit) + o.under
}

// Row names the task as a row of the plan, «Строка 3.3: размещение постов».
func (o View) Row(limit int) string {
	return "Строка " + chat.Bold(string(o.PlanItem.No)) + ": " + o.words(limit) + o.under
}

func (o View) words(limit int) string {
	s := chat.Esc(chat.Cut(o.PlanItem.Form, limit))
	if o.ProjectName != "" {
		s += " — " + chat.Esc(chat.Cut(o.ProjectName, 60))
	}
	if o.Part != "" {
		s += ", " + chat.Esc(plans.PartName(o.Part))
	}
	return s
}

// when says how a task stands to its due date today.
func when(o View, today plans.Date, cal workdays) string {
	switch {
	case o.Due.IsZero():
		return "срок не назначен"
	case o.Due < today:
		return "срок был " + chat.Date(o.Due) + ", " + lateBy(o.Due, today, cal)
	case o.Due == today:
		return "сегодня последний день" + atTime(o.Time)
	}
	n := int(o.Due - today)
	return "до " + chat.Date(o.Due) + atTime(o.Time) + ", " + chat.Plural(n, "остался", "осталось", "осталось") + " " + chat.Days(n)
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
	return "просрочено на " + chat.WorkingDays(n)
}

// cardView is all that a card shows.
type cardView struct {
	View
	unitNames     []string
	confirmations []plans.Confirmation
	names         map[plans.PersonID]string
	deputies      []string
	moved         store.Move
	lastYear      string // a link, "" for none
	today         plans.Date
	zone          *time.Location
	cal           workdays
}

// textCard is a task's card.
func textCard(v cardView) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n<i>%s</i>\n", v.Headline(1200), chat.Esc(chat.Cut(v.section, 200)))
	if !v.Due.IsZero() && v.State == store.TaskOpen {
		fmt.Fprintf(&b, "\n%s", chat.Esc(chat.Capital(when(v.View, v.today, v.cal))))
	}
	if !v.moved.Due.IsZero() {
		fmt.Fprintf(&b, "\n%s", chat.Esc(textMovedBy(v.moved, chat.NameOr(v.names[v.moved.By]), v.today)))
	}
	if !v.dateSaysAll() {
		fmt.Fprintf(&b, "\nСрок по плану: %s", chat.Esc(RowPhrase(v.PlanItem)))
	}
	units := v.unitNames
	if len(units) == 0 {
		units = []string{chat.TextNoUnit}
	}
	fmt.Fprintf(&b, "\n%s", chat.Esc(chat.Answering(units)))
	for _, d := range v.deputies {
		fmt.Fprintf(&b, "\n%s", chat.Esc(d))
	}
	if control := v.PlanItem.Control; control != "" {
		fmt.Fprintf(&b, "\nКонтроль: %s", chat.Esc(chat.Cut(control, 200)))
	}
	if v.lastYear != "" {
		fmt.Fprintf(&b, "\nВ прошлом году: %s", chat.Esc(chat.Cut(v.lastYear, 300)))
	}
	switch v.State {
	case store.TaskDone:
		b.WriteString("\n\n✅ Выполнено")
	case store.TaskOff:
		fmt.Fprintf(&b, "\n\nСнято с контроля: %s", chat.Esc(v.Reason))
	case store.TaskOpen:
	}
	if v.Finished {
		b.WriteString("\n\nПлан завершён.")
	}
	b.WriteString(strings.Join(textSaid(v), ""))
	return b.String()
}

// dateSaysAll reports whether the plan's words for the deadline are the date that stands
// above them.
func (v cardView) dateSaysAll() bool {
	d, plain := v.PlanItem.Deadline.(plans.ByDate)
	return plain && d.To == v.Due && v.State == store.TaskOpen && v.PlanItem.Words == ""
}

// saidBudget is how much of what was said a card shows, in UTF-16 units.
const saidBudget = 2000

// textSaid are the newest confirmations, oldest first: five at most, and no more
// than the card has room for.
func textSaid(v cardView) []string {
	var said []string
	used := 0
	for _, c := range slices.Backward(v.confirmations) {
		text := "\n\n" + chat.Esc(chat.NameOr(v.names[c.By])) + ", " + chat.Instant(c.At, v.zone) + textProofs(c)
		if verdict := textVerdict(c, chat.NameOr(v.names[c.Judge])); verdict != "" {
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

func textAskProof(o View) string {
	return o.Headline(200) + "\n\nПришлите подтверждение: ссылку, фотографию, файл или несколько слов."
}

// textVerdict says what became of a confirmation; "" while nobody has judged it.
func textVerdict(c plans.Confirmation, judge string) string {
	switch c.State {
	case plans.Accepted:
		if c.Judge == "" {
			return "👍 Принято без проверки: за " + chat.WorkingDays(patience) + " никто не ответил"
		}
		return "👍 Принято: " + chat.Esc(judge)
	case plans.Returned:
		if c.Judge == c.By {
			return "↩️ Отозвано автором"
		}
		return "↩️ Возвращено: " + chat.Esc(judge) + ". «" + chat.Esc(c.Reason) + "»"
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

const textPlanFinished = "План завершён, эта задача больше не ведётся."

// TextNotOpen says why a closed task takes nothing.
func TextNotOpen(t store.TaskRecord) string {
	switch {
	case t.Finished:
		return textPlanFinished
	case t.State == store.TaskOff:
		return "Задача снята с контроля."
	}
	return "Задача уже отмечена как выполненная."
}

func textReopened(o View, reason string) string {
	what := "Задача снова открыта."
	if o.Kind == plans.Gathering {
		what = "Факт возвращён."
	}
	return "↩️ " + what + "\n" + o.Headline(200) + "\n\nПричина: «" + chat.Esc(reason) + "»"
}

func textReturned(o View) string {
	if o.Kind == plans.Gathering {
		return "↩️ Факт возвращён.\n" + o.Headline(200)
	}
	return "↩️ Задача снова открыта.\n" + o.Headline(200)
}

// textPutBack says that a task taken off control is on it again.
func textPutBack(o View, reason string) string {
	return "↩️ Задача снова на контроле.\n" + o.Headline(200) + "\n\nПричина: «" + chat.Esc(reason) + "»"
}

func textAskSilence(o View) string {
	text := o.Headline(200) + "\n\nКогда напомнить вам снова? Срок задачи не изменится, остальным напоминания придут как обычно."
	return text + " Нажмите кнопку или напишите день, например «12.08» или «через неделю»."
}

func textSilenced(o View, until time.Time, zone *time.Location) string {
	text := "⏰ Напомню " + chat.Instant(until, zone) + ".\n" + o.Headline(200)
	if !o.Due.IsZero() && plans.DateOf(until, zone) > o.Due {
		text += "\n\nОбратите внимание: это позже срока, " + chat.Date(o.Due) + "."
	}
	return text
}

func textPlea(o View, by, words string) string {
	return "🆘 <b>Нужна помощь</b>\n" + o.Headline(200) + "\n\n" + chat.Esc(by) + ": «" + chat.Esc(words) + "»"
}

func textHelpReply(o View, by, words string) string {
	return "<b>Ответ контролёра</b>\n" + o.Headline(200) + "\n\n" + chat.Esc(by) + ": «" + chat.Esc(words) + "»"
}

func textAskMove(o View) string {
	now := "Сейчас срок не назначен."
	if !o.Due.IsZero() {
		now = "Сейчас: " + chat.Date(o.Due) + "."
	}
	return o.Headline(200) + "\n\n" + now + " Напишите новый срок, например: «15.09.2023» или «через 5 рабочих дней»."
}

func textAskMoveReason(day plans.Date) string {
	return "Новый срок: " + chat.Date(day) + ". Почему переносится? Напишите одной строкой."
}

func textOff(o View, reason string) string {
	return "Задача снята с контроля.\n" + o.Headline(200) + "\n\nПричина: «" + chat.Esc(reason) + "»"
}
