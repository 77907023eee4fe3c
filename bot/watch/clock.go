package watch

import (
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

const (
	// jumpNoticed is by how much the wall clock may part from the steady one between
	// two looks: an exact clock is set by seconds.
	jumpNoticed = time.Minute
	// jumpDoubted is the jump ahead that is not believed at once: one that skips a
	// whole morning.
	jumpDoubted = 24 * time.Hour
	// standing is how long a doubted clock must go on from where it jumped to. Time
	// servers put a wrong one right within seconds or a few minutes.
	standing = 10 * time.Minute
	// longDowntime is how long the service may have been off before its clock is
	// doubted at the start: a weekend and New Year's days off are no reason.
	longDowntime = 14 * 24 * time.Hour
)

// clock is what the watchman remembers of the clocks between two looks.
type clock struct {
	seen   bool
	wall   time.Time
	steady time.Duration
	// doubted says that nothing is done by the wall clock; since when, by the
	// steady one.
	doubted bool
	since   time.Duration
}

// Clock compares the wall clock with the steady one and reports whether what is due
// may be acted upon. What lies in the future because a clock was wrong is mended here.
// It is to be called at the start and at each tick, never twice at a time. A program
// without a steady clock, as in a rehearsal, is not watched.
func (b *Watchman) Clock() (trusted bool, err error) {
	if b.Steady == nil || b.Rehearsal != "" {
		return true, nil
	}
	now, steady := b.Now().UTC().Round(0), b.Steady()
	was := b.clock
	b.clock.seen, b.clock.wall, b.clock.steady = true, now, steady
	if !was.seen {
		return b.begin(now, steady)
	}
	switch jump := now.Sub(was.wall) - (steady - was.steady); {
	case jump > jumpDoubted:
		err = b.doubt(now, steady, was.wall)
	case jump < -jumpNoticed:
		err = b.stepBack(now, -jump)
	case jump > jumpNoticed:
		err = b.stepAhead(now, jump)
	default:
		err = b.stands(now)
	}
	return !b.clock.doubted, err
}

// begin looks at the clock for the first time.
func (b *Watchman) begin(now time.Time, steady time.Duration) (bool, error) {
	if err := b.mend(now); err != nil {
		return true, err
	}
	var leap store.Leap
	var look time.Time
	err := b.Store.View(func(tx *store.Tx) (err error) {
		if leap, err = tx.Leap(); err == nil {
			look, err = tx.PlansLook() // every working morning sets it
		}
		return err
	})
	if err != nil {
		return true, err
	}
	switch {
	case !leap.From.IsZero() && now.Sub(leap.From) > jumpDoubted:
		// Started anew while it was doubted.
		b.clock.doubted, b.clock.since = true, steady
	case !leap.From.IsZero():
		err = b.Store.Update(func(tx *store.Tx) error { return tx.PutLeap(store.Leap{}) })
	case !look.IsZero() && now.Sub(look) > longDowntime:
		err = b.doubt(now, steady, look)
	}
	return !b.clock.doubted, err
}

// doubt leaves what is due alone until the clock has stood or an administrator has
// said that it is right.
func (b *Watchman) doubt(now time.Time, steady time.Duration, before time.Time) error {
	b.Log.Error("clock jumped ahead, nothing is done by it for a while", "from", before, "to", now)
	err := b.Store.Update(func(tx *store.Tx) error {
		leap, err := tx.Leap()
		if err != nil {
			return err
		}
		if leap.From.IsZero() {
			leap.From = before
		}
		leap.To = now
		if err := tx.PutLeap(leap); err != nil {
			return err
		}
		var k chat.Keyboard
		k.Row(chat.Key{Text: "Часы верны", Verb: "clock"})
		return b.tell(tx, now, func(t *chat.Turn) string { return textClockLeapt(now.Sub(before), now, t.Zone) }, k)
	})
	if err == nil {
		b.clock.doubted, b.clock.since = true, steady
	}
	return err
}

// stands ends the doubt when the clock has gone on long enough, or somebody has
// confirmed it. A mark ahead of the clock is mended at any time.
func (b *Watchman) stands(now time.Time) error {
	if b.clock.doubted {
		return b.believe()
	}
	marked := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		marked, err = schedule.MarkAhead(tx, now)
		return err
	})
	if err != nil || !marked {
		return err
	}
	return b.mend(now)
}

