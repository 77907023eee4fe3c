package store

import (
	"bytes"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

var (
	posts     = table[PostRecord]{"posts"}
	postwakes = table[flag]{"postwakes"}
)

// PostRecord is a post with what the program keeps of its handling.
type PostRecord struct {
	plans.Post
	// OutAt is when the post went out, zero for what has not.
	OutAt time.Time `json:"out_at,omitzero"`
	// Corrected is true once a correction has taken the place of what was out.
	Corrected bool `json:"corrected,omitempty"`
	// Wake is when the program is to look at the post again by itself, zero for
	// never: to publish it or to remind of its review.
	Wake time.Time `json:"wake,omitzero"`
	// Heard is when the version in review was last spoken of: put to the vote,
	// voted on or commented. Nudged counts the reminders since.
	Heard  time.Time `json:"heard,omitzero"`
	Nudged int       `json:"nudged,omitempty"`
	// Drawn counts the previews of the draft shown to its author; an older one
	// that arrives late is taken away.
	Drawn int `json:"drawn,omitempty"`
	// Written is when the draft's last words were sent ([Incoming.SentAt]); what
	// follows a long text at once is its continuation.
	Written time.Time `json:"written,omitzero"`
	// Taken are the messages that the draft was made of, so that one which its
	// author changes can be taken anew.
	Taken []DraftMessage `json:"taken,omitempty"`
	// Prior is the text in whose place the present one was put, nil for none.
	Prior *DraftMessage `json:"prior,omitempty"`
	// Offered are words of which the author has not said yet what they are for.
	Offered []DraftMessage `json:"offered,omitempty"`
	// AskedAt is an hour of publication that the author has not confirmed yet.
	AskedAt time.Time `json:"asked_at,omitzero"`
	// Links is what became of the draft's links that were looked at.
	Links map[string]LinkState `json:"links,omitempty"`
}

// DraftMessage is what a message gave to a draft.
type DraftMessage struct {
	Message  int      `json:"message,omitempty"`
	Text     string   `json:"text,omitempty"`
	Entities []Entity `json:"entities,omitempty"`
	Media    []Media  `json:"media,omitempty"`
	// NoPreview keeps what its links lead to from being shown.
	NoPreview bool `json:"no_preview,omitempty"`
}

// LinkState is what became of a link.
type LinkState string

// The states of a link: LinkSeen was looked at and leads somewhere, LinkLost leads
// nowhere.
const (
	LinkSeen LinkState = "seen"
	LinkLost LinkState = "lost"
)

func wakeKey(p PostRecord) []byte { return join(num(uint64(p.Wake.Unix())), num(p.Number)) }

// NewPost keeps a new post under the next number and gives it back with it.
func (tx *Tx) NewPost(p plans.Post) (PostRecord, error) {
	n, err := posts.next(tx)
	if err != nil {
		return PostRecord{}, err
	}
	p.Number = n
	rec := PostRecord{Post: p}
	return rec, tx.PutPost(rec)
}

// PutPost keeps a post and the index by which it is woken.
func (tx *Tx) PutPost(p PostRecord) error {
	old, ok, err := posts.get(tx, num(p.Number))
	if err != nil {
		return err
	}
	if ok && !old.Wake.IsZero() {
		if err := postwakes.delete(tx, wakeKey(old)); err != nil {
			return err
		}
	}
	if !p.Wake.IsZero() {
		if err := postwakes.put(tx, wakeKey(p), flag{}); err != nil {
			return err
		}
	}
	tx.drafted = true
	return posts.put(tx, num(p.Number), p)
}

// Post gives a post by its number; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) Post(n uint64) (PostRecord, error) {
	p, ok, err := posts.get(tx, num(n))
	if err == nil && !ok {
		err = fmt.Errorf("post %d: %w", n, errNotFound)
	}
	return p, err
}

// Posts gives all posts, oldest first.
func (tx *Tx) Posts() ([]PostRecord, error) { return posts.all(tx, nil) }

// WakingPosts gives the posts which the program is to look at by now, in order
// of their time.
func (tx *Tx) WakingPosts(now time.Time) ([]PostRecord, error) {
	var numbers []uint64
	limit := num(uint64(now.Unix()) + 1)
	c := postwakes.bucket(tx).Cursor()
	for k, _ := c.First(); k != nil && bytes.Compare(k, limit) < 0; k, _ = c.Next() {
		numbers = append(numbers, unnum(k[8:]))
	}
	var waking []PostRecord
	for _, n := range numbers {
		p, err := tx.Post(n)
		if err != nil {
			return nil, err
		}
		waking = append(waking, p)
	}
	return waking, nil
}
