package plans

import (
	"fmt"
	"slices"
	"time"
)

// Post is a #СДЕЛАЕМВМЕСТЕ post on its way to the channel.
type Post struct {
	Number uint64    `json:"number"`
	Author PersonID  `json:"author"`
	Task   TaskID    `json:"task,omitempty"`
	State  PostState `json:"state"`
	// Draft is what the author is working on; Version counts the frozen ones
	// and Frozen is the one voted on.
	Draft   Content `json:"draft"`
	Version int     `json:"version,omitempty"`
	Frozen  Content `json:"frozen,omitzero"`
	Votes   []Vote  `json:"votes,omitempty"`
	// PublishAt is the time set by the author; zero: at once on quorum.
	PublishAt    time.Time     `json:"publish_at,omitzero"`
	Publications []Publication `json:"publications,omitempty"`
	// Reason is why it was returned or rejected.
	Reason  string    `json:"reason,omitempty"`
	Created time.Time `json:"created"`
}

// PostState is where a post stands.
type PostState string

// The states of a post (DESIGN «A post's life»).
const (
	Drafting   PostState = "draft"
	InReview   PostState = "review"
	Approved   PostState = "approved"
	Publishing PostState = "publishing"
	Published  PostState = "published"
	Uncertain  PostState = "unknown"
	Rejected   PostState = "rejected"
	Withdrawn  PostState = "withdrawn"
)

// Vote is an approver's word for the version it names.
type Vote struct {
	By      PersonID  `json:"by"`
	Version int       `json:"version"`
	At      time.Time `json:"at"`
}

// Publication is the post in one channel.
type Publication struct {
	Channel int64 `json:"channel"`
	// Messages are the ids in the channel; Link leads to the first.
	Messages []int  `json:"messages,omitempty"`
	Link     string `json:"link,omitempty"`
}

// Editable tells whether the author may change the draft.
func (p Post) Editable() bool {
	return p.State == Drafting || p.State == InReview || p.State == Approved
}

// Edit gives the post with a new draft; what was voted on is void. A post that
// is out, or on its way out, is an [ErrConflict].
func (p Post) Edit(c Content) (Post, error) {
	if !p.Editable() {
		return p, fmt.Errorf("edit a post that is %s: %w", p.State, ErrConflict)
	}
	p.Draft, p.State, p.Votes = c, Drafting, nil
	return p, nil
}

// Submit freezes the draft as the next version and puts it to the vote. An
// empty draft or one over Telegram's limits is an [ErrInvalid].
func (p Post) Submit() (Post, error) {
	if p.State != Drafting {
		return p, fmt.Errorf("submit a post that is %s: %w", p.State, ErrConflict)
	}
	if err := p.Draft.Check(); err != nil {
		return p, err
	}
	p.Version++
	p.Frozen = Content{p.Draft.Text, slices.Clone(p.Draft.Entities), slices.Clone(p.Draft.Media)}
	p.State, p.Votes, p.Reason = InReview, nil, ""
	return p, nil
}

// Check tells whether the content can be published as it is; the error is an
// [ErrInvalid].
func (c Content) Check() error {
	switch {
	case c.Text == "" && len(c.Media) == 0:
		return fmt.Errorf("post is empty: %w", ErrInvalid)
	case len(c.Media) > AlbumLimit:
		return fmt.Errorf("%d photos, at most %d: %w", len(c.Media), AlbumLimit, ErrInvalid)
	case Len(c.Text) > TextLimit:
		return fmt.Errorf("text of %d, at most %d: %w", Len(c.Text), TextLimit, ErrInvalid)
	}
	return nil
}

// Approve counts a vote for the version and approves the post when the quorum
// is reached. A vote for another version or after the vote is an [ErrConflict],
// the author's where the rules forbid it an [ErrForbidden]. A second vote of the
// same person changes nothing.
func (p Post) Approve(by PersonID, version int, at time.Time, rules Approval) (Post, error) {
	switch {
	case p.State != InReview || version != p.Version:
		return p, fmt.Errorf("vote for version %d of a post that is %s: %w", version, p.State, ErrConflict)
	case by == p.Author && !rules.Own:
		return p, fmt.Errorf("author's own vote: %w", ErrForbidden)
	case slices.ContainsFunc(p.Votes, func(v Vote) bool { return v.By == by }):
		return p, nil
	}
	p.Votes = append(slices.Clone(p.Votes), Vote{By: by, Version: version, At: at.UTC()})
	if len(p.Votes) >= max(rules.Quorum, 1) {
		p.State = Approved
	}
	return p, nil
}

// Rework sends a version back to its author with a reason; a version no longer
// in review is an [ErrConflict].
func (p Post) Rework(version int, reason string) (Post, error) {
	if p.State != InReview || version != p.Version {
		return p, fmt.Errorf("return version %d of a post that is %s: %w", version, p.State, ErrConflict)
	}
	p.State, p.Votes, p.Reason = Drafting, nil, reason
	return p, nil
}

// Reject ends a version in review for good.
func (p Post) Reject(version int) (Post, error) {
	if p.State != InReview || version != p.Version {
		return p, fmt.Errorf("reject version %d of a post that is %s: %w", version, p.State, ErrConflict)
	}
	p.State = Rejected
	return p, nil
}

// Withdraw takes a post back before it is on its way out.
func (p Post) Withdraw() (Post, error) {
	if !p.Editable() {
		return p, fmt.Errorf("withdraw a post that is %s: %w", p.State, ErrConflict)
	}
	p.State = Withdrawn
	return p, nil
}

// Publish puts an approved post, or one that turned out not to have gone out,
// on its way to the channel.
func (p Post) Publish() (Post, error) {
	if p.State != Approved {
		return p, fmt.Errorf("publish a post that is %s: %w", p.State, ErrConflict)
	}
	p.State = Publishing
	return p, nil
}

// Doubt notes that nobody knows whether the publication went out.
func (p Post) Doubt() (Post, error) {
	if p.State != Publishing {
		return p, fmt.Errorf("doubt a post that is %s: %w", p.State, ErrConflict)
	}
	p.State = Uncertain
	return p, nil
}

// Reapprove makes a post whose publication did not go out ready to be
// published again: the same version, voted on already.
func (p Post) Reapprove() (Post, error) {
	if p.State != Uncertain && p.State != Publishing {
		return p, fmt.Errorf("publish again a post that is %s: %w", p.State, ErrConflict)
	}
	p.State = Approved
	return p, nil
}

// Out notes a publication; with the last channel the post is published.
func (p Post) Out(pub Publication) (Post, error) {
	if p.State != Publishing && p.State != Uncertain {
		return p, fmt.Errorf("note a publication of a post that is %s: %w", p.State, ErrConflict)
	}
	p.Publications = append(slices.Clone(p.Publications), pub)
	p.State = Published
	return p, nil
}
