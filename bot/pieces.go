package bot

import (
	"context"
	"errors"
	"fmt"
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
// the next one. While polls fail none does: its other parts may be on their way.
func (b *Bot) ripen(ctx context.Context) (time.Duration, error) {
	var waiting []store.Gathering
	err := b.Store.View(func(tx *store.Tx) (err error) {
		waiting, err = tx.Gatherings()
		return err
	})
	if err != nil {
		return 0, err
	}
	if len(waiting) == 0 {
		return idle, nil
	}
	since, ok := b.polled()
	if !ok {
		return albumPause, nil
	}
	wait := idle
	for _, g := range waiting {
		newest := g.Last
		if since.After(newest) {
			newest = since
		}
		// More than the whole pause is left after a clock that was put back.
		if left := newest.Add(albumPause).Sub(b.Real()); left > 0 && left <= albumPause {
			wait = min(wait, left)
			continue
		}
		if err := b.whole(ctx, g); err != nil {
			return 0, err
		}
	}
	return wait, nil
}

func (b *Bot) polled() (time.Time, bool) {
	if b.Polled == nil {
		return time.Time{}, true
	}
	return b.Polled()
}

// earlier are the albums that somebody sent before this update and that are still
// arriving; the one that the update is itself a part of goes on.
func earlier(tx *store.Tx, in store.Incoming) ([]store.Gathering, error) {
	if in.From.ID == 0 {
		return nil, nil
	}
	all, err := tx.Gatherings()
	return slices.DeleteFunc(all, func(g store.Gathering) bool {
		goesOn := in.Kind == store.InMessage && g.Chat == in.Chat.ID && g.Album == in.Album
		return g.Parts[0].From.ID != in.From.ID || goesOn
	}), err
}

// handleEarlier handles what the sender of an update sent before it: an album waits
// for its last part, and must not be overtaken by the next word or press.
func (b *Bot) handleEarlier(tx *store.Tx, in store.Incoming) error {
	waiting, err := earlier(tx, in)
	if err != nil {
		return err
	}
	for _, g := range waiting {
		if err := b.handleAlbum(tx, g); err != nil {
			return err
		}
	}
	return nil
}

// endEarlier is handleEarlier with a transaction for each album, so that one that is
// refused takes nothing else with it.
func (b *Bot) endEarlier(ctx context.Context, in store.Incoming) error {
	var waiting []store.Gathering
	err := b.Store.View(func(tx *store.Tx) (err error) {
		waiting, err = earlier(tx, in)
		return err
	})
	if err != nil {
		return err
	}
	for _, g := range waiting {
		if err := b.whole(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// albumTurn is the turn of an album: one message made of its parts.
func (b *Bot) albumTurn(tx *store.Tx, g store.Gathering) (*chat.Turn, error) {
	t, err := b.Turn(tx, store.Received{Incoming: g.Parts[0]})
	if err != nil {
		return nil, err
	}
	t.Join(g.Parts)
	// A part that comes after the others were dealt with begins the album anew.
	t.Series = fmt.Sprintf("album/%s/%d", g.Album, t.In.Message)
	return t, nil
}

func (b *Bot) handleAlbum(tx *store.Tx, g store.Gathering) error {
	t, err := b.albumTurn(tx, g)
	if err != nil {
		return err
	}
	if err := b.handle(t); err != nil {
		return fmt.Errorf("handle album of update %d: %w", t.In.Update, err)
	}
	return tx.EndGathering(g)
}

// whole handles an album in a transaction of its own; a refusal is said in one
// line, a fault of the program is logged and apologised for.
func (b *Bot) whole(ctx context.Context, g store.Gathering) error {
	stale := false
	err := b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		// Meanwhile its sender may have gone on, or another part may have come.
		now, ok, err := tx.Gathered(g.Chat, g.Album)
		if stale = !ok || len(now.Parts) != len(g.Parts); err != nil || stale {
			return nil, err
		}
		return nil, b.handleAlbum(tx, g)
	})
	if err == nil || stale || errors.Is(err, store.ErrFatal) {
		return err
	}
	update := g.Parts[0].Update
	line, refused := chat.Refusal(err)
	b.CountRefusal(err)
	if !refused {
		b.Log.Error("album failed", "chat", g.Chat, "update", update, "err", err)
		line = chat.Apology(uint64(update))
	}
	return b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		t, err := b.albumTurn(tx, g)
		if err != nil {
			return nil, err
		}
		if err := t.Line(line); err != nil {
			return nil, err
		}
		return nil, tx.EndGathering(g)
	})
}
