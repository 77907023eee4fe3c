package plans_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// postWorld is a post with what a channel and the group know of it: which votes
// were given for which version, and which parts really reached which channel.
type postWorld struct {
	post    plans.Post
	rules   plans.Approval
	now     time.Time
	frozen  map[int]plans.Content           // what each version looked like when it was submitted
	votes   map[int]map[plans.PersonID]bool // valid votes by version
	reached map[string]int                  // deliveries by channel and part
	wire    []letter                        // parts handed to the wire, not answered yet
}

type letter struct {
	channel int64
	part    int
	version int
}

func (w *postWorld) key(l letter) string { return fmt.Sprintf("%d/%d", l.channel, l.part) }

// try applies a transition; one that is refused must leave the post as it was.
func (w *postWorld) try(t *rapid.T, next plans.Post, err error) bool {
	if err == nil {
		w.post = next
		return true
	}
	if !errors.Is(err, plans.ErrConflict) && !errors.Is(err, plans.ErrInvalid) && !errors.Is(err, plans.ErrForbidden) {
		t.Fatalf("error of no kind: %v", err)
	}
	return false
}

// handOver gives the wire every part that is Sending and not with it yet.
func (w *postWorld) handOver(before plans.Post) {
	for _, u := range w.post.Publications {
		old, known := before.Publication(u.Channel)
		if u.State == plans.Sending && (!known || old.State != plans.Sending || old.Part != u.Part) {
			w.wire = append(w.wire, letter{u.Channel, u.Part, w.post.Version})
		}
	}
}

var drawnContent = rapid.Custom(func(t *rapid.T) plans.Content {
	n := rapid.SampledFrom([]int{3, 700, 1024, 1025, 4096, 0, 4097}).Draw(t, "length")
	c := plans.Content{Text: strings.Repeat("ж", n)}
	for i := range rapid.SampledFrom([]int{0, 1, 2, 10, 11}).Draw(t, "photos") {
		c.Media = append(c.Media, plans.Media{Kind: plans.Photo, File: fmt.Sprint(i), Unique: fmt.Sprint(i)})
	}
	return c
})

var voters = []plans.PersonID{"author", "a", "b", "c"}

// rarely keeps what throws a post back from ending every history early.
func rarely(t *rapid.T) bool { return rapid.IntRange(0, 9).Draw(t, "chance") == 9 }

// TestPostIsPublishedOnlyByQuorumAndOnce plays random histories of a post with
// two channels and a wire that loses answers, refuses and delivers.
func TestPostIsPublishedOnlyByQuorumAndOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &postWorld{
			now:    time.Date(2023, 3, 15, 9, 0, 0, 0, time.UTC),
			rules:  plans.Approval{Quorum: rapid.IntRange(1, 3).Draw(t, "quorum"), Own: rapid.Bool().Draw(t, "own")},
			frozen: map[int]plans.Content{}, votes: map[int]map[plans.PersonID]bool{}, reached: map[string]int{},
		}
		w.post = plans.NewPost("author", "", w.now)
		t.Repeat(map[string]func(*rapid.T){
			"edit":    w.edit,
			"submit":  w.submit,
			"vote":    w.vote,
			"unvote":  w.unvote,
			"return":  w.giveBack,
			"publish": w.publish,
			"land":    w.land,
			"answer":  w.answer,
			"":        w.check,
		})
	})
}

func (w *postWorld) edit(t *rapid.T) {
	half := w.post.State == plans.Approved && len(w.post.Publications) > 0
	if w.post.State != plans.Drafting && !half && !rarely(t) {
		t.Skip("let it go on")
	}
	next, err := w.post.Edit(drawnContent.Draw(t, "content"))
	w.try(t, next, err)
}

func (w *postWorld) submit(t *rapid.T) {
	next, err := w.post.Submit()
	if w.try(t, next, err) {
		w.frozen[w.post.Version] = w.post.Draft
		w.votes[w.post.Version] = map[plans.PersonID]bool{}
	}
}

func (w *postWorld) vote(t *rapid.T) {
	by := rapid.SampledFrom(voters).Draw(t, "by")
	version := w.post.Version
	if rarely(t) {
		version--
	}
	next, err := w.post.Approve(by, version, w.now, w.rules)
	if w.try(t, next, err) {
		w.votes[version][by] = true
	}
}

