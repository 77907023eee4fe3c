package draft

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedTime asks when the post is to go out.
func pressedTime(t *chat.Turn, p chat.Press) error {
	rec, err := timeable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pwhen", Number: rec.Number}); err != nil {
		return err
	}
	n := rec.Number
	var k chat.Keyboard
	if rec.State != plans.Approved {
		k.Row(chat.Key{Text: "Сразу после утверждения", Verb: "pwhen", Number: n, Arg: "now"})
	}
	k.Row(chat.Key{Text: "Завтра в 10:00", Verb: "pwhen", Number: n, Arg: chat.ArgsOf(chat.Num(1))}, chat.Key{Text: "В понедельник в 10:00", Verb: "pwhen", Number: n, Arg: "mon"})
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskTime(rec.PublishAt, t.Zone), k)
}

func timeable(t *chat.Turn, n uint64) (store.PostRecord, error) {
	rec, err := postToRun(t, n)
	if err != nil {
		return rec, err
	}
	if !rec.Editable() || rec.Out() {
		return rec, chat.Refuse(chat.OutOfDate, card.TextPostStands(rec.Post))
	}
	return rec, nil
}

// usualHour is the time of day the ready answers offer.
const usualHour = 10

// pressedWhen is one of the ready answers.
func pressedWhen(t *chat.Turn, p chat.Press) error {
	rec, err := timeable(t, p.Number)
	if err != nil {
		return err
	}
	day := t.Today() + 1
	switch p.Arg {
	case "now":
		if rec.State == plans.Approved {
			return chat.Refuse(chat.OutOfDate, card.TextPostStands(rec.Post))
		}
		day = 0
	case "1":
	case "mon":
		for day.Weekday() != time.Monday {
			day++
		}
	default:
		return chat.Stale()
	}
	if err := t.Strip(); err != nil {
		return err
	}
	if day == 0 {
		return setTime(t, rec, time.Time{})
	}
	clock, err := plans.NewClock(usualHour, 0)
	if err != nil {
		return err
	}
	return timed(t, rec, day.At(clock, t.Zone))
}

// timed sets the time, after a second question where the hour is a quiet one.
func timed(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	if at.After(t.Now) && quiet(t, at) {
		return askQuiet(t, rec, at)
	}
	return setTime(t, rec, at)
}

// whenWords takes the time in words.
func whenWords(t *chat.Turn, d store.Dialog) error {
	rec, err := timeable(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	day, clock, ok := t.Future(t.Words(), 0)
	switch {
	case !ok:
		return chat.Refuse(chat.NotUnderstood, textTimeUnknown)
	case clock == 0:
		if clock, err = plans.NewClock(usualHour, 0); err != nil {
			return err
		}
	}
	return timed(t, rec, day.At(clock, t.Zone))
}

func setTime(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	if !at.IsZero() && !at.After(t.Now) {
		return chat.Refuse(chat.WrongDay, chat.TextDatePast)
	}
	before := rec.PublishAt
	next, err := rec.At(at)
	if err != nil {
		return card.Late(rec, err)
	}
	rec.Post = next
	if err := card.Keep(t, &rec); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.KeepDrafting(rec.Number); err != nil {
		return err
	}
	if err := t.Note("publication time", card.PostName(rec.Number), before, rec.PublishAt); err != nil {
		return err
	}
	if err := card.RefreshAuthor(t, rec); err != nil {
		return err
	}
	if err := card.RefreshGroup(t, rec, rec.Version); err != nil {
		return err
	}
	return t.Say(textTimeSet(rec.PublishAt, t.Zone), chat.Keyboard{})
}
