package bot

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// turn is one update being handled: what came, who did it, and the transaction
// that is to hold its whole effect.
type turn struct {
	bot      *Bot
	tx       *store.Tx
	in       store.Incoming
	media    []store.Media
	now      time.Time
	settings store.Settings
	plan     plans.Plan // the zero Plan when none is loaded
	zone     *time.Location
	who      store.PersonRecord // the zero record for a stranger
	admin    bool
	days     *schedule.Calendar // nil until asked for

	series string // the head of the keys of what this turn sends
	// asked is the card of the next message with buttons, "" for none.
	asked string
	sent  int
	text  string // the answer to the press
	alert bool
}

func (b *Bot) turn(tx *store.Tx, r store.Received) (*turn, error) {
	t := &turn{bot: b, tx: tx, in: r.Incoming, now: b.Now().UTC(), admin: b.admin(r.From.ID), series: fmt.Sprintf("in/%d", r.N)}
	if r.Media != nil {
		t.media = []store.Media{*r.Media}
	}
	var err error
	if t.settings, err = tx.Settings(); err != nil {
		return nil, err
	}
	if err := t.readPlan(); err != nil {
		return nil, err
	}
	t.who, err = tx.PersonOf(r.From.ID)
	if err != nil && !errors.Is(err, plans.ErrNotFound) {
		return nil, err
	}
	return t, nil
}

func (t *turn) readPlan() error {
	t.zone = time.UTC
	v, err := t.tx.Plan()
	if errors.Is(err, plans.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	t.plan = v.Plan
	if t.zone, err = time.LoadLocation(v.Plan.Zone); err != nil {
		return fmt.Errorf("plan's zone: %w", err)
	}
	return nil
}

// today is the day in the plan's zone.
func (t *turn) today() plans.Date { return plans.DateOf(t.now, t.zone) }

// calendar is the production calendar with the district's own days. A calendar is
// a large table, and a tick asks for it at every digest.
func (t *turn) calendar() *schedule.Calendar {
	if t.days == nil {
		t.days = schedule.CalendarOf(t.settings)
	}
	return t.days
}

// known tells whether the account belongs to somebody of ours who is still here.
func (t *turn) known() bool { return t.who.ID != "" && !t.who.Left }

// send puts a message into the outbox under the turn's next key.
func (t *turn) send(o store.Outgoing) error {
	t.sent++
	if o.Key == "" {
		o.Key = fmt.Sprintf("%s/%d", t.series, t.sent)
	}
	o.Queued = t.bot.Real().UTC()
	return t.tx.Send(fitted(o))
}

// say answers in the chat, and in the topic, in which the update arose.
func (t *turn) say(text string, k keyboard) error { return t.sayAs("", text, k) }

// sayAs is say for a message that shows a card.
func (t *turn) sayAs(card, text string, k keyboard) error {
	if k.err != nil {
		return k.err
	}
	if card == "" && len(k.rows) > 0 {
		card, t.asked = t.asked, ""
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: t.in.Chat.ID, Thread: t.in.Thread, Text: text, Buttons: k.rows, NoPreview: true, Card: card,
	})
}

// tell writes to one person in private; nobody is told who is not connected.
func (t *turn) tell(p store.PersonRecord, text string, k keyboard) error {
	return t.tellAs(p, "", text, k)
}

func (t *turn) tellAs(p store.PersonRecord, card, text string, k keyboard) error {
	if !p.Connected() {
		return nil
	}
	if k.err != nil {
		return k.err
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: text, Buttons: k.rows, NoPreview: true, Card: card,
		Follow: "person/" + string(p.ID),
	})
}

// edit rewrites the message whose button was pressed.
func (t *turn) edit(text string, k keyboard) error {
	return t.editAt(t.in.Chat.ID, t.in.Message, text, k)
}

func (t *turn) editAt(chat int64, message int, text string, k keyboard) error {
	if k.err != nil {
		return k.err
	}
	return t.send(store.Outgoing{Do: store.EditText, Chat: chat, Message: message, Text: text, Buttons: k.rows, NoPreview: true})
}

// strip takes the buttons of the pressed message away; its question is closed.
func (t *turn) strip() error {
	if err := t.closeHere(); err != nil {
		return err
	}
	return t.send(store.Outgoing{Do: store.EditButtons, Chat: t.in.Chat.ID, Message: t.in.Message})
}

// answer is what the pressed button says back, one line.
func (t *turn) answer(text string) { t.text = text }

// line says one line: over the button when one was pressed, else in the chat.
func (t *turn) line(text string) error {
	if t.in.Kind == store.InPress {
		t.text, t.alert = text, true
		return nil
	}
	return t.say(esc(text), keyboard{})
}

func (t *turn) reply() []reply {
	if t.in.Kind != store.InPress || t.in.PressID == "" {
		return nil
	}
	return []reply{{t.in.PressID, t.text, t.alert}}
}

// note writes the change into the journal in this person's name.
func (t *turn) note(did, of string, before, after any) error {
	return t.tx.Write(t.now, t.who.ID, did, of, before, after)
}

// words is the text of the message without its edges.
func (t *turn) words() string { return strings.TrimSpace(t.in.Text) }

// private tells whether the update arose in a private chat.
func (t *turn) private() bool { return t.in.Chat.Kind == store.Private }
