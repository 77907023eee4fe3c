package bot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// postCommands are the commands about posts.
func postCommands() map[string]command {
	return map[string]command{
		"post":  {run: (*turn).newPost, private: true, help: "новый пост", need: writePost},
		"posts": {run: (*turn).posts, private: true, help: "посты", need: writePost},
	}
}

// postVerbs are the buttons about posts.
func postVerbs() map[string]verb {
	return map[string]verb{
		"psend":   (*turn).pressedSubmit,
		"ptext":   (*turn).pressedText,
		"pfoto":   (*turn).pressedPhotos,
		"pdrop":   (*turn).pressedDrop,
		"pready":  (*turn).pressedReady,
		"pup":     (*turn).pressedUp,
		"ptime":   (*turn).pressedTime,
		"pwhen":   (*turn).pressedWhen,
		"pquiet":  (*turn).pressedQuiet,
		"ptag":    (*turn).pressedHashtag,
		"phttps":  (*turn).pressedSecure,
		"pnote":   (*turn).pressedNote,
		"ptpl":    (*turn).pressedTemplate,
		"prow":    (*turn).pressedRow,
		"prowis":  (*turn).pressedRowIs,
		"pdel":    (*turn).pressedDelete,
		"pundo":   (*turn).pressedReopenPost,
		"pedit":   (*turn).pressedEdit,
		"pback":   (*turn).pressedWithdraw,
		"pnow":    (*turn).pressedPublish,
		"pok":     (*turn).pressedApprove,
		"punok":   (*turn).pressedUnvote,
		"pfix":    (*turn).pressedRework,
		"prej":    (*turn).pressedReject,
		"pout":    (*turn).pressedOut,
		"pnot":    (*turn).pressedNotOut,
		"pcorr":   (*turn).pressedCorrect,
		"pgone":   (*turn).pressedRemove,
		"pgoneok": (*turn).pressedRemoveSure,
		"ppages":  (*turn).pressedPages,
		"popen":   (*turn).pressedOpenPost,
		"pshelf":  (*turn).pressedShelf,
	}
}

// postAwaits are the messages asked for about posts.
func postAwaits() map[string]await {
	return map[string]await{
		"pdraft": (*turn).draftMessage,
		"pwhen":  (*turn).whenWords,
		"pfix":   (*turn).reworkWords,
		"pfind":  (*turn).findWords,
		"plinks": (*turn).pageLinks,
	}
}

// The names of the messages that show a post: to its author the preview and the
// card under it, in the group the version's body and the card under that, and
// the question about a channel.
func previewCard(n uint64) string                 { return fmt.Sprintf("post/%d/preview", n) }
func authorCard(n uint64) string                  { return fmt.Sprintf("post/%d/author", n) }
func bodyCard(n uint64, version int) string       { return fmt.Sprintf("post/%d/v%d/body", n, version) }
func groupCard(n uint64, version int) string      { return fmt.Sprintf("post/%d/v%d", n, version) }
func questionCard(n uint64, channel int64) string { return fmt.Sprintf("post/%d/ask/%d", n, channel) }

func postName(n uint64) string { return fmt.Sprintf("post/%d", n) }

// ownPost gives a post of this person's; to others it does not exist. Who may no
// longer write posts has none either.
func (t *turn) ownPost(n uint64) (store.PostRecord, error) {
	if err := t.may(writePost); err != nil {
		return store.PostRecord{}, err
	}
	rec, err := t.tx.Post(n)
	if err != nil {
		return rec, err
	}
	if rec.Author != t.who.ID {
		return rec, fmt.Errorf("post %d of another author: %w", n, plans.ErrForbidden)
	}
	return rec, nil
}

// ownOrJudged gives a post to its author and to the controllers.
func (t *turn) ownOrJudged(n uint64) (store.PostRecord, error) {
	if t.allowed(judge, nil) {
		return t.tx.Post(n)
	}
	return t.ownPost(n)
}

// keep writes a changed post and when it is to be looked at again.
func (t *turn) keep(rec *store.PostRecord) error {
	rec.Wake = t.wake(*rec)
	return t.tx.PutPost(*rec)
}

// lostAfter is how long nothing may be heard of what is on its way to a channel
// before the program looks whether it still is.
const lostAfter = time.Hour

// wake is when the program is to act on the post by itself.
func (t *turn) wake(rec store.PostRecord) time.Time {
	switch rec.State {
	case plans.Approved:
		return rec.PublishAt
	case plans.InReview:
		return t.nudgeAt(rec)
	case plans.Publishing, plans.Amending, plans.Removing:
		return t.now.Add(lostAfter)
	case plans.Uncertain:
		if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.State == plans.Sending }) {
			return t.now.Add(lostAfter)
		}
	case plans.Drafting, plans.Published, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return time.Time{}
}

// late is the refusal of an action the post's state no longer allows, in words
// that say where the post stands now.
func late(rec store.PostRecord, err error) error {
	if errors.Is(err, plans.ErrConflict) {
		return refuse(plans.ErrConflict, textPostStands(rec.Post))
	}
	return err
}

// postView is all that the texts about a post show.
type postView struct {
	store.PostRecord
	author   string
	names    map[plans.PersonID]string
	row      string // the row in one line of HTML, "" for none
	gathers  bool   // the row gathers facts
	quorum   int
	zone     *time.Location
	channels []store.BoundChannel
	remarks  []remark
	// newestCard is the address of the newest version's card in the group.
	newestCard string
}

