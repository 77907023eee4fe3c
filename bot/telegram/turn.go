package telegram

import (
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/bot/wire"
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
		// Asked before the transaction begins: it does not see what is committed while it
		// lasts, and a change noticed in it would be forgotten.
		d.queue.notice(d.w.cfg.Store.Changed())
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
		d.queue.notice(d.w.cfg.Store.Changed()) // nobody else commits now
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

// choose picks what may be written now, at most as many as there are workers free:
// answers before bulk, the longest waiting first.
func (d *delivery) choose(tx *store.Tx) (p plan, err error) {
	now := d.w.cfg.Real()
	if err := d.queue.refresh(tx, d.busy); err != nil {
		return plan{}, err
	}
	held, err := tx.HeldUntil(store.Telegram)
	if err != nil {
		return plan{}, err
	}
	d.w.hold(held)
	switch {
	case held.After(now):
		return plan{wake: held}, nil
	case len(d.queue.heads) == 0:
		return plan{}, nil
	case d.link.broken:
		return d.ask(now), nil
	}
	d.pace.forget(now)
	chosen, wake := d.pick(now)
	for _, h := range chosen {
		// What is marked as being tried is read anew; until then it stays where it was.
		d.queue.wait(h, now)
		o, ok, err := tx.WaitingAt(h.chat, h.seq)
		if err != nil {
			return plan{}, err
		}
		if ok {
			p.next = append(p.next, landing{out: o})
		}
	}
	p.wake = wake
	return p, nil
}

// pick takes the heads that may be written now out of the queue, and tells when to look
// again if nothing happens before.
func (d *delivery) pick(now time.Time) (chosen []*head, wake time.Time) {
	ahead := 0
	for len(d.flying)+len(chosen) < d.w.cfg.Workers {
		h := d.queue.next(now)
		if h == nil {
			break
		}
		if at := d.pace.whenAll(ahead+h.all, now); at.After(now) {
			d.queue.wait(h, now)
			wake = at
			break
		}
		at := d.pace.whenChat(h.chat, h.own, now)
		if flood := d.floods[h.chat]; flood.After(at) {
			at = flood
		}
		if at.After(now) {
			d.queue.wait(h, at)
			continue
		}
		chosen = append(chosen, h)
		ahead += h.all
	}
	if first := d.queue.wake(); !first.IsZero() && first.After(now) && (wake.IsZero() || first.Before(wake)) {
		wake = first
	}
	return chosen, wake
}

// busy reports whether a record of a chat is in the air.
func (d *delivery) busy(chat int64) bool {
	for _, f := range d.flying {
		if f.Chat == chat {
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
		failed, ok := errors.AsType[*wire.FollowError](err)
		if !ok {
			if err != nil {
				return err
			}
			break
		}
		given[failed.Seq] = true
		d.w.log.Error("follow-up of a delivery failed; the outcome is recorded without it",
			"seq", failed.Seq, "follow-up error", failed.Err)
	}
	d.w.cfg.Step("deliver: committed")
	for _, l := range back {
		d.tell(l)
	}
	return nil
}
