package digest

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// digestKey is the outbox's name of a person's digest.
func digestKey(p plans.PersonID, n uint64) string { return fmt.Sprintf("digest/%s/%d", p, n) }

// NumberOf gives the number of the digest that a message is, if it is one.
func NumberOf(o store.Outgoing) (n uint64, ok bool) {
	if !strings.HasPrefix(o.Key, "digest/") {
		return 0, false
	}
	n, err := strconv.ParseUint(o.Key[strings.LastIndexByte(o.Key, '/')+1:], 10, 64)
	return n, err == nil
}

// RemindAnew puts what a digest told of into the next working morning's: nobody
// knows of any of its sendings whether it arrived, and there are no more of them.
// A newer digest has taken over already.
func RemindAnew(b *chat.Env, tx *store.Tx, o store.Outgoing, id plans.PersonID, number uint64) error {
	d, err := tx.Digest(id, number)
	if err != nil {
		return chat.NotFoundIsNone(err)
	}
	person, err := tx.Number(store.PersonNumber, string(id))
	if err != nil {
		return err
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	until := t.Calendar().OnOrAfter(t.Today()+1).At(t.MorningAt(), t.Zone).UTC()
	for _, line := range d.Lines {
		task, err := tx.Task(line.Task)
		if err != nil {
			return err
		}
		if !task.Open() {
			continue
		}
		s, ok, err := tx.Silenced(person, line.Task)
		if err != nil {
			return err
		}
		if ok && s.Until.After(until) {
			continue
		}
		if err := tx.Silence(store.Silence{Person: person, Task: line.Task, Until: until}); err != nil {
			return err
		}
	}
	return nil
}
