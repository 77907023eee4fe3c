package draft

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// quiet tells whether an hour of publication is one to ask about twice: in the
// quiet hours or on a day off.
func quiet(t *chat.Turn, at time.Time) bool {
	local := at.In(t.Zone)
	clock, err := plans.NewClock(local.Hour(), local.Minute())
	return err != nil || chat.QuietHours(t.Settings).Contains(clock) || !t.Calendar().Working(plans.DateOf(at, t.Zone))
}

// askQuiet asks whether the post is really to go out at such an hour; another
// time may be named instead.
func askQuiet(t *chat.Turn, rec store.PostRecord, at time.Time) error {
	if err := t.Await(store.Dialog{Await: "pwhen", Number: rec.Number}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Да, в это время", Verb: "pquiet", Number: rec.Number, Arg: chat.ArgsOf(chat.Num(at.Unix()))})
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskQuiet(at, t.Zone, !t.Calendar().Working(plans.DateOf(at, t.Zone))), k)
}

// pressedQuiet is the author's second word on an hour at which few read.
func pressedQuiet(t *chat.Turn, p chat.Press) error {
	rec, err := timeable(t, p.Number)
	if err != nil {
		return err
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
