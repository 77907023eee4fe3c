package task

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textKeptUsed = "Это уже использовано: вы ответили раньше."

// textKept says what was sent, «2 фотографии, ссылка».
func textKept(kept store.Kept) string {
	var all []plans.Proof
	for _, parts := range kept.Messages {
		some, err := proofsOf(parts)
		if err == nil {
			all = append(all, some...)
		}
	}
	return textTaken(all)
}

// textQuestion is «К какой задаче?» with a page of the tasks.
func textQuestion(kept store.Kept, tasks []View, from int) string {
	var b strings.Builder
	b.WriteString("Получено: " + textKept(kept) + ".\n\n")
	if len(tasks) == 0 {
		return b.String() + "Открытых задач у вас нет. Сделать из этого пост?"
	}
	b.WriteString("<b>К какой задаче?</b>")
	for i, o := range tasks {
		fmt.Fprintf(&b, "\n%d. %s", from+i+1, o.Headline(110))
	}
	return b.String()
}

func textNothingToProve(kept store.Kept, note string) string {
	return strings.TrimSpace("Не принято: " + textKept(kept) + ". Открытых задач у вас нет. " + note)
}

func textForgotten(kept store.Kept) string {
	return "Отменено. Не использовано: " + textKept(kept) + "."
}

// textNotTaken names what was sent and why it was not taken.
func textNotTaken(proofs []plans.Proof, why string) string {
	return "Не принято: " + textTaken(proofs) + ". " + why
}
