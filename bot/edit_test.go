package bot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestEditOfAnAlbumIsOfferedWhole changes the caption of an album's second part: the
// conversation sees the album as it reads now, under the number it had.
func TestEditOfAnAlbumIsOfferedWhole(t *testing.T) {
	d := newDesk(t)
	var offered []string
	d.bot.routes.Edits = []chat.Edit{func(t *chat.Turn) (bool, error) {
		offered = append(offered, fmt.Sprint(t.In.Message, " ", t.In.Text, " ", len(t.Media), " ", t.In.Entities[0].Offset))
		return true, nil
	}}
	d.bot.routes.Awaits["anything"] = func(*chat.Turn, store.Dialog) error { return nil }
	d.change(func(tx *store.Tx) error { return tx.PutDialog(7, 7, store.Dialog{Await: "anything"}) })
	update := func(n, message int, kind store.InKind, text string) store.Incoming {
		return store.Incoming{
			Update: int64(n), At: d.now, Kind: kind, Message: message, Album: "a", Text: text,
			Entities: []store.Entity{{Type: "bold", Length: 3}},
			Chat:     store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
			Media: &store.Media{Kind: plans.Photo, File: fmt.Sprint("f", message), Unique: fmt.Sprint("u", message)},
		}
	}
	second := func(n int, text string) store.Incoming {
		in := update(n, 6, store.InEdited, text)
		in.Entities = nil
		return in
	}
	d.receive(update(1, 5, store.InMessage, "первый"))
	in := update(2, 6, store.InMessage, "")
	in.Entities = nil
	d.receive(in)
	d.receive(second(3, "второй"))
	d.receive(second(4, "второй"))
	d.now = d.now.Add(time.Minute)
	d.receive(update(5, 5, store.InEdited, "новый"))
	if want := []string{"5 первый\n\nвторой 2 0", "5 новый\n\nвторой 2 0"}; !slices.Equal(offered, want) {
		t.Errorf("offered %q, want %q", offered, want)
	}
}
