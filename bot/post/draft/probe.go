package draft

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// probeTime is how long a page is waited for, draftProbes how many links of a draft
// are looked at.
const (
	probeTime   = 15 * time.Second
	draftProbes = 10
)

// Probe looks whether the links of drafts lead anywhere, until the context ends;
// authors see on their cards which do not. The only error is one after which the
// database can't be trusted ([store.ErrFatal]): with any other it waits for the
// next change of a draft.
func Probe(ctx context.Context, b *chat.Env) error {
	for b.Lost != nil && ctx.Err() == nil {
		switch err := probe(ctx, b); {
		case errors.Is(err, store.ErrFatal):
			return err
		case err != nil:
			b.Log.Error("links not looked at", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-b.Store.Drafted():
		}
	}
	return nil
}

// probe looks at every link of a draft that was not looked at: one of each draft in
// turn, so that slow pages of one keep no other waiting for long.
func probe(ctx context.Context, b *chat.Env) error {
	last := uint64(0)
	for ctx.Err() == nil {
		post, link, err := unprobed(b, last)
		if err != nil || link == "" {
			return err
		}
		last = post
		state := store.LinkSeen
		if full, ok := card.Address(link); ok && full != "" && lost(ctx, b, full) {
			state = store.LinkLost
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := probed(b, post, link, state); err != nil {
			return err
		}
	}
	return nil
}

func lost(ctx context.Context, b *chat.Env, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	return b.Lost(ctx, address)
}

// unprobed gives a link that was not looked at yet, of the first draft after the
// last one, or of the first of all; no link when there is none.
func unprobed(b *chat.Env, last uint64) (post uint64, link string, err error) {
	err = b.Store.View(func(tx *store.Tx) error {
		s, err := tx.Settings()
		if err != nil || s.Unprobed {
			return err
		}
		all, err := tx.Posts()
		if err != nil {
			return err
		}
		for _, rec := range all {
			next := unseen(rec)
			if next == "" || link != "" && rec.Number <= last {
				continue
			}
			post, link = rec.Number, next
			if post > last {
				return nil
			}
		}
		return nil
	})
	return post, link, err
}

// toProbe are the links of a draft that are looked at.
func toProbe(rec store.PostRecord) []string {
	if rec.State != plans.Drafting {
		return nil
	}
	all := card.LinksIn(rec.Draft)
	return all[:min(len(all), draftProbes)]
}

// unseen is the first link of a draft that was not looked at, "" for none.
func unseen(rec store.PostRecord) string {
	for _, l := range toProbe(rec) {
		if rec.Links[l] == "" {
			return l
		}
	}
	return ""
}

// probed notes in the draft what became of its link, and shows the author one that
// is lost.
func probed(b *chat.Env, post uint64, link string, state store.LinkState) error {
	return b.Store.Update(func(tx *store.Tx) error {
		rec, err := tx.Post(post)
		if err != nil || !slices.Contains(toProbe(rec), link) {
			return err
		}
		known := map[string]store.LinkState{link: state}
		for _, l := range toProbe(rec) {
			if s, ok := rec.Links[l]; ok && l != link {
				known[l] = s
			}
		}
		rec.Links = known
		t, err := b.OwnTurn(tx, fmt.Sprintf("post/%d/links/%d/%d", rec.Number, rec.Drawn, len(known)))
		if err != nil {
			return err
		}
		return card.Save(t, &rec)
	})
}
