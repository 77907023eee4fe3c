package chat

import (
	"errors"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// NotFoundIsNone takes the error of what is not there for none.
func NotFoundIsNone(err error) error {
	if errors.Is(err, plans.ErrNotFound) {
		return nil
	}
	return err
}

// LastShown is the newest message that shows a card.
func (t *Turn) LastShown(card string) (store.Shown, bool, error) {
	all, err := t.Tx.Card(card)
	if err != nil || len(all) == 0 {
		return store.Shown{}, false, err
	}
	last := all[len(all)-1]
	return last, len(last.Messages) > 0, nil
}

// RefreshCard rewrites the newest message that shows a card.
func (t *Turn) RefreshCard(card, text string, k Keyboard) error {
	s, ok, err := t.LastShown(card)
	if err != nil || !ok {
		return err
	}
	return t.EditAt(s.Chat, s.Messages[0], text, k)
}

// Erase deletes every message that shows a card.
func (t *Turn) Erase(card string) error {
	all, err := t.Tx.Card(card)
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := t.DeleteAll(s); err != nil {
			return err
		}
	}
	return t.Tx.Hide(card)
}

// DeleteAll deletes the messages that show a card in one chat.
func (t *Turn) DeleteAll(s store.Shown) error {
	for _, m := range s.Messages {
		if err := t.Send(store.Outgoing{Do: store.Delete, Chat: s.Chat, Message: m}); err != nil {
			return err
		}
	}
	return nil
}

// Page gives an official page, and whether posts still are for it.
func (t *Turn) Page(id plans.PageID) (store.Page, bool) {
	p, ok := t.Settings.Page(id)
	return p, ok && !p.Removed
}

// BringUp rewrites a card just delivered if the post has moved on since it was
// written.
func (t *Turn) BringUp(o store.Outgoing, out store.Outcome, text string, k Keyboard) error {
	if o.Text == text || len(out.Messages) == 0 {
		return nil
	}
	return t.EditAt(o.Chat, out.Messages[0], text, k)
}
