package telegram

import (
	"time"

	"sdelaemvmeste/store"
)

// When a record is given up at which Telegram itself fails. Some requests are
// answered with a 500 for ever (a message broken on its side, an account in a
// data centre that is down), and nothing in the chat may overtake. A day is
// longer than any outage of a data centre; the attempts keep a day in which the
// bot did not run from counting; and that something else was done within the
// hour shows that it is this record, not Telegram, that is ill.
const (
	failingTime     = 24 * time.Hour
	failingAttempts = 100
	workingTime     = time.Hour
)

// resolve decides the fate of a record that landed, once for all that is done
// with it. A record at which Telegram has failed for too long is refused, so that
// people are told and its chat goes on; if it may be there already, its outcome
// is unknown.
func (d *delivery) resolve(l *landing) {
	if l.probe {
		return
	}
	now := d.w.cfg.Real()
	l.fate = d.w.decide(l.out, l.reply)
	switch {
	case l.fate.end == store.Accepted:
		d.worked = now
	case l.reply.class == "flood":
		l.out.Failing = time.Time{}
	case l.fate.fails && l.out.Failing.IsZero():
		l.out.Failing = now.UTC()
	}
	if !l.fate.fails || !d.ill(l.out, now) {
		return
	}
	if l.out.Repeat {
		l.fate = fate{end: store.Unknown}
		return
	}
	l.fate = fate{end: store.Refused}
	l.reply.refusal = store.Failed
}

// ill reports whether a record has failed for too long while others were done.
func (d *delivery) ill(o store.Outgoing, now time.Time) bool {
	return now.Sub(o.Failing) >= failingTime && o.Attempts >= failingAttempts && now.Sub(d.worked) <= workingTime
}
