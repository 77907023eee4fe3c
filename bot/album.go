package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// albumPause is how long after its newest part an album counts as whole:
// Telegram sends the parts one by one and never says which is the last.
const albumPause = 1500 * time.Millisecond

// idle is how long the loop sleeps when nothing is expected.
const idle = time.Hour

// gather puts a part of an album with the others. An album that never ends is
// cut off at what Telegram allows for one.
func gather(t *chat.Turn) error {
	g, _, err := t.Tx.Gathered(t.In.Chat.ID, t.In.Album)
	if err != nil {
		return err
	}
	g.Chat, g.Album, g.Last = t.In.Chat.ID, t.In.Album, t.Env.Real().UTC()
	if !slices.ContainsFunc(g.Parts, func(p store.Incoming) bool { return p.Message == t.In.Message }) {
		g.Parts = append(g.Parts, t.In)
	}
	return t.Tx.Gather(g)
}

// ripen handles albums that have become whole and tells how long to wait for
// the next one.
func (b *Bot) ripen(ctx context.Context) (time.Duration, error) {
	var waiting []store.Gathering
	err := b.Store.View(func(tx *store.Tx) (err error) {
		waiting, err = tx.Gatherings()
		return err
	})
	if err != nil {
		return 0, err
	}
	wait := idle
	for _, g := range waiting {
		if left := g.Last.Add(albumPause).Sub(b.Real()); left > 0 {
			wait = min(wait, left)
			continue
		}
		if err := b.whole(ctx, g); err != nil {
			return 0, err
		}
	}
	return wait, nil
}

// whole handles an album as one message: its media in the order of sending,
// its caption from whichever part has one.
func (b *Bot) whole(ctx context.Context, g store.Gathering) error {
	r := store.Received{Incoming: g.Parts[0]}
	err := b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		t, err := b.Turn(tx, r)
		if err != nil {
			return nil, err
		}
		t.Join(g.Parts)
		t.Series = "album/" + g.Album
		if err := b.handle(t); err != nil {
			return nil, err
		}
		return t.Reply(), tx.EndGathering(g)
	})
	if err == nil || errors.Is(err, store.ErrFatal) {
		return err
	}
	line, refused := chat.Refusal(err)
	b.CountRefusal(err)
	if !refused {
		b.Log.Error("album failed", "chat", g.Chat, "update", r.Update, "err", err)
		line = chat.Apology(uint64(r.Update))
	}
	return b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		t, err := b.Turn(tx, r)
		if err != nil {
			return nil, err
		}
		t.Series = "album/" + g.Album
		if err := t.Line(line); err != nil {
			return nil, err
		}
		return nil, tx.EndGathering(g)
	})
}