func (b *Watchman) believe() error {
	stood := b.clock.steady-b.clock.since >= standing
	var leap store.Leap
	err := b.Store.View(func(tx *store.Tx) (err error) {
		leap, err = tx.Leap()
		return err
	})
	if err != nil || !stood && !leap.From.IsZero() {
		return err
	}
	if err := b.Store.Update(confirmClock); err != nil {
		return err
	}
	b.Log.Warn("clock is believed again", "from", leap.From, "to", leap.To)
	b.clock.doubted = false
	return nil
}

// confirmClock keeps that the clock is believed; where it jumped to stays known.
func confirmClock(tx *store.Tx) error {
	leap, err := tx.Leap()
	if err != nil {
		return err
	}
	leap.From = time.Time{}
	return tx.PutLeap(leap)
}

// stepBack deals with a clock that was put back: what it left in the future is mended.
func (b *Watchman) stepBack(now time.Time, by time.Duration) error {
	b.Log.Error("clock stepped back", "by", by, "to", now)
	b.nextCopy = time.Time{}
	err := b.Store.Update(func(tx *store.Tx) error {
		leap, err := tx.Leap()
		if err != nil {
			return err
		}
		if !leap.From.IsZero() && now.Sub(leap.From) <= jumpDoubted || leap.To.After(now) {
			if err := tx.PutLeap(store.Leap{}); err != nil {
				return err
			}
			b.clock.doubted = false
		}
		if err := tx.Recall(b.Real().UTC(), by); err != nil {
			return err
		}
		return b.tell(tx, now, func(t *chat.Turn) string { return textClockBack(by, now, t.Zone) }, chat.Keyboard{})
	})
	if err != nil {
		return err
	}
	return b.mend(now)
}

// stepAhead tells of a jump ahead that is acted upon.
func (b *Watchman) stepAhead(now time.Time, by time.Duration) error {
	b.Log.Error("clock stepped ahead", "by", by, "to", now)
	b.clock.since = b.clock.steady
	return b.Store.Update(func(tx *store.Tx) error {
		return b.tell(tx, now, func(t *chat.Turn) string { return textClockAhead(by, now, t.Zone) }, chat.Keyboard{})
	})
}

// mend brings back what lies in the future and tells the administrators of it.
func (b *Watchman) mend(now time.Time) error {
	found := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		found, err = schedule.AnyAhead(tx, b.clocks(now))
		return err
	})
	if err != nil || !found {
		return err
	}
	var mended []string
	err = b.Store.Update(func(tx *store.Tx) (err error) {
		mended, err = schedule.MendAhead(tx, b.clocks(now))
		if err != nil || len(mended) == 0 {
			return err
		}
		return b.tell(tx, now, func(*chat.Turn) string { return textClockMended(len(mended)) }, chat.Keyboard{})
	})
	for _, what := range mended {
		b.Log.Error("mended what lay in the future", "what", what)
	}
	return err
}

func (b *Watchman) clocks(now time.Time) store.Clocks {
	return store.Clocks{Now: now, Real: b.Real().UTC()}
}

// tell writes to the administrators.
func (b *Watchman) tell(tx *store.Tx, now time.Time, text func(*chat.Turn) string, k chat.Keyboard) error {
	t, err := b.OwnTurn(tx, "clock/"+strconv.FormatInt(now.UnixNano(), 10)+"/"+strconv.FormatInt(int64(b.clock.steady), 10))
	if err != nil {
		return err
	}
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	words := text(t)
	for _, p := range admins {
		if err := t.Tell(p, words, k); err != nil {
			return err
		}
	}
	return nil
}

// pressedClock is «Часы верны».
func pressedClock(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	leap, err := t.Tx.Leap()
	if err != nil {
		return err
	}
	if leap.From.IsZero() {
		return chat.Refuse(chat.OutOfDate, textClockSettled)
	}
	if err := confirmClock(t.Tx); err != nil {
		return err
	}
	if err := t.Note("clock confirmed", "clock", leap.From, leap.To); err != nil {
		return err
	}
	t.Answer(textClockRight)
	return t.Strip()
}
