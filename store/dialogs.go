package store

import (
	"bytes"
	"time"

	"sdelaemvmeste/plans"
)

var (
	dialogs = table[Dialog]{"dialogs"}
	albums  = table[Gathering]{"albums"}
)

// Dialog is what the bot is waiting for from a person in a chat.
type Dialog struct {
	// Await names the question; the rest is its subject.
	Await   string `json:"await"`
	Number  uint64 `json:"number,omitempty"`
	Version int    `json:"version,omitempty"`
	Text    string `json:"text,omitempty"`
	// Card is the card of the question asked, "" for none.
	Card string `json:"card,omitempty"`
	// Buttons are the ready answers of the question, to be shown again with what could
	// not be taken for one.
	Buttons [][]Button `json:"buttons,omitempty"`
}

func dialogKey(chat int64, user plans.UserID) []byte { return join(signed(chat), signed(int64(user))) }

// PutDialog keeps what is awaited of a person in a chat.
func (tx *Tx) PutDialog(chat int64, user plans.UserID, d Dialog) error {
	return dialogs.put(tx, dialogKey(chat, user), d)
}

// Dialog gives what is awaited of a person in a chat; ok is false for nothing.
func (tx *Tx) Dialog(chat int64, user plans.UserID) (Dialog, bool, error) {
	return dialogs.get(tx, dialogKey(chat, user))
}

// DialogsIn gives what is awaited in a chat, by the account of whom.
func (tx *Tx) DialogsIn(chat int64) (map[plans.UserID]Dialog, error) {
	found := map[plans.UserID]Dialog{}
	err := dialogs.each(tx, signed(chat), func(k []byte, d Dialog) (bool, error) {
		found[plans.UserID(unsigned(k[8:]))] = d
		return true, nil
	})
	return found, err
}

// EndDialog forgets what was awaited.
func (tx *Tx) EndDialog(chat int64, user plans.UserID) error {
	return dialogs.delete(tx, dialogKey(chat, user))
}

// endDialogs forgets whatever was awaited of a person, in every chat.
func (tx *Tx) endDialogs(user plans.UserID) error {
	var theirs [][]byte
	account := signed(int64(user))
	err := dialogs.each(tx, nil, func(k []byte, _ Dialog) (bool, error) {
		if bytes.HasSuffix(k, account) {
			theirs = append(theirs, k)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, k := range theirs {
		if err := dialogs.delete(tx, k); err != nil {
			return err
		}
	}
	return nil
}

// Gathering is an album arriving as separate updates without an end mark.
type Gathering struct {
	Chat  int64      `json:"chat"`
	Album string     `json:"album"`
	Parts []Incoming `json:"parts"`
	// Last is when the newest part came, by the real clock.
	Last time.Time `json:"last"`
}

func albumKey(chat int64, album string) []byte { return join(signed(chat), []byte(album)) }

// Gather keeps an album as far as it has come.
func (tx *Tx) Gather(g Gathering) error { return albums.put(tx, albumKey(g.Chat, g.Album), g) }

// Gathered gives an album as far as it has come; ok is false when none of it has.
func (tx *Tx) Gathered(chat int64, album string) (Gathering, bool, error) {
	return albums.get(tx, albumKey(chat, album))
}

// Gatherings gives all albums still arriving.
func (tx *Tx) Gatherings() ([]Gathering, error) { return albums.all(tx, nil) }

// EndGathering forgets an album that has been dealt with.
func (tx *Tx) EndGathering(g Gathering) error { return albums.delete(tx, albumKey(g.Chat, g.Album)) }
