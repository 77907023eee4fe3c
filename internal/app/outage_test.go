package app_test

import (
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/store"
)

// TestHealthSaysSinceWhenTelegramIsOutOfReach counts from the first failure on, over
// its changes of kind, and forgets it when Telegram answers.
func TestHealthSaysSinceWhenTelegramIsOutOfReach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		h := app.NewHealth(db, time.Now, time.Now)
		began := time.Now().UTC()
		for _, c := range []struct {
			link telegram.Status
			down bool
		}{{telegram.Up, false}, {telegram.Down, true}, {telegram.BadToken, true}, {telegram.Conflict, false}, {telegram.Up, false}} {
			h.Status(c.link)
			since := h.Condition().DownSince
			if c.down != (since != nil) || since != nil && !since.Equal(began) {
				t.Errorf("%s: out of reach since %v", c.link, since)
			}
			if c.down {
				time.Sleep(time.Hour) // of the bubble
			}
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}
