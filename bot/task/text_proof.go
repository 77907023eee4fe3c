package task

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textProofKind = "Пришлите ссылку, фотографию, видео, документ или несколько слов текстом."

// textNotProof names what cannot be a proof.
func textNotProof(k plans.MediaKind) string {
	what := "такое сообщение"
	switch k {
	case plans.Voice:
		what = "голосовое сообщение"
	case plans.VideoNote:
		what = "видеосообщение"
	case plans.Audio:
		what = "аудиозапись"
	case plans.Photo, plans.Video, plans.Document, plans.Animation, plans.OtherMedia:
	}
	return "Не принято: " + what + ". " + textProofKind
}

// textTaken says in one line what was sent: «3 фотографии, файл, пояснение».
func textTaken(all []plans.Proof) string {
	var files []plans.Media
	links, words := 0, 0
	for _, p := range all {
		switch p.Kind {
		case plans.FileProof:
			files = append(files, p.Media...)
		case plans.LinkProof, plans.PostProof:
			links++
		case plans.WordProof:
			words++
		}
	}
	parts := textFiles(files)
	if links > 0 {
		parts = append(parts, some(links, "ссылка", "ссылки", "ссылок"))
	}
	if words > 0 {
		parts = append(parts, some(words, "пояснение", "пояснения", "пояснений"))
	}
	return strings.Join(parts, ", ")
}

// textFiles names files by their kinds: «3 фотографии», «файл».
func textFiles(files []plans.Media) []string {
	var parts []string
	for _, k := range []struct {
		kind           plans.MediaKind
		one, few, many string
	}{
		{plans.Photo, "фотография", "фотографии", "фотографий"},
		{plans.Video, "видео", "видео", "видео"},
		{plans.Animation, "анимация", "анимации", "анимаций"},
		{plans.Document, "файл", "файла", "файлов"},
	} {
		n := 0
		for _, m := range files {
			if m.Kind == k.kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, some(n, k.one, k.few, k.many))
		}
	}
	return parts
}

// some counts things; one needs no number.
func some(n int, one, few, many string) string {
	if n == 1 {
		return one
	}
	return chat.Count(n, one, few, many)
}

// proofsBudget is how long the list of proofs grows before it ends in a count of
// the rest: otherwise twenty of them would be more than a message holds.
const proofsBudget = 1000

// textProofs lists what a confirmation is proved by.
func textProofs(c plans.Confirmation) string {
	var b strings.Builder
	b.WriteString(textFactDay(c))
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
			fmt.Fprintf(&b, "\n📎 %s", chat.Capital(strings.Join(textFiles(p.Media), ", ")))
		case plans.LinkProof, plans.PostProof:
			fmt.Fprintf(&b, "\n🔗 %s", chat.Esc(p.Text))
		case plans.WordProof:
			fmt.Fprintf(&b, "\n«%s»", chat.Esc(chat.Cut(p.Text, 400)))
		}
	}
	return b.String()
}

// textFactDay is the day its author named for a fact.
func textFactDay(c plans.Confirmation) string {
	if c.Day.IsZero() {
		return ""
	}
	return "\nДата: " + chat.Date(c.Day)
}

// textConfirmed answers the author of a confirmation. The same line is changed as
// more of it comes.
func textConfirmed(o View, c plans.Confirmation) string {
	what := "Отмечено: выполнено."
	if o.Kind == plans.Gathering {
		what = "Факт записан."
	}
	text := "✅ " + what + "\n" + o.Headline(200) + textFactDay(c)
	if len(c.Proofs) == 0 {
		text += "\nБез подтверждения"
	} else {
		text += "\nПринято: " + textTaken(c.Proofs)
	}
	switch {
	case c.State == plans.Given:
		text += "\n\nКонтролёр получит это на проверку. "
	case c.State == plans.Accepted && c.Judge == "":
		return text + "\n\n👍 Принято без проверки."
	case c.State == plans.Accepted && c.Judge != c.By:
		return text + "\n\n👍 Контролёр принял подтверждение."
	default:
		text += "\n\n"
	}
	return text + "Всё, что пришлёте в ближайшие две минуты, добавится сюда же; позже нажмите «Дополнить»."
}

func textConfirmation(o View, c plans.Confirmation, by string) string {
	return "<b>Подтверждение на проверку</b>\n" + o.Headline(300) + "\n\n" + chat.Esc(chat.NameOr(by)) + textProofs(c)
}

// textMoreFiles stands under files that came after the others.
func textMoreFiles(o View, by string) string {
	return "К подтверждению: " + o.Headline(200) + "\n" + chat.Esc(chat.NameOr(by))
}

// textFileLost tells a controller that a file of a proof cannot be shown.
func textFileLost(o View, m plans.Media) string {
	return "⚠️ Telegram не показывает вложение к подтверждению (" + textFiles([]plans.Media{m})[0] + ").\n" + o.Headline(200) +
		"\n\nПопросите прислать его ещё раз."
}

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
func textQuestion(kept store.Kept, tasks []View, from int, today plans.Date) string {
	var b strings.Builder
	b.WriteString("Получено: " + textKept(kept) + ".\n\n")
	if len(tasks) == 0 {
		return b.String() + "Открытых задач у вас нет. Сделать из этого пост?"
	}
	if kept.Parts()[0].Forwarded {
		b.WriteString("<b>Это подтверждение задачи или новый пост?</b>")
	} else {
		b.WriteString("<b>К какой задаче?</b>")
	}
	for i, o := range tasks {
		fmt.Fprintf(&b, "\n%d. %s", from+i+1, o.Listed(today))
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
