package post

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
)

const textNoPosts = "Постов пока нет. Новый пост: /post."

// textCalendar is the plan of publications by days.
func textCalendar(span plans.Span, days []calendarDay, total int, today plans.Date, zone *time.Location) string {
	if total == 0 {
		return textNoPosts
	}
	var b strings.Builder
	b.WriteString("<b>План публикаций</b>\n" + chat.Capital(chat.Ended(chat.Span(span))))
	if len(days) == 0 {
		b.WriteString("\n\nНа эти две недели ничего не намечено.")
	}
	for _, d := range days {
		b.WriteString("\n\n" + textCalendarDay(d.day, today))
		for i, v := range d.posts {
			if i == calendarLines {
				fmt.Fprintf(&b, "\nи ещё %d", len(d.posts)-i)
				break
			}
			b.WriteString("\n" + textCalendarLine(v, zone))
		}
	}
	return b.String() + "\n\nНовый пост: /post."
}

func textCalendarDay(day, today plans.Date) string {
	switch {
	case day.IsZero():
		return "<b>Время не назначено</b>"
	case day == today:
		return "<b>Сегодня, " + chat.Date(day) + "</b>"
	}
	return "<b>" + chat.Date(day) + "</b>"
}

func textCalendarLine(v card.PostView, zone *time.Location) string {
	hour := ""
	if at := hourOf(v.PostRecord); !at.IsZero() {
		hour = at.In(zone).Format("15:04") + " "
	}
	return fmt.Sprintf("%s %s№ %d, %s: %s", mark(v.State), hour, v.Number, card.TextState(v.State), chat.Esc(card.Gist(v, 60)))
}

// mark tells at a glance how far a post has come.
func mark(s plans.PostState) string {
	switch s {
	case plans.Published, plans.Amending, plans.Removing:
		return "📣"
	case plans.Approved, plans.Publishing:
		return "✅"
	case plans.InReview:
		return "⏳"
	case plans.Uncertain:
		return "❓"
	case plans.Drafting, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return "✏️"
}
