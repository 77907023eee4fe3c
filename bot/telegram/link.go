package telegram

import "time"

// link is what is known of the way to Telegram. After a failure of the network
// nothing is written but a harmless question, until that is answered: a message
// written into a broken line is one more whose outcome nobody knows.
type link struct {
	broken   bool
	failures int
	next     time.Time // of the question
}

// linkBackoff is the longest pause between two questions.
const linkBackoff = 30 * time.Second

// learn takes from a landing whether Telegram can be reached. An answered
// question mends the line, but only an answered delivery forgets the failures:
// the question may get through where messages do not.
func (k *link) learn(w *Wire, l landing, now time.Time) {
	switch {
	case l.reply.class == "interrupted", l.reply.class == classPartial, l.reply.class == classTimeout:
		return
	case l.reply.verdict == unwritten, l.reply.verdict == unknown:
		k.failures++
		k.broken = true
		k.next = now.Add(w.backoff(k.failures, linkBackoff))
	case l.reply.verdict == badToken:
		k.failures++
		k.broken = true
		k.next = now.Add(tokenPause)
	case l.reply.status == 0: // refused before it was written
	default:
		k.broken = false
		if !l.probe {
			k.failures = 0
		}
	}
}

// ask plans the question, when it is time for it.
func (d *delivery) ask(now time.Time) plan {
	switch {
	case d.probing:
		return plan{}
	case d.link.next.After(now):
		return plan{wake: d.link.next}
	}
	return plan{next: []landing{{probe: true}}}
}
