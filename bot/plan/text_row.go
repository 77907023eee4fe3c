package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
)

// rowEventButton names the button that records a row's event.
func rowEventButton(e plans.AfterEvent) string {
	if e.Before {
		return "📌 День события"
	}
	return "📌 Событие наступило"
}

func textAskRowEvent(i plans.Item, e plans.AfterEvent, known plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b> %s\nСрок по плану: %s", chat.Esc(string(i.No)), chat.Esc(chat.Cut(i.Form, 300)), chat.Esc(task.RowPhrase(i)))
	if e.Before {
		b.WriteString("\n\nНа какой день назначено событие? Напишите дату, например «12.08» или «через неделю».")
	} else {
		b.WriteString("\n\nКогда событие наступило? Нажмите кнопку или напишите день, например «12.08» или «в прошлую пятницу».")
	}
	if !known.IsZero() {
		b.WriteString("\n\nСейчас записано: " + chat.Date(known) + ". Новая дата заменит эту, сроки сдвинутся.")
	}
	return b.String()
}

func textRowEventHead(i plans.Item, day, was plans.Date) string {
	return "<b>" + chat.Esc(string(i.No)) + "</b> " + chat.Esc(chat.Cut(i.Form, 200)) + "\nДень события: " + chat.Date(day) + "." + project.Correction(was)
}

func textRowOfWhichPlan(no string) string {
	return "Строка " + chat.Esc(no) + " есть в нескольких планах. Какую открыть?"
}

const textRowIsClear = "Срок этой строки ясен из самого плана. Перенести срок можно в карточке задачи."

// newsLimit is how long a message of changes grows before it ends in a count of
// the rest; one more line still fits under Telegram's limit.
const newsLimit = plans.TextLimit - 1200

// textNews tells a person what an amendment changes for him.
func textNews(title string, lines []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>План изменён</b>\n%s\n\nЧто это значит для вас:", chat.Esc(chat.Cut(title, 200)))
	for i, l := range lines {
		if plans.Len(b.String()) > newsLimit {
			fmt.Fprintf(&b, "\nИ ещё %s: /plan", chat.Count(len(lines)-i, "изменение", "изменения", "изменений"))
			break
		}
		b.WriteString("\n• " + l)
	}
	return b.String()
}

func newsRow(i plans.Item) string {
	return chat.Esc(string(i.No)) + " " + chat.Esc(chat.Cut(i.Form, 90))
}

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

func textAskClarify(i plans.Item) string {
	if i.Words != "" {
		return "Строка " + chat.Esc(string(i.No)) + quotedPhrase(i) + ". Уточнено: " + quoted(i.Words, 200) + ". Напишите новый срок."
	}
	return textAskDeadline(i, 1)
}

func textClarified(i plans.Item, tasks int) string {
	text := "Строка " + chat.Esc(string(i.No)) + ", срок: " + chat.Ended(chat.Esc(chat.Cut(planfile.Words(i.Deadline), 600)))
	if tasks == 0 {
		return text + "\nЗадач пока нет: они появятся, когда станет известен день события."
	}
	return text + "\nОткрытых задач: " + fmt.Sprint(tasks) + "."
}

func textProblems(problems []string) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString("\nОбратите внимание: " + chat.Esc(chat.Cut(p, 300)))
	}
	return b.String()
}
