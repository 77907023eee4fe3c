package task

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedSilence asks until when the person does not want to hear of a task.
func pressedSilence(t *chat.Turn, p chat.Press) error {
	o, err := silenceable(t, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "silence", Number: o.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Завтра", Verb: "mute+", Number: o.Number, Arg: chat.ArgsOf(chat.Num(1))}, chat.Key{Text: "Через 3 дня", Verb: "mute+", Number: o.Number, Arg: chat.ArgsOf(chat.Num(3))})
	k.Row(chat.Key{Text: "В понедельник", Verb: "mute+", Number: o.Number, Arg: "mon"}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskSilence(o), k)
}

func silenceable(t *chat.Turn, n uint64) (View, error) {
	o, err := ViewOf(t, n)
	if err != nil {
		return o, err
	}
	if err := t.MayTo(chat.SilenceTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, chat.Refuse(chat.OutOfDate, TextNotOpen(o.TaskRecord))
	}
	return o, nil
}

// pressedSilenceFor is one of the ready answers.
func pressedSilenceFor(t *chat.Turn, p chat.Press) error {
	o, err := silenceable(t, p.Number)
	if err != nil {
		return err
	}
	var day plans.Date
	switch p.Arg {
	case "1":
		day = t.Today() + 1
	case "3":
		day = t.Today() + 3
	case "mon":
		day = t.Today() + 1
		for day.Weekday() != time.Monday {
			day++
		}
	default:
		return chat.Stale()
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return silence(t, o, day, 0)
}

// silenceDate takes the day in words.
func silenceDate(t *chat.Turn, d store.Dialog) error {
	o, err := silenceable(t, d.Number)
	if err != nil {
		return err
	}
	day, clock, ok := t.Future(t.Words(), o.Due)
	if !ok {
		return chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
	}
	return silence(t, o, day, clock)
}

// silence keeps the task out of this person's digests until a working morning,
// or until the hour named.
func silence(t *chat.Turn, o View, day plans.Date, clock plans.Clock) error {
	day = t.Calendar().OnOrAfter(day)
	if clock == 0 {
		clock = t.MorningAt()
	}
	until := day.At(clock, t.Zone)
	if !until.After(t.Now) {
		return chat.Refuse(chat.WrongDay, chat.TextDatePast)
	}
	n, err := t.Tx.Number(store.PersonNumber, string(t.Who.ID))
	if err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Tx.Silence(store.Silence{Person: n, Task: o.Number, Until: until.UTC()}); err != nil {
		return err
	}
	if err := t.Note("silenced", JournalName(o.TaskRecord), nil, until.UTC()); err != nil {
		return err
	}
	return t.Say(textSilenced(o, until, t.Zone), chat.Keyboard{})
}

// ShiftSilences moves the silences that end with the morning's reminders to the new
// hour of these: otherwise a day would bring two digests.
func ShiftSilences(t *chat.Turn, before, after store.Settings) error {
	was, is := chat.MorningAt(before, t.Plans), chat.MorningAt(after, t.Plans)
	if was == is {
		return nil
	}
	silences, err := t.Tx.Silences()
	if err != nil {
		return err
	}
	for _, s := range silences {
		day := plans.DateOf(s.Until, t.Zone)
		if !s.Until.Equal(day.At(was, t.Zone)) {
			continue
		}
		s.Until = day.At(is, t.Zone).UTC()
		if err := t.Tx.Silence(s); err != nil {
			return err
		}
	}
	return nil
}
