package store

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
)

var keptTable = table[Kept]{"kept"}

// Kept is what a person sent without saying what it is for, until they do.
type Kept struct {
	Chat int64 `json:"chat"`
	// Messages are what was sent, each with the pieces that Telegram made of it. The
	// number of the first names the whole.
	Messages [][]Incoming `json:"messages"`
}

// Number names what was kept within its chat.
func (k Kept) Number() int { return k.Messages[0][0].Message }

// Parts are all pieces in the order of sending.
func (k Kept) Parts() []Incoming { return slices.Concat(k.Messages...) }

func keptKey(chat int64, number int) []byte { return join(signed(chat), num(uint64(number))) }

// PutKept keeps what a person sent.
func (tx *Tx) PutKept(k Kept) error {
	if len(k.Messages) == 0 || len(k.Messages[0]) == 0 {
		return fmt.Errorf("keep nothing: %w", plans.ErrInvalid)
	}
	return keptTable.put(tx, keptKey(k.Chat, k.Number()), k)
}

// Kept gives what was kept under a number; what is not there is a
// [plans.ErrNotFound].
func (tx *Tx) Kept(chat int64, number int) (Kept, error) {
	k, ok, err := keptTable.get(tx, keptKey(chat, number))
	if err == nil && !ok {
		err = fmt.Errorf("kept %d: %w", number, plans.ErrNotFound)
	}
	return k, err
}

// KeptIn gives everything kept in a chat, oldest first.
func (tx *Tx) KeptIn(chat int64) ([]Kept, error) { return keptTable.all(tx, signed(chat)) }

// DropKept forgets what was kept: its author has said what it is for.
func (tx *Tx) DropKept(k Kept) error { return keptTable.delete(tx, keptKey(k.Chat, k.Number())) }
