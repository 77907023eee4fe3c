package chat

import (
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// CancelKeys is «Отмена» under a question.
func CancelKeys() Keyboard {
	var k Keyboard
	k.Row(Key{Text: "Отмена", Verb: "no"})
	return k
}

// reasonLimit is how long a reason or a plea may be.
const reasonLimit = 500

// Reason takes the awaited words.
func (t *Turn) Reason() (string, error) {
	r := Cut(t.Words(), reasonLimit)
	if r == "" {
		return "", Refuse(NotUnderstood, TextSendWords)
	}
	return r, nil
}

// GiveUp ends a conversation whose subject is gone: were it refused, the next
// message would meet the same refusal.
func (t *Turn) GiveUp(err error) error {
	line, refused := Refusal(err)
	if !refused {
		return err
	}
	t.Env.CountRefusal(err)
	if err := t.Done(); err != nil {
		return err
	}
	return t.Say(Esc(line), Keyboard{})
}

// A question is a message whose buttons are ready answers to what is awaited. Once
// it was answered or called off, its buttons do nothing more, even where a client
// shows them still.

const (
	openQuestion    = "ask/"
	closedQuestions = "closed/"
)

// Await remembers what the person is asked for. The next message of the turn is
// the question.
func (t *Turn) Await(d store.Dialog) error {
	if err := t.ForgetQuestion(); err != nil {
		return err
	}
	t.asked = openQuestion + t.Series
	d.Card = t.asked
	return t.Tx.PutDialog(t.In.Chat.ID, t.In.From.ID, d)
}

// keepAnswers remembers the buttons of the question just asked.
func (t *Turn) keepAnswers(card string, k Keyboard) error {
	if card == "" {
		return nil
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Card != card {
		return err
	}
	d.Buttons = k.Rows
	return t.Tx.PutDialog(t.In.Chat.ID, t.In.From.ID, d)
}

// SayRefused says why something was refused; with an answer that could not be taken
// for one it shows the buttons of the question again.
func (t *Turn) SayRefused(line string, err error) error {
	r, _ := refusalOf(err)
	if !slices.Contains(badAnswers, r.why) || t.In.Kind != store.InMessage || !t.Private() || strings.HasPrefix(t.Words(), "/") {
		return t.Line(line)
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	if !ok || d.Card == "" || len(d.Buttons) == 0 {
		return t.Line(line)
	}
	return t.SayAs(d.Card, Esc(line), Keyboard{Rows: d.Buttons})
}

// badAnswers are the reasons for which an answer is refused and may be given again.
var badAnswers = []Reason{NotUnderstood, ButtonWanted, WrongDay, WrongFile, TooMuch}

// ForgetQuestion stops waiting for an answer. The buttons of the question go on
// working: it is another that will be answered by words.
func (t *Turn) ForgetQuestion() error {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok {
		return err
	}
	if d.Card != "" {
		if err := t.Tx.Hide(d.Card); err != nil {
			return err
		}
	}
	return t.Tx.EndDialog(t.In.Chat.ID, t.In.From.ID)
}

// Done closes the question at hand: it was answered or called off.
func (t *Turn) Done() error {
	_, err := t.closeQuestion()
	return err
}

// CallOff is /cancel: the question at hand is closed and loses its buttons.
func (t *Turn) CallOff() error {
	all, err := t.closeQuestion()
	if err != nil {
		return err
	}
	return t.takeButtons(all)
}

// closeQuestion closes the question at hand and gives the messages it stands in.
func (t *Turn) closeQuestion() ([]store.Shown, error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok {
		return nil, err
	}
	if err := t.Tx.EndDialog(t.In.Chat.ID, t.In.From.ID); err != nil || d.Card == "" {
		return nil, err
	}
	return t.closeCard(d.Card)
}

// closeCard closes the question of a card and gives the messages it stands in.
func (t *Turn) closeCard(card string) ([]store.Shown, error) {
	all, err := t.Tx.Card(card)
	if err != nil {
		return nil, err
	}
	if err := t.Tx.Hide(card); err != nil {
		return nil, err
	}
	for _, s := range all {
		if err := t.Tx.Show(closedCard(s.Chat), s.Chat, s.Messages); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// closedCard names the closed questions of a chat. The store remembers the newest
// of them, which is enough: a question of old has lost its buttons.
func closedCard(chat int64) string { return closedQuestions + strconv.FormatInt(chat, 10) }

// CloseHere closes the question whose button was pressed; what is no question but
// a card of something stays as it is.
func (t *Turn) CloseHere() error {
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.Message)
	switch {
	case err != nil:
		return err
	case strings.HasPrefix(card, openQuestion):
		_, err = t.closeCard(card)
		return err
	case card != "":
		return nil
	}
	return t.Tx.Show(closedCard(t.In.Chat.ID), t.In.Chat.ID, []int{t.In.Message})
}

// Answered reports whether the pressed button belongs to a closed question.
func (t *Turn) Answered() (bool, error) {
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.Message)
	return strings.HasPrefix(card, closedQuestions), err
}

// SettleQuestion closes a question that reached its person only when nothing was
// awaited of them any more.
func (b *Env) SettleQuestion(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Accepted || o.Chat < 0 || !strings.HasPrefix(o.Card, openQuestion) {
		return nil
	}
	d, _, err := tx.Dialog(o.Chat, plans.UserID(o.Chat))
	if err != nil || d.Card == o.Card {
		return err
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	all, err := t.closeCard(o.Card)
	if err != nil {
		return err
	}
	return t.takeButtons(all)
}

// takeButtons takes the buttons of messages away.
func (t *Turn) takeButtons(all []store.Shown) error {
	for _, s := range all {
		for _, m := range s.Messages {
			if err := t.Send(store.Outgoing{Do: store.EditButtons, Chat: s.Chat, Message: m}); err != nil {
				return err
			}
		}
	}
	return nil
}

// pressedCancel is «Отмена» under a question. One that is not the last leaves the
// last open.
func (t *Turn) pressedCancel(Press) error {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.Message)
	if err != nil {
		return err
	}
	if ok && (card == "" || d.Card == "" || card == d.Card) {
		if err := t.Done(); err != nil {
			return err
		}
		if d.Await == "pdraft" || d.Await == "pwhen" {
			if err := t.KeepDrafting(d.Number); err != nil {
				return err
			}
		}
	}
	t.Answer(TextCancelled)
	return t.Strip()
}

// KeepDrafting goes on taking words and files for a draft after a question on the
// side of it has ended.
func (t *Turn) KeepDrafting(post uint64) error {
	rec, err := t.Tx.Post(post)
	if err != nil {
		return NotFoundIsNone(err)
	}
	if rec.State != plans.Drafting || rec.Author != t.Who.ID || rec.Draft.Empty() {
		return nil
	}
	return t.Tx.PutDialog(t.In.Chat.ID, t.In.From.ID, store.Dialog{Await: "pdraft", Number: rec.Number})
}
