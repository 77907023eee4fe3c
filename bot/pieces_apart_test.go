package bot

import (
	"slices"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
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
	var files []int // of each message that was handled
	d.bot.routes.Awaits["anything"] = func(t *chat.Turn, _ store.Dialog) error {
		files = append(files, len(t.Media))
		return nil
	}
	d.change(func(tx *store.Tx) error { return tx.PutDialog(7, 7, store.Dialog{Await: "anything"}) })
	part := func(n int) {
		d.receive(store.Incoming{
			Update: int64(n), Kind: store.InMessage, Message: n, Album: "a", At: d.now,
			Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
			Media: &store.Media{Kind: plans.Photo, File: string(rune('a' + n)), Unique: string(rune('a' + n))},
		})
	}
	part(1)
	d.now = d.now.Add(10 * time.Second)
	d.ripen()
	part(2)
	since = d.now
	d.now = d.now.Add(albumPause - time.Millisecond)
	d.ripen()
	if len(files) > 0 {
		t.Fatalf("handled before all of it was there: %v", files)
	}
	d.now = d.now.Add(time.Millisecond)
	d.ripen()
	if !slices.Equal(files, []int{2}) {
		t.Errorf("handled messages of %v files", files)
	}
}
