package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
)

const textRowIsClear = "Срок этой строки ясен из самого плана. Перенести срок можно в карточке задачи."

// newsLimit is how long a message of changes grows before it ends in a count of
// the rest; one more line still fits under Telegram's limit.
const newsLimit = plans.TextLimit - 1200

// textNews tells a person what an amendment changes for him.
func textNews(title string, lines []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>План изменён</b>\n%s\n\nЧто это значит для вас:", esc(cut(title, 200)))
	for i, l := range lines {
		if plans.Len(b.String()) > newsLimit {
			fmt.Fprintf(&b, "\nИ ещё %s: /plan", count(len(lines)-i, "изменение", "изменения", "изменений"))
			break
		}
		b.WriteString("\n• " + l)
	}
	return b.String()
}

func newsRow(i plans.Item) string { return esc(string(i.No)) + " " + esc(cut(i.Form, 90)) }

func textNewsAdded(i plans.Item) string {
	return "новая строка: " + newsRow(i) + ". Срок: " + deadlineWords(i)
}

func textNewsGone(i plans.Item) string { return "строки больше нет: " + newsRow(i) }

func textNewsLost(i plans.Item) string {
	return "вы больше не отвечаете: " + newsRow(i)
}

func textNewsGiven(i plans.Item) string {
	return "теперь отвечаете и вы: " + newsRow(i) + ". Срок: " + deadlineWords(i)
}

func textNewsRedated(p schedule.Pair) string {
	return "другой срок: " + newsRow(p.Now) + ". Был: " + deadlineWords(p.Was) + ", стал: " + deadlineWords(p.Now)
}

func textNewsReworded(p schedule.Pair) string {
	return "изменены слова: " + newsRow(p.Now)
}

// rowPhrase is the row's deadline in the document's words, or in a controller's
// where those are unclear.
func rowPhrase(i plans.Item) string {
	if i.Words == "" {
		return phraseOr(i.Phrase)
	}
	return phraseOr(i.Phrase) + " (уточнено: «" + cut(i.Words, 300) + "»)"
}

func textAskClarify(i plans.Item) string {
	if i.Words != "" {
		return "Строка " + esc(string(i.No)) + quotedPhrase(i) + ". Уточнено: " + quoted(i.Words, 200) + ". Напишите новый срок."
	}
	return textAskDeadline(i, 1)
}

func textClarified(i plans.Item, tasks int) string {
	text := "Строка " + esc(string(i.No)) + ", срок: " + ended(esc(cut(planfile.Words(i.Deadline), 600)))
	if tasks == 0 {
		return text + "\nЗадач пока нет: они появятся, когда станет известен день события."
	}
	return text + "\nОткрытых задач: " + fmt.Sprint(tasks) + "."
}

func textProblems(problems []string) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString("\nОбратите внимание: " + esc(cut(p, 300)))
	}
	return b.String()
}
