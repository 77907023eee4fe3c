package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
)

func inspectContent(tx *Tx, r *Report) {
	inspect(tx, r, confirmations, func(key []byte, c plans.Confirmation) error {
		if err := sized(key, 16); err != nil {
			return err
		}
		task, err := tx.Task(unnum(key))
		switch {
		case err != nil:
			return err
		case task.ID != c.Task:
			return fmt.Errorf("is of task %s and lies with %s", c.Task, task.ID)
		}
		if _, ok, err := givens.get(tx, givenKey(task.Number, c)); err != nil || ok != (c.State == plans.Given) {
			return errors.Join(err, fmt.Errorf("is %s and waits to be looked at: %v", c.State, ok))
		}
		return errors.Join(keyed(key[8:], num(c.Number)), numbered(tx, confirmations, c.Number))
	})
	inspect(tx, r, givens, func(key []byte, _ flag) error {
		if err := sized(key, 24); err != nil {
			return err
		}
		c, err := tx.Confirmation(unnum(key[8:]), unnum(key[16:]))
		if err != nil {
			return err
		}
		return keyed(key, givenKey(unnum(key[8:]), c))
	})
	inspect(tx, r, weeklies, func(key []byte, w Weekly) error { return keyed(key, num(uint64(w.Monday))) })
	if tx.Current() {
		inspect(tx, r, posts, func(key []byte, p PostRecord) error { return checkPost(tx, key, p) })
	} else {
		inspect(tx, r, table[postBefore](posts), func(key []byte, p postBefore) error { return checkPost(tx, key, p.PostRecord) })
	}
	inspect(tx, r, postwakes, func(key []byte, _ flag) error {
		if err := sized(key, 16); err != nil {
			return err
		}
		p, err := postAt(tx, unnum(key[8:]))
		if err != nil {
			return err
		}
		return keyed(key, wakeKey(p))
	})
	inspect(tx, r, asks, func(key []byte, a ChannelAsk) error {
		if _, err := tx.OfferedChannel(string(key)); err != nil {
			return err
		}
		return keyed(key, fmt.Append(nil, a.Channel))
	})
	inspect(tx, r, offered, func(key []byte, c BoundChannel) error { return keyed(key, fmt.Append(nil, c.ID)) })
}

// postAt gives a post of whatever schema the file is, for what has not changed.
func postAt(tx *Tx, n uint64) (PostRecord, error) {
	if tx.Current() {
		return tx.Post(n)
	}
	p, ok, err := table[postBefore](posts).get(tx, num(n))
	if err == nil && !ok {
		err = fmt.Errorf("post %d: %w", n, errNotFound)
	}
	return p.PostRecord, err
}

func checkPost(tx *Tx, key []byte, p PostRecord) error {
	if err := errors.Join(keyed(key, num(p.Number)), numbered(tx, posts, p.Number)); err != nil {
		return err
	}
	if _, ok, err := postwakes.get(tx, wakeKey(p)); err != nil || ok == p.Wake.IsZero() {
		return errors.Join(err, fmt.Errorf("is to be looked at %v and will not be woken then", p.Wake))
	}
	if p.Task == "" {
		return nil
	}
	_, err := tx.TaskByID(p.Task)
	return err
}

func inspectDialogs(tx *Tx, r *Report) {
	inspect(tx, r, digests, func(key []byte, _ Digest) error {
		person, n, ok := bytes.Cut(key, []byte{0})
		if !ok || len(n) != 8 {
			return errors.New("key has no person or number")
		}
		_, err := tx.Person(plans.PersonID(person))
		return errors.Join(err, numbered(tx, digests, unnum(n)))
	})
	inspect(tx, r, alarms, func(key []byte, a Alarm) error {
		if len(key) == 0 || a.Since.IsZero() {
			return errors.New("has no name or no instant")
		}
		return nil
	})
	inspect(tx, r, dialogs, func(key []byte, _ Dialog) error { return sized(key, 16) })
	inspect(tx, r, sayings, func(key []byte, s Said) error {
		if err := sized(key, 16); err != nil || s.Of == 0 == (len(s.Parts) > 0) {
			return err
		}
		return errors.New("has neither pieces nor the number of the first")
	})
	inspect(tx, r, keptTable, func(key []byte, k Kept) error {
		if len(k.Messages) == 0 || len(k.Messages[0]) == 0 {
			return errors.New("keeps nothing")
		}
		return keyed(key, keptKey(k.Chat, k.Number()))
	})
	inspect(tx, r, albums, func(key []byte, g Gathering) error { return keyed(key, albumKey(g.Chat, g.Album)) })
}

// inspectCards looks only from a message to its card: a card keeps naming a
// message that has come to show another one.
func inspectCards(tx *Tx, r *Report) {
	inspect(tx, r, cards, func([]byte, []Shown) error { return nil })
	inspect(tx, r, shown, func(key []byte, card string) error {
		if err := sized(key, 16); err != nil {
			return err
		}
		chat, message := unsigned(key), int(unnum(key[8:]))
		all, err := tx.Card(card)
		if err != nil {
			return err
		}
		for _, s := range all {
			if s.Chat == chat && slices.Contains(s.Messages, message) {
				return nil
			}
		}
		return fmt.Errorf("card %q does not name message %d in chat %d", card, message, chat)
	})
}

func inspectMail(tx *Tx, r *Report) {
	inspect(tx, r, inbox, func(key []byte, _ Incoming) error {
		if err := sized(key, 8); err != nil {
			return err
		}
		return numbered(tx, inbox, unnum(key))
	})
	inspect(tx, r, updates, func(key []byte, _ int64) error { return sized(key, 8) })
	inspect(tx, r, outbox, func(key []byte, o Outgoing) error {
		if err := errors.Join(keyed(key, outboxKey(o)), numbered(tx, outbox, o.Seq)); err != nil {
			return err
		}
		at, _, err := outkeys.get(tx, []byte(o.Key))
		if err != nil {
			return err
		}
		if slices.Compare(at, key) != 0 {
			return fmt.Errorf("record %q is not found by its name", o.Key)
		}
		return nil
	})
	inspect(tx, r, untold, func(key []byte, o Outgoing) error { return keyed(key, outboxKey(o)) })
	inspect(tx, r, outkeys, func(key, at []byte) error {
		o, ok, err := outbox.get(tx, at)
		if err == nil && (!ok || o.Key != string(key)) {
			err = errors.New("no record of that name waits in its place")
		}
		return err
	})
}

// inspectJournal also counts: the journal only grows, so numbers have no gap.
func inspectJournal(tx *Tx, r *Report) {
	var last uint64
	inspect(tx, r, journal, func(key []byte, e Entry) error {
		if e.N != last+1 {
			r.fault("journal: entry %d follows entry %d", e.N, last)
		}
		last = e.N
		return keyed(key, num(e.N))
	})
	inspectChain(tx, r)
	if given := journal.bucket(tx).Sequence(); given != last {
		r.fault("journal: %d entries were written, the last one there is %d", given, last)
	}
}
