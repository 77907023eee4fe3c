package store

import (
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

// Ahead is something kept that lies in the future as nothing of its sort can, unless
// the clock was wrong when it was written.
type Ahead struct {
	What string
	// Mend brings it back to now, by the facts.
	Mend func(tx *Tx) error
}

const (
	// AheadBy is how far ahead what was written at some past moment may lie. People
	// are reminded once a day: a clock that was put back by less leaves nothing
	// behind that delays a reminder.
	AheadBy = 24 * time.Hour
	// waitsAtMost is how far ahead something that waits may lie: longer than the
	// longest pause Telegram can ask for, and than New Year's days off.
	waitsAtMost = 31 * 24 * time.Hour
)

// Clocks are what the program takes for now, and the real one, by which messages are
// sent and albums gathered; the two differ in a rehearsal only.
type Clocks struct{ Now, Real time.Time }

// Ahead finds what lies in the future but for tasks and agenda. It reads what waits to
// be sent, so it is for the start and for a clock that has jumped, not for every tick;
// deep, it reads every confirmation and post too.
func (tx *Tx) Ahead(at Clocks, deep bool) ([]Ahead, error) {
	var found []Ahead
	looks := []func(*Tx, Clocks) ([]Ahead, error){aheadOfMeta, aheadOfSettings, aheadOfOutbox, aheadOfAlarms, aheadOfAlbums, aheadOfWeeklies}
	if deep {
		looks = append(looks, aheadOfConfirmations, aheadOfPosts)
	}
	for _, look := range looks {
		some, err := look(tx, at)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// WrittenAhead reports whether the newest entry of the journal lies in the future: then
// people acted, or the program did, by a wrong clock.
func (tx *Tx) WrittenAhead(now time.Time) (bool, error) {
	k, b := journal.bucket(tx).Cursor().Last()
	if k == nil {
		return false, nil
	}
	e, err := decode[Entry](b)
	return e.At.Sub(now) > AheadBy, err
}

func aheadOfMeta(tx *Tx, at Clocks) (found []Ahead, err error) {
	until, failed := tx.HeldUntil(Telegram)
	untilAtMax, failedAtMax := tx.HeldUntil(Max)
	look, unread := tx.PlansLook()
	leap, unleapt := tx.Leap()
	quarter, unoffered := tx.QuarterOffered()
	pictured, unpictured := tx.Pictured()
	if err := errors.Join(failed, failedAtMax, unread, unleapt, unoffered, unpictured); err != nil {
		return nil, err
	}
	today := plans.DateOf(at.Now, time.UTC)
	for _, m := range []struct {
		what  string
		ahead bool
		mend  func(*Tx) error
	}{
		{"pause of the whole bot", until.Sub(at.Real) > waitsAtMost, func(tx *Tx) error { return meta.delete(tx, holdKey(Telegram)) }},
		{"pause of the bot in MAX", untilAtMax.Sub(at.Real) > waitsAtMost, func(tx *Tx) error { return meta.delete(tx, holdKey(Max)) }},
		{"next look at plans that are over", look.Sub(at.Now) > waitsAtMost, func(tx *Tx) error { return tx.LookAtPlans(at.Now) }},
		{"jump of the clock", leap.To.Sub(at.Now) > AheadBy, func(tx *Tx) error { return tx.PutLeap(Leap{}) }},
		{"quarter offered", quarter > today+1, func(tx *Tx) error { return meta.delete(tx, []byte("quarter")) }},
		{"picture of the month", pictured > today+1, func(tx *Tx) error { return meta.delete(tx, []byte("pictured")) }},
	} {
		if m.ahead {
			found = append(found, Ahead{m.what, m.mend})
		}
	}
	return found, nil
}

func aheadOfSettings(tx *Tx, at Clocks) (found []Ahead, err error) {
	s, err := tx.Settings()
	if err != nil {
		return nil, err
	}
	for id, r := range s.Recast {
		if r.Since.Sub(at.Now) > AheadBy {
			found = append(found, Ahead{"change of roles of " + string(id), func(tx *Tx) error {
				s, err := tx.Settings()
				if err != nil {
					return err
				}
				r.Since = at.Now.UTC()
				s.Recast[id] = r
				return tx.PutSettings(s)
			}})
		}
	}
	return found, nil
}

func aheadOfOutbox(tx *Tx, at Clocks) ([]Ahead, error) {
	return aheadIn(tx, outbox, func(o *Outgoing) string {
		ahead := o.NotBefore.Sub(at.Real) > waitsAtMost || o.Queued.Sub(at.Real) > AheadBy || o.Failing.Sub(at.Real) > AheadBy
		if !ahead {
			return ""
		}
		o.recall(at.Real, 0)
		return "message " + o.Key
	})
}

// recall brings the instants of a record that lie in the future back: those at which
// it was left alone by as much as the clock went back (or to none), the others to now.
func (o *Outgoing) recall(now time.Time, by time.Duration) (changed bool) {
	if o.NotBefore.After(now) {
		changed = true
		if o.NotBefore = o.NotBefore.Add(-by); by == 0 || !o.NotBefore.After(now) {
			o.NotBefore = time.Time{}
		}
	}
	if o.Queued.After(now) {
		o.Queued, changed = now.UTC(), true
	}
	if o.Failing.After(now) {
		o.Failing, changed = now.UTC(), true
	}
	return changed
}

// Recall brings what waits to be sent back by as much as the real clock was put back.
func (tx *Tx) Recall(now time.Time, by time.Duration) error {
	for _, w := range []Wire{Telegram, Max} {
		held, err := tx.HeldUntil(w)
		if err != nil {
			return err
		}
		if held.After(now) {
			if err := tx.Hold(w, held.Add(-by)); err != nil {
				return err
			}
		}
	}
	tx.sent = true
	return outbox.amend(tx, func(o *Outgoing) bool { return o.recall(now, by) })
}

func aheadOfConfirmations(tx *Tx, at Clocks) (found []Ahead, err error) {
	err = confirmations.each(tx, nil, func(k []byte, c plans.Confirmation) (bool, error) {
		// Nobody has judged it: the program took it for accepted, by a term that has
		// not passed.
		unseen := c.State == plans.Accepted && c.Judge == "" && c.Judged.Sub(at.Now) > AheadBy
		early := c.State == plans.Given && c.At.Sub(at.Now) > AheadBy
		if !unseen && !early {
			return true, nil
		}
		task, before := unnum(k), c
		what := "confirmation of " + string(c.Task)
		if unseen {
			c.State, c.Judged = plans.Given, time.Time{}
			what = "acceptance of " + string(c.Task)
		}
		if c.At.After(at.Now) {
			c.At = at.Now.UTC()
		}
		found = append(found, Ahead{what, func(tx *Tx) error {
			if err := tx.PutConfirmation(task, c); err != nil {
				return err
			}
			return tx.Write(at.Now, "", "clock mended", fmt.Sprintf("task/%d", task), before, c)
		}})
		return true, nil
	})
	return found, err
}

func aheadOfPosts(tx *Tx, at Clocks) (found []Ahead, err error) {
	err = posts.each(tx, nil, func(_ []byte, p PostRecord) (bool, error) {
		// The hour of an approved post is a person's choice.
		waits := p.State != plans.Approved && p.Wake.Sub(at.Now) > waitsAtMost
		if !waits && p.Heard.Sub(at.Now) <= AheadBy {
			return true, nil
		}
		if p.Heard.After(at.Now) {
			p.Heard = at.Now.UTC()
		}
		if waits {
			p.Wake = at.Now.UTC().Add(AheadBy)
		}
		found = append(found, Ahead{fmt.Sprintf("post %d", p.Number), func(tx *Tx) error { return tx.PutPost(p) }})
		return true, nil
	})
	return found, err
}

func aheadOfAlarms(tx *Tx, at Clocks) ([]Ahead, error) {
	return aheadIn(tx, alarms, func(a *Alarm) string {
		if a.Since.Sub(at.Now) <= AheadBy {
			return ""
		}
		a.Since = at.Now.UTC()
		return "alarm"
	})
}

func aheadOfAlbums(tx *Tx, at Clocks) ([]Ahead, error) {
	return aheadIn(tx, albums, func(g *Gathering) string {
		if g.Last.Sub(at.Real) <= AheadBy {
			return ""
		}
		g.Last = at.Real.UTC()
		return "album"
	})
}

func aheadOfWeeklies(tx *Tx, at Clocks) (found []Ahead, err error) {
	today := plans.DateOf(at.Now, time.UTC)
	err = weeklies.each(tx, nil, func(k []byte, w Weekly) (bool, error) {
		if w.Monday > today+1 {
			found = append(found, Ahead{"message of the week " + w.Monday.String(), func(tx *Tx) error { return weeklies.delete(tx, k) }})
		}
		return true, nil
	})
	return found, err
}

// aheadIn finds the records of a bucket that lie ahead: change brings one back and
// names it, "" for one that is in order.
func aheadIn[V any](tx *Tx, in table[V], change func(v *V) string) (found []Ahead, err error) {
	err = in.each(tx, nil, func(k []byte, v V) (bool, error) {
		if what := change(&v); what != "" {
			found = append(found, Ahead{what, func(tx *Tx) error {
				tx.sent = true
				return in.put(tx, k, v)
			}})
		}
		return true, nil
	})
	return found, err
}
