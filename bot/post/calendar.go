package post

import (
	"slices"
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// calendarDays is how many days the plan of publications shows: this week and the next.
const calendarDays = 14

// calendarLines is how many posts a day of it may name; calendarKeys how many of the
// posts still to come have a button.
const (
	calendarLines = 12
	calendarKeys  = 8
)

// calendarDay is a day of the plan of publications; the zero day is for posts whose hour
// nobody has set.
type calendarDay struct {
	day   plans.Date
	posts []card.PostView
}

// calendar is /posts: what goes out and what went out in this week and the next, day by
// day, and the way to the lists.
func calendar(t *chat.Turn) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	span := plans.Span{From: chat.Monday(t.Today())}
	span.To = span.From + calendarDays - 1
	days, err := calendarOf(t, span)
	if err != nil {
		return "", k, err
	}
	shown := 0
	for _, d := range days {
		for _, v := range d.posts {
			if v.State == plans.Published || shown == calendarKeys {
				continue
			}
			shown++
			k.Row(chat.Key{Text: card.TextPostButton(v), Verb: "popen", Number: v.Number})
		}
	}
	total, err := shelfKeys(t, &k)
	if err != nil {
		return "", k, err
	}
	return textCalendar(span, days, total, t.Today(), t.Zone), k, k.Err
}

// calendarOf gathers the posts of the days by their hour, those without one last.
func calendarOf(t *chat.Turn, span plans.Span) ([]calendarDay, error) {
	found, err := postsWhere(t, func(rec store.PostRecord) bool {
		at := hourOf(rec)
		return at.IsZero() && rec.State != plans.Published && onCalendar(rec.State) && rec.State != plans.Drafting ||
			!at.IsZero() && onCalendar(rec.State) && span.Contains(plans.DateOf(at, t.Zone))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b store.PostRecord) int {
		x, y := hourOf(a), hourOf(b)
		switch {
		case x.IsZero() != y.IsZero() && x.IsZero():
			return 1
		case x.IsZero() != y.IsZero():
			return -1
		}
		if c := x.Compare(y); c != 0 {
			return c
		}
		return int(a.Number) - int(b.Number)
	})
	var days []calendarDay
	for _, rec := range found {
		var day plans.Date
		if at := hourOf(rec); !at.IsZero() {
			day = plans.DateOf(at, t.Zone)
		}
		if len(days) == 0 || days[len(days)-1].day != day {
			days = append(days, calendarDay{day: day})
		}
		v, err := card.View(t, rec)
		if err != nil {
			return nil, err
		}
		last := &days[len(days)-1]
		last.posts = append(last.posts, v)
	}
	return days, nil
}

// onCalendar reports whether a post in this state is planned, on its way or out.
func onCalendar(s plans.PostState) bool {
	return s == plans.Drafting || slices.Contains(shelves()["review"].states, s) ||
		slices.Contains(shelves()["ready"].states, s) || slices.Contains(shelves()["out"].states, s)
}

// hourOf is when a post went out or is to go out; zero when nobody knows.
func hourOf(rec store.PostRecord) time.Time {
	if !rec.Out() {
		return rec.PublishAt
	}
	if rec.OutAt.IsZero() {
		return rec.PublishAt
	}
	return rec.OutAt
}

// shelfKeys adds the buttons of the lists and tells how many posts they hold.
func shelfKeys(t *chat.Turn, k *chat.Keyboard) (int, error) {
	total := 0
	var row []chat.Key
	for _, name := range shelfOrder {
		on, err := onShelf(t, name)
		if err != nil {
			return 0, err
		}
		if total += len(on); len(on) == 0 {
			continue
		}
		row = append(row, chat.Key{Text: shelves()[name].title + ": " + strconv.Itoa(len(on)), Verb: "pshelf", Arg: chat.ArgsOf(chat.Word(name))})
		if len(row) == 2 {
			k.Row(row...)
			row = nil
		}
	}
	k.Row(row...)
	if total > shelfPage {
		k.Row(chat.Key{Text: "🔎 Найти", Verb: "pshelf", Arg: "find"})
	}
	return total, nil
}
