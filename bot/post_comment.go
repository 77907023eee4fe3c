package bot

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// groupReply is an answer in the group to something of a post: the link of a
// publication that was asked about, or a comment for the author.
func (t *turn) groupReply() error {
	card, err := t.tx.CardAt(t.in.Chat.ID, t.in.ReplyTo)
	if err != nil || !strings.HasPrefix(card, "post/") {
		return err
	}
	parts := strings.Split(card, "/")
	n, err := strconv.ParseUint(parts[1], 10, 64)
	if err != nil {
		return fmt.Errorf("card %q: %w", card, err)
	}
	rec, err := t.tx.Post(n)
	if err != nil {
		return err
	}
	if len(parts) == 4 && parts[2] == "ask" {
		return t.linkReply(rec, parts[3])
	}
	return t.comment(rec)
}

// comment passes an approver's words about a post on to its author.
func (t *turn) comment(rec store.PostRecord) error {
	words := cut(t.words(), commentLimit)
	if words == "" || rec.Author == t.who.ID {
		return nil
	}
	name := t.who.Name
	if !t.known() {
		name = t.accountName()
	}
	if err := t.tx.Write(t.now, t.who.ID, "post comment", postName(rec.Number), nil, words); err != nil {
		return err
	}
	if rec.State == plans.InReview {
		rec.Nudged, rec.Heard = 0, t.now
		if err := t.keep(&rec); err != nil {
			return err
		}
	}
	return t.tellAuthor(rec, textComment(rec.Number, name, words))
}
