package bot

import (
	"context"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// came takes updates as a poll brings them and gives how many wait afterwards.
func (d *desk) came(ins ...store.Incoming) (waiting int) {
	d.t.Helper()
	if err := d.bot.Receive(context.Background(), ins); err != nil {
		d.t.Fatal(err)
	}
	d.bot.Answered()
	err := d.bot.Store.View(func(tx *store.Tx) error {
		got, err := tx.Inbox(100)
		waiting = len(got)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return waiting
}

func (d *desk) writes(update int64, user plans.UserID, text string) store.Incoming {
	return store.Incoming{
		Update: update, At: d.now, Kind: store.InMessage, Message: int(update), Text: text,
		Chat: store.Chat{ID: int64(user), Kind: store.Private}, From: store.User{ID: user},
	}
}

// TestUpdatesAreHandledAsTheyCome when nothing else waits; behind others they wait, and
// so they do all when one of them is refused.
func TestUpdatesAreHandledAsTheyCome(t *testing.T) {
	d := newDesk(t)
	help := d.writes(1, 7, "/help")
	if n := d.came(help); n != 0 || len(d.outbox()) != 1 {
		t.Errorf("%d wait, %d answers", n, len(d.outbox()))
	}
	if n := d.came(help); n != 0 || len(d.outbox()) != 1 {
		t.Errorf("repeated: %d wait, %d answers", n, len(d.outbox()))
	}
	refused := store.Incoming{
		Update: 2, At: d.now, Kind: store.InPress, PressID: "2", Data: "v1:copy:0", Message: 1,
		Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
	}
	if n := d.came(d.writes(3, 7, "/help"), refused); n != 2 || len(d.outbox()) != 1 {
		t.Errorf("with one refused: %d wait, %d answers", n, len(d.outbox()))
	}
	if n := d.came(d.writes(4, 7, "/help")); n != 3 {
		t.Errorf("behind others: %d wait", n)
	}
	if err := d.bot.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
	if n := len(d.outbox()); n != 3 {
		t.Errorf("in the end %d answers, want 3", n)
	}
}

// TestRefusedUpdateCountsOnceForTheFlood, though it is tried twice.
func TestRefusedUpdateCountsOnceForTheFlood(t *testing.T) {
	d := newDesk(t)
	d.bot.Flood = 4
	told := 0
	d.bot.Answer = func(_ context.Context, _, text string, _ bool) {
		if text == chat.TextSlower {
			told++
		}
	}
	for update := range int64(5) {
		d.came(store.Incoming{
			Update: update + 1, At: d.now, Kind: store.InPress, PressID: "p", Data: "v1:copy:0", Message: 1,
			Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
		})
		if err := d.bot.Drain(context.Background()); err != nil {
			t.Fatal(err)
		}
		d.bot.Answered()
	}
	if told != 1 {
		t.Errorf("told %d times to slow down, want at the fifth alone", told)
	}
}
