package plans

import (
	"fmt"
	"slices"
	"time"
)

// Publication is the approved version on its way to one page. In a Telegram channel
// text too long for a caption goes out after the photos as a second part; each part
// is sent at most once, so it is the part, and not the whole, that may fail or be in
// doubt.
type Publication struct {
	Page  PageID           `json:"page"`
	Kind  PageKind         `json:"kind"`
	State PublicationState `json:"state"`
	// Part is the one the state speaks of; those before it are out.
	Part int `json:"part,omitempty"`
	// At is when the first part came out, or was placed by hand, zero before.
	At time.Time `json:"at,omitzero"`
	// Messages are the ids on the page; Link leads to the first. Both may be
	// missing when a person and not the messenger said that it is out.
	Messages []MessageID `json:"messages,omitempty"`
	Link     string      `json:"link,omitempty"`
	// Seen are the messages of the part that the channel itself has shown to
	// the program, by their place in the part, "" for one not seen.
	Seen []MessageID `json:"seen,omitempty"`
	// Why sorts the last refusal of the part, in the sender's words.
	Why string `json:"why,omitempty"`
	// Pending are the messages being edited or deleted.
	Pending []MessageID `json:"pending,omitempty"`
	// Late is true when the author was told that the part has waited for long.
	Late bool `json:"late,omitempty"`
	// Views and Reactions are what the page told last, 0 where it tells nothing.
	Views     int `json:"views,omitempty"`
	Reactions int `json:"reactions,omitempty"`
}

// MessageID is how a messenger names a message of a page: Telegram by a number, MAX
// by letters and digits.
type MessageID string

// PublicationState is where a publication stands.
type PublicationState string

// The states of a publication.
const (
	// Sending: the part is in the outbox, or at the messenger's.
	Sending PublicationState = "sending"
	// Out: every part is on the page; by hand, it was placed there.
	Out PublicationState = "out"
	// Doubtful: nobody knows whether the part went out.
	Doubtful PublicationState = "doubtful"
	// Failed: the part surely did not go out.
	Failed PublicationState = "failed"
	// ToPlace: somebody is to place it by hand.
	ToPlace PublicationState = "to_place"
	// Unplaced: somebody has decided not to place it.
	Unplaced PublicationState = "unplaced"
	// TakenDown: it was out and was deleted.
	TakenDown PublicationState = "taken_down"
)

// begun reports whether something of the version is out or may be.
func (p Post) begun() bool {
	return slices.ContainsFunc(p.Publications, func(u Publication) bool { return u.State != Failed || u.Part > 0 })
}

// Publication gives the post's way to a page; ok is false when there is none.
func (p Post) Publication(page PageID) (Publication, bool) {
	i := p.index(page)
	if i < 0 {
		return Publication{}, false
	}
	return p.Publications[i], true
}

func (p Post) index(page PageID) int {
	return slices.IndexFunc(p.Publications, func(u Publication) bool { return u.Page == page })
}

// For reports whether the post is for a page: its author has not unticked it.
func (p Post) For(page PageID) bool { return !slices.Contains(p.Without, page) }

// Pick makes the post be for a page, or not. It is part of what is voted on; a post
// that is no draft, or is out already, is an [ErrConflict].
func (p Post) Pick(page PageID, for_ bool) (Post, error) {
	if p.State != Drafting || p.Out() {
		return p, fmt.Errorf("pick pages of a post that is %s: %w", p.State, ErrConflict)
	}
	without := slices.DeleteFunc(slices.Clone(p.Without), func(o PageID) bool { return o == page })
	if !for_ {
		without = append(without, page)
	}
	if p.Without = without; len(without) == 0 {
		p.Without = nil
	}
	return p, nil
}

// Publish puts an approved post on its way to the pages: to those it has not
// tried, and with the part that failed to those where it did. Which parts are to
// be sent is what is [Sending] afterwards and was not before; what is to be placed
// by hand is [ToPlace]. A page that failed and is no longer named is given up. A post
// that is not approved is an [ErrConflict], no page an [ErrInvalid].
func (p Post) Publish(pages ...Page) (Post, error) {
	switch {
	case p.State != Approved || p.Out():
		return p, fmt.Errorf("publish a post that is %s: %w", p.State, ErrConflict)
	case len(pages) == 0:
		return p, fmt.Errorf("publish to no page: %w", ErrInvalid)
	}
	var next []Publication
	for _, u := range p.Publications {
		named := slices.ContainsFunc(pages, func(page Page) bool { return page.ID == u.Page })
		if u.State == Failed && !named {
			if u.Part == 0 {
				continue
			}
			u.State, u.Why = Out, ""
		}
		if u.State == Failed {
			u.State = Sending
		}
		next = append(next, u)
	}
	for _, page := range pages {
		if slices.ContainsFunc(next, func(u Publication) bool { return u.Page == page.ID }) {
			continue
		}
		u := Publication{Page: page.ID, Kind: page.Kind, State: Sending}
		if page.Kind.ByHand() {
			u.State = ToPlace
		}
		next = append(next, u)
	}
	p.Publications, p.PublishAt = next, time.Time{}
	return p.settled(), nil
}

