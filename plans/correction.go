package plans

import (
	"fmt"
	"slices"
	"time"
)

// Out reports whether a version of the post is in the channels; a draft then is a
// correction of it.
func (p Post) Out() bool { return p.LiveVersion > 0 }

// Correct begins a correction of a post that is out. Where the program knows every
// message of a publication it is edited in place; the rest people change by hand. A
// post that is not out, or of which nothing is known and nothing was placed by hand,
// is an [ErrConflict].
func (p Post) Correct() (Post, error) {
	if p.State != Published || !p.changeable() {
		return p, fmt.Errorf("correct a post that is %s: %w", p.State, ErrConflict)
	}
	p.State, p.Draft, p.Judge, p.Reason = Drafting, p.Live.clone(), "", ""
	return p, nil
}

// changeable reports whether the program or somebody by hand can change what is out.
func (p Post) changeable() bool {
	return slices.ContainsFunc(p.Publications, func(u Publication) bool {
		return u.State == Out && (u.Kind.ByHand() || p.editable(u))
	})
}

// editable reports whether the program can change a publication by itself: it is out
// and every message of it is known.
func (p Post) editable(u Publication) bool {
	return u.State == Out && !u.Kind.ByHand() && len(u.Messages) == p.Live.messagesOn(u.Kind)
}

// ByHand are the publications of a post that is out which only people can change:
// those placed by hand, and those whose messages the program does not know.
func (p Post) ByHand() []Publication {
	return slices.DeleteFunc(slices.Clone(p.Publications), func(u Publication) bool { return u.State != Out || p.editable(u) })
}

// messages is how many messages show the content.
func (c Content) messages() int {
	n := max(1, len(c.Media))
	if c.Apart() {
		n++
	}
	return n
}

// Replaces refuses, with an [ErrInvalid], content that cannot take another's place
// by editing its messages (Bot API «editMessageMedia»): there must be as many
// files, and the text must stand in the same place.
func (c Content) Replaces(live Content) error {
	if len(c.Media) != len(live.Media) || c.Parts() != live.Parts() {
		return fmt.Errorf("content of another shape: %w", ErrInvalid)
	}
	return nil
}

// back gives a post whose correction was given up: it shows what is out.
func (p Post) back() Post {
	p.State, p.Draft, p.Frozen, p.Votes = Published, p.Live.clone(), p.Live.clone(), nil
	return p
}

// Amendment is one message of a page to be edited: what it is to show, and
// whether its file changes too or its words alone.
type Amendment struct {
	Page    PageID
	Message MessageID
	Shows   Content
	File    bool
}

// Amend puts an approved correction on its way and gives the messages to edit. A
// post that is not an approved correction is an [ErrConflict].
func (p Post) Amend() (Post, []Amendment, error) {
	if p.State != Approved || !p.Out() {
		return p, nil, fmt.Errorf("amend a post that is %s: %w", p.State, ErrConflict)
	}
	var all []Amendment
	p.Publications = slices.Clone(p.Publications)
	for i, u := range p.Publications {
		u.Pending, u.Why = nil, ""
		if p.editable(u) {
			was, now := p.Live.facesOn(u.Kind), p.Frozen.facesOn(u.Kind)
			for j, m := range u.Messages {
				if was[j].Equal(now[j]) {
					continue
				}
				u.Pending = append(u.Pending, m)
				all = append(all, Amendment{u.Page, m, now[j], !slices.Equal(was[j].Media, now[j].Media)})
			}
		}
		p.Publications[i] = u
	}
	p.State, p.PublishAt = Amending, time.Time{}
	return p.amended(), all, nil
}

// facesOn is what each message of the content shows on pages of a kind, in order.
func (c Content) facesOn(k PageKind) []Content {
	if k == TelegramPage {
		return c.faces()
	}
	return []Content{c.On(k)}
}

// faces is what each message of the content shows, in order.
func (c Content) faces() []Content {
	var all []Content
	for i := range c.Parts() {
		part := c.Part(i)
		if len(part.Media) == 0 {
			all = append(all, part)
			continue
		}
		for j, m := range part.Media {
			face := Content{Media: []Media{m}}
			if j == 0 {
				face.Text, face.Entities = part.Text, part.Entities
			}
			all = append(all, face)
		}
	}
	return all
}

// Done notes that a message was edited or deleted, or with a reason that it was
// not. A message nobody waits for is an [ErrConflict].
func (p Post) Done(page PageID, message MessageID, why string) (Post, error) {
	i := p.index(page)
	if i < 0 || p.State != Amending && p.State != Removing || !slices.Contains(p.Publications[i].Pending, message) {
		return p, fmt.Errorf("message %s in %d of a post that is %s: %w", message, page, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	u := &p.Publications[i]
	u.Pending = slices.DeleteFunc(slices.Clone(u.Pending), func(m MessageID) bool { return m == message })
	if why != "" {
		u.Why = why
	}
	if p.State == Removing && len(u.Pending) == 0 && u.Why == "" {
		u.State = TakenDown
	}
	return p.amended(), nil
}

// amended gives the post its state once no message is under way any more.
func (p Post) amended() Post {
	if slices.ContainsFunc(p.Publications, func(u Publication) bool { return len(u.Pending) > 0 }) {
		return p
	}
	if p.State == Removing && !p.marred() {
		p.State = Removed
		return p
	}
	if p.State == Amending {
		p.Live, p.LiveVersion = p.Frozen.clone(), p.Version
	}
	p.State = Published
	return p
}

// marred reports whether some message could not be edited or deleted.
func (p Post) marred() bool {
	return slices.ContainsFunc(p.Publications, func(u Publication) bool { return u.Why != "" })
}

// Remove puts the deletion of a published post on its way; its messages are
// pending afterwards. What waits to be placed by hand is not placed any more. A post
// that is not out, or of which nothing is known and nothing was placed by hand, is an
// [ErrConflict].
func (p Post) Remove() (Post, error) {
	if p.State != Published || !p.changeable() {
		return p, fmt.Errorf("remove a post that is %s: %w", p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	for i, u := range p.Publications {
		u.Pending, u.Why = nil, ""
		switch {
		case p.editable(u):
			u.Pending = slices.Clone(u.Messages)
		case u.State == ToPlace:
			u.State = Unplaced
		}
		p.Publications[i] = u
	}
	p.State = Removing
	return p.amended(), nil
}

// Gone notes that somebody has deleted by hand what only people can delete; what the
// program deletes itself, or is not out, is an [ErrConflict].
func (p Post) Gone(page PageID) (Post, error) {
	i := p.index(page)
	if i < 0 || p.State != Removing && p.State != Removed || p.Publications[i].State != Out || p.editable(p.Publications[i]) {
		return p, fmt.Errorf("take down by hand in %d from a post that is %s: %w", page, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	p.Publications[i].State = TakenDown
	return p, nil
}
