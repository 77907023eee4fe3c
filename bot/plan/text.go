package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Lines about a plan file.
const (
	textPlanFileForbidden = "Загрузить план может только контролёр или администратор."
	textOnePlanFile       = "Пришлите один файл с планом."
	textPlanFileKind      = "Если это план, пришлите его в .docx, .xlsx, .odt, .ods или .yaml."
	textPlanFileForeign   = "Если это план, передайте его контролёру: загружает план он."
	textPlanFileTooBig    = "Файл больше 20 МБ, Telegram не отдаёт его боту. Удалите из него рисунки и лишние страницы и пришлите ещё раз."
	textPlanFileGone      = "Этот файл уже загружен, отменён или заменён другим."
	textAnswered          = "На этот вопрос вы уже ответили."
	textPressButton       = "Ответьте, пожалуйста, кнопкой под вопросом."
	textLoadedShort       = "Загружено."
	textPlanMovedOn       = "Пока вы проверяли файл, действующий план изменился. Сравнение составлено заново.\n\n"
)

func textReadingPlan(file, replaced string) string {
	text := "Читаю «" + chat.Esc(fileName(file)) + "»…"
	if replaced != "" {
		text += "\nФайл «" + chat.Esc(fileName(replaced)) + "» больше не ждёт загрузки: этот занял его место."
	}
	return text
}

func fileName(s string) string {
	if s == "" {
		return "файл без имени"
	}
	return chat.Cut(s, 80)
}

func textPlanFileLost(file string) string {
	return "Файл «" + fileName(file) + "» не удалось получить от Telegram. Пришлите его ещё раз."
}

func textPlanFileBroken(file string) string {
	return "Файл «" + fileName(file) + "» прочитать не удалось. Откройте его, сохраните заново и пришлите ещё раз."
}

func textPlanDropped(file string) string {
	return "Файл «" + chat.Esc(fileName(file)) + "» не загружен, план не изменился."
}

func textPlanWaits(file string) string {
	return "Файл «" + chat.Esc(fileName(file)) + "» ждёт вашего решения.\n\n"
}

// textPlanFaults is a page of what forbids loading.
func textPlanFaults(file string, total, from int, shown []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>Файл «%s» загрузить нельзя</b>\n", chat.Esc(fileName(file)))
	if total == 1 {
		b.WriteString(chat.Ended(chat.Esc(chat.Capital(chat.Cut(shown[0], 600)))) + " План не изменился.")
		return b.String()
	}
	fmt.Fprintf(&b, "Ошибок: %d. Исправьте их и пришлите файл ещё раз. План не изменился.\n", total)
	for i, f := range shown {
		fmt.Fprintf(&b, "\n%d. %s", from+i+1, chat.Esc(chat.Capital(chat.Cut(f, 250))))
	}
	return b.String()
}

// remarksShown and namesShown bound what a summary lists.
const (
	remarksShown = 8
	namesShown   = 8
)

