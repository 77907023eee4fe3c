// Package post is the lists of posts, and where a delivery's outcome or a reply in
// the group is handed to the part of a post's life that it concerns.
package post

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/post/review"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// AnonymousMessage is what an administrator writes in the group's own name.
func AnonymousMessage(t *chat.Turn) error {
	if answered, err := review.Anonymous(t); err != nil || answered || t.In.ReplyTo == 0 {
		return err
	}
	return GroupReply(t)
}

// GroupReply is an answer in the group to something of a post: the link of a
// publication that was asked about, or a comment for the author.
func GroupReply(t *chat.Turn) error {
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.ReplyTo)
	if err != nil || !strings.HasPrefix(card, "post/") {
		return err
	}
	parts := strings.Split(card, "/")
	n, err := strconv.ParseUint(parts[1], 10, 64)
	if err != nil {
		return fmt.Errorf("card %q: %w", card, err)
	}
	rec, err := t.Tx.Post(n)
	if err != nil {
		return err
	}
	if len(parts) == 4 && parts[2] == "ask" {
		return publish.LinkReply(t, rec, parts[3])
	}
	return review.Comment(t, rec)
}

// SettlePost does what follows from the outcome of a message about a post. The
// record's Follow says which message it was.
func SettlePost(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	_, r := chat.FollowedUp(o.Follow)
	did, n, version := r.Word(), r.Number(), int(r.Number())
	var page plans.PageID
	var message plans.MessageID
	part := 0
	switch did {
	case "edit", "gone":
		page, message = plans.PageID(r.Number()), plans.MessageID(r.Rest())
	case "out", "file", "views":
		page, part = plans.PageID(r.Number()), int(r.Number())
	}
	if !r.Whole() {
		return fmt.Errorf("follow-up %q of a post", o.Follow)
	}
	rec, err := tx.Post(uint64(n))
	if err != nil {
		return err
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	switch did {
	case "drawn":
		return publish.SettleDrawn(t, rec, version, o, out)
	case "shown":
		return publish.SettleShown(t, rec, version, o, out)
	case "edit", "gone":
		return publish.SettleChange(t, rec, page, message, out)
	case "out":
		return publish.SettlePart(t, rec, version, part, page, out)
	case "views":
		return place.SettleViews(t, rec, page, out)
	case "file":
		return place.SettleFile(t, rec, version, page, part, o, out)
	}
	return fmt.Errorf("follow-up %q of a post", o.Follow)
}

// Routes are the commands, buttons and answers about the lists of posts.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"posts": {Run: posts, Private: true, Help: "посты", Need: chat.WritePost},
		},
		Verbs: map[string]chat.Verb{
			"popen":  pressedOpenPost,
			"pshelf": pressedShelf,
		},
		Awaits: map[string]chat.Await{
			"pfind": findWords,
		},
	}
}
