package demo

import (
	"fmt"
	"time"

	"sdelaemvmeste/store"
)

// introduced waits until the bot knows its own name, unless Telegram is silent.
func (d *Demo) introduced() error {
	return d.until(func(tx *store.Tx) (bool, error) {
		s, err := tx.Settings()
		return s.Bot != "" || d.Silent(), err
	})
}

// Settle waits until inbox, albums and outbox are empty and every update has been
// fetched. While Telegram is silent only what has arrived is waited for.
func (d *Demo) Settle() error {
	return d.until(func(tx *store.Tx) (bool, error) {
		in, err := tx.Inbox(1)
		if err != nil {
			return false, err
		}
		out, err := tx.Outbox()
		if err != nil {
			return false, err
		}
		albums, err := tx.Gatherings()
		if d.Silent() {
			return len(in)+len(albums) == 0, err
		}
		return len(in)+len(out)+len(albums) == 0, err
	})
}

// The database is looked at so often, must be at rest so many looks in a row, and
// is given up after so long.
const (
	lookEvery = 2 * time.Millisecond
	calmLooks = 5
	patience  = 30 * time.Second
)

func (d *Demo) until(calm func(*store.Tx) (bool, error)) error {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	for seen := 0; seen < calmLooks; {
		select {
		case err := <-d.ended:
			d.ended <- err
			return fmt.Errorf("demo: the program has ended: %w", err)
		case <-late.C:
			return fmt.Errorf("demo: the program does not come to rest")
		case <-look.C:
		}
		// Updates leave Telegram when the inbox has them: asked first, none of them is
		// between the two.
		ok, fetched := false, d.Silent() || d.Telegram.Pending() == 0
		err := d.program.Store.View(func(tx *store.Tx) (err error) {
			ok, err = calm(tx)
			return err
		})
		if err != nil {
			return err
		}
		seen++
		if !ok || !fetched {
			seen = 0
		}
	}
	return nil
}
