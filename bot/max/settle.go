package max

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/store"
)

// fate is what is to happen to a record after an attempt.
type fate struct {
	// end is how the delivery ended; zero, and the record stays.
	end store.OutcomeClass
	// wait is how long it stays at least.
	wait time.Duration
	// untried says that nothing reached MAX: the attempt does not count.
	untried bool
	// unsure says of a publication that it may be there already.
	unsure bool
	// everything says that all records have to wait, not this one alone.
	everything bool
}

// tokenPause is the pause after MAX did not know the token: somebody has to put a new
// one in and start the program again, unless the old one is made good.
const tokenPause = 5 * time.Minute

// askedTries is how often a question is asked that somebody waits for, or that can be
// asked again another day.
const askedTries = 3

// decide tells the fate of a record from what became of its request.
func (d *delivery) decide(o store.Outgoing, x result) fate {
	if o.Do.Sends() && o.Repeat {
		return d.decideRead(o, x)
	}
	asked := o.Do == store.FindChannel || o.Do == store.ReadViews
	r := x.reply
	switch r.verdict {
	case accepted:
		return fate{end: store.Accepted}
	case refused:
		return fate{end: store.Refused}
	case unready:
		return fate{wait: readyPause(o.Attempts)}
	}
	if asked && (o.Attempts >= askedTries || r.verdict == badToken) {
		return fate{end: store.Refused}
	}
	switch r.verdict {
	case badToken:
		return fate{untried: true, wait: tokenPause}
	case unwritten:
		return fate{untried: true, wait: d.backoff(o)}
	case later:
		if d.ill(o) {
			return fate{end: store.Refused}
		}
		return fate{wait: max(r.retryAfter, d.backoff(o)), everything: r.class == classFlood}
	}
	if o.Do.Sends() {
		return fate{unsure: true, wait: readPauses[0]}
	}
	return fate{wait: d.backoff(o)}
}

// backoff is the pause before a record is tried again: the longer, the oftener it, or
// MAX as a whole, has failed.
func (d *delivery) backoff(o store.Outgoing) time.Duration {
	return d.w.backoff(max(d.failures, d.floods, d.tries[o.Seq]))
}

// decideRead tells the fate of a publication of unknown outcome from what its channel
// shows. One that may be there already is never sent again: when looking does not
// help, people are asked.
func (d *delivery) decideRead(o store.Outgoing, x result) fate {
	n := o.Repeated()
	switch {
	case x.reply.verdict == accepted && !x.absent:
		return fate{end: store.Accepted}
	case x.reply.verdict == refused, n >= len(readPauses), x.absent && n >= looks:
		return fate{end: store.Unknown}
	}
	return fate{unsure: true, wait: readPauses[n]}
}

// readyPause is the pause before the n-th repetition of a message whose files MAX is
// still looking at: 1, 2, 4 seconds and so on, at most a minute.
func readyPause(n int) time.Duration { return min(time.Second<<min(max(n-1, 0), 10), time.Minute) }

// When a record is given up at which MAX itself fails. A publication is sent only after
// MAX has said that the bot may write in the channel, so it is this record, not MAX,
// that is ill; and nothing in its channel may overtake it.
const (
	failingTime     = 24 * time.Hour
	failingAttempts = 100
)

func (d *delivery) ill(o store.Outgoing) bool {
	return !o.Failing.IsZero() && d.w.cfg.Real().Sub(o.Failing) >= failingTime && o.Attempts >= failingAttempts
}

// learn takes from an answer, or its absence, how the way to MAX is.
func (d *delivery) learn(r reply) {
	now := Up
	switch {
	case r.class == classInterrupted, r.class == classFetch, r.class == "stopped", r.verdict == refused && r.status == 0:
		return
	case r.verdict == unwritten, r.verdict == unknown, r.status == 0 && r.verdict == later, r.class == "gateway", r.class == "garbled":
		now = Down
		d.failures++
	case r.verdict == badToken:
		now = BadToken
	default:
		d.failures = 0
	}
	if d.floods++; r.class != classFlood {
		d.floods = 0
	}
	if now == d.status {
		return
	}
	d.status = now
	d.w.cfg.Status(now)
	d.w.log.Info("link to MAX", "state", string(now), "class", r.class, "status", r.status)
}