// textPlanSummary says how a file was understood.
func textPlanSummary(load store.PlanLoad, p schedule.Proposal, newUnits []string) string {
	rows := len(load.Plan.Items())
	unclear := 0
	for _, i := range p.Plan.Items() {
		if _, ok := i.Deadline.(plans.Unclear); ok {
			unclear++
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<b>Файл «%s» прочитан</b>\n%s\n", chat.Esc(fileName(load.File)), chat.Esc(chat.Cut(load.Plan.Title, 300)))
	fmt.Fprintf(&b, "\nПериод: %s–%s", chat.ShortDate(load.Plan.Period.From), chat.ShortDate(load.Plan.Period.To))
	fmt.Fprintf(&b, "\nСтрок: %d, разделов: %d", rows, len(load.Plan.Sections))
	fmt.Fprintf(&b, "\nСрок понят: %d, не ясен: %d", rows-unclear, unclear)
	if n := len(p.Carried); n > 0 {
		fmt.Fprintf(&b, "\nПо прежним уточнениям контролёра: %s (%s)", chat.Count(n, "строка", "строки", "строк"), chat.Esc(numbers(p.Carried)))
	}
	fmt.Fprintf(&b, "\nПодразделений: %d", answerers(load.Plan))
	if n := len(newUnits); n > 0 {
		shown := newUnits[:min(n, namesShown)]
		fmt.Fprintf(&b, "\nИз них новых: %d (%s%s)", n, chat.Esc(chat.Cut(strings.Join(shown, "; "), 500)), more(n-len(shown)))
	}
	if n := len(load.Doubts); n > 0 {
		fmt.Fprintf(&b, "\nПохожих на известные: %d, спрошу о каждом", n)
	}
	if n := len(load.Remarks); n > 0 {
		b.WriteString("\n\n<b>Обратите внимание</b>")
		for _, r := range load.Remarks[:min(n, remarksShown)] {
			fmt.Fprintf(&b, "\n• %s", chat.Esc(chat.Capital(chat.Cut(r, 220))))
		}
		if n > remarksShown {
			fmt.Fprintf(&b, "\n• И ещё %s", chat.Count(n-remarksShown, "замечание", "замечания", "замечаний"))
		}
	}
	return b.String()
}

// answerers counts the units that rows of the plan name.
func answerers(p plans.Plan) int {
	named := map[plans.UnitID]bool{}
	for _, i := range p.Items() {
		for _, u := range i.Responsible {
			named[u] = true
		}
	}
	return len(named)
}

func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("; и ещё %d", n)
}

func numbers(nos []plans.ItemNo) string {
	names := make([]string, len(nos))
	for i, n := range nos {
		names[i] = string(n)
	}
	return chat.Cut(strings.Join(names, ", "), 300)
}

// quoted puts words between quotation marks; those within become the inner ones.
func quoted(s string, limit int) string {
	return "«" + strings.NewReplacer("«", "„", "»", "“").Replace(chat.Esc(chat.Cut(s, limit))) + "»"
}

func textAskUnit(d store.UnitDoubt, left int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "В файле: %s", quoted(d.FoundName, 300))
	if len(d.Items) > 0 {
		fmt.Fprintf(&b, " (%s %s)", chat.Plural(len(d.Items), "строка", "строки", "строки"), chat.Esc(numbers(d.Items)))
	}
	fmt.Fprintf(&b, ".\nПохоже на %s.\n\nЭто одно и то же подразделение?", quoted(d.NearName, 300))
	if left > 1 {
		fmt.Fprintf(&b, "\n<i>Осталось вопросов о подразделениях: %d</i>", left)
	}
	return b.String()
}

func textUnitSettled(d store.UnitDoubt, same bool) string {
	if same {
		return "Одно и то же: " + quoted(d.FoundName, 200) + " и " + quoted(d.NearName, 200) + ".\n\n"
	}
	return "Разные подразделения: " + quoted(d.FoundName, 200) + " и " + quoted(d.NearName, 200) + ".\n\n"
}

// textAskDeadline asks for the deadline of an unclear row.
func textAskDeadline(i plans.Item, left int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Строка %s%s. %s\n\n<i>%s</i>", chat.Esc(string(i.No)), quotedPhrase(i), chat.Esc(askWords(i)), chat.Esc(chat.Cut(i.Form, 300)))
	if left > 1 {
		fmt.Fprintf(&b, "\n\nНеясных строк осталось: %d.", left)
	}
	return b.String()
}

// quotedPhrase is the document's own words after the row's number; nothing where
// the document says nothing.
func quotedPhrase(i plans.Item) string {
	if strings.TrimSpace(i.Phrase) == "" {
		return ""
	}
	return ": " + quoted(i.Phrase, 300)
}

// askWords turns the reason why a row is unclear into a request for words.
func askWords(i plans.Item) string {
	why := ""
	if u, ok := i.Deadline.(plans.Unclear); ok {
		why = strings.TrimSpace(u.Why)
	}
	for _, head := range []string{"Напишите, например, ", "Напишите его, например ", "Напишите его иначе, например "} {
		if reason, example, ok := strings.Cut(why, head); ok {
			return reason + "Напишите срок, например " + example
		}
	}
	if strings.Contains(why, "апишите") {
		return why
	}
	return strings.TrimSpace(why + " Напишите срок.")
}

func textStillUnclear(no plans.ItemNo, u plans.Unclear) string {
	return "Строка " + chat.Esc(string(no)) + ". " + chat.Esc(u.Why)
}

func textUnderstood(no plans.ItemNo, d plans.Deadline, problems []string) string {
	var text strings.Builder
	text.WriteString("Строка " + chat.Esc(string(no)) + ", срок: " + chat.Ended(chat.Esc(chat.Cut(planfile.Words(d), 600))))
	for _, p := range problems {
		text.WriteString("\nОбратите внимание: " + chat.Esc(chat.Cut(p, 300)))
	}
	return text.String() + "\n\n"
}

func textSkipped(no plans.ItemNo) string {
	return "Строка " + chat.Esc(string(no)) + " пропущена: задач по ней не будет, пока вы не уточните срок в /plan.\n\n"
}
