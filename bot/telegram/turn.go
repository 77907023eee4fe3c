package telegram

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/store"
)

// plan is what a turn decided: what to write now, and when to look again if
// nothing happens before.
type plan struct {
	next []landing
	wake time.Time
}

// turn records what landed and chooses what to write next, both in one
// transaction: the mark of being tried is on disk before a byte is written.
func (d *delivery) turn(back []landing) (plan, error) {
	var p plan
	if len(back) == 0 {
		// Most turns find nothing to do; reading costs no fsync.
		err := d.w.cfg.Store.View(func(tx *store.Tx) (err error) {
			p, err = d.choose(tx)
			return err
		})
		if err != nil || !p.tries() {
			return p, err
		}
	}
	err := d.record(back, func(tx *store.Tx) (err error) {
		if p, err = d.choose(tx); err != nil {
			return err
		}
		return p.mark(tx)
	})
	if err != nil {
		return plan{}, err
	}
	now := d.w.cfg.Real()
	for _, l := range p.next {
		if !l.probe {
			d.pace.take(l.out, now)
		}
	}
	return p, nil
}

// tries reports whether anything is chosen that must be marked first.
func (p plan) tries() bool {
	return slices.ContainsFunc(p.next, func(l landing) bool { return !l.probe })
}

func (p plan) mark(tx *store.Tx) error {
	for i := range p.next {
		if p.next[i].probe {
			continue
		}
		o := &p.next[i].out
		o.Trying = true
		o.Attempts++
		if err := tx.Keep(*o); err != nil {
			return err
		}
	}
	return nil
}

// choose picks the heads that may be written now, the longest waiting first, at
// most as many as there are workers free.
func (d *delivery) choose(tx *store.Tx) (p plan, err error) {
	now := d.w.cfg.Real()
	held, err := tx.HeldUntil(store.Telegram)
	if err != nil {
		return plan{}, err
	}
	d.w.hold(held)
	if held.After(now) {
		return plan{wake: held}, nil
	}
	heads, err := tx.Heads(store.Telegram)
	if err != nil || len(heads) == 0 {
		return plan{}, err
	}
	if d.link.broken {
		return d.ask(now), nil
	}
	slices.SortFunc(heads, func(a, b store.Outgoing) int { return cmp.Compare(a.Seq, b.Seq) })
	d.pace.forget(now)
	ahead := 0
	for _, o := range heads {
		if d.busy(o) {
			continue
		}
		at := d.pace.when(o, ahead, now)
		for _, t := range []time.Time{o.NotBefore, d.floods[o.Chat]} {
			if t.After(at) {
				at = t
			}
		}
		switch {
		case at.After(now):
			if p.wake.IsZero() || at.Before(p.wake) {
				p.wake = at
			}
		case len(d.flying)+len(p.next) < d.w.cfg.Workers:
			p.next = append(p.next, landing{out: o})
			all, _ := weight(o)
			ahead += all
		}
	}
	return p, nil
}

// busy reports whether a record, or another of its chat, is in the air.
func (d *delivery) busy(o store.Outgoing) bool {
	if _, ok := d.flying[o.Seq]; ok {
		return true
	}
	for _, f := range d.flying {
		if f.Chat == o.Chat {
			return true
		}
	}
	return false
}

// record keeps what became of the records that landed, and what else is to stand
// in the same transaction. A follow-up that fails takes the transaction with it,
// so it is done again without that follow-up.
func (d *delivery) record(back []landing, also func(*store.Tx) error) error {
	for i := range back {
		d.arrived(back[i])
		d.resolve(&back[i])
	}
	if len(back) == 0 && also == nil {
		return nil
	}
	given := map[uint64]bool{}
	d.w.cfg.Step("deliver: before commit")
	for {
		err := d.w.cfg.Store.Update(func(tx *store.Tx) error {
			for _, l := range back {
				if err := d.settle(tx, l, !given[l.out.Seq]); err != nil {
					return err
				}
			}
			if also == nil {
				return nil
			}
			return also(tx)
		})
		failed, ok := errors.AsType[*followError](err)
		if !ok {
			if err != nil {
				return err
			}
			break
		}
		given[failed.seq] = true
		d.w.log.Error("follow-up of a delivery failed; the outcome is recorded without it",
			"seq", failed.seq, "follow-up error", failed.err)
	}
	d.w.cfg.Step("deliver: committed")
	for _, l := range back {
		d.tell(l)
	}
	return nil
}
