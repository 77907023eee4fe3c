package plan

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

// textOpen asks what a file leaves open.
func textOpen(q store.PlanQuestion) string {
	text := chat.Esc(chat.Cut(q.Text, 1000))
	if len(q.Items) > 0 && planfile.QuestionKind(q.Kind) != planfile.AskYear {
		text += "\n" + chat.Plural(len(q.Items), "Строка", "Строки", "Строки") + ": " + chat.Esc(numbers(q.Items)) + "."
	}
	if planfile.QuestionKind(q.Kind) == planfile.AskYear {
		text += "\nНажмите кнопку или напишите год."
	}
	return text
}

// textOpenAgain repeats the question after words that do not answer it.
func textOpenAgain(q store.PlanQuestion) string {
	if planfile.QuestionKind(q.Kind) == planfile.AskYear {
		return "Год нужен числом, например 2026."
	}
	return "Ответьте, пожалуйста, кнопкой.\n\n" + textOpen(q)
}

// textOpenAnswered repeats the answer, before what comes next.
func textOpenAnswered(q store.PlanQuestion, value string) string {
	caption := value
	if i := slices.IndexFunc(q.Choices, func(c store.PlanChoice) bool { return c.Value == value }); i >= 0 {
		caption = q.Choices[i].Caption
	}
	switch planfile.QuestionKind(q.Kind) {
	case planfile.AskYear:
		return "Год плана: " + chat.Esc(caption) + ".\n\n"
	case planfile.AskZone:
		return "Время: " + chat.Esc(caption) + ".\n\n"
	case planfile.AskUnit, planfile.AskRows:
		return "Ответ принят: " + chat.Esc(caption) + ".\n\n"
	}
	return ""
}
