package project

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

const textPastUnknown = "Не получилось понять дату. Напишите, например, «вчера», «12.08» или «в прошлую пятницу»."

func textAskEvent(p plans.Project, e projectEvent, foreseen bool) string {
	text := chat.Bold(chat.Cut(p.Name, 200)) + "\n\nУкажите " + e.past + ": нажмите кнопку или напишите день, например «12.08» или «в прошлую пятницу»."
	if foreseen {
		text += " Можно назвать и день впереди: от него отсчитываются сроки плана."
	}
	if day := p.Day(e.event); !day.IsZero() {
		text += "\n\nСейчас записано: " + chat.Date(day) + ". Новая дата заменит эту, сроки сдвинутся."
	}
	return text
}

// TextEventSame refuses a day that is recorded already.
func TextEventSame(day plans.Date) string {
	return "Эта дата уже записана: " + chat.Date(day) + "."
}

func textEventBefore(what string, day plans.Date) string {
	return "Это раньше дня " + what + ", " + chat.Date(day) + ". Проверьте дату и напишите ещё раз."
}

func textEventAfter(what string, day plans.Date) string {
	return "Это позже дня " + what + ", " + chat.Date(day) + ". Проверьте дату и напишите ещё раз."
}

// textEventHead says what happened when, or is to happen; was is the day recorded
// before.
func textEventHead(p plans.Project, e projectEvent, day, was, today plans.Date) string {
	what := e.done + ", " + chat.Date(day)
	if day > today {
		what = e.ahead + " назначено на " + chat.Date(day)
	}
	return chat.Bold(chat.Cut(p.Name, 200)) + ": " + what + "." + Correction(was)
}

// Correction says that an event had another day before.
func Correction(was plans.Date) string {
	if was.IsZero() {
		return ""
	}
	return " Дата исправлена, было " + chat.Date(was) + "."
}

func textRecordedBy(name string) string {
	return "Кто записал: " + chat.Esc(chat.NameOr(name))
}

// textFollows says what deadlines follow from an event.
func textFollows(head string, changed []redue, today plans.Date) string {
	if len(changed) == 0 {
		return head + "\n\nНи один срок от этого не меняется."
	}
	var b strings.Builder
	b.WriteString(head + "\n\nСроки, которые из этого следуют:")
	for i, c := range changed[:min(len(changed), chat.PageSize)] {
		due := "срок не назначен"
		if !c.Due.IsZero() {
			due = "до " + chat.Date(c.Due)
		}
		fmt.Fprintf(&b, "\n%d. %s: %s", i+1, c.Listed(today), due)
		if !c.was.IsZero() && c.was != c.Due {
			fmt.Fprintf(&b, ", было до %s", chat.Date(c.was))
		}
	}
	if more := len(changed) - chat.PageSize; more > 0 {
		fmt.Fprintf(&b, "\nИ ещё %s: /tasks", chat.Count(more, "задача", "задачи", "задач"))
	}
	return b.String()
}
