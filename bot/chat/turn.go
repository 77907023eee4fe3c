// Package chat is what every conversation is made of: the turn in which an update
// is handled, keyboards and what their buttons carry, questions and answers,
// rights, lists by pages, words and dates, and who is to be told. It must know no
// conversation.
package chat

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// OwnTurn is a turn of the program's own, without an update. The series must be
// unique to the occasion: it heads the keys of what is sent.
func (b *Env) OwnTurn(tx *store.Tx, series string) (*Turn, error) {
	t, err := b.Turn(tx, store.Received{})
	if err != nil {
		return nil, err
	}
	t.Series = series
	return t, nil
}

// longPart is how long a part of a message must be to be broken between its lines: a
// list, which reads on in the next message.
const longPart = 1500

// Pack joins lines into as few messages as hold them, each under the title.
func Pack(title string, lines []string) []string {
	parts := make([][]string, len(lines))
	for i, l := range lines {
		if parts[i] = []string{l}; plans.Len(l) > longPart {
			parts[i] = strings.Split(l, "\n")
		}
	}
	return PackRows(title, parts)
}

// PackRows is [Pack] of parts that may be broken between their rows: a blank line
// stands between two parts and none between two rows.
func PackRows(title string, parts [][]string) []string {
	var messages []string
	var b strings.Builder
	for _, rows := range parts {
		for i, l := range rows {
			joint := "\n"
			if i == 0 {
				joint = "\n\n"
			}
			if b.Len() > 0 && plans.Len(b.String())+plans.Len(l) > plans.TextLimit-200 {
				messages = append(messages, b.String())
				b.Reset()
			}
			if b.Len() == 0 {
				b.WriteString(Bold(title))
				joint = "\n\n"
			}
			b.WriteString(joint + l)
		}
	}
	if b.Len() > 0 {
		messages = append(messages, b.String())
	}
	return messages
}

// KeepSettings keeps settings and writes the change into the journal.
func (t *Turn) KeepSettings(after store.Settings, did string, was, is any) error {
	if err := t.Tx.PutSettings(after); err != nil {
		return err
	}
	t.Settings, t.days = after, nil
	return t.Note(did, "settings", was, is)
}

// Turn is one update being handled: what came, who did it, and the transaction
// that is to hold its whole effect.
type Turn struct {
	Env   *Env
	Tx    *store.Tx
	In    store.Incoming
	Media []store.Media
	// Parts are the messages that In was put together from, In alone for most.
	Parts    []store.Incoming
	Now      time.Time
	Settings store.Settings
	Plans    []plans.Plan // those in force, in the order in which they came into force
	Zone     *time.Location
	Who      store.PersonRecord // the zero record for a stranger
	Admin    bool
	days     *schedule.Calendar // nil until asked for

	Series string // the head of the keys of what this turn sends
	// asked is the card of the next message with buttons, "" for none.
	asked string
	sent  int
	Text  string // the answer to the press
	Alert bool
	// failure is why nothing of the turn may be kept, nil for nothing.
	failure error
}

// Fail notes an error met where none can be given, as in a question of rights or in a
// text: what could not be read must not count for absent. Nothing of the turn is kept.
func (t *Turn) Fail(err error) { t.failure = errors.Join(t.failure, err) }

// Failure is what was noted by Fail.
func (t *Turn) Failure() error { return t.failure }

// Turn begins to handle an update: it reads the settings, the plans and who did it.
func (b *Env) Turn(tx *store.Tx, r store.Received) (*Turn, error) {
	t := &Turn{Env: b, Tx: tx, In: r.Incoming, Parts: []store.Incoming{r.Incoming}, Now: b.Now().UTC(), Admin: b.Admin(r.From.ID), Series: fmt.Sprintf("in/%d", r.N)}
	if r.Media != nil {
		t.Media = []store.Media{*r.Media}
	}
	var err error
	if t.Settings, err = tx.Settings(); err != nil {
		return nil, err
	}
	if err := t.ReadPlans(); err != nil {
		return nil, err
	}
	t.Who, err = tx.PersonOf(r.From.ID)
	if err != nil && !errors.Is(err, plans.ErrNotFound) {
		return nil, err
	}
	return t, nil
}

