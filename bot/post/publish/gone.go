package publish

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pageGone gives up what is on its way to a page that was removed and has not been
// written yet: what waits for the wire, what the page refused, what nobody has placed.
// What is being written at this moment lands as it would have.
func pageGone(t *chat.Turn, page store.Page) error {
	all, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range all {
		u, ok := rec.Publication(page.ID)
		if !ok || rec.Out() && u.State != plans.ToPlace {
			continue
		}
		if u.State == plans.Sending {
			o, waits, err := t.Tx.Waiting(partKey(rec, u))
			if err != nil {
				return err
			}
			if !waits || o.Trying {
				continue
			}
			if err := t.Tx.Drop(o); err != nil {
				return err
			}
		}
		next, err := rec.GiveUp(page.ID)
		if err != nil {
			continue // it is out, or may be
		}
		rec.Post = next
		if err := t.Note("page given up", card.PostName(rec.Number), int64(page.ID), string(u.State)); err != nil {
			return err
		}
		if err := card.Save(t, &rec); err != nil {
			return err
		}
		if err := t.RefreshCard(place.HandCard(rec.Number, page.ID), textPageGivenUp(rec.Number, page), chat.Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}
