// Package card is how a post is shown: to its author, to the group, with remarks
// on what stands in the way; and how a changed post is saved, with everything that
// shows it.
package card

import (
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// PreviewCard is the name of the messages that show a draft to its author as it
// would be published.
func PreviewCard(n uint64) string { return fmt.Sprintf("post/%d/preview", n) }

// AuthorCard is the name of the card under the preview.
func AuthorCard(n uint64) string { return fmt.Sprintf("post/%d/author", n) }

// BodyCard is the name of the messages that show a version to the group as it would
// be published.
func BodyCard(n uint64, version int) string { return fmt.Sprintf("post/%d/v%d/body", n, version) }

// GroupCard is the name of the card with the votes, under the version.
func GroupCard(n uint64, version int) string { return fmt.Sprintf("post/%d/v%d", n, version) }

// PostName is the post as the journal names it.
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

// Conflict is the refusal of an action the post's state no longer allows, in words
// that say where the post stands now.
func Conflict(rec store.PostRecord, err error) error {
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
	rowClosed  bool   // the row wants no more confirmation
	now        time.Time
	Quorum     int
	rules      plans.Approval
	slip       bool // one vote is enough: it mends a slip of the pen
	zone       *time.Location
	settings   store.Settings
	remarks    []remark
	// newestCard is the address of the newest version's card in the group.
	newestCard string
}

// RulesOf are the reminders and approval of a post's plan: its row's, or for a post
// without one that of the plan that has been in force longest.
func RulesOf(t *chat.Turn, rec store.PostRecord) (plans.Reminders, plans.Approval, error) {
	p, err := t.PlanOf(rec.Task.Plan())
	if err != nil {
		return plans.Reminders{}, plans.Approval{}, err
	}
	r, a := t.Settings.Rules(p)
	return r, a, nil
}

// ApprovalOf is how the version at hand is voted on: as its plan says, or by one vote
// where it mends a slip of the pen and the administrators let it.
func ApprovalOf(t *chat.Turn, rec store.PostRecord) (plans.Approval, error) {
	_, rules, err := RulesOf(t, rec)
	if isSlip(t, rec) {
		rules = rules.Single()
	}
	return rules, err
}

func isSlip(t *chat.Turn, rec store.PostRecord) bool {
	return t.Settings.Slips && rec.Out() && rec.State == plans.InReview && plans.Slip(rec.Live, rec.Frozen)
}

// Hashtag is that of a post's plan.
func Hashtag(t *chat.Turn, task plans.TaskID) (string, error) {
	p, err := t.PlanOf(task.Plan())
	return p.Hashtag, err
}

// View gathers what the texts about a post show.
func View(t *chat.Turn, rec store.PostRecord) (PostView, error) {
	rules, err := ApprovalOf(t, rec)
	if err != nil {
		return PostView{}, err
	}
	v := PostView{
		PostRecord: rec, Quorum: max(rules.Quorum, 1), rules: rules, slip: isSlip(t, rec), zone: t.Zone, now: t.Now,
		settings: t.Settings,
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
		v.row, v.gathers, v.rowClosed = o.Row(120), o.Kind == plans.Gathering, !o.Undone()
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

// Pieces are the messages that show a content just as it is to be published in
// Telegram: its own formatting, no markup of the program's.
func Pieces(c plans.Content) []store.Outgoing { return PiecesOn(c, plans.TelegramPage) }

// PiecesOn are the messages that show a content on pages of a kind.
func PiecesOn(c plans.Content, k plans.PageKind) []store.Outgoing {
	var all []store.Outgoing
	n, shown := c.PartsOn(k), c.On(k)
	for i := range n {
		part := shown
		if n > 1 {
			part = shown.Part(i)
		}
		o := store.Outgoing{
			Do: store.SendText, Text: part.Text, Media: part.Media, NoPreview: part.NoPreview,
			Entities: append([]plans.Entity{}, part.Entities...),
		}
		if len(part.Media) > 0 {
			o.Do, o.NoPreview = store.SendMedia, false
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
