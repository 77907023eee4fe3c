package bot

import (
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedTime asks when the post is to go out.
func (t *turn) pressedTime(p press) error {
	rec, err := t.timeable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "pwhen", Number: rec.Number}); err != nil {
		return err
	}
	n := rec.Number
	var k keyboard
	if rec.State != plans.Approved {
		k.row(key{text: "Сразу после утверждения", verb: "pwhen", number: n, arg: "now"})
	}
	k.row(key{text: "Завтра в 10:00", verb: "pwhen", number: n, arg: "1"}, key{text: "В понедельник в 10:00", verb: "pwhen", number: n, arg: "mon"})
	k.row(key{text: "Отмена", verb: "no"})
	return t.say(textAskTime(rec.PublishAt, t.zone), k)
}

func (t *turn) timeable(n uint64) (store.PostRecord, error) {
	rec, err := t.postToRun(n)
	if err != nil {
		return rec, err
	}
	if !rec.Editable() || rec.Out() {
		return rec, refuse(plans.ErrConflict, textPostStands(rec.Post))
	}
	return rec, nil
}

// usualHour is the time of day the ready answers offer.
const usualHour = 10

// pressedWhen is one of the ready answers.
func (t *turn) pressedWhen(p press) error {
	rec, err := t.timeable(p.number)
	if err != nil {
		return err
	}
	day := t.today() + 1
	switch p.arg {
	case "now":
		if rec.State == plans.Approved {
			return refuse(plans.ErrConflict, textPostStands(rec.Post))
		}
		day = 0
	case "1":
	case "mon":
		for day.Weekday() != time.Monday {
			day++
		}
	default:
		return stale()
	}
	if err := t.strip(); err != nil {
		return err
	}
	if day == 0 {
		return t.setTime(rec, time.Time{})
	}
	clock, err := plans.NewClock(usualHour, 0)
	if err != nil {
		return err
	}
	return t.timed(rec, day.At(clock, t.zone))
}

// timed sets the time, after a second question where the hour is a quiet one.
func (t *turn) timed(rec store.PostRecord, at time.Time) error {
	if at.After(t.now) && t.quiet(at) {
		return t.askQuiet(rec, at)
	}
	return t.setTime(rec, at)
}

// whenWords takes the time in words.
func (t *turn) whenWords(d store.Dialog) error {
	rec, err := t.timeable(d.Number)
	if err != nil {
		return t.giveUp(err)
	}
	day, clock, ok := t.future(t.words(), 0)
	switch {
	case !ok:
		return refuse(plans.ErrInvalid, textTimeUnknown)
	case clock == 0:
		if clock, err = plans.NewClock(usualHour, 0); err != nil {
			return err
		}
	}
	return t.timed(rec, day.At(clock, t.zone))
}

func (t *turn) setTime(rec store.PostRecord, at time.Time) error {
	if !at.IsZero() && !at.After(t.now) {
		return refuse(plans.ErrInvalid, textDatePast)
	}
	before := rec.PublishAt
	next, err := rec.At(at)
	if err != nil {
		return late(rec, err)
	}
	rec.Post = next
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.keepDrafting(rec.Number); err != nil {
		return err
	}
	if err := t.note("publication time", postName(rec.Number), before, rec.PublishAt); err != nil {
		return err
	}
	if err := t.refreshAuthor(rec); err != nil {
		return err
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	return t.say(textTimeSet(rec.PublishAt, t.zone), keyboard{})
}
