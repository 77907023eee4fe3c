package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

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
func (b *Bot) Probe(ctx context.Context) error {
	for b.Lost != nil && ctx.Err() == nil {
		switch err := b.probe(ctx); {
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

// probe looks at every link of a draft that was not looked at.
func (b *Bot) probe(ctx context.Context) error {
	for ctx.Err() == nil {
		link, found, err := b.unprobed()
		if err != nil || !found {
			return err
		}
		state := store.LinkSeen
		if full, ok := address(link); ok && b.lost(ctx, full) {
			state = store.LinkLost
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := b.probed(link, state); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) lost(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	return b.Lost(ctx, address)
}

// unprobed gives a link of some draft that was not looked at yet.
func (b *Bot) unprobed() (link string, found bool, err error) {
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
			for _, l := range toProbe(rec) {
				if _, known := rec.Links[l]; !known {
					link, found = l, true
					return nil
				}
			}
		}
		return nil
	})
	return link, found, err
}

// toProbe are the links of a draft that are looked at.
func toProbe(rec store.PostRecord) []string {
	if rec.State != plans.Drafting {
		return nil
	}
	all := linksIn(rec.Draft)
	return all[:min(len(all), draftProbes)]
}

// probed notes in every draft that has the link what became of it, and shows the
// author one that is lost.
func (b *Bot) probed(link string, state store.LinkState) error {
	return b.Store.Update(func(tx *store.Tx) error {
		all, err := tx.Posts()
		if err != nil {
			return err
		}
		for _, rec := range all {
			if !slices.Contains(toProbe(rec), link) {
				continue
			}
			if err := b.probedIn(tx, rec, link, state); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Bot) probedIn(tx *store.Tx, rec store.PostRecord, link string, state store.LinkState) error {
	known := map[string]store.LinkState{link: state}
	for _, l := range toProbe(rec) {
		if s, ok := rec.Links[l]; ok && l != link {
			known[l] = s
		}
	}
	rec.Links = known
	if err := tx.PutPost(rec); err != nil || state != store.LinkLost {
		return err
	}
	t, err := b.ownTurn(tx, fmt.Sprintf("post/%d/links/%d/%d", rec.Number, rec.Drawn, len(known)))
	if err != nil {
		return err
	}
	return t.refreshAuthor(rec)
}
