package telegram

import (
	"context"
	"fmt"
	"sync"
	"time"

	"sdelaemvmeste/store"
)

// delivery is the state of one run of Deliver. Everything in it belongs to the
// goroutine of Deliver; workers only carry a record to Telegram and bring the
// answer back.
type delivery struct {
	w       *Wire
	pace    *pacer
	link    link
	queue   *queue
	flying  map[uint64]store.Outgoing // by sequence number
	probing bool
	// floods holds, for each chat that Telegram asked to leave alone, until when.
	floods map[int64]time.Time
	// worked is when Telegram last did what a record asked.
	worked time.Time

	landed chan landing
	crew   sync.WaitGroup
	ctx    context.Context // of the requests; outlives Deliver's by the grace
	cancel context.CancelFunc
}

// landing is a record that came back from Telegram, or, as a probe, the answer
// to the question whether Telegram can be reached.
type landing struct {
	out      store.Outgoing
	probe    bool
	reply    reply
	outcome  store.Outcome
	fate     fate
	panicked any
}

// Deliver carries the outbox to Telegram until the context ends; then it lets
// the requests at hand finish within the grace, records what came of them and
// gives nil. Within a chat nothing overtakes; other chats go on. The only errors
// are the store's.
func (w *Wire) Deliver(ctx context.Context) error {
	d := &delivery{
		w: w, pace: newPacer(w.cfg.Pace), queue: newQueue(), flying: map[uint64]store.Outgoing{},
		floods: map[int64]time.Time{}, landed: make(chan landing, w.cfg.Workers+1),
	}
	d.ctx, d.cancel = context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		d.cancel()
		d.crew.Wait()
	}()
	if err := d.run(ctx); err != nil {
		return fmt.Errorf("deliver: %w", err)
	}
	return nil
}

func (d *delivery) run(ctx context.Context) error {
	back, err := d.interrupted()
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		p, err := d.turn(back)
		if err != nil {
			return err
		}
		back = nil
		for _, l := range p.next {
			d.launch(l)
		}
		if len(p.next) == 0 {
			back = d.wait(ctx, p.wake)
		}
	}
	return d.drain(back)
}

// interrupted finds the records that a crash left in the air: they were being
// tried, and nobody knows what came of it. A record that has to wait, and not as a
// repetition, tells that its chat was to be left alone. Every chat is looked at once.
func (d *delivery) interrupted() (back []landing, err error) {
	err = d.w.cfg.Store.View(func(tx *store.Tx) error {
		return tx.EachWaiting(store.Telegram, func(o store.Outgoing) {
			d.queue.begin(o)
			if !o.Pausing && o.NotBefore.After(d.w.cfg.Real()) {
				// From here on by the monotonic clock: the wall clock may be set.
				now := d.w.cfg.Real()
				d.floods[o.Chat] = now.Add(o.NotBefore.Sub(now))
			}
			if o.Trying {
				back = append(back, landing{out: o, reply: reply{verdict: unknown, class: "interrupted"}})
			}
		})
	})
	return back, err
}

// wait ends when something landed, was queued or is due, or the context ended.
func (d *delivery) wait(ctx context.Context, wake time.Time) []landing {
	var due <-chan time.Time
	if !wake.IsZero() {
		t := time.NewTimer(max(wake.Sub(d.w.cfg.Real()), 0))
		defer t.Stop()
		due = t.C
	}
	select {
	case <-ctx.Done():
	case <-due:
	case <-d.w.cfg.Store.Queued(store.Telegram):
	case l := <-d.landed:
		return d.gather(l)
	}
	return nil
}

// gather takes what else has landed, so that one transaction records it all. A
// panic of a worker goes on here, in the goroutine whose owner can see it.
func (d *delivery) gather(first landing) []landing {
	back := []landing{first}
	for more := true; more; {
		select {
		case l := <-d.landed:
			back = append(back, l)
		default:
			more = false
		}
	}
	for _, l := range back {
		if l.panicked != nil {
			panic(l.panicked)
		}
	}
	return back
}

// drain waits for the requests at hand, at most for the grace; then it breaks
// them off, which leaves those already written with an unknown outcome.
func (d *delivery) drain(back []landing) error {
	grace := time.AfterFunc(d.w.cfg.Grace, d.cancel)
	defer grace.Stop()
	for {
		if err := d.record(back, nil); err != nil {
			return err
		}
		if len(d.flying) == 0 {
			return nil
		}
		back = d.gather(<-d.landed)
	}
}

// launch starts a worker for a record or a probe.
func (d *delivery) launch(l landing) {
	if l.probe {
		d.probing = true
	} else {
		d.flying[l.out.Seq] = l.out
	}
	d.crew.Go(func() {
		defer func() {
			l.panicked = recover()
			d.landed <- l
		}()
		if l.probe {
			l.reply = d.w.call(d.ctx, probe())
			return
		}
		d.w.cfg.Step("deliver: before writing")
		l.reply, l.outcome = d.w.carry(d.ctx, l.out)
		d.w.cfg.Step("deliver: answered")
	})
}

// carry does one deed at Telegram's.
func (w *Wire) carry(ctx context.Context, o store.Outgoing) (reply, store.Outcome) {
	if o.Do == store.Fetch {
		return w.fetch(ctx, o)
	}
	req, err := render(o)
	if err != nil {
		return refusal(store.Malformed, err.Error()), store.Outcome{}
	}
	r := w.call(ctx, req).forDeed(o.Do)
	if r.verdict != accepted {
		return r, store.Outcome{}
	}
	got, ok := outcome(o, r.result)
	if !ok {
		r.verdict, r.class, r.reason = unknown, "garbled", "no message in the answer"
	}
	return r, got
}

// refusal is a refusal of our own, before anything was written.
func refusal(kind store.Refusal, reason string) reply {
	return reply{verdict: refused, class: string(kind), refusal: kind, reason: reason}
}