// Sent notes that a part is on the page, as these messages; link leads to the
// first of them and may be empty. When another part follows it is [Sending]
// next. A part that is not awaited is an [ErrConflict].
func (p Post) Sent(page PageID, part int, messages []MessageID, link string, at time.Time) (Post, error) {
	return p.move(page, part, []PublicationState{Sending, Doubtful}, func(u *Publication) {
		u.Messages = append(slices.Clone(u.Messages), messages...)
		if u.Link == "" {
			u.Link = link
		}
		if u.At.IsZero() {
			u.At = at.UTC()
		}
		u.Part, u.Seen, u.Why, u.Late = part+1, nil, "", false
		if u.State = Out; u.Part < p.Frozen.PartsOn(u.Kind) {
			u.State = Sending
		}
	})
}

// Doubt notes that nobody knows whether a part went out. A part that is not being
// sent is an [ErrConflict].
func (p Post) Doubt(page PageID, part int) (Post, error) {
	return p.move(page, part, []PublicationState{Sending}, func(u *Publication) { u.State = Doubtful })
}

// Fail notes that a part surely did not go out, and why; it then waits for
// somebody's help. A part that is neither being sent nor in doubt is an
// [ErrConflict].
func (p Post) Fail(page PageID, part int, why string) (Post, error) {
	return p.move(page, part, []PublicationState{Sending, Doubtful}, func(u *Publication) {
		u.State, u.Why, u.Seen, u.Late = Failed, why, nil, false
	})
}

// Again sends a part once more that turned out not to have gone out: the same
// version, voted on already. A part that is not in doubt is an [ErrConflict].
func (p Post) Again(page PageID, part int) (Post, error) {
	return p.move(page, part, []PublicationState{Doubtful}, func(u *Publication) { u.State, u.Seen = Sending, nil })
}

// Placed notes that somebody has placed the post on a page by hand, or names its
// address anew; link may be empty only where pages have no addresses. What is not
// placed by hand is an [ErrConflict].
func (p Post) Placed(page PageID, link string, at time.Time) (Post, error) {
	u, _ := p.Publication(page)
	if !u.Kind.ByHand() || p.State == Removing || p.State == Removed {
		return p, fmt.Errorf("place by hand a post that is %s: %w", p.State, ErrConflict)
	}
	return p.move(page, u.Part, []PublicationState{ToPlace, Unplaced, Out}, func(u *Publication) {
		u.State, u.Link = Out, link
		if u.At.IsZero() {
			u.At = at.UTC()
		}
	})
}

// Unplace notes that somebody has decided not to place the post on a page. What does
// not wait to be placed is an [ErrConflict].
func (p Post) Unplace(page PageID) (Post, error) {
	u, _ := p.Publication(page)
	return p.move(page, u.Part, []PublicationState{ToPlace}, func(u *Publication) { u.State = Unplaced })
}

// GiveUp leaves a page out that is not there any more: nothing of the part at hand was
// written. Parts that are out stay. A publication that is out or may be is an
// [ErrConflict].
func (p Post) GiveUp(page PageID) (Post, error) {
	i := p.index(page)
	if i < 0 || !slices.Contains([]PublicationState{Sending, Failed, ToPlace}, p.Publications[i].State) {
		return p, fmt.Errorf("give up page %d of a post that is %s: %w", page, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	if u := &p.Publications[i]; u.Part > 0 {
		u.State, u.Why = Out, ""
	} else {
		p.Publications = slices.Delete(p.Publications, i, i+1)
	}
	return p.settled(), nil
}

// Waits notes that the author was told of a part that has waited for long. A part that
// is not being sent is an [ErrConflict].
func (p Post) Waits(page PageID) (Post, error) {
	u, _ := p.Publication(page)
	return p.move(page, u.Part, []PublicationState{Sending}, func(u *Publication) { u.Late = true })
}

// Linked notes the address of a publication that is out, as a person named it. A
// publication that is not out is an [ErrConflict].
func (p Post) Linked(page PageID, link string) (Post, error) {
	i := p.index(page)
	if i < 0 || p.Publications[i].State != Out {
		return p, fmt.Errorf("link a publication that is not out: %w", ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	p.Publications[i].Link = link
	return p, nil
}

// move changes the publication on a page if it stands at that part and in
// one of those states.
func (p Post) move(page PageID, part int, from []PublicationState, change func(*Publication)) (Post, error) {
	i := p.index(page)
	if i < 0 || p.Publications[i].Part != part || !slices.Contains(from, p.Publications[i].State) {
		return p, fmt.Errorf("part %d of the publication in %d of a post that is %s: %w", part, page, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	change(&p.Publications[i])
	return p.settled(), nil
}

// settled gives the post the state that follows from its publications. What is to be
// placed by hand holds up nothing once the post is out somewhere; a post that is
// placed nowhere is taken back. Of a post that has been out already nothing follows.
func (p Post) settled() Post {
	any := func(states ...PublicationState) bool {
		return slices.ContainsFunc(p.Publications, func(u Publication) bool { return slices.Contains(states, u.State) })
	}
	switch {
	case p.Out():
	case any(Doubtful):
		p.State = Uncertain
	case any(Sending):
		p.State = Publishing
	case any(Failed):
		p.State = Approved
	case any(Out):
		p.State, p.Live, p.LiveVersion = Published, p.Frozen.clone(), p.Version
	case any(ToPlace):
		p.State = Publishing
	case len(p.Publications) == 0:
		p.State = Approved
	default:
		p.State, p.Votes, p.Publications = Withdrawn, nil, nil
	}
	return p
}
