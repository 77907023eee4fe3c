package bot

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// digestKey is the outbox's name of a person's digest.
func digestKey(p plans.PersonID, n uint64) string { return fmt.Sprintf("digest/%s/%d", p, n) }

// digestOf gives the number of the digest that a message is, if it is one.
func digestOf(o store.Outgoing) (n uint64, ok bool) {
	if !strings.HasPrefix(o.Key, "digest/") {
		return 0, false
	}
	n, err := strconv.ParseUint(o.Key[strings.LastIndexByte(o.Key, '/')+1:], 10, 64)
	return n, err == nil
}

// remindAnew puts what a digest told of into the next working morning's: nobody
// knows of either of its two sendings whether it arrived, and a third is not made.
// A newer digest has taken over already.
func (b *Bot) remindAnew(tx *store.Tx, o store.Outgoing, id plans.PersonID, number uint64) error {
	d, err := tx.Digest(id, number)
	if err != nil {
		return notFoundIsNone(err)
	}
	person, err := tx.Number(store.PersonNumber, string(id))
	if err != nil {
		return err
	}
	t, err := b.ownTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	rules, _ := t.settings.Rules(t.plan)
	until := t.calendar().OnOrAfter(t.today()+1).At(rules.At, t.zone).UTC()
	for _, line := range d.Lines {
		task, err := tx.Task(line.Task)
		if err != nil {
			return err
		}
		if task.Ended || !task.Open() {
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
