package report

import (
	"time"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// offerDays is for how many days of a quarter the last one is still offered, where the
// service did not run on the first working day.
const offerDays = 31

// afterMorning is how long after the morning message reports are offered and pictures
// sent: at its hour nobody gets a second message.
const afterMorning = time.Hour

// Tick offers the controllers, on the first working day of a quarter and an hour after
// the morning message, the report of the quarter that has ended: once, for each
// plan in force that was in force in it.
func Tick(b *chat.Env, now time.Time) error {
	// The zone is not known yet: it may be tomorrow there.
	tomorrow := plans.DateOf(now, time.UTC) + 1
	begun := made.Quarter(tomorrow).From
	if tomorrow-begun > offerDays+1 {
		return nil
	}
	due := false
	err := b.Store.View(func(tx *store.Tx) error {
		offered, err := tx.QuarterOffered()
		if err != nil || offered >= begun-1 {
			return err
		}
		t, err := b.OwnTurn(tx, "")
		if err != nil {
			return err
		}
		_, due, err = quarterDue(t)
		return err
	})
	if err != nil || !due {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, "quarter/"+now.UTC().Format(time.RFC3339))
		if err != nil {
			return err
		}
		last, due, err := quarterDue(t)
		if err != nil || !due {
			return err
		}
		if err := tx.OfferQuarter(last.To); err != nil {
			return err
		}
		return offer(t, last)
	})
}

func morningIsOver(t *chat.Turn) bool {
	return !t.Now.Before(t.Today().At(t.MorningAt(), t.Zone).Add(afterMorning))
}

// quarterDue is the quarter that has ended, and whether it is to be offered now.
func quarterDue(t *chat.Turn) (last plans.Span, due bool, err error) {
	if len(t.Plans) == 0 {
		return last, false, nil
	}
	today := t.Today()
	quarter := made.Quarter(today)
	last = made.Quarter(quarter.From - 1)
	cal := t.Calendar()
	if today < cal.OnOrAfter(quarter.From) || today-quarter.From >= offerDays || !cal.Working(today) || !morningIsOver(t) {
		return last, false, nil
	}
	offered, err := t.Tx.QuarterOffered()
	return last, err == nil && offered < last.To, err
}

// offer offers the report of each plan that was in force in the quarter.
func offer(t *chat.Turn, last plans.Span) error {
	states, err := t.Tx.PlanStates()
	if err != nil {
		return err
	}
	controllers, err := t.Controllers()
	if err != nil {
		return err
	}
	period := made.PeriodOf(last)
	for _, s := range states {
		p, inForce := t.InForce(s.Plan)
		if !inForce || !p.Period.Overlaps(last) || plans.DateOf(s.Since, t.Zone) > last.To {
			continue
		}
		n, err := t.PlanNumber(p.ID)
		if err != nil {
			return err
		}
		var k chat.Keyboard
		k.Row(chat.Key{Text: "📊 Отчёт за " + period.Words, Verb: "rpper", Number: n, Arg: spanArgs(last)})
		for _, c := range controllers {
			if err := t.Tell(c, textOffer(t.PlanName(p), period), k); err != nil {
				return err
			}
		}
	}
	return nil
}
