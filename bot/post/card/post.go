// Package card is how a post is shown: to its author, to the group, with remarks
// on what stands in the way; and how a changed post is saved.
package card

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// The names of the messages that show a post: to its author the preview and the
// card under it, in the group the version's body and the card under that, and
// the question about a channel.
func PreviewCard(n uint64) string { return fmt.Sprintf("post/%d/preview", n) }

func AuthorCard(n uint64) string { return fmt.Sprintf("post/%d/author", n) }

func BodyCard(n uint64, version int) string { return fmt.Sprintf("post/%d/v%d/body", n, version) }

func GroupCard(n uint64, version int) string { return fmt.Sprintf("post/%d/v%d", n, version) }

func PostName(n uint64) string { return fmt.Sprintf("post/%d", n) }

// OwnPost gives a post of this person's; to others it does not exist. Who may no
// longer write posts has none either.
func OwnPost(t *chat.Turn, n uint64) (store.PostRecord, error) {
	if err := t.May(chat.WritePost); err != nil {
		return store.PostRecord{}, err
	}
	rec, err := t.Tx.Post(n)
	if err != nil {
		return rec, err
	}
	if rec.Author != t.Who.ID {
		return rec, fmt.Errorf("post %d of another author: %w", n, plans.ErrForbidden)
	}
	return rec, nil
}

// Keep writes a changed post and when it is to be looked at again.
func Keep(t *chat.Turn, rec *store.PostRecord) error {
	rec.Wake = wake(t, *rec)
	return t.Tx.PutPost(*rec)
}

// LostAfter is how long nothing may be heard of what is on its way to a channel
// before the program looks whether it still is.
const LostAfter = time.Hour

// wake is when the program is to act on the post by itself.
func wake(t *chat.Turn, rec store.PostRecord) time.Time {
	switch rec.State {
	case plans.Approved:
		return rec.PublishAt
	case plans.InReview:
		return nudgeAt(t, rec)
	case plans.Publishing, plans.Amending, plans.Removing:
		return t.Now.Add(LostAfter)
	case plans.Uncertain:
		if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.State == plans.Sending }) {
			return t.Now.Add(LostAfter)
		}
	case plans.Drafting, plans.Published, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return time.Time{}
}

// Late is the refusal of an action the post's state no longer allows, in words
// that say where the post stands now.
func Late(rec store.PostRecord, err error) error {
	if errors.Is(err, plans.ErrConflict) {
		return chat.Refuse(chat.OutOfDate, TextPostStands(rec.Post))
	}
	return err
}

// PostView is all that the texts about a post show.
type PostView struct {
	store.PostRecord
	AuthorName string
	names      map[plans.PersonID]string
	row        string // the row in one line of HTML, "" for none
	gathers    bool   // the row gathers facts
	Quorum     int
	zone       *time.Location
	channels   []store.BoundChannel
	remarks    []remark
	// newestCard is the address of the newest version's card in the group.
	newestCard string
}

func View(t *chat.Turn, rec store.PostRecord) (PostView, error) {
	_, rules := t.Settings.Rules(t.Plan)
	v := PostView{
		PostRecord: rec, Quorum: max(rules.Quorum, 1), zone: t.Zone,
		channels: t.Settings.Channels,
	}
	people, err := t.Tx.People()
	if err != nil {
		return v, err
	}
	v.names = chat.PersonNames(people)
	v.AuthorName = chat.NameOr(v.names[rec.Author])
	if o, ok, err := RowOf(t, rec); err != nil {
		return v, err
	} else if ok {
		v.row, v.gathers = o.Row(120), o.Kind == plans.Gathering
	}
	if v.newestCard, err = groupAddress(t, rec); err != nil {
		return v, err
	}
	v.remarks, err = remarks(t, rec)
	return v, err
}

// groupAddress is the address of the newest version's card. Messages of a basic
// group have none (core.telegram.org/api/links).
func groupAddress(t *chat.Turn, rec store.PostRecord) (string, error) {
	s, ok, err := t.LastShown(GroupCard(rec.Number, rec.Version))
	if err != nil || !ok || s.Chat > supergroups {
		return "", err
	}
	return store.BoundChannel{ID: s.Chat}.Link(s.Messages[0]), nil
}

// supergroups is the number above which no id of a supergroup or channel lies
// (Bot API: their ids begin with -100).
const supergroups = -1_000_000_000_000

// RowOf gives the task the post is for, if the plan still has it.
func RowOf(t *chat.Turn, rec store.PostRecord) (task.View, bool, error) {
	if rec.Task == "" {
		return task.View{}, false, nil
	}
	found, err := t.Tx.TaskByID(rec.Task)
	if err != nil {
		return task.View{}, false, chat.NotFoundIsNone(err)
	}
	o, err := task.Describe(t, found)
	if errors.Is(err, plans.ErrConflict) {
		return task.View{}, false, nil
	}
	return o, err == nil, err
}

// Pieces are the messages that show a content just as it is to be published:
// its own formatting, no markup of ours.
func Pieces(c plans.Content) []store.Outgoing {
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

// AuthorOf gives the person who wrote the post.
func AuthorOf(t *chat.Turn, rec store.PostRecord) (store.PersonRecord, error) {
	return t.Tx.Person(rec.Author)
}

// TellAuthor writes to the author in private.
func TellAuthor(t *chat.Turn, rec store.PostRecord, text string) error {
	p, err := AuthorOf(t, rec)
	if err != nil {
		return err
	}
	return t.Tell(p, text, chat.Keyboard{})
}

// NudgeLimit is how many working days a silent review is recalled: two to the
// group, the third to the controllers.
const NudgeLimit = 3

// latestNudge is the hour after which a reminder waits for no one at work.
const latestNudge = 17

// nudgeAt is when a silent review is recalled next: so many working days after
// it was put to the vote, at about the same hour.
func nudgeAt(t *chat.Turn, rec store.PostRecord) time.Time {
	if rec.Nudged >= NudgeLimit || rec.Heard.IsZero() {
		return time.Time{}
	}
	from := plans.DateOf(rec.Heard, t.Zone)
	day := t.Calendar().Add(from, rec.Nudged+1)
	rules, _ := t.Settings.Rules(t.Plan)
	local := rec.Heard.In(t.Zone)
	at := day.At(plans.Clock(local.Hour()*60+local.Minute()+1), t.Zone)
	earliest, latest := day.At(rules.At, t.Zone), day.At(latestNudge*60+1, t.Zone)
	return slices.MinFunc([]time.Time{slices.MaxFunc([]time.Time{at, earliest}, time.Time.Compare), latest}, time.Time.Compare).UTC()
}

// Drafting gives this person's post while it is a draft.
func Drafting(t *chat.Turn, n uint64) (store.PostRecord, error) {
	rec, err := OwnPost(t, n)
	if err != nil {
		return rec, err
	}
	if rec.State != plans.Drafting {
		return rec, chat.Refuse(chat.OutOfDate, TextPostStands(rec.Post))
	}
	return rec, nil
}

// EndDraftDialog stops waiting for text and files of this post.
func EndDraftDialog(t *chat.Turn, rec store.PostRecord) error {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Number != rec.Number || d.Await != "pdraft" && d.Await != "pwhen" {
		return err
	}
	return t.Done()
}
