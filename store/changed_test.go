package store

import (
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

// TestDeliveryIsToldOfChatsWhoseOutboxChanged and of nothing else that is written.
func TestDeliveryIsToldOfChatsWhoseOutboxChanged(t *testing.T) {
	db := opened(t)
	db.Changed()
	changed := func(do func(tx *Tx) error) []int64 {
		t.Helper()
		if err := db.Update(do); err != nil {
			t.Fatal(err)
		}
		all := db.Changed()
		slices.Sort(all)
		return all
	}
	if got := changed(func(tx *Tx) error { return tx.PutPerson(PersonRecord{Person: plans.Person{ID: "p9"}}) }); len(got) > 0 {
		t.Errorf("after a person was written: %v", got)
	}
	got := changed(func(tx *Tx) error {
		return firstOf(tx.Send(Outgoing{Key: "a", Chat: 5, Do: SendText}), tx.Send(Outgoing{Key: "b", Chat: -7, Do: SendText}))
	})
	if !slices.Equal(got, []int64{-7, 5}) {
		t.Errorf("after two messages: %v", got)
	}
	if got := db.Changed(); len(got) > 0 {
		t.Errorf("asked again: %v", got)
	}
}