// trouble is why a record has to wait, in a word that people can be told of.
func trouble(r reply) store.Refusal {
	switch {
	case r.verdict == badToken:
		return store.BadToken
	case r.verdict == accepted, r.verdict == unready, r.class == classFetch, r.class == classInterrupted:
		return ""
	}
	return store.Failed
}

// settle writes the fate of a record after an attempt, and what follows from it when
// it has ended, in one transaction. A follow-up that fails takes the transaction with
// it, so it is done again without.
func (d *delivery) settle(o store.Outgoing, x result) error {
	d.learn(x.reply)
	d.tries[o.Seq]++
	f := d.decide(o, x)
	d.w.cfg.Step("max: before commit")
	err := d.w.cfg.Store.Update(func(tx *store.Tx) error { return d.write(tx, o, x, f, true) })
	if failed, ok := errors.AsType[*wire.FollowError](err); ok {
		d.w.log.Error("follow-up of a delivery failed; the outcome is recorded without it", "seq", o.Seq, "follow-up error", failed.Err)
		err = d.w.cfg.Store.Update(func(tx *store.Tx) error { return d.write(tx, o, x, f, false) })
	}
	if err != nil {
		return err
	}
	d.w.cfg.Step("max: committed")
	if f.end != 0 {
		delete(d.uploaded, o.Seq)
		delete(d.tries, o.Seq)
		d.w.cfg.Observe.Outcome(o.Do, f.end, x.reply.refusal)
	}
	d.tell(o, x.reply, f)
	return nil
}

// write keeps the state of a record, or takes it out with what follows.
func (d *delivery) write(tx *store.Tx, o store.Outgoing, x result, f fate, follow bool) error {
	now := d.w.cfg.Real()
	kept, waits, err := tx.Waiting(o.Key)
	if err != nil {
		return err
	}
	waits = waits && kept.Seq == o.Seq
	if f.everything {
		if err := tx.Hold(store.Max, now.Add(f.wait)); err != nil {
			return err
		}
	}
	if f.end == 0 {
		if !waits {
			return nil
		}
		return tx.Keep(d.after(o, x.reply, f, now))
	}
	if waits {
		if err := tx.Drop(kept); err != nil {
			return err
		}
	}
	if !follow {
		return nil
	}
	return d.follow(tx, o, x, f.end)
}

// after is the record as it waits for its next attempt.
func (d *delivery) after(o store.Outgoing, r reply, f fate, now time.Time) store.Outgoing {
	if f.untried && o.Trying {
		o.Attempts--
	}
	o.Trying = false
	o.Trouble = trouble(r)
	switch {
	case f.unsure && o.Repeat:
		o.Repeats = o.Repeated() + 1
	case f.unsure:
		o.Repeat, o.Trouble = true, "" // it waits to be looked for, not for MAX
	}
	o.NotBefore = now.Add(f.wait).UTC()
	switch {
	case o.Trouble == "" || r.class == classFlood:
		o.Failing = time.Time{}
	case o.Failing.IsZero():
		o.Failing = now.UTC()
	}
	return o
}

// follow does what follows from an outcome.
func (d *delivery) follow(tx *store.Tx, o store.Outgoing, x result, end store.OutcomeClass) error {
	got := x.outcome
	got.Class, got.Reason, got.Refusal = end, x.reply.reason, x.reply.refusal
	if end == store.Refused && got.Refusal == "" {
		got.Refusal = store.Failed
		if x.reply.verdict == badToken {
			got.Refusal = store.BadToken
		}
	}
	return wire.Follow(o.Seq, func() error { return d.w.cfg.Settle(tx, o, got) })
}

// tell logs what became of a record once that is recorded. MAX's words may repeat what
// was sent, so only the class is told.
func (d *delivery) tell(o store.Outgoing, r reply, f fate) {
	level, text := slog.LevelWarn, "delivery to MAX put off"
	switch f.end {
	case store.Accepted:
		level, text = slog.LevelDebug, "delivered to MAX"
	case store.Refused:
		text = "delivery to MAX refused"
	case store.Unknown:
		text = "delivery to MAX of unknown outcome given up"
	}
	d.w.log.Log(context.Background(), level, text, "chat", o.Chat, "seq", o.Seq, "deed", string(o.Do),
		"attempt", o.Attempts, "class", r.class, "status", r.status)
}
