package place

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// KeeperOf is who places a post on a page: whoever keeps the page, in their absence
// the deputy, and where there is nobody the post's author.
func KeeperOf(t *chat.Turn, page store.Page, rec store.PostRecord) (store.PersonRecord, error) {
	if page.Keeper != "" {
		p, err := atWork(t, page.Keeper)
		if err != nil || p.Connected() {
			return p, err
		}
	}
	p, err := atWork(t, rec.Author)
	if err != nil || p.Connected() {
		return p, err
	}
	return t.Tx.Person(rec.Author)
}

// atWork is a person, or who stands in for them today; the zero record when neither
// can be reached.
func atWork(t *chat.Turn, id plans.PersonID) (store.PersonRecord, error) {
	p, err := t.Tx.Person(id)
	if err != nil {
		return p, chat.NotFoundIsNone(err)
	}
	if p.AwayOn(t.Today()) && p.Away.Deputy != "" {
		deputy, err := t.Tx.Person(p.Away.Deputy)
		if err != nil {
			return p, chat.NotFoundIsNone(err)
		}
		if deputy.Connected() && !deputy.AwayOn(t.Today()) {
			return deputy, nil
		}
	}
	if !p.Connected() {
		return store.PersonRecord{}, nil
	}
	return p, nil
}

// mine gives a post and its publication on a page kept by hand, to those who may say
// what has become of it: whoever places it, its author, controllers.
func mine(t *chat.Turn, p chat.Press) (store.PostRecord, store.Page, error) {
	n, err := p.Arg.Number()
	if err != nil {
		return store.PostRecord{}, store.Page{}, err
	}
	return allowed(t, p.Number, plans.PageID(n))
}

func allowed(t *chat.Turn, post uint64, id plans.PageID) (store.PostRecord, store.Page, error) {
	page, _ := t.Page(id)
	rec, err := t.Tx.Post(post)
	if err != nil {
		return rec, page, err
	}
	if _, known := rec.Publication(id); !known {
		return rec, page, chat.Stale()
	}
	keeper, err := KeeperOf(t, page, rec)
	if err != nil {
		return rec, page, err
	}
	who := t.Who.ID
	if t.Allowed(chat.Judge, nil) || t.Known() && (who == rec.Author || who == page.Keeper || who == keeper.ID) {
		return rec, page, nil
	}
	return rec, page, fmt.Errorf("place post %d on page %d: %w", post, id, plans.ErrForbidden)
}
