package publish

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func questionCard(n uint64, channel int64) string { return fmt.Sprintf("post/%d/ask/%d", n, channel) }

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

// isPostLink reports whether the words are the address of a message at Telegram's.
func isPostLink(s string) bool {
	return chat.IsLink(s) && (strings.HasPrefix(s, "https://t.me/") || strings.HasPrefix(s, "https://telegram.me/"))
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
	case len(t.Settings.Channels) == 0:
		return chat.Refuse(chat.NotSetUp, card.TextNoChannel)
	}
	t.Answer(textPublishingShort)
	return Publish(t, rec)
}

// Publish puts an approved post on its way to every bound channel. Without any
// it stays approved, and those who can mend that are told.
func Publish(t *chat.Turn, rec store.PostRecord) error {
	if len(t.Settings.Channels) == 0 {
		return stuck(t, rec)
	}
	var ids []int64
	for _, c := range t.Settings.Channels {
		ids = append(ids, c.ID)
	}
	before := rec.Publications
	next, err := rec.Publish(ids...)
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		old, known := publicationIn(before, u.Channel)
		if u.State != plans.Sending || known && old.State == plans.Sending {
			continue
		}
		if err := sendPart(t, rec, u); err != nil {
			return err
		}
	}
	if err := t.Note("post sent out", card.PostName(rec.Number), before, rec.Publications); err != nil {
		return err
	}
	return card.Save(t, &rec)
}

func publicationIn(all []plans.Publication, channel int64) (plans.Publication, bool) {
	return plans.Post{Publications: all}.Publication(channel)
}

// sendPart puts the part at hand of a publication into the outbox: the version
// voted on and nothing else, under a key that only this part of it has.
func sendPart(t *chat.Turn, rec store.PostRecord, u plans.Publication) error {
	o := card.Pieces(rec.Frozen)[u.Part]
	o.Key = partKey(rec, u)
	o.Chat, o.Once = u.Channel, true
	o.Follow = followIn("out", rec, u.Channel, u.Part)
	return t.Send(o)
}

// followIn is the follow-up of what is done in a channel to a part of a post, or to
// one of its messages there.
func followIn(did chat.Word, rec store.PostRecord, channel int64, n int) string {
	return chat.FollowUp("post", did, chat.Num(rec.Number), chat.Num(rec.Version), chat.Num(channel), chat.Num(n))
}

func partKey(rec store.PostRecord, u plans.Publication) string {
	return fmt.Sprintf("post/%d/v%d/%d/%d", rec.Number, rec.Version, u.Channel, u.Part)
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

func named(c store.BoundChannel) string {
	if c.Title == "" {
		return ""
	}
	return " «" + chat.Esc(c.Title) + "»"
}
