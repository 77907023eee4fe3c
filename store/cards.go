package store

import "slices"

var (
	cards = table[[]Shown]{"cards"}
	shown = table[string]{"shown"}
)

// Shown is a message that shows a card.
type Shown struct {
	Chat     int64 `json:"chat"`
	Messages []int `json:"messages"`
}

// cardMemory is how many messages of one card are remembered: the newest ones.
const cardMemory = 50

// Show remembers that the messages show the card; those that are known to do so
// change nothing.
func (tx *Tx) Show(card string, chat int64, messages []int) error {
	all, _, err := cards.get(tx, []byte(card))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(s Shown) bool { return s.Chat == chat && slices.Equal(s.Messages, messages) }) {
		return nil
	}
	all = append(all, Shown{chat, messages})
	for len(all) > cardMemory {
		if err := tx.unshow(card, all[0]); err != nil {
			return err
		}
		all = all[1:]
	}
	for _, m := range messages {
		if err := shown.put(tx, join(signed(chat), num(uint64(m))), card); err != nil {
			return err
		}
	}
	return cards.put(tx, []byte(card), all)
}

// unshow forgets that the messages show the card; one that has come to show
// another card keeps showing that.
func (tx *Tx) unshow(card string, s Shown) error {
	for _, m := range s.Messages {
		key := join(signed(s.Chat), num(uint64(m)))
		now, _, err := shown.get(tx, key)
		if err == nil && now == card {
			err = shown.delete(tx, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Card gives the messages that show a card, oldest first.
func (tx *Tx) Card(card string) ([]Shown, error) {
	all, _, err := cards.get(tx, []byte(card))
	return all, err
}

// CardAt names the card a message shows, "" for none.
func (tx *Tx) CardAt(chat int64, message int) (string, error) {
	s, _, err := shown.get(tx, join(signed(chat), num(uint64(message))))
	return s, err
}

// Hide forgets the messages that show a card: they are being deleted, or show
// something else from now on.
func (tx *Tx) Hide(card string) error {
	all, _, err := cards.get(tx, []byte(card))
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := tx.unshow(card, s); err != nil {
			return err
		}
	}
	return cards.delete(tx, []byte(card))
}