func (w *postWorld) unvote(t *rapid.T) {
	by := rapid.SampledFrom(voters).Draw(t, "by")
	next, err := w.post.Unvote(by, w.post.Version)
	if w.try(t, next, err) {
		delete(w.votes[w.post.Version], by)
	}
}

// giveBack takes the post off its way: by rework, rejection, withdrawal.
func (w *postWorld) giveBack(t *rapid.T) {
	if w.post.Editable() && !rarely(t) {
		t.Skip("let it go on")
	}
	var next plans.Post
	var err error
	switch rapid.IntRange(0, 3).Draw(t, "how") {
	case 0:
		next, err = w.post.Rework(w.post.Version, "дополнить")
	case 1:
		next, err = w.post.Reject(w.post.Version)
	case 2:
		next, err = w.post.Withdraw()
	case 3:
		next, err = w.post.Reopen()
	}
	w.try(t, next, err)
}

func (w *postWorld) publish(t *rapid.T) {
	channels := rapid.SampledFrom([][]int64{{1, 2}, {1}, {2}, nil}).Draw(t, "channels")
	before := w.post
	next, err := w.post.Publish(channels...)
	if w.try(t, next, err) {
		w.handOver(before)
	}
}

// land lets one part come back from the wire: delivered or not, and the answer
// known or lost.
func (w *postWorld) land(t *rapid.T) {
	if len(w.wire) == 0 {
		t.Skip("nothing is on its way")
	}
	l := w.wire[0]
	w.wire = w.wire[1:]
	if l.version != w.post.Version {
		t.Fatalf("version %d is on its way while %d is the post's", l.version, w.post.Version)
	}
	before := w.post
	var next plans.Post
	var err error
	switch rapid.SampledFrom([]string{"accepted", "accepted", "accepted", "refused", "lost before", "lost after"}).Draw(t, "outcome") {
	case "accepted":
		w.reached[w.key(l)]++
		next, err = w.post.Sent(l.channel, l.part, []int{7}, "")
	case "refused":
		next, err = w.post.Fail(l.channel, l.part, "no_rights")
	case "lost after":
		w.reached[w.key(l)]++
		next, err = w.post.Doubt(l.channel, l.part)
	case "lost before":
		next, err = w.post.Doubt(l.channel, l.part)
	}
	if err != nil {
		t.Fatalf("outcome of a part on its way: %v", err)
	}
	w.post = next
	w.handOver(before)
}

// answer lets somebody who has looked into the channel tell what he saw.
func (w *postWorld) answer(t *rapid.T) {
	for _, u := range w.post.Publications {
		if u.State != plans.Doubtful {
			continue
		}
		before := w.post
		next, err := w.post.Again(u.Channel, u.Part)
		if w.reached[w.key(letter{u.Channel, u.Part, 0})] > 0 {
			next, err = w.post.Sent(u.Channel, u.Part, nil, "")
		}
		if err != nil {
			t.Fatal(err)
		}
		w.post = next
		w.handOver(before)
		return
	}
	t.Skip("nothing is in doubt")
}

func (w *postWorld) check(t *rapid.T) {
	p := w.post
	for key, n := range w.reached {
		if n > 1 {
			t.Fatalf("part %s reached its channel %d times", key, n)
		}
	}
	if len(w.reached) > 0 || len(w.wire) > 0 || p.State == plans.Published {
		if n := len(w.votes[p.Version]); n < w.rules.Quorum {
			t.Fatalf("version %d is on its way or out with %d of %d votes", p.Version, n, w.rules.Quorum)
		}
		if w.votes[p.Version]["author"] && !w.rules.Own {
			t.Fatal("the author's own vote was counted")
		}
		if !p.Frozen.Equal(w.frozen[p.Version]) {
			t.Fatal("what goes out is not what was voted on")
		}
	}
	if p.State == plans.Published {
		for _, u := range p.Publications {
			for part := range p.Frozen.Parts() {
				if u.State != plans.Out || part < u.Part && w.reached[w.key(letter{u.Channel, part, 0})] != 1 {
					t.Fatalf("published, and part %d is not in channel %d: %+v", part, u.Channel, u)
				}
			}
		}
	}
	if p.State == plans.InReview && p.Frozen.Check() != nil {
		t.Fatal("what cannot be published is being voted on")
	}
}
