package bot

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// desk is a bot over a store of its own, without a wire.
type desk struct {
	t   *testing.T
	bot *Bot
	now time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{t: t, now: time.Date(2023, 3, 15, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	d.bot, err = New(chat.Env{
		Store: db, Now: clock, Real: clock, Log: slog.New(slog.DiscardHandler),
		Answer: func(context.Context, string, string, bool) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.change(func(tx *store.Tx) error {
		if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: "author", Name: "Автор"}, User: 7}); err != nil {
			return err
		}
		return tx.PutSettings(store.Settings{Group: -5, Pages: []store.Page{store.TelegramPage(store.BoundChannel{ID: -1_000_000_000_001, Title: "Канал"})}})
	})
	return d
}

func (d *desk) change(fn func(*store.Tx) error) {
	d.t.Helper()
	if err := d.bot.Store.Update(fn); err != nil {
		d.t.Fatal(err)
	}
}

// approved keeps a post that has its votes.
func (d *desk) approved(text string) store.PostRecord {
	var rec store.PostRecord
	d.change(func(tx *store.Tx) (err error) {
		p := plans.NewPost("author", "", d.now)
		p.Draft = plans.Content{Text: text}
		if p, err = p.Submit(); err != nil {
			return err
		}
		if p, err = p.Approve("a", 1, d.now, plans.Approval{Quorum: 1}); err != nil {
			return err
		}
		rec, err = tx.NewPost(p)
		return err
	})
	return rec
}

// receive puts an update into the inbox and has it handled.
func (d *desk) receive(in store.Incoming) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error { return tx.Receive(in) })
	if _, err := d.bot.work(context.Background()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) ripen() {
	d.t.Helper()
	if _, err := d.bot.ripen(context.Background()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) tick() {
	d.t.Helper()
	if err := publish.TickPosts(d.bot.Env, d.now); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) post(n uint64) (rec store.PostRecord) {
	d.t.Helper()
	err := d.bot.Store.View(func(tx *store.Tx) (err error) {
		rec, err = tx.Post(n)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return rec
}

func (d *desk) outbox() (all []store.Outgoing) {
	d.t.Helper()
	err := d.bot.Store.View(func(tx *store.Tx) (err error) {
		all, err = tx.Outbox()
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// TestPublicationLostOnItsWayIsAskedAbout drops a publication from the outbox
// without its outcome, as a fault of the follow-up would.
func TestPublicationLostOnItsWayIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	rec := d.approved("Парк открыт.")
	rec.Wake = d.now
	d.change(func(tx *store.Tx) error { return tx.PutPost(rec) })
	d.tick()
	if got := d.post(rec.Number); got.State != plans.Publishing {
		t.Fatalf("state %s", got.State)
	}
	d.now = d.now.Add(card.LostAfter)
	d.tick()
	if got := d.post(rec.Number); got.State != plans.Publishing {
		t.Fatalf("waits in the outbox, and its state is %s", got.State)
	}
	d.change(func(tx *store.Tx) error {
		for _, o := range d.outboxOf(tx) {
			if o.Once {
				return tx.Drop(o)
			}
		}
		return nil
	})
	d.now = d.now.Add(card.LostAfter)
	d.tick()
	if got := d.post(rec.Number); got.State != plans.Uncertain || !got.Wake.IsZero() {
		t.Fatalf("lost, and its state is %s, to be looked at %s", got.State, got.Wake)
	}
	asked := 0
	for _, o := range d.outbox() {
		if o.Once {
			t.Errorf("published again by guess: %s", o.Key)
		}
		if o.Chat == -5 && strings.Contains(o.Text, "публикация вышла?") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("the group is asked %d times", asked)
	}
}

func (d *desk) outboxOf(tx *store.Tx) []store.Outgoing {
	all, err := tx.Outbox()
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// TestPostThatRefusesDoesNotHoldUpOthers gives the tick a post whose state and
// hour contradict each other.
func TestPostThatRefusesDoesNotHoldUpOthers(t *testing.T) {
	d := newDesk(t)
	bad, good := d.approved("Первый."), d.approved("Второй.")
	bad.LiveVersion, bad.PublishAt = 1, d.now
	bad.Wake, good.Wake = d.now, d.now
	d.change(func(tx *store.Tx) error {
		if err := tx.PutPost(bad); err != nil {
			return err
		}
		return tx.PutPost(good)
	})
	d.tick()
	if got := d.post(bad.Number); got.State != plans.Approved || !got.Wake.IsZero() {
		t.Errorf("the post that refuses: %s, to be looked at %s", got.State, got.Wake)
	}
	if got := d.post(good.Number); got.State != plans.Publishing {
		t.Errorf("the other post: %s", got.State)
	}
}

// TestOldDrawingIsTakenAway lets the preview of an older draft arrive after a
// newer one was asked for.
func TestOldDrawingIsTakenAway(t *testing.T) {
	d := newDesk(t)
	rec := d.approved("Парк открыт.")
	rec.State, rec.Drawn = plans.Drafting, 3
	d.change(func(tx *store.Tx) error { return tx.PutPost(rec) })
	seq := uint64(90)
	settle := func(drawn string, card string) []store.Outgoing {
		before := len(d.outbox())
		seq++
		d.change(func(tx *store.Tx) error {
			o := store.Outgoing{Do: store.SendText, Chat: 7, Seq: seq, Text: "старое", Card: card, Follow: "post/drawn/1/" + drawn}
			return d.bot.Settle(tx, o, store.Outcome{Class: store.Accepted, Messages: []int{40}})
		})
		return d.outbox()[before:]
	}
	if got := settle("2", card.PreviewCard(1)); len(got) != 1 || got[0].Do != store.Delete || got[0].Message != 40 {
		t.Errorf("an older preview: %+v", got)
	}
	if got := settle("3", card.PreviewCard(1)); len(got) != 0 {
		t.Errorf("the newest preview: %+v", got)
	}
	if got := settle("3", card.AuthorCard(1)); len(got) != 1 || got[0].Do != store.EditText {
		t.Errorf("a card out of date: %+v", got)
	}
}
