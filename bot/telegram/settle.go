package telegram

import (
	"context"
	"log/slog"
	"regexp"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/store"
)

// backoffLimit is the longest pause between two attempts at one record.
const backoffLimit = 5 * time.Minute

// fate is what is to happen to a record after an attempt.
type fate struct {
	// end is how the delivery ended; zero, and the record stays.
	end store.OutcomeClass
	// wait is how long it stays at least.
	wait time.Duration
	// untried says that nothing reached Telegram: the attempt does not count.
	untried bool
	// fails says that Telegram could have done it and did not.
	fails bool
	// repeat says that it may be there already.
	repeat  bool
	movedTo int64
}

// decide tells the fate of a record from what became of its request.
func (w *Wire) decide(o store.Outgoing, r reply) fate {
	switch r.verdict {
	case accepted:
		return fate{end: store.Accepted}
	case refused:
		return fate{end: store.Refused}
	case unwritten, badToken:
		return fate{untried: true}
	case moved:
		f := fate{movedTo: r.movedTo}
		if o.Attempts > 3 {
			f.wait = w.backoff(o.Attempts, backoffLimit)
		}
		return f
	case later:
		if r.retryAfter > 0 {
			return fate{wait: r.retryAfter + time.Duration(w.cfg.Rand()*float64(time.Second))}
		}
		return fate{wait: w.backoff(o.Attempts, backoffLimit), fails: true}
	}
	if !o.Do.Sends() {
		return fate{wait: w.backoff(o.Attempts, backoffLimit), fails: true}
	}
	return w.repeat(o, r)
}

// settle writes the fate of a landed record. The record is found by its key: it
// may have moved to another chat, or been withdrawn, while it was in the air.
func (d *delivery) settle(tx *store.Tx, l landing, follow bool) error {
	if err := d.settleFlood(tx, l); err != nil || l.probe {
		return err
	}
	now := d.w.cfg.Real()
	o, waits, err := tx.Waiting(l.out.Key)
	if err != nil {
		return err
	}
	waits = waits && o.Seq == l.out.Seq
	f := l.fate
	if f.end != 0 {
		if waits {
			if err := tx.Drop(o); err != nil {
				return err
			}
		}
		return d.finish(tx, l, f.end, follow)
	}
	if waits {
		o.Trying, o.Pausing = false, f.repeat
		o.Failing = l.out.Failing
		if f.repeat {
			o.Repeat, o.Repeats = true, o.Repeated()+1
		}
		o.NotBefore = time.Time{}
		if f.wait > 0 {
			o.NotBefore = now.Add(f.wait).UTC()
		}
		if f.untried {
			o.Attempts--
		}
		if err := tx.Keep(o); err != nil {
			return err
		}
	}
	if f.movedTo == 0 {
		return nil
	}
	if err := tx.Redirect(l.out.Chat, f.movedTo); err != nil {
		return err
	}
	return tx.Receive(store.Incoming{
		At: d.w.cfg.Now().UTC(), Kind: store.InMigration,
		Chat: store.Chat{ID: l.out.Chat, Kind: store.Group}, MigratedTo: f.movedTo,
	})
}

// finish shows the card and does what follows from the outcome.
func (d *delivery) finish(tx *store.Tx, l landing, end store.OutcomeClass, follow bool) error {
	o, got := l.out, l.outcome
	got.Class, got.Reason, got.Refusal = end, l.reply.reason, l.reply.refusal
	got.Partial = l.reply.class == classPartial
	if end == store.Accepted && o.Card != "" && o.Do.Sends() {
		if err := tx.Show(o.Card, o.Chat, got.Messages); err != nil {
			return err
		}
	}
	if !follow {
		return nil
	}
	return wire.Follow(o.Seq, func() error { return d.w.cfg.Settle(tx, o, got) })
}

// settleFlood keeps the pause of the whole bot, when a 429 evidently means it.
func (d *delivery) settleFlood(tx *store.Tx, l landing) error {
	until := d.floodUntil(l)
	if until.IsZero() {
		return nil
	}
	held, err := tx.HeldUntil(store.Telegram)
	if err != nil || !until.After(held) {
		return err
	}
	return tx.Hold(store.Telegram, until)
}

// floodUntil is how long a 429 stops everything: Telegram does not tell whether
// it means the chat or the bot. It means the bot when the request was about no
// chat. When another chat is being punished at the same time it may be the bot, as
// long as both are: the ban of one chat for hours must not silence all the others
// because a second one had to wait a moment. Of a menu of commands it may mean that
// method alone: nothing but the menus waits for it.
func (d *delivery) floodUntil(l landing) time.Time {
	if l.reply.class != "flood" {
		return time.Time{}
	}
	now := d.w.cfg.Real()
	until := now.Add(l.reply.retryAfter)
	switch {
	case l.probe || l.out.Do == store.Fetch:
		return until
	case l.out.Do == store.SetCommands:
		return time.Time{}
	}
	var both time.Time
	for chat, other := range d.floods {
		if other.After(until) {
			other = until
		}
		if chat != l.out.Chat && other.After(now) && other.After(both) {
			both = other
		}
	}
	return both
}

// arrived brings what is remembered in step with a landing.
func (d *delivery) arrived(l landing) {
	now := d.w.cfg.Real()
	delete(d.flying, l.out.Seq)
	d.queue.unsure[l.out.Chat] = true
	d.probing = d.probing && !l.probe
	d.link.learn(d.w, l, now)
	for chat, until := range d.floods {
		if !until.After(now) {
			delete(d.floods, chat)
		}
	}
	if l.reply.class == "flood" && !l.probe && l.out.Do != store.SetCommands {
		d.floods[l.out.Chat] = now.Add(l.reply.retryAfter)
	}
}

// quoted finds where a description begins to repeat what was sent: a piece of
// text, an address. The apostrophe of «can't» begins none.
var quoted = regexp.MustCompile(`(?s)(["«“]|\B').*`)

// brief is a description without what it repeats, fit for a log.
func brief(reason string) string { return quoted.ReplaceAllString(reason, "…") }

// tell logs and counts a landing once it is recorded.
func (d *delivery) tell(l landing) {
	if l.probe {
		return
	}
	o, r := l.out, l.reply
	f := l.fate
	if f.end != 0 {
		d.w.cfg.Observe.Outcome(o.Do, f.end, r.refusal)
	}
	level, text := slog.LevelWarn, "delivery put off"
	switch f.end {
	case store.Accepted:
		level, text = slog.LevelDebug, "delivered"
	case store.Refused:
		text = "delivery refused"
	case store.Unknown:
		text = "delivery of unknown outcome given up"
	}
	d.w.log.Log(context.Background(), level, text, "chat", o.Chat, "seq", o.Seq, "deed", string(o.Do),
		"attempt", o.Attempts, "class", r.class, "status", r.status,
		"reason", brief(r.reason))
}

// probe is the question whether Telegram can be reached: it changes nothing.
func probe() request {
	return request{method: "getMe", params: tgbotapi.Params{}, timeout: sendTime}
}
