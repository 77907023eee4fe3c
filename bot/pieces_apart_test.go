package bot

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestAlbumWaitsWhilePollsFail lets the second part of an album come ten seconds
// after the first, polls having failed in between: it is one album all the same.
func TestAlbumWaitsWhilePollsFail(t *testing.T) {
	d := newDesk(t)
	var since time.Time
	d.bot.Real = func() time.Time { return d.now }
	d.bot.Polled = func() (time.Time, bool) { return since, !since.IsZero() }
	var parts [][]store.Incoming
	part := func(n int) {
		d.receive(store.Incoming{
			Update: int64(n), Kind: store.InMessage, Message: n, Album: "a", At: d.now,
			Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
			Media: &store.Media{Kind: plans.Photo, File: string(rune('a' + n)), Unique: string(rune('a' + n))},
		})
	}
	look := func() {
		d.ripen()
		var said store.Said
		ok := false
		if err := d.bot.Store.View(func(tx *store.Tx) (err error) {
			said, ok, err = tx.Said(7, 1)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if ok {
			parts = append(parts, said.Parts)
		}
	}
	part(1)
	d.now = d.now.Add(10 * time.Second)
	look()
	part(2)
	since = d.now
	d.now = d.now.Add(albumPause - time.Millisecond)
	look()
	if len(parts) > 0 {
		t.Fatalf("handled before all of it was there: %d parts", len(parts[0]))
	}
	d.now = d.now.Add(time.Millisecond)
	look()
	if len(parts) != 1 || len(parts[0]) != 2 {
		t.Errorf("handled as %v", parts)
	}
}
