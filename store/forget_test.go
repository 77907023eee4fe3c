package store

import (
	"bytes"
	"testing"

	"go.etcd.io/bbolt"

	"sdelaemvmeste/plans"
)

// TestForgetLeavesNoAccount looks through the whole file for the account of
// somebody forgotten: it stands neither in a value nor in a key.
func TestForgetLeavesNoAccount(t *testing.T) {
	const user = 7340915562
	change(t, filled(t), func(tx *Tx) error {
		load, err := tx.NewPlanLoad("admin-1", user, "план.docx", noon)
		_, digestErr := tx.PutDigest("admin-1", Digest{Day: plans.NewDate(2023, 3, 13)})
		if err := firstOf(
			err, tx.PutPlanLoad(load), digestErr,
			tx.PutPerson(PersonRecord{Person: plans.Person{ID: "admin-1", Name: "Администратор"}, User: user}),
			tx.PutSettings(Settings{Admins: []plans.UserID{user}}),
			tx.PutInvite([32]byte{9}, Invite{Person: "p1", By: user, Expires: noon}),
			tx.PutGuesses(user, Guesses{Count: 1, Last: noon}),
			tx.PutDialog(user, user, Dialog{Await: "proof", Number: 1}),
			tx.PutDialog(-100, user, Dialog{Await: "pfix", Number: 1}),
			tx.Show("task/1", user, []int{5, 6}),
			tx.PutAsk(ChannelAsk{Channel: -20, By: user, At: noon}),
			tx.PutAsk(ChannelAsk{Channel: -21, By: 5, At: noon}),
			tx.Send(Outgoing{Key: "note", Chat: user, Do: SendText, Text: "Напоминание", Queued: noon}),
			tx.Forget("admin-1"),
		); err != nil {
			return err
		}
		if _, ok, err := tx.PlanLoad("admin-1"); ok || err != nil {
			t.Errorf("the plan file is kept: %v", err)
		}
		if _, ok, err := tx.Invite([32]byte{9}); !ok || err != nil {
			t.Errorf("the invitation he gave is gone: %v", err)
		}
		if a, ok, err := tx.Ask(-21); !ok || a.By != 5 || err != nil {
			t.Errorf("another's channel is of %d, %v", a.By, err)
		}
		return tx.bolt.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				if bytes.Contains(v, []byte("7340915562")) || bytes.Contains(k, signed(user)) || bytes.Contains(k, []byte("7340915562")) {
					t.Errorf("%s %q: %s", name, k, v)
				}
				return nil
			})
		})
	})
}
