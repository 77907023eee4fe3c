package bench

import (
	"context"
	"reflect"
	"testing"

	"sdelaemvmeste/store"
)

// The rivals must do the same work: after a morning and a press, word for word the same
// messages wait in each.
func TestSameMessages(t *testing.T) {
	const tasks = 2 * due
	dir := t.TempDir()
	district(t, dir, tasks)
	db := opened(t, dir)
	m := program(t, db, morning())
	must(t, m.Tick())
	must(t, receive(db, confirming(tasks)))
	must(t, m.Drain(context.Background()))
	want := map[int64][]string{}
	must(t, db.View(func(tx *store.Tx) error {
		all, err := tx.Outbox()
		for _, o := range all {
			if o.Text != "" {
				want[o.Chat] = append(want[o.Chat], o.Text)
			}
		}
		return err
	}))
	for _, driver := range []string{"sqlite3", "sqlite"} {
		h := newByHand(t, driver, tasks)
		h.tick(morning())
		h.press(confirming(tasks))
		got := h.texts()
		if len(got) != len(want) {
			t.Errorf("%s: messages to %d chats, want %d", driver, len(got), len(want))
		}
		for chat := range want {
			if !reflect.DeepEqual(got[chat], want[chat]) {
				t.Fatalf("%s: chat %d:\n%q\nwant\n%q", driver, chat, got[chat], want[chat])
			}
		}
	}
}
