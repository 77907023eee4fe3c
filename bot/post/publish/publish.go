package publish

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func questionCard(n uint64, page plans.PageID) string { return fmt.Sprintf("post/%d/ask/%d", n, page) }

// ownOrJudged gives a post to its author and to the controllers.
func ownOrJudged(t *chat.Turn, n uint64) (store.PostRecord, error) {
	if t.Allowed(chat.Judge, nil) {
		return t.Tx.Post(n)
	}
	return card.OwnPost(t, n)
}

// publishable gives an approved post to those who may send it out.
func publishable(t *chat.Turn, n uint64) (store.PostRecord, error) {
	if t.Allowed(chat.VotePost, nil) {
		return t.Tx.Post(n)
	}
	return ownOrJudged(t, n)
}

// isPostLink reports whether the words are the address of a message on pages of a kind.
func isPostLink(k plans.PageKind, s string) bool {
	heads := []string{"https://t.me/", "https://telegram.me/"}
	if k == plans.MaxPage {
		heads = []string{"https://max.ru/", "https://web.max.ru/"}
	}
	return chat.IsLink(s) && slices.ContainsFunc(heads, func(head string) bool { return strings.HasPrefix(s, head) })
}

// pressedPublish sends an approved post out now: before its hour, or again to
// the channels that refused it. Controllers and approvers may, because what they
// would publish is approved already.
func pressedPublish(t *chat.Turn, p chat.Press) error {
	rec, err := publishable(t, p.Number)
	if err != nil {
		return err
	}
	switch {
	case rec.State != plans.Approved || rec.Out():
		return chat.Refuse(chat.OutOfDate, card.TextPostStands(rec.Post))
	case len(card.PagesOf(t.Settings, rec.Post)) == 0:
		return chat.Refuse(chat.NotSetUp, card.TextNoChannel)
	}
	t.Answer(textPublishingShort)
	return Publish(t, rec)
}

// Publish puts an approved post on its way to every page that it is for. Without any
// it stays approved, and those who can mend that are told.
func Publish(t *chat.Turn, rec store.PostRecord) error {
	var pages []plans.Page
	for _, p := range card.PagesOf(t.Settings, rec.Post) {
		pages = append(pages, p.Page)
	}
	if len(pages) == 0 {
		return stuck(t, rec)
	}
	before := rec.Publications
	next, err := rec.Publish(pages...)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		old, known := publicationIn(before, u.Page)
		if u.State != plans.Sending || known && old.State == plans.Sending {
			continue
		}
		if err := sendPart(t, rec, u); err != nil {
			return err
		}
	}
	if err := giveNew(t, rec, before); err != nil {
		return err
	}
	if err := t.Note("post sent out", card.PostName(rec.Number), before, rec.Publications); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

// giveNew hands out what is to be placed by hand, the first time that the post is sent
// out.
func giveNew(t *chat.Turn, rec store.PostRecord, before []plans.Publication) error {
	if slices.ContainsFunc(before, func(u plans.Publication) bool { return u.Kind.ByHand() }) {
		return nil
	}
	return place.GiveAll(t, rec, rec.Frozen)
}

func publicationIn(all []plans.Publication, page plans.PageID) (plans.Publication, bool) {
	return plans.Post{Publications: all}.Publication(page)
}

// sendPart puts the part at hand of a publication into the outbox: the version
// voted on and nothing else, under a key that only this part of it has.
func sendPart(t *chat.Turn, rec store.PostRecord, u plans.Publication) error {
	o := card.PiecesOn(rec.Frozen, u.Kind)[u.Part]
	o.Key = partKey(rec, u)
	o.Once = true
	o.Follow = followIn("out", rec, u.Page, chat.Num(u.Part))
	return send(t, u.Page, o)
}

// send puts what is to be done on a page into the outbox.
func send(t *chat.Turn, page plans.PageID, o store.Outgoing) error {
	p, _ := t.Page(page)
	wire, ours := p.Wire()
	if !ours {
		return fmt.Errorf("page %d of kind %q has no messenger", page, p.Kind)
	}
	o.Wire, o.Chat = wire, p.Chat
	return t.Send(o)
}

// followIn is the follow-up of what is done on a page to a part of a post, or to
// one of its messages there.
func followIn(did chat.Word, rec store.PostRecord, page plans.PageID, what chat.Value) string {
	return chat.FollowUp("post", did, chat.Num(rec.Number), chat.Num(rec.Version), chat.Num(page), what)
}

func partKey(rec store.PostRecord, u plans.Publication) string {
	return fmt.Sprintf("post/%d/v%d/%d/%d", rec.Number, rec.Version, u.Page, u.Part)
}

// stuck leaves an approved post waiting for a channel and says so to its author
// and to the administrators.
func stuck(t *chat.Turn, rec store.PostRecord) (err error) {
	if rec.Post, err = rec.At(time.Time{}); err != nil {
		return card.Conflict(rec, err)
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	return t.TellAdmins(textStuck(rec.Number))
}

func addresses(links []string) string {
	if len(links) == 0 {
		return ""
	}
	return "\n" + chat.Esc(strings.Join(links, "\n"))
}

// named is a channel's name after the word «канал».
func named(p store.Page) string {
	if p.Name == "" {
		return ""
	}
	name := " «" + chat.Esc(p.Name) + "»"
	if p.Kind == plans.MaxPage {
		name += " в MAX"
	}
	return name
}
