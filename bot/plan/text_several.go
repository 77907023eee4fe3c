package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// textPlans lists plans in force, the first of which has the number after from.
func textPlans(t *chat.Turn, shown []plans.Plan, from int, records []store.TaskRecord) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b>", chat.Capital(chat.Count(len(t.Plans), "действующий план", "действующих плана", "действующих планов")))
	for i, p := range shown {
		fmt.Fprintf(&b, "\n\n<b>%d.</b> %s\n%s · %s", from+i+1, chat.Esc(chat.Cut(p.Title, 200)), spanText(p.Period),
			progressOf(p.Items(), ofPlan(records, p.ID), t.Today()))
	}
	return b.String()
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
	parts := together(rows)
	parts[0] = fmt.Sprintf("<b>Не выполнено: %d</b>\n%s", len(open), parts[0])
	return chat.Pack(title, append(lines, parts...))
}

func textFinished(p plans.Plan) string {
	return "План завершён: " + chat.Esc(chat.Cut(p.Name(), 200)) + "."
}