func (t *turn) view(rec store.PostRecord) (postView, error) {
	_, rules := t.settings.Rules(t.plan)
	v := postView{
		PostRecord: rec, quorum: max(rules.Quorum, 1), zone: t.zone,
		channels: t.settings.Channels,
	}
	people, err := t.tx.People()
	if err != nil {
		return v, err
	}
	v.names = personNames(people)
	v.author = nameOr(v.names[rec.Author])
	if o, ok, err := t.rowOf(rec); err != nil {
		return v, err
	} else if ok {
		v.row, v.gathers = o.row(120), o.Kind == plans.Gathering
	}
	if v.newestCard, err = t.groupAddress(rec); err != nil {
		return v, err
	}
	v.remarks, err = t.remarks(rec)
	return v, err
}

// groupAddress is the address of the newest version's card. Messages of a basic
// group have none (core.telegram.org/api/links).
func (t *turn) groupAddress(rec store.PostRecord) (string, error) {
	s, ok, err := t.lastShown(groupCard(rec.Number, rec.Version))
	if err != nil || !ok || s.Chat > supergroups {
		return "", err
	}
	return store.BoundChannel{ID: s.Chat}.Link(s.Messages[0]), nil
}

// supergroups is the number above which no id of a supergroup or channel lies
// (Bot API: their ids begin with -100).
const supergroups = -1_000_000_000_000

// rowOf gives the task the post is for, if the plan still has it.
func (t *turn) rowOf(rec store.PostRecord) (owed, bool, error) {
	if rec.Task == "" {
		return owed{}, false, nil
	}
	task, err := t.tx.TaskByID(rec.Task)
	if err != nil {
		return owed{}, false, notFoundIsNone(err)
	}
	o, err := t.describe(task)
	if errors.Is(err, plans.ErrConflict) {
		return owed{}, false, nil
	}
	return o, err == nil, err
}

func notFoundIsNone(err error) error {
	if errors.Is(err, plans.ErrNotFound) {
		return nil
	}
	return err
}

// pieces are the messages that show a content just as it is to be published:
// its own formatting, no markup of ours.
func pieces(c plans.Content) []store.Outgoing {
	var all []store.Outgoing
	for i := range c.Parts() {
		part := c.Part(i)
		o := store.Outgoing{
			Do: store.SendText, Text: part.Text, Media: part.Media,
			Entities: append([]plans.Entity{}, part.Entities...),
		}
		if len(part.Media) > 0 {
			o.Do = store.SendMedia
		}
		all = append(all, o)
	}
	return all
}

// authorOf gives the person who wrote the post.
func (t *turn) authorOf(rec store.PostRecord) (store.PersonRecord, error) {
	return t.tx.Person(rec.Author)
}

// tellAuthor writes to the author in private.
func (t *turn) tellAuthor(rec store.PostRecord, text string) error {
	p, err := t.authorOf(rec)
	if err != nil {
		return err
	}
	return t.tell(p, text, keyboard{})
}

// lastShown is the newest message that shows a card.
func (t *turn) lastShown(card string) (store.Shown, bool, error) {
	all, err := t.tx.Card(card)
	if err != nil || len(all) == 0 {
		return store.Shown{}, false, err
	}
	last := all[len(all)-1]
	return last, len(last.Messages) > 0, nil
}

// refreshCard rewrites the newest message that shows a card.
func (t *turn) refreshCard(card, text string, k keyboard) error {
	s, ok, err := t.lastShown(card)
	if err != nil || !ok {
		return err
	}
	return t.editAt(s.Chat, s.Messages[0], text, k)
}

// erase deletes every message that shows a card.
func (t *turn) erase(card string) error {
	all, err := t.tx.Card(card)
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := t.deleteAll(s); err != nil {
			return err
		}
	}
	return t.tx.Hide(card)
}

func (t *turn) deleteAll(s store.Shown) error {
	for _, m := range s.Messages {
		if err := t.send(store.Outgoing{Do: store.Delete, Chat: s.Chat, Message: m}); err != nil {
			return err
		}
	}
	return nil
}

// channel gives a bound channel, and whether it still is bound.
func (t *turn) channel(id int64) (store.BoundChannel, bool) {
	i := slices.IndexFunc(t.settings.Channels, func(c store.BoundChannel) bool { return c.ID == id })
	if i < 0 {
		return store.BoundChannel{ID: id}, false
	}
	return t.settings.Channels[i], true
}

// link is where a message of a channel stands. A group-like id, which no channel
// has, gives none.
func (t *turn) link(channel int64, messages []int) string {
	if len(messages) == 0 {
		return ""
	}
	c, _ := t.channel(channel)
	return c.Link(messages[0])
}

// ints reads so many numbers joined by dots, as buttons carry them; whatever
// else is a [plans.ErrInvalid].
func ints(arg string, n int) ([]int, error) {
	parts := strings.Split(arg, ".")
	if len(parts) != n {
		return nil, fmt.Errorf("%d numbers: %w", n, plans.ErrInvalid)
	}
	all := make([]int, 0, n)
	for _, p := range parts {
		i, err := strconv.Atoi(p)
		if err != nil {
			return nil, fmt.Errorf("number: %w", plans.ErrInvalid)
		}
		all = append(all, i)
	}
	return all, nil
}

// isPostLink tells whether the words are the address of a message at Telegram's.
func isPostLink(s string) bool {
	return isLink(s) && (strings.HasPrefix(s, "https://t.me/") || strings.HasPrefix(s, "https://telegram.me/"))
}
