package store

import (
	"testing"
)

// TestAnotherBotNumbersItsUpdatesAnew lets updates of the new bot in that have the
// numbers of the old one's, and keeps everything else.
func TestAnotherBotNumbersItsUpdatesAnew(t *testing.T) {
	dir := filled(t)
	change(t, dir, func(tx *Tx) error {
		before, err := tx.Inbox(100)
		if err != nil {
			return err
		}
		for _, step := range []struct {
			do      func() error
			arrived int
		}{
			{func() error { return tx.Adopt(7) }, 0},
			{func() error { return tx.Receive(Incoming{Update: 900}) }, 1},
			{func() error { return tx.Adopt(7) }, 1},
			{func() error { return tx.Receive(Incoming{Update: 900}) }, 1},
			{func() error { return tx.Adopt(8) }, 1},
			{func() error { return tx.Receive(Incoming{Update: 900}) }, 2},
		} {
			if err := step.do(); err != nil {
				return err
			}
			waiting, err := tx.Inbox(100)
			if err != nil {
				return err
			}
			if got := len(waiting) - len(before); got != step.arrived {
				t.Errorf("%d updates came into the inbox, want %d", got, step.arrived)
			}
		}
		s, err := tx.Settings()
		if s.BotID != 8 || s.Bot != "" || s.Group == 0 {
			t.Errorf("settings %+v", s)
		}
		return err
	})
}
