package store

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestGaugesCountWhatIsCommitted: they are read apart from the work they measure.
func TestGaugesCountWhatIsCommitted(t *testing.T) {
	db := opened(t)
	err := db.Update(func(tx *Tx) error {
		return firstOf(
			tx.Appoint(Appointment{At: noon, Task: 1}), tx.Appoint(Appointment{At: noon, Task: 1, Person: 1}),
			tx.Appoint(Appointment{At: noon, Task: 2}), tx.Receive(Incoming{Update: 1, At: noon}), tx.Receive(Incoming{At: noon}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *Tx) error {
		if moments, updates := tx.AgendaSize(), tx.InboxSize(); moments != 3 || updates != 2 {
			t.Errorf("%d moments and %d updates, want 3 and 2", moments, updates)
		}
		info, err := os.Stat(db.Path())
		if err == nil && (tx.Size() <= 0 || tx.Size() > info.Size()) {
			t.Errorf("%d bytes in use, the file has %d", tx.Size(), info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestUpdateIsReceivedOnceInTwoDays says how many records the inbox holds after
// an update came a second time so long after the first.
func TestUpdateIsReceivedOnceInTwoDays(t *testing.T) {
	for _, c := range []struct {
		update int64
		later  time.Duration
		want   int
	}{
		{9, 0, 1}, {9, 47 * time.Hour, 1}, {9, 48*time.Hour - time.Second, 1}, {9, 48 * time.Hour, 2},
		{-9, time.Hour, 1}, {0, 0, 2},
	} {
		fresh(t, func(tx *Tx) error {
			if err := firstOf(
				tx.Receive(Incoming{Update: c.update, At: noon, Text: "раз"}),
				tx.Receive(Incoming{Update: c.update, At: noon.Add(c.later), Text: "два"}),
			); err != nil {
				return err
			}
			all, err := tx.Inbox(9)
			if len(all) != c.want {
				t.Errorf("update %d, %s later: %d records, want %d", c.update, c.later, len(all), c.want)
			}
			return err
		})
	}
}

func TestInboxGivesTheOldestUntilTheyAreHandled(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for u := range int64(5) {
			if err := tx.Receive(Incoming{Update: 90 - u, At: noon}); err != nil {
				return err
			}
		}
		got := func(limit int) []int64 {
			all, err := tx.Inbox(limit)
			if err != nil {
				t.Fatal(err)
			}
			var updates []int64
			for _, r := range all {
				updates = append(updates, r.Update)
			}
			return updates
		}
		if all := got(3); !slices.Equal(all, []int64{90, 89, 88}) {
			t.Errorf("first three: %d", all)
		}
		if err := tx.Handled(2); err != nil {
			return err
		}
		if all := got(10); !slices.Equal(all, []int64{90, 88, 87, 86}) {
			t.Errorf("after the second was handled: %d", all)
		}
		return nil
	})
}

func TestOldUpdatesAreForgottenAfterTwoDays(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(
			tx.Receive(Incoming{Update: 1, At: noon}),
			tx.Receive(Incoming{Update: 2, At: noon.Add(time.Second)}),
			tx.Receive(Incoming{Update: 3, At: noon}),
			tx.ForgetUpdates(noon.Add(48*time.Hour)),
		); err != nil {
			return err
		}
		known, err := updates.all(tx, nil)
		if err != nil || !slices.Equal(known, []int64{noon.Unix() + 1}) {
			t.Errorf("remembered since %d, %v", known, err)
		}
		return nil
	})
}

// TestCommitWakesThoseItConcerns says which of the three loops a commit wakes; one
// that is rolled back wakes none.
func TestCommitWakesThoseItConcerns(t *testing.T) {
	out := Outgoing{Key: "a", Chat: 5, Do: SendText}
	for name, c := range map[string]struct {
		do   func(*Tx) error
		want string
	}{
		"an update":         {func(tx *Tx) error { return tx.Receive(Incoming{Update: 1, At: noon}) }, "inbox"},
		"a message":         {func(tx *Tx) error { return tx.Send(out) }, "outbox"},
		"a redirection":     {func(tx *Tx) error { return tx.Redirect(1, 2) }, "outbox"},
		"a post":            {func(tx *Tx) error { return tx.PutPost(PostRecord{}) }, "posts"},
		"settings":          {func(tx *Tx) error { return tx.PutSettings(Settings{}) }, "posts"},
		"a person":          {func(tx *Tx) error { return tx.PutPerson(PersonRecord{}) }, ""},
		"a message, undone": {func(tx *Tx) error { return firstOf(tx.Send(out), errUndo) }, ""},
		"a message's state": {func(tx *Tx) error {
			return firstOf(tx.Send(out), func() error { tx.sent = false; o, _, err := tx.Waiting("a"); return firstOf(err, tx.Keep(o)) }())
		}, "outbox"},
	} {
		db := opened(t)
		_ = db.Update(c.do)
		var got strings.Builder
		for range 2 {
			select {
			case <-db.Received():
				got.WriteString("inbox")
			case <-db.Queued(Telegram):
				got.WriteString("outbox")
			case <-db.Drafted():
				got.WriteString("posts")
			default:
			}
		}
		if got.String() != c.want {
			t.Errorf("%s wakes %q, want %q", name, got.String(), c.want)
		}
	}
}

func TestBotIsInAChatByItsStatus(t *testing.T) {
	for status, want := range map[string]bool{
		"creator": true, "administrator": true, "member": true, "restricted": true, "left": false, "kicked": false, "": false,
	} {
		if (Member{Now: status, Was: "member"}).In() != want {
			t.Errorf("%q: want %v", status, want)
		}
	}
}
