package max

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"sdelaemvmeste/store"
)

// delivery is the state of one run of Deliver. It belongs to its goroutine: requests
// go one after another, for the channels of a district are few.
type delivery struct {
	w *Wire
	// uploaded holds what is uploaded already of a record that has to wait, by its
	// sequence number.
	uploaded map[uint64][]attachment
	// tries counts what came to nothing of each record.
	tries map[uint64]int
	// failures counts the failures of the way to MAX since the last answer.
	failures int
	// edited is when each channel was last edited.
	edited map[int64]time.Time
	// floods counts the answers in a row that it was asked too much.
	floods int
	status Status
}

// Deliver carries what the outbox holds for MAX until the context ends; then it lets
// the request at hand finish within the grace, records what came of it and gives nil.
// Within a channel nothing overtakes. The only errors are the store's.
func (w *Wire) Deliver(ctx context.Context) error {
	d := &delivery{w: w, uploaded: map[uint64][]attachment{}, tries: map[uint64]int{}, edited: map[int64]time.Time{}}
	// The requests outlive the context by the grace.
	outward, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(w.cfg.Grace, cancel) })
	defer stop()
	if err := d.run(ctx, outward); err != nil {
		return fmt.Errorf("deliver to MAX: %w", err)
	}
	return nil
}

func (d *delivery) run(ctx, outward context.Context) error {
	if err := d.interrupted(); err != nil {
		return err
	}
	d.learn(d.w.introduce(outward))
	for ctx.Err() == nil {
		o, wake, err := d.next()
		if err != nil {
			return err
		}
		if o == nil {
			d.wait(ctx, wake)
			continue
		}
		if err := d.handle(outward, *o); err != nil {
			return err
		}
	}
	return nil
}

// interrupted finds the records that a crash left in the air: their outcome is
// unknown.
func (d *delivery) interrupted() error {
	var back []store.Outgoing
	err := d.w.cfg.Store.View(func(tx *store.Tx) error {
		return tx.EachWaiting(store.Max, func(o store.Outgoing) {
			if o.Trying {
				back = append(back, o)
			}
		})
	})
	if err != nil {
		return err
	}
	for _, o := range back {
		if err := d.settle(o, result{reply: reply{verdict: unknown, class: classInterrupted, reason: "the program ended meanwhile"}}); err != nil {
			return err
		}
	}
	return nil
}

// next finds the record to be handled now, the longest waiting first; without one it
// says when to look again, zero for not before something changes.
func (d *delivery) next() (found *store.Outgoing, wake time.Time, err error) {
	now := d.w.cfg.Real()
	err = d.w.cfg.Store.View(func(tx *store.Tx) error {
		held, err := tx.HeldUntil(store.Max)
		if err != nil {
			return err
		}
		heads, err := tx.Heads(store.Max)
		if err != nil {
			return err
		}
		for _, o := range heads {
			at := held
			if o.NotBefore.After(at) {
				at = o.NotBefore
			}
			switch {
			case at.After(now):
				if wake.IsZero() || at.Before(wake) {
					wake = at
				}
			case found == nil || o.Seq < found.Seq:
				found = &o
			}
		}
		return nil
	})
	return found, wake, err
}

// wait ends when something was queued or is due, or the context ended.
func (d *delivery) wait(ctx context.Context, wake time.Time) {
	var due <-chan time.Time
	if !wake.IsZero() {
		t := time.NewTimer(max(wake.Sub(d.w.cfg.Real()), 0))
		defer t.Stop()
		due = t.C
	}
	select {
	case <-ctx.Done():
	case <-due:
	case <-d.w.cfg.Store.Queued(store.Max):
	}
}

// result is what became of a deed.
type result struct {
	reply   reply
	outcome store.Outcome
	// absent says of a publication of unknown outcome that the channel was read back
	// and does not show it.
	absent bool
}

// handle does one deed at MAX's and records what came of it.
func (d *delivery) handle(ctx context.Context, o store.Outgoing) error {
	switch {
	case o.Do.Sends() && o.Repeat:
		return d.settle(o, d.w.readBack(ctx, o))
	case o.Do.Sends():
		return d.publish(ctx, o)
	}
	o.Attempts++
	return d.settle(o, d.change(ctx, o))
}

// publish prepares a publication, marks it as being tried and sends it, once.
func (d *delivery) publish(ctx context.Context, o store.Outgoing) error {
	// A server that failed at it, and says so, may have failed after it was done.
	if o.Attempts > 0 {
		if x := d.w.readBack(ctx, o); x.reply.verdict == accepted && !x.absent {
			return d.settle(o, x)
		}
	}
	m, r := d.prepare(ctx, &o)
	if r.verdict != accepted {
		return d.settle(o, result{reply: r})
	}
	o.Trying = true
	o.Attempts++
	marked, err := d.mark(o)
	if err != nil || !marked {
		return err
	}
	d.w.cfg.Step("max: before writing")
	got, r := d.w.send(ctx, o.Chat, m, o.NoPreview)
	d.w.cfg.Step("max: answered")
	return d.settle(o, result{reply: r, outcome: store.Outcome{Mid: got.Body.Mid, Link: got.URL}})
}

// mark writes that the record is being tried, before a byte of it is. It may have been
// withdrawn meanwhile.
func (d *delivery) mark(o store.Outgoing) (waits bool, err error) {
	d.w.cfg.Step("max: before commit")
	err = d.w.cfg.Store.Update(func(tx *store.Tx) error {
		var now store.Outgoing
		now, waits, err = tx.Waiting(o.Key)
		if waits = waits && now.Seq == o.Seq; err != nil || !waits {
			return err
		}
		return tx.Keep(o)
	})
	d.w.cfg.Step("max: committed")
	return waits, err
}

// prepare does all that a publication needs and that leaves no trace in the channel:
// asks for the bot's rights, which also shows that MAX is there, and uploads the
// files. What is uploaded is kept for the next attempt.
func (d *delivery) prepare(ctx context.Context, o *store.Outgoing) (newMessage, reply) {
	if len(o.Media) > mediaLimit || utf8.RuneCountInString(o.Text) > textLimit {
		return newMessage{}, refusal(store.Malformed, "more than a message takes")
	}
	if r := repeatableAsk(d.w.membership(ctx, o.Chat)); r.verdict != accepted {
		return newMessage{}, r
	}
	files, r := d.upload(ctx, o)
	if r.verdict != accepted {
		return newMessage{}, r
	}
	m := newMessage{Attachments: &files}
	m.words(*o)
	if o.Silent {
		m.Notify = new(bool)
	}
	return m, r
}

// repeatableAsk is what became of a question: whatever is not known of its answer, it
// may be asked again.
func repeatableAsk(r reply) reply {
	if r.verdict == unknown {
		r.verdict = later
	}
	return r
}

// upload carries the files of a record that MAX does not have yet.
func (d *delivery) upload(ctx context.Context, o *store.Outgoing) ([]attachment, reply) {
	files := d.uploaded[o.Seq]
	if files == nil {
		files = []attachment{}
	}
	for _, m := range o.Media[min(len(files), len(o.Media)):] {
		a, r := d.w.carry(ctx, m)
		if r.verdict != accepted {
			return nil, r
		}
		files = append(files, a)
		d.uploaded[o.Seq] = files
	}
	return files, reply{verdict: accepted, class: "ok"}
}

// words gives a message the text of a record in MAX's form.
func (m *newMessage) words(o store.Outgoing) {
	text, formatted := worded(o.Text, o.Entities)
	m.Text = text
	if formatted {
		m.Format = "html"
	}
}
