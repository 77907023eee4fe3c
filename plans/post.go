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
	// Former is the version before the one voted on, to tell what has changed.
	Former Content `json:"former,omitzero"`
	Votes  []Vote  `json:"votes,omitempty"`
	// Live is the version the channels show, LiveVersion its number; 0 for none.
	Live        Content `json:"live,omitzero"`
	LiveVersion int     `json:"live_version,omitempty"`
	// Without are the pages that the author has unticked; the post is for all others.
	Without []PageID `json:"without,omitempty"`
	// PublishAt is the time set by the author; zero: at once on quorum, or, for
	// an approved post, when somebody says so.
	PublishAt    time.Time     `json:"publish_at,omitzero"`
	Publications []Publication `json:"publications,omitempty"`
	// Reported is true when the publication has confirmed the task.
	Reported bool `json:"reported,omitempty"`
	// Judge is who returned or rejected it, Reason why.
	Judge   PersonID  `json:"judge,omitempty"`
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
	// Amending and Removing: the messages in the channels are being edited or
	// deleted.
	Amending PostState = "amending"
	Removing PostState = "removing"
	Removed  PostState = "removed"
)

// Vote is an approver's word for the version it names.
type Vote struct {
	By      PersonID  `json:"by"`
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	// Step is the step it was given at, from 1; 0 where there are none.
	Step int `json:"step,omitempty"`
}

// NewPost is an empty draft.
func NewPost(author PersonID, task TaskID, at time.Time) Post {
	return Post{Author: author, Task: task, State: Drafting, Created: at.UTC()}
}

// Editable reports whether the author may still change the draft or take the post
// back: nothing of it is on its way out, or it corrects one that is out.
func (p Post) Editable() bool {
	return (p.State == Drafting || p.State == InReview || p.State == Approved) && (p.Out() || !p.begun())
}

// Edit gives the post with a new draft; what was voted on is void. A post that
// is out, or on its way out, is an [ErrConflict].
func (p Post) Edit(c Content) (Post, error) {
	if !p.Editable() {
		return p, fmt.Errorf("edit a post that is %s: %w", p.State, ErrConflict)
	}
	p.Draft, p.State, p.Votes = c.clone(), Drafting, nil
	if !p.Out() {
		p.Publications = nil
	}
	return p, nil
}

// Submit freezes the draft as the next version and puts it to the vote. A post
// that is no draft is an [ErrConflict]. An empty draft or one over Telegram's
// limits is an [ErrInvalid], and so is a correction that cannot take the place of
// what is out.
func (p Post) Submit() (Post, error) {
	if p.State != Drafting {
		return p, fmt.Errorf("submit a post that is %s: %w", p.State, ErrConflict)
	}
	if err := p.Draft.Check(); err != nil {
		return p, err
	}
	if p.Out() {
		if err := p.Draft.Replaces(p.Live); err != nil {
			return p, err
		}
	}
	p.Version++
	p.Former, p.Frozen = p.Frozen, p.Draft.clone()
	p.State, p.Votes, p.Judge, p.Reason = InReview, nil, "", ""
	if !p.Out() {
		p.Publications = nil
	}
	return p, nil
}

// Voted reports whether the person's vote for the version in review is counted.
func (p Post) Voted(by PersonID) bool {
	return slices.ContainsFunc(p.Votes, func(v Vote) bool { return v.By == by && v.Version == p.Version })
}

// Approve counts a vote for the version and approves the post when the quorum
// is reached. A vote for another version or after the vote is an [ErrConflict],
// the author's where the rules forbid it an [ErrForbidden], that of somebody whose
// step it is not an [ErrTurn]. A second vote of the same person is not counted.
func (p Post) Approve(by PersonID, version int, at time.Time, rules Approval) (Post, error) {
	switch {
	case p.State != InReview || version != p.Version:
		return p, fmt.Errorf("vote for version %d of a post that is %s: %w", version, p.State, ErrConflict)
	case by == p.Author && !rules.Own:
		return p, fmt.Errorf("author's own vote: %w", ErrForbidden)
	}
	step := 0
	if i := rules.At(p.Votes); i < len(rules.Steps) {
		if step = i + 1; !rules.Steps[i].Has(by) {
			return p, fmt.Errorf("vote at step %d: %w", step, ErrTurn)
		}
	}
	given := slices.ContainsFunc(p.Votes, func(v Vote) bool { return v.By == by && v.Version == version && v.Step == step })
	if !given && (len(rules.Steps) == 0 || step > 0) {
		p.Votes = append(slices.Clone(p.Votes), Vote{By: by, Version: version, At: at.UTC(), Step: step})
	}
	if rules.Passed(p.Votes) {
		p.State = Approved
	}
	return p, nil
}

// Unvote takes a person's votes back while the version is in review; later this is
// an [ErrConflict]. The steps after the first of them are to be taken anew.
func (p Post) Unvote(by PersonID, version int) (Post, error) {
	if p.State != InReview || version != p.Version {
		return p, fmt.Errorf("take back a vote for version %d of a post that is %s: %w", version, p.State, ErrConflict)
	}
	first := slices.IndexFunc(p.Votes, func(v Vote) bool { return v.By == by })
	if first < 0 {
		return p, nil
	}
	step := p.Votes[first].Step
	p.Votes = slices.DeleteFunc(slices.Clone(p.Votes), func(v Vote) bool { return v.By == by || v.Step > step })
	return p, nil
}

// Rework sends a version back to its author with a reason; a version no longer
// in review is an [ErrConflict].
func (p Post) Rework(version int, by PersonID, reason string) (Post, error) {
	if p.State != InReview || version != p.Version {
		return p, fmt.Errorf("return version %d of a post that is %s: %w", version, p.State, ErrConflict)
	}
	p.State, p.Votes, p.Judge, p.Reason = Drafting, nil, by, reason
	return p, nil
}

// Reject ends a version in review for good; a rejected correction leaves the post
// as it is out. A version no longer in review is an [ErrConflict].
func (p Post) Reject(version int, by PersonID) (Post, error) {
	if p.State != InReview || version != p.Version {
		return p, fmt.Errorf("reject version %d of a post that is %s: %w", version, p.State, ErrConflict)
	}
	if p.Out() {
		return p.back(), nil
	}
	p.State, p.Votes, p.Judge = Rejected, nil, by
	return p, nil
}

// Withdraw takes a post back before it is on its way out; a correction taken
// back leaves the post as it is out. A post that is not [Post.Editable] is an
// [ErrConflict].
func (p Post) Withdraw() (Post, error) {
	if !p.Editable() {
		return p, fmt.Errorf("withdraw a post that is %s: %w", p.State, ErrConflict)
	}
	if p.Out() {
		return p.back(), nil
	}
	p.State, p.Votes, p.Publications = Withdrawn, nil, nil
	return p, nil
}

// Reopen makes a draft again of a post that was taken back or rejected, to be
// voted on anew. Any other post is an [ErrConflict].
func (p Post) Reopen() (Post, error) {
	if p.State != Withdrawn && p.State != Rejected {
		return p, fmt.Errorf("reopen a post that is %s: %w", p.State, ErrConflict)
	}
	p.State = Drafting
	return p, nil
}

// At sets the time of publication, zero for at once on quorum. It is no part of
// what is voted on. A post that is not [Post.Editable] is an [ErrConflict].
func (p Post) At(at time.Time) (Post, error) {
	if !p.Editable() {
		return p, fmt.Errorf("set the time of a post that is %s: %w", p.State, ErrConflict)
	}
	p.PublishAt = at.UTC()
	if at.IsZero() {
		p.PublishAt = time.Time{}
	}
	return p, nil
}
