package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// digestKey is the outbox's name of a person's digest.
func digestKey(p plans.PersonID, n uint64) string { return fmt.Sprintf("digest/%s/%d", p, n) }

// NumberOf gives the number of the digest that a message is, if it is one.
func NumberOf(o store.Outgoing) (n uint64, ok bool) {
	if !strings.HasPrefix(o.Key, digestKeys) {
		return 0, false
	}
	n, err := strconv.ParseUint(o.Key[strings.LastIndexByte(o.Key, '/')+1:], 10, 64)
	return n, err == nil
}

// digestKeys is how the keys of digests begin.
const digestKeys = "digest/"

// Waiting gives the keys of the digests that wait to be sent.
func Waiting(tx *store.Tx) []string { return tx.WaitingKeys(digestKeys) }

// RemindAnew puts what a digest told of into the next working morning's: nobody
// knows of any of its sendings whether it arrived, and there are no more of them.
func RemindAnew(b *chat.Env, tx *store.Tx, o store.Outgoing, id plans.PersonID, number uint64) error {
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	until := t.Calendar().OnOrAfter(t.Today()+1).At(t.MorningAt(), t.Zone).UTC()
	return again(tx, id, number, until)
}

// Withdraw takes back the digests that surely nobody has got, because Telegram has
// been out of reach since: what they told of comes with the first digest afterwards,
// as it stands then.
func Withdraw(b *chat.Env, tx *store.Tx, now time.Time) error {
	for _, key := range Waiting(tx) {
		o, ok, err := tx.Waiting(key)
		if err != nil {
			return err
		}
		number, is := NumberOf(o)
		if !ok || !is || o.Attempts > 0 || o.Trying || o.Repeat {
			continue
		}
		_, values := chat.FollowedUp(o.Follow)
		if err := again(tx, plans.PersonID(values.Rest()), number, now); err != nil {
			return err
		}
		if err := tx.Drop(o); err != nil {
			return err
		}
	}
	b.Step("withdraw: before commit")
	return nil
}

// again lets a person hear from an instant on of what a digest told of and is still
// open. What the person has put off for longer stays put off, and a digest that a
// newer one has taken over for is no more.
func again(tx *store.Tx, id plans.PersonID, number uint64, until time.Time) error {
	d, err := tx.Digest(id, number)
	if err != nil {
		return chat.NotFoundIsNone(err)
	}
	person, err := tx.Number(store.PersonNumber, string(id))
	if err != nil {
		return err
	}
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
