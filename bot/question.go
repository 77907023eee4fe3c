package bot

import (
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A question is a message whose buttons are ready answers to what is awaited. Once
// it was answered or called off, its buttons do nothing more, even where a client
// shows them still.

const (
	openQuestion    = "ask/"
	closedQuestions = "closed/"
)

// await remembers what the person is asked for. The next message of the turn is
// the question.
func (t *turn) await(d store.Dialog) error {
	if err := t.forgetQuestion(); err != nil {
		return err
	}
	t.asked = openQuestion + t.series
	d.Card = t.asked
	return t.tx.PutDialog(t.in.Chat.ID, t.in.From.ID, d)
}

// forgetQuestion stops waiting for an answer. The buttons of the question go on
// working: it is another that will be answered by words.
func (t *turn) forgetQuestion() error {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil || !ok {
		return err
	}
	if d.Card != "" {
		if err := t.tx.Hide(d.Card); err != nil {
			return err
		}
	}
	return t.tx.EndDialog(t.in.Chat.ID, t.in.From.ID)
}

// done closes the question at hand: it was answered or called off.
func (t *turn) done() error {
	_, err := t.closeQuestion()
	return err
}

// callOff is /cancel: the question at hand is closed and loses its buttons.
func (t *turn) callOff() error {
	all, err := t.closeQuestion()
	if err != nil {
		return err
	}
	return t.takeButtons(all)
}

// closeQuestion closes the question at hand and gives the messages it stands in.
func (t *turn) closeQuestion() ([]store.Shown, error) {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil || !ok {
		return nil, err
	}
	if err := t.tx.EndDialog(t.in.Chat.ID, t.in.From.ID); err != nil || d.Card == "" {
		return nil, err
	}
	return t.closeCard(d.Card)
}

// closeCard closes the question of a card and gives the messages it stands in.
func (t *turn) closeCard(card string) ([]store.Shown, error) {
	all, err := t.tx.Card(card)
	if err != nil {
		return nil, err
	}
	if err := t.tx.Hide(card); err != nil {
		return nil, err
	}
	for _, s := range all {
		if err := t.tx.Show(closedCard(s.Chat), s.Chat, s.Messages); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// closedCard names the closed questions of a chat. The store remembers the newest
// of them, which is enough: a question of old has lost its buttons.
func closedCard(chat int64) string { return closedQuestions + strconv.FormatInt(chat, 10) }

// closeHere closes the question whose button was pressed; what is no question but
// a card of something stays as it is.
func (t *turn) closeHere() error {
	card, err := t.tx.CardAt(t.in.Chat.ID, t.in.Message)
	switch {
	case err != nil:
		return err
	case strings.HasPrefix(card, openQuestion):
		_, err = t.closeCard(card)
		return err
	case card != "":
		return nil
	}
	return t.tx.Show(closedCard(t.in.Chat.ID), t.in.Chat.ID, []int{t.in.Message})
}

// answered tells whether the pressed button belongs to a closed question.
func (t *turn) answered() (bool, error) {
	card, err := t.tx.CardAt(t.in.Chat.ID, t.in.Message)
	return strings.HasPrefix(card, closedQuestions), err
}

// settleQuestion closes a question that reached its person only when nothing was
// awaited of him any more.
func (b *Bot) settleQuestion(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Accepted || o.Chat < 0 || !strings.HasPrefix(o.Card, openQuestion) {
		return nil
	}
	d, _, err := tx.Dialog(o.Chat, plans.UserID(o.Chat))
	if err != nil || d.Card == o.Card {
		return err
	}
	t, err := b.ownTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
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
func (t *turn) takeButtons(all []store.Shown) error {
	for _, s := range all {
		for _, m := range s.Messages {
			if err := t.send(store.Outgoing{Do: store.EditButtons, Chat: s.Chat, Message: m}); err != nil {
				return err
			}
		}
	}
	return nil
}

// pressedCancel is «Отмена» under a question. One that is not the last leaves the
// last open.
func (t *turn) pressedCancel(press) error {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil {
		return err
	}
	card, err := t.tx.CardAt(t.in.Chat.ID, t.in.Message)
	if err != nil {
		return err
	}
	if ok && (card == "" || d.Card == "" || card == d.Card) {
		if err := t.done(); err != nil {
			return err
		}
		if d.Await == "pdraft" || d.Await == "pwhen" {
			if err := t.keepDrafting(d.Number); err != nil {
				return err
			}
		}
	}
	t.answer(textCancelled)
	return t.strip()
}

// keepDrafting goes on taking words and files for a draft after a question on the
// side of it has ended.
func (t *turn) keepDrafting(post uint64) error {
	rec, err := t.tx.Post(post)
	if err != nil {
		return notFoundIsNone(err)
	}
	if rec.State != plans.Drafting || rec.Author != t.who.ID || rec.Draft.Empty() {
		return nil
	}
	return t.tx.PutDialog(t.in.Chat.ID, t.in.From.ID, store.Dialog{Await: "pdraft", Number: rec.Number})
}
