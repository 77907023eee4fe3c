package plans

import (
	"fmt"
	"slices"
	"time"
)

// Out reports whether a version of the post is in the channels; a draft then is a
// correction of it.
func (p Post) Out() bool { return p.LiveVersion > 0 }

// Correct begins a correction of a post that is out. What is corrected is edited
// in place, so every message must be known; a post that is not out, or whose
// messages are not all known, is an [ErrConflict].
func (p Post) Correct() (Post, error) {
	if p.State != Published || !p.known() {
		return p, fmt.Errorf("correct a post that is %s: %w", p.State, ErrConflict)
	}
	p.State, p.Draft, p.Judge, p.Reason = Drafting, p.Live.clone(), "", ""
	return p, nil
}

// known reports whether the program knows every message of every publication.
func (p Post) known() bool {
	return !slices.ContainsFunc(p.Publications, func(u Publication) bool { return len(u.Messages) != p.Live.messages() })
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

// Amendment is one message of a channel to be edited: what it is to show, and
// whether its file changes too or its words alone.
type Amendment struct {
	Channel int64
	Message int
	Shows   Content
	File    bool
}

// Amend puts an approved correction on its way and gives the messages to edit. A
// post that is not an approved correction is an [ErrConflict].
func (p Post) Amend() (Post, []Amendment, error) {
	if p.State != Approved || !p.Out() {
		return p, nil, fmt.Errorf("amend a post that is %s: %w", p.State, ErrConflict)
	}
	was, now := p.Live.faces(), p.Frozen.faces()
	var all []Amendment
	p.Publications = slices.Clone(p.Publications)
	for i, u := range p.Publications {
		u.Pending, u.Why = nil, ""
		for j, m := range u.Messages {
			if was[j].Equal(now[j]) {
				continue
			}
			u.Pending = append(u.Pending, m)
			all = append(all, Amendment{u.Channel, m, now[j], !slices.Equal(was[j].Media, now[j].Media)})
		}
		p.Publications[i] = u
	}
	p.State, p.PublishAt = Amending, time.Time{}
	return p.amended(), all, nil
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
func (p Post) Done(channel int64, message int, why string) (Post, error) {
	i := p.index(channel)
	if i < 0 || p.State != Amending && p.State != Removing || !slices.Contains(p.Publications[i].Pending, message) {
		return p, fmt.Errorf("message %d in %d of a post that is %s: %w", message, channel, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	u := &p.Publications[i]
	u.Pending = slices.DeleteFunc(slices.Clone(u.Pending), func(m int) bool { return m == message })
	if why != "" {
		u.Why = why
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
// pending afterwards. A post that is not out, or whose messages are not all
// known, is an [ErrConflict].
func (p Post) Remove() (Post, error) {
	if p.State != Published || !p.known() {
		return p, fmt.Errorf("remove a post that is %s: %w", p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	for i := range p.Publications {
		p.Publications[i].Pending, p.Publications[i].Why = slices.Clone(p.Publications[i].Messages), ""
	}
	p.State = Removing
	return p, nil
}
