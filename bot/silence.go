package bot

import (
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedSilence asks until when the person does not want to hear of a task.
func (t *turn) pressedSilence(p press) error {
	o, err := t.silenceable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "silence", Number: o.Number}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Завтра", verb: "mute+", number: o.Number, arg: "1"}, key{text: "Через 3 дня", verb: "mute+", number: o.Number, arg: "3"})
	k.row(key{text: "В понедельник", verb: "mute+", number: o.Number, arg: "mon"}, key{text: "Отмена", verb: "no"})
	return t.say(textAskSilence(o), k)
}

func (t *turn) silenceable(n uint64) (owed, error) {
	o, err := t.owed(n)
	if err != nil {
		return o, err
	}
	if err := t.mayTo(silenceTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, refuse(plans.ErrConflict, textNotOpen(o.State))
	}
	return o, nil
}

// pressedSilenceFor is one of the ready answers.
func (t *turn) pressedSilenceFor(p press) error {
	o, err := t.silenceable(p.number)
	if err != nil {
		return err
	}
	var day plans.Date
	switch p.arg {
	case "1":
		day = t.today() + 1
	case "3":
		day = t.today() + 3
	case "mon":
		day = t.today() + 1
		for day.Weekday() != time.Monday {
			day++
		}
	default:
		return stale()
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.silence(o, day, 0)
}

// silenceDate takes the day in words.
func (t *turn) silenceDate(d store.Dialog) error {
	o, err := t.silenceable(d.Number)
	if err != nil {
		return err
	}
	day, clock, ok := t.future(t.words(), o.Due)
	if !ok {
		return refuse(plans.ErrInvalid, textDateUnknown)
	}
	return t.silence(o, day, clock)
}

// silence keeps the task out of this person's digests until a working morning,
// or until the hour named.
func (t *turn) silence(o owed, day plans.Date, clock plans.Clock) error {
	day = t.calendar().OnOrAfter(day)
	if clock == 0 {
		r, _ := t.settings.Rules(t.plan)
		clock = r.At
	}
	until := day.At(clock, t.zone)
	if !until.After(t.now) {
		return refuse(plans.ErrInvalid, textDatePast)
	}
	n, err := t.tx.Number(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.Silence(store.Silence{Person: n, Task: o.Number, Until: until.UTC()}); err != nil {
		return err
	}
	if err := t.note("silenced", taskName(o.TaskRecord), nil, until.UTC()); err != nil {
		return err
	}
	return t.say(textSilenced(o, until, t.zone), keyboard{})
}

// shiftSilences moves the silences that end with the morning's reminders to the new
// hour of these: otherwise a day would bring two digests.
func (t *turn) shiftSilences(before, after store.Settings) error {
	was, _ := before.Rules(t.plan)
	is, _ := after.Rules(t.plan)
	if was.At == is.At {
		return nil
	}
	silences, err := t.tx.Silences()
	if err != nil {
		return err
	}
	for _, s := range silences {
		day := plans.DateOf(s.Until, t.zone)
		if !s.Until.Equal(day.At(was.At, t.zone)) {
			continue
		}
		s.Until = day.At(is.At, t.zone).UTC()
		if err := t.tx.Silence(s); err != nil {
			return err
		}
	}
	return nil
}
