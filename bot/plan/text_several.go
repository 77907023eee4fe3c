package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// textPlans lists plans in force, the first of which has the number after from.
func textPlans(t *chat.Turn, shown []plans.Plan, from int, records []store.TaskRecord) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b>", chat.Capital(chat.Count(len(t.Plans), "действующий план", "действующих плана", "действующих планов")))
	for i, p := range shown {
		c, err := counting(t, records, p.ID)
		if err != nil {
			return "", err
		}
		made := c.of(p.Items())
		fmt.Fprintf(&b, "\n\n%s <b>%d.</b> %s\n%s · %s", made.mark(), from+i+1, chat.Esc(t.PlanName(p)), spanText(p.Period), made)
	}
	return b.String(), nil
}

func textNoneInForce(last plans.Plan, finished plans.Date) string {
	return "Действующего плана сейчас нет. Последний завершён " + chat.Date(finished) + ":\n" + chat.Esc(chat.Cut(last.Title, 300))
}

// textFinish asks whether to finish a plan, by pages of what is open in it.
func textFinish(p plans.Plan, open []task.View, today plans.Date) []string {
	title := "Завершить план «" + chat.Cut(p.Name(), 200) + "»?"
	lines := []string{"Напоминаний по нему больше не будет. Подтверждения, посты и история останутся."}
	if len(open) == 0 {
		return chat.Pack(title, append(lines, "Открытых задач в нём нет."))
	}
	rows := make([]string, 0, len(open))
	for _, o := range open {
		rows = append(rows, "• "+chat.Esc(string(o.Item))+" "+chat.Esc(chat.Cut(o.PlanItem.Form, 90))+": "+chat.Esc(rowTask(o, today)))
	}
	list := fmt.Sprintf("<b>Не выполнено: %d</b>\n%s", len(open), strings.Join(rows, "\n"))
	return chat.Pack(title, append(lines, list))
}

// textOver offers to finish a plan in which nothing is left to do.
func textOver(p plans.Plan) string {
	return "Период плана закончился, открытых задач в нём нет:\n" + chat.Esc(chat.Cut(p.Title, 300)) +
		"\n\nЕго можно завершить: подтверждения, посты и история останутся."
}

func textNextTitle(next plans.Plan) string {
	return fmt.Sprintf("Новый план, %s", spanText(next.Period))
}

// textNext are the parts that say what the plan of the next year changes in this year's
// rows. A row with another deadline and other words stands in both lists.
func textNext(d schedule.Difference, notes []string) [][]string {
	var dates, words []string
	for _, p := range d.Kept {
		no := "<b>" + chat.Esc(string(p.Now.No)) + "</b> "
		if was, is := wordsKept(p.Was), wordsKept(p.Now); was != is {
			dates = append(dates, no+chat.Esc(chat.Cut(was, 120))+" → "+chat.Esc(chat.Cut(is, 120)))
		}
		if p.Reworded() {
			words = append(words, no+chat.Esc(chat.Cut(p.Now.Form, 160)))
		}
	}
	parts := [][]string{{"Строки прежние, даты и годы перенесены. Сроки от событий не менялись."}}
	for _, part := range []struct {
		title string
		rows  []string
	}{{"Обратите внимание", marked(notes)}, {"Другой срок", dates}, {"Другой год в словах", words}} {
		if len(part.rows) > 0 {
			parts = append(parts, append([]string{"<b>" + part.title + "</b>"}, part.rows...))
		}
	}
	return parts
}

// wordsKept are a controller's words for the deadline of a row, where there are some, else
// the document's.
func wordsKept(i plans.Item) string {
	switch {
	case i.Words != "":
		return i.Words
	case i.Phrase != "":
		return i.Phrase
	}
	return "без срока"
}

func marked(notes []string) []string {
	lines := make([]string, 0, len(notes))
	for _, n := range notes {
		lines = append(lines, "• "+chat.Esc(chat.Capital(chat.Cut(n, 250))))
	}
	return lines
}

func textNextFile(next plans.Plan) string {
	return "План «" + chat.Plain(chat.Cut(next.Name(), 120)) + "» для правки, в Word и в YAML. Исправьте любой из двух файлов и пришлите мне: спрошу, загрузить ли его рядом с действующими."
}

func textAskShort(p plans.Plan) string {
	return "Как коротко называть план в списках? До 40 знаков, например «Медиаплан».\n\n<i>" + chat.Esc(chat.Cut(p.Title, 300)) + "</i>"
}

func textAskRowName(i plans.Item, now string) string {
	return "Как коротко называть строку " + chat.Esc(string(i.No)) + " в утреннем сообщении? До 40 знаков. Сейчас: «" + chat.Esc(now) + "».\n\n<i>" +
		chat.Esc(chat.Cut(i.Form, 300)) + "</i>"
}

func textRowNamed(no plans.ItemNo, name string) string {
	return "Строка " + chat.Esc(string(no)) + " теперь называется «" + chat.Esc(name) + "»."
}

func textShortTooLong(n int) string {
	return fmt.Sprintf("Название длинное: %d знаков, а в строке помещается 40. Напишите короче.", n)
}

func textShortKept(p plans.Plan) string {
	return "План теперь называется «" + chat.Esc(p.Short) + "»."
}

func textFinished(p plans.Plan) string {
	return "План завершён: " + chat.Esc(chat.Cut(p.Name(), 200)) + "."
}