// Today is the day in the plan's zone.
func (t *Turn) Today() plans.Date { return plans.DateOf(t.Now, t.Zone) }

// Calendar is the production calendar with the district's own days. A calendar is
// a large table, and a tick asks for it at every digest.
func (t *Turn) Calendar() *schedule.Calendar {
	if t.days == nil {
		t.days = schedule.CalendarOf(t.Settings)
	}
	return t.days
}

// Known reports whether the account belongs to somebody known who is still here.
func (t *Turn) Known() bool { return t.Who.ID != "" && !t.Who.Left }

// Send puts a message into the outbox under the turn's next key.
func (t *Turn) Send(o store.Outgoing) error {
	t.sent++
	if o.Key == "" {
		o.Key = fmt.Sprintf("%s/%d", t.Series, t.sent)
	}
	o.Queued = t.Env.Real().UTC()
	return t.Tx.Send(fitted(o))
}

// Say answers in the chat, and in the topic, in which the update arose.
func (t *Turn) Say(text string, k Keyboard) error { return t.SayAs("", text, k) }

// SayAs is say for a message that shows a card.
func (t *Turn) SayAs(card, text string, k Keyboard) error {
	if k.Err != nil {
		return k.Err
	}
	if card == "" && len(k.Rows) > 0 {
		card, t.asked = t.asked, ""
		if err := t.keepAnswers(card, k); err != nil {
			return err
		}
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: t.In.Chat.ID, Thread: t.In.Thread, Text: text, Buttons: k.Rows, NoPreview: true, Card: card,
	})
}

// Tell writes to one person in private; nobody is told who is not connected.
func (t *Turn) Tell(p store.PersonRecord, text string, k Keyboard) error {
	return t.TellAs(p, "", text, k)
}

// TellAs is Tell for a message that shows a card.
func (t *Turn) TellAs(p store.PersonRecord, card, text string, k Keyboard) error {
	if !p.Connected() {
		return nil
	}
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: int64(p.User), Text: text, Buttons: k.Rows, NoPreview: true, Card: card,
		Follow: FollowPerson(p.ID),
	})
}

// Edit rewrites the message whose button was pressed.
func (t *Turn) Edit(text string, k Keyboard) error {
	return t.EditAt(t.In.Chat.ID, t.In.Message, text, k)
}

// EditAt rewrites a message of the bot wherever it stands.
func (t *Turn) EditAt(chat int64, message int, text string, k Keyboard) error {
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{Do: store.EditText, Chat: chat, Message: message, Text: text, Buttons: k.Rows, NoPreview: true})
}

// Strip takes the buttons of the pressed message away; its question is closed.
func (t *Turn) Strip() error {
	if err := t.CloseHere(); err != nil {
		return err
	}
	return t.Send(store.Outgoing{Do: store.EditButtons, Chat: t.In.Chat.ID, Message: t.In.Message})
}

// Answer is what the pressed button says back, one line.
func (t *Turn) Answer(text string) { t.Text = text }

// Line says one line: over the button when one was pressed, else in the chat.
func (t *Turn) Line(text string) error {
	if t.In.Kind == store.InPress {
		t.Text, t.Alert = text, true
		return nil
	}
	return t.Whisper(Esc(text))
}

// Reply is the answer to the press, none when nothing was pressed.
func (t *Turn) Reply() []Reply {
	if t.In.Kind != store.InPress || t.In.PressID == "" {
		return nil
	}
	return []Reply{{t.In.PressID, t.Text, t.Alert}}
}

// Note writes the change into the journal in this person's name.
func (t *Turn) Note(did, of string, before, after any) error {
	return t.Tx.Write(t.Now, t.Who.ID, did, of, before, after)
}

// Words is the text of the message without its edges.
func (t *Turn) Words() string { return strings.TrimSpace(t.In.Text) }

// Private reports whether the update arose in a private chat.
func (t *Turn) Private() bool { return t.In.Chat.Kind == store.Private }

// Reply is the answer to a press, sent once the transaction is kept.
type Reply struct {
	Press, Text string
	Alert       bool
}
