package plans

import (
	"fmt"
	"slices"
	"time"
)

// Publication is the approved version on its way to one channel. Text too long
// for a caption goes out after the photos as a second part; each part is sent at
// most once, so it is the part, and not the whole, that may fail or be in doubt.
type Publication struct {
	Channel int64            `json:"channel"`
	State   PublicationState `json:"state"`
	// Part is the one the state speaks of; those before it are out.
	Part int `json:"part,omitempty"`
	// Messages are the ids in the channel; Link leads to the first. Both may be
	// missing when a person and not Telegram said that it is out.
	Messages []int  `json:"messages,omitempty"`
	Link     string `json:"link,omitempty"`
	// Seen are the messages of the part that the channel itself has shown to
	// the program, by their place in the part, 0 for one not seen.
	Seen []int `json:"seen,omitempty"`
	// Why sorts the last refusal of the part, in the sender's words.
	Why string `json:"why,omitempty"`
	// Pending are the messages being edited or deleted.
	Pending []int `json:"pending,omitempty"`
}

// PublicationState is where a publication stands.
type PublicationState string

// The states of a publication.
const (
	// Sending: the part is in the outbox, or at Telegram's.
	Sending PublicationState = "sending"
	// Out: every part is in the channel.
	Out PublicationState = "out"
	// Doubtful: nobody knows whether the part went out.
	Doubtful PublicationState = "doubtful"
	// Failed: the part surely did not go out.
	Failed PublicationState = "failed"
)

// begun reports whether something of the version is out or may be.
func (p Post) begun() bool {
	return slices.ContainsFunc(p.Publications, func(u Publication) bool { return u.State != Failed || u.Part > 0 })
}

// Publication gives the post's way to a channel; ok is false when there is none.
func (p Post) Publication(channel int64) (Publication, bool) {
	i := p.index(channel)
	if i < 0 {
		return Publication{}, false
	}
	return p.Publications[i], true
}

func (p Post) index(channel int64) int {
	return slices.IndexFunc(p.Publications, func(u Publication) bool { return u.Channel == channel })
}

// Publish puts an approved post on its way to the channels: to those it has not
// tried, and with the part that failed to those where it did. Which parts are to
// be sent is what is [Sending] afterwards and was not before. A channel that
// failed and is no longer named is given up. A post that is not approved is an
// [ErrConflict], no channel an [ErrInvalid].
func (p Post) Publish(channels ...int64) (Post, error) {
	switch {
	case p.State != Approved || p.Out():
		return p, fmt.Errorf("publish a post that is %s: %w", p.State, ErrConflict)
	case len(channels) == 0:
		return p, fmt.Errorf("publish to no channel: %w", ErrInvalid)
	}
	var next []Publication
	for _, u := range p.Publications {
		if u.State == Failed && !slices.Contains(channels, u.Channel) {
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
	for _, c := range channels {
		if !slices.ContainsFunc(next, func(u Publication) bool { return u.Channel == c }) {
			next = append(next, Publication{Channel: c, State: Sending})
		}
	}
	p.Publications, p.PublishAt = next, time.Time{}
	return p.settled(), nil
}

// Sent notes that a part is in the channel, as these messages; link leads to the
// first of them and may be empty. When another part follows it is [Sending]
// next. A part that is not awaited is an [ErrConflict].
func (p Post) Sent(channel int64, part int, messages []int, link string) (Post, error) {
	return p.move(channel, part, []PublicationState{Sending, Doubtful}, func(u *Publication) {
		u.Messages = append(slices.Clone(u.Messages), messages...)
		if u.Link == "" {
			u.Link = link
		}
		u.Part, u.Seen, u.Why = part+1, nil, ""
		if u.State = Out; u.Part < p.Frozen.Parts() {
			u.State = Sending
		}
	})
}

// Doubt notes that nobody knows whether a part went out. A part that is not being
// sent is an [ErrConflict].
func (p Post) Doubt(channel int64, part int) (Post, error) {
	return p.move(channel, part, []PublicationState{Sending}, func(u *Publication) { u.State = Doubtful })
}

// Fail notes that a part surely did not go out, and why; it then waits for
// somebody's help. A part that is neither being sent nor in doubt is an
// [ErrConflict].
func (p Post) Fail(channel int64, part int, why string) (Post, error) {
	return p.move(channel, part, []PublicationState{Sending, Doubtful}, func(u *Publication) {
		u.State, u.Why, u.Seen = Failed, why, nil
	})
}

// Again sends a part once more that turned out not to have gone out: the same
// version, voted on already. A part that is not in doubt is an [ErrConflict].
func (p Post) Again(channel int64, part int) (Post, error) {
	return p.move(channel, part, []PublicationState{Doubtful}, func(u *Publication) { u.State, u.Seen = Sending, nil })
}

// Linked notes the address of a publication that is out, as a person named it. A
// publication that is not out is an [ErrConflict].
func (p Post) Linked(channel int64, link string) (Post, error) {
	i := p.index(channel)
	if i < 0 || p.Publications[i].State != Out {
		return p, fmt.Errorf("link a publication that is not out: %w", ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	p.Publications[i].Link = link
	return p, nil
}

// move changes the publication in a channel if it stands at that part and in
// one of those states.
func (p Post) move(channel int64, part int, from []PublicationState, change func(*Publication)) (Post, error) {
	i := p.index(channel)
	if i < 0 || p.Publications[i].Part != part || !slices.Contains(from, p.Publications[i].State) {
		return p, fmt.Errorf("part %d of the publication in %d of a post that is %s: %w", part, channel, p.State, ErrConflict)
	}
	p.Publications = slices.Clone(p.Publications)
	change(&p.Publications[i])
	return p.settled(), nil
}

// settled gives the post the state that follows from its publications.
func (p Post) settled() Post {
	any := func(s PublicationState) bool {
		return slices.ContainsFunc(p.Publications, func(u Publication) bool { return u.State == s })
	}
	switch {
	case any(Doubtful):
		p.State = Uncertain
	case any(Sending):
		p.State = Publishing
	case any(Failed):
		p.State = Approved
	default:
		p.State, p.Live, p.LiveVersion = Published, p.Frozen.clone(), p.Version
	}
	return p
}

// Echo notes a message which the channel itself has shown: its text, and the
// file it carries, nil for none; [Publication.Shown] then says whether every
// message of the part was seen. ok is false when the message is none of ours.
func (p Post) Echo(channel int64, message int, text string, file *Media) (next Post, ok bool) {
	i := p.index(channel)
	if i < 0 || p.Publications[i].State != Sending && p.Publications[i].State != Doubtful {
		return p, false
	}
	place := p.Frozen.Part(p.Publications[i].Part).place(text, file)
	if place < 0 {
		return p, false
	}
	p.Publications = slices.Clone(p.Publications)
	u := &p.Publications[i]
	seen := make([]int, max(1, len(p.Frozen.Part(u.Part).Media)))
	copy(seen, u.Seen)
	if seen[place] == 0 {
		seen[place] = message
	}
	u.Seen = seen
	return p, true
}

// Shown gives the ids of the messages of a publication's part; ok is false until
// the channel has shown all of them.
func (u Publication) Shown() ([]int, bool) {
	return u.Seen, len(u.Seen) > 0 && !slices.Contains(u.Seen, 0)
}
