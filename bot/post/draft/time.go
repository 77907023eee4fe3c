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
	k, err := timeKeys(t, rec)
	if err != nil {
		return err
	}
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

// usualClock is 10:00, the time of day the ready answers offer.
const usualClock plans.Clock = 10*60 + 1

// pressedWhen is one of the ready answers.
func pressedWhen(t *chat.Turn, p chat.Press) error {
	rec, err := timeable(t, p.Number)
	if err != nil {
		return err
	}
	if at, offered := offeredTime(t, p.Arg); offered {
		if err := t.Strip(); err != nil {
			return err
		}
		return timed(t, rec, at)
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
	return timed(t, rec, day.At(usualClock, t.Zone))
}

// timed sets the time, after a second question where it is hardly meant: at night,
// or in more than a year.
func timed(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	switch {
	case !at.After(t.Now):
	case t.Quiet(at):
		return askTimeAgain(t, rec, at, textAskQuiet(at, t.Zone))
	case at.After(t.Now.AddDate(1, 0, 0)):
		return askTimeAgain(t, rec, at, textAskFar(at, t.Zone))
	}
	return setTime(t, rec, at)
}

// whenWords takes the time in words.
func whenWords(t *chat.Turn, d store.Dialog) error {
	rec, err := timeable(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	if len(t.Media) > 0 && rec.State == plans.Drafting {
		return draftMessage(t, d)
	}
	usual, err := usualHour(t, rec)
	if err != nil {
		return err
	}
	at, ok := futureTime(t, t.Words(), usual)
	switch {
	case !ok:
		return chat.Refuse(chat.NotUnderstood, textTimeUnknown)
	case !at.After(t.Now) && at.Equal(t.Today().At(usual, t.Zone)):
		return chat.Refuse(chat.WrongDay, textAskHour(usual))
	}
	return timed(t, rec, at)
}

// futureTime reads a day and an hour that lie ahead, or today; without an hour it
// is the usual one.
func futureTime(t *chat.Turn, words string, usual plans.Clock) (time.Time, bool) {
	day, clock, ok := t.Future(words, 0)
	if clock.IsZero() {
		clock = usual
	}
	return day.At(clock, t.Zone), ok
}

func setTime(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	if !at.IsZero() && !at.After(t.Now) {
		return chat.Refuse(chat.WrongDay, textTimePast)
	}
	before := rec.PublishAt
	next, err := rec.At(at)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post, rec.AskedAt = next, time.Time{}
	if err := card.Save(t, &rec); err != nil {
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
	off := !rec.PublishAt.IsZero() && !t.Calendar().Working(plans.DateOf(rec.PublishAt, t.Zone))
	var k chat.Keyboard
	if rec.State == plans.Drafting && !rec.Draft.Empty() {
		k.Row(chat.Key{Text: "✅ На согласование", Verb: "psend", Number: rec.Number, Style: store.Primary})
	}
	return t.Say(textTimeSet(rec.PublishAt, t.Zone, off), k)
}

// askTimeAgain asks whether the post is really to go out at such a time; another
// may be named instead. Until the author answers, the post waits for it.
func askTimeAgain(t *chat.Turn, rec store.PostRecord, at time.Time, question string) error {
	rec.AskedAt = at.UTC()
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "pwhen", Number: rec.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Да, в это время", Verb: "pquiet", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(at.Unix()))})
	k.Row(chat.Key{Text: "Отмена", Verb: "pquiet", Number: rec.Number, Arg: "no"})
	return t.Say(question, k)
}

// pressedTimeAgain is the author's second word on a time.
func pressedTimeAgain(t *chat.Turn, p chat.Press) error {
	rec, err := timeable(t, p.Number)
	if err != nil {
		return err
	}
	if p.Arg == "no" {
		return dropAskedTime(t, rec)
	}
	seconds, err := p.Arg.Number()
	if err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return setTime(t, rec, time.Unix(seconds, 0))
}

func dropAskedTime(t *chat.Turn, rec store.PostRecord) error {
	rec.AskedAt = time.Time{}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.KeepDrafting(rec.Number); err != nil {
		return err
	}
	t.Answer(chat.TextCancelled)
	return t.Strip()
}
