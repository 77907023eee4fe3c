package draft

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// timeKeys are the ready answers to when a post is to go out: the days that are asked
// for most, at the hour the post has, or else the author last gave one.
func timeKeys(t *chat.Turn, rec store.PostRecord) (chat.Keyboard, error) {
	var k chat.Keyboard
	usual, err := usualHour(t, rec)
	if err != nil {
		return k, err
	}
	if rec.State != plans.Approved {
		k.Row(chat.Key{Text: "Сразу после утверждения", Verb: "pwhen", Number: rec.Number, Arg: "now"})
	}
	key := func(text string, day plans.Date, clock plans.Clock) chat.Key {
		return chat.Key{
			Text: text + " " + clock.String(), Verb: "pwhen", Number: rec.Number,
			Arg: chat.ArgsOf(chat.Day(day), chat.Num(clock)),
		}
	}
	today := t.Today()
	near := []chat.Key{key("Завтра в", today+1, usual)}
	if clock, ok := laterToday(t); ok {
		near = append([]chat.Key{key("Сегодня в", today, clock)}, near...)
	}
	k.Row(near...)
	var far []chat.Key
	for day := today + 2; len(far) < 2; day++ {
		switch day.Weekday() {
		case time.Saturday:
			far = append(far, key("Суббота", day, usual))
		case time.Monday:
			far = append(far, key("В понедельник в", day, usual))
		case time.Sunday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday:
		}
	}
	k.Row(far...)
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return k, nil
}

// headway is how long before its hour a post is offered for today at the earliest: it
// is still to be voted on.
const headway = time.Hour

// laterToday is the next full hour of today at which people read.
func laterToday(t *chat.Turn) (plans.Clock, bool) {
	at := t.Now.In(t.Zone).Add(headway).Truncate(time.Hour)
	if !at.After(t.Now.Add(headway)) {
		at = at.Add(time.Hour)
	}
	return plans.ClockOf(at), plans.DateOf(at, t.Zone) == t.Today() && !t.Quiet(at)
}

// offeredTime is the time that a ready answer names.
func offeredTime(t *chat.Turn, a chat.Args) (time.Time, bool) {
	r := a.Read()
	day, clock := r.Day(), r.Number()
	if !r.Whole() || clock <= 0 || clock > 24*60 {
		return time.Time{}, false
	}
	return day.At(plans.Clock(clock), t.Zone), true
}

// usualHour is the time of day that is meant where none is named: the post's own, else
// that of the author's newest other post with one, else 10:00. An hour at which few read is
// nobody's usual one.
func usualHour(t *chat.Turn, rec store.PostRecord) (plans.Clock, error) {
	if !rec.PublishAt.IsZero() && !t.Quiet(rec.PublishAt) {
		return plans.ClockOf(rec.PublishAt.In(t.Zone)), nil
	}
	all, err := t.Tx.Posts()
	if err != nil {
		return 0, err
	}
	usual, newest := usualClock, uint64(0)
	for _, o := range all {
		if o.Author == rec.Author && !o.PublishAt.IsZero() && !t.Quiet(o.PublishAt) && o.Number > newest {
			usual, newest = plans.ClockOf(o.PublishAt.In(t.Zone)), o.Number
		}
	}
	return usual, nil
}
