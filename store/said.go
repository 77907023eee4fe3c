package store

import (
	"slices"
	"time"
)

var sayings = table[Said]{"said"}

// saidMemory is how long a message is remembered: Telegram lets people change theirs
// for 48 hours.
const saidMemory = 50 * time.Hour

// Said is a private message as its conversation took it, in the pieces that it was
// sent in.
type Said struct {
	Parts []Incoming `json:"parts,omitempty"`
	// Of is set under a later piece alone: the number of the first, which has them all.
	Of int `json:"of,omitempty"`
	// At is when the message came.
	At time.Time `json:"at"`
}

// Part finds a piece by the number of its message, -1 for none.
func (s Said) Part(message int) int {
	return slices.IndexFunc(s.Parts, func(p Incoming) bool { return p.Message == message })
}

func saidKey(chat int64, message int) []byte { return join(signed(chat), num(uint64(message))) }

// PutSaid remembers a message under the number of each of its pieces.
func (tx *Tx) PutSaid(s Said) error {
	first := s.Parts[0]
	for _, p := range s.Parts[1:] {
		later := Said{Of: first.Message, At: first.At}
		if err := sayings.put(tx, saidKey(p.Chat.ID, p.Message), later); err != nil {
			return err
		}
	}
	s.At = first.At
	return sayings.put(tx, saidKey(first.Chat.ID, first.Message), s)
}

// Said gives the message to which the one of this number belongs; ok is false when
// it is not remembered.
func (tx *Tx) Said(chat int64, message int) (Said, bool, error) {
	s, ok, err := sayings.get(tx, saidKey(chat, message))
	if err != nil || !ok || s.Of == 0 {
		return s, ok, err
	}
	s, ok, err = sayings.get(tx, saidKey(chat, s.Of))
	return s, ok && s.Part(message) >= 0, err
}

// ForgetSaid drops remembered messages that nobody can change any more.
func (tx *Tx) ForgetSaid(now time.Time) error {
	var old [][]byte
	err := sayings.each(tx, nil, func(k []byte, s Said) (bool, error) {
		if now.Sub(s.At) >= saidMemory {
			old = append(old, k)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, k := range old {
		if err := sayings.delete(tx, k); err != nil {
			return err
		}
	}
	return nil
}
