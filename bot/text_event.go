package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
)

// Lines about events.
const (
	textEventFuture = "Эта дата ещё не наступила. Напишите день, когда это произошло."
	textPastUnknown = "Не получилось понять дату. Напишите, например, «вчера», «12.08» или «в прошлую пятницу»."
)

func textAskEvent(p plans.Project, e projectEvent, foreseen bool) string {
	text := bold(cut(p.Name, 200)) + "\n\nУкажите " + e.past + ": нажмите кнопку или напишите день, например «12.08» или «в прошлую пятницу»."
	if foreseen {
		text += " Можно назвать и день впереди: от него отсчитываются сроки плана."
	}
	if day := p.Day(e.event); !day.IsZero() {
		text += "\n\nСейчас записано: " + date(day) + ". Новая дата заменит эту, сроки сдвинутся."
	}
	return text
}

func textEventSame(day plans.Date) string {
	return "Эта дата уже записана: " + date(day) + "."
}

func textEventBefore(what string, day plans.Date) string {
	return "Это раньше дня " + what + ", " + date(day) + ". Проверьте дату и напишите ещё раз."
}

func textEventAfter(what string, day plans.Date) string {
	return "Это позже дня " + what + ", " + date(day) + ". Проверьте дату и напишите ещё раз."
}

// textEventHead says what happened when, or is to happen; was is the day recorded
// before.
func textEventHead(p plans.Project, e projectEvent, day, was, today plans.Date) string {
	what := e.done + ", " + date(day)
	if day > today {
		what = e.ahead + " назначено на " + date(day)
	}
	return bold(cut(p.Name, 200)) + ": " + what + "." + correction(was)
}

func correction(was plans.Date) string {
	if was.IsZero() {
		return ""
	}
	return " Дата исправлена, было " + date(was) + "."
}

func textRecordedBy(name string) string { return "Кто записал: " + esc(nameOr(name)) }

// textFollows says what deadlines follow from an event.
func textFollows(head string, changed []redue) string {
	if len(changed) == 0 {
		return head + "\n\nНи один срок от этого не меняется."
	}
	var b strings.Builder
	b.WriteString(head + "\n\nСроки, которые из этого следуют:")
	for i, c := range changed[:min(len(changed), pageSize)] {
		due := "срок не назначен"
		if !c.Due.IsZero() {
			due = "до " + date(c.Due)
		}
		fmt.Fprintf(&b, "\n%d. %s: %s", i+1, c.headline(110), due)
		if !c.was.IsZero() && c.was != c.Due {
			fmt.Fprintf(&b, ", было до %s", date(c.was))
		}
	}
	if more := len(changed) - pageSize; more > 0 {
		fmt.Fprintf(&b, "\nИ ещё %s: /tasks", count(more, "задача", "задачи", "задач"))
	}
	return b.String()
}

// rowEventButton names the button that records a row's event.
func rowEventButton(e plans.AfterEvent) string {
	if e.Before {
		return "📌 День события"
	}
	return "📌 Событие наступило"
}

func textAskRowEvent(i plans.Item, e plans.AfterEvent, known plans.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<b>%s</b> %s\nСрок по плану: %s", esc(string(i.No)), esc(cut(i.Form, 300)), esc(rowPhrase(i)))
	if e.Before {
		b.WriteString("\n\nНа какой день назначено событие? Напишите дату, например «12.08» или «через неделю».")
	} else {
		b.WriteString("\n\nКогда событие наступило? Нажмите кнопку или напишите день, например «12.08» или «в прошлую пятницу».")
	}
	if !known.IsZero() {
		b.WriteString("\n\nСейчас записано: " + date(known) + ". Новая дата заменит эту, сроки сдвинутся.")
	}
	return b.String()
}

func textRowEventHead(i plans.Item, day, was plans.Date) string {
	return "<b>" + esc(string(i.No)) + "</b> " + esc(cut(i.Form, 200)) + "\nДень события: " + date(day) + "." + correction(was)
}
