package plans_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
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
	frozen  map[int]plans.Content                              // what each version looked like when it was submitted
	votes   map[int]map[plans.PersonID]bool                    // valid votes by version
	reached map[string]int                                     // deliveries by channel and part
	wire    []letter                                           // parts handed to the wire, not answered yet
	walls   map[plans.PageID]map[plans.MessageID]plans.Content // what each message of a channel shows
	edits   []plans.Amendment                                  // edits handed to the wire; a deletion shows nothing
	marred  bool                                               // an edit or a deletion was refused
	givenUp map[plans.PageID]bool                              // channels left with the photos alone
}

type letter struct {
	channel plans.PageID
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
	if !reflect.DeepEqual(next, w.post) {
		t.Fatalf("refused, and the post is changed: %v", err)
	}
	return false
}

// handOver gives the wire every part that is Sending and not with it yet.
func (w *postWorld) handOver(before plans.Post) {
	for _, u := range w.post.Publications {
		old, known := before.Publication(u.Page)
		if u.State == plans.Sending && (!known || old.State != plans.Sending || old.Part != u.Part) {
			w.wire = append(w.wire, letter{u.Page, u.Part, w.post.Version})
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
// two channels in Telegram, one in MAX, a page kept by hand, and a wire that loses
// answers, refuses and delivers.
func TestPostIsPublishedOnlyByQuorumAndOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &postWorld{
			now:    time.Date(2023, 3, 15, 9, 0, 0, 0, time.UTC),
			rules:  plans.Approval{Quorum: rapid.IntRange(1, 3).Draw(t, "quorum"), Own: rapid.Bool().Draw(t, "own")},
			frozen: map[int]plans.Content{}, votes: map[int]map[plans.PersonID]bool{}, reached: map[string]int{},
			walls: map[plans.PageID]map[plans.MessageID]plans.Content{1: {}, 2: {}, maxPage: {}}, givenUp: map[plans.PageID]bool{},
		}
		w.post = plans.NewPost("author", "", w.now)
		t.Repeat(map[string]func(*rapid.T){
			"edit":    w.edit,
			"submit":  w.submit,
			"vote":    w.vote,
			"unvote":  w.unvote,
			"return":  w.giveBack,
			"publish": w.publish,
			"place":   w.place,
			"give up": w.giveUp,
			"land":    w.land,
			"answer":  w.answer,
			"correct": w.correct,
			"amend":   w.amend,
			"remove":  w.remove,
			"change":  w.change,
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
		next, err = w.post.Rework(w.post.Version, "a", "дополнить")
	case 1:
		next, err = w.post.Reject(w.post.Version, "a")
	case 2:
		next, err = w.post.Withdraw()
	case 3:
		next, err = w.post.Reopen()
	}
	w.try(t, next, err)
}

func (w *postWorld) publish(t *rapid.T) {
	channels := rapid.SampledFrom([][]plans.PageID{{1, 2}, {1}, {2}, {1, maxPage, handPage}, {1, 2, maxPage}, {handPage}, {maxPage, handPage}, nil}).Draw(t, "channels")
	before := w.post
	next, err := w.post.Publish(pagesOf(channels)...)
	if !w.try(t, next, err) {
		return
	}
	w.handOver(before)
	for _, u := range before.Publications {
		if u.State == plans.Failed && !slices.Contains(channels, u.Page) {
			w.givenUp[u.Page] = u.Part > 0
		}
	}
}

// The pages that are no channels of Telegram.
const (
	maxPage  plans.PageID = 3
	handPage plans.PageID = 4
)

func pagesOf(ids []plans.PageID) []plans.Page {
	var all []plans.Page
	for _, p := range telegram(ids...) {
		switch p.ID {
		case maxPage:
			p.Kind = plans.MaxPage
		case handPage:
			p.Kind = plans.VKPage
		}
		all = append(all, p)
	}
	return all
}

// byHand reports whether only people can change what a page shows.
func (w *postWorld) byHand(page plans.PageID) bool {
	return slices.ContainsFunc(w.post.ByHand(), func(u plans.Publication) bool { return u.Page == page })
}

// place lets somebody place the post by hand, or decide not to.
func (w *postWorld) place(t *rapid.T) {
	before := w.post
	next, err := w.post.Placed(handPage, "https://vk.com/wall-1_2", w.now)
	if rapid.Bool().Draw(t, "not") {
		next, err = w.post.Unplace(handPage)
	}
	if w.try(t, next, err) && w.post.State == plans.Withdrawn && before.State != plans.Withdrawn && len(w.wire) > 0 {
		t.Fatal("taken back while something is on its way")
	}
}

// giveUp removes a page to which nothing is on its way.
func (w *postWorld) giveUp(t *rapid.T) {
	page := rapid.SampledFrom([]plans.PageID{2, maxPage, handPage}).Draw(t, "page")
	u, known := w.post.Publication(page)
	if !known || u.State == plans.Sending {
		t.Skip("it is being written")
	}
	next, err := w.post.GiveUp(page)
	if w.try(t, next, err) {
		w.givenUp[page] = w.givenUp[page] || u.Part > 0
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
		next, err = w.post.Sent(l.channel, l.part, w.deliver(l), "", w.now)
	case "refused":
		next, err = w.post.Fail(l.channel, l.part, "no_rights")
	case "lost after":
		w.deliver(l)
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
		next, err := w.post.Again(u.Page, u.Part)
		if w.reached[w.key(letter{u.Page, u.Part, 0})] > 0 {
			next, err = w.post.Sent(u.Page, u.Part, nil, "", w.now)
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

// faces is what each message of a content shows, by the Bot API's rules: a file
// each, the words under the first file or alone.
func faces(c plans.Content) []plans.Content {
	var all []plans.Content
	for _, m := range c.Media {
		all = append(all, plans.Content{Media: []plans.Media{m}})
	}
	if len(c.Media) > 0 && plans.Len(c.Text) <= 1024 {
		all[0].Text = c.Text
		return all
	}
	return append(all, plans.Content{Text: c.Text})
}

// deliver puts a part on the channel's wall and gives its messages.
func (w *postWorld) deliver(l letter) []plans.MessageID {
	w.reached[w.key(l)]++
	var messages []plans.MessageID
	shown := faces(w.post.Frozen.Part(l.part))
	if l.channel == maxPage {
		shown = []plans.Content{w.post.Frozen}
	}
	for _, face := range shown {
		m := ids(len(w.walls[l.channel]) + 1)[0]
		w.walls[l.channel][m] = face
		messages = append(messages, m)
	}
	return messages
}

func (w *postWorld) correct(t *rapid.T) {
	next, err := w.post.Correct()
	if !w.try(t, next, err) {
		t.Skip("nothing to correct")
	}
	c := w.post.Draft
	c.Text += "!"
	if len(c.Media) > 0 {
		c.Media = append(c.Media[1:], plans.Media{Kind: plans.Photo, File: "new", Unique: "new"})
	}
	if next, err = w.post.Edit(c); err != nil {
		t.Fatal(err)
	}
	w.post = next
}

func (w *postWorld) amend(t *rapid.T) {
	next, edits, err := w.post.Amend()
	if w.try(t, next, err) {
		w.edits, w.marred = append(w.edits, edits...), false
	}
}

func (w *postWorld) remove(t *rapid.T) {
	if !rarely(t) {
		t.Skip("let it stand")
	}
	next, err := w.post.Remove()
	if !w.try(t, next, err) {
		return
	}
	w.marred = false
	for _, u := range w.post.Publications {
		for _, m := range u.Pending {
			w.edits = append(w.edits, plans.Amendment{Page: u.Page, Message: m})
		}
	}
}

// change lets one edit or deletion come back from the wire.
func (w *postWorld) change(t *rapid.T) {
	if len(w.edits) == 0 {
		t.Skip("nothing is being changed")
	}
	e := w.edits[0]
	w.edits = w.edits[1:]
	why := ""
	switch {
	case rarely(t):
		why, w.marred = "no_rights", true
	case e.Shows.Empty():
		delete(w.walls[e.Page], e.Message)
	default:
		w.walls[e.Page][e.Message] = e.Shows
	}
	next, err := w.post.Done(e.Page, e.Message, why)
	if err != nil {
		t.Fatalf("outcome of an edit on its way: %v", err)
	}
	w.post = next
}

func (w *postWorld) check(t *rapid.T) {
	p := w.post
	for key, n := range w.reached {
		if n > 1 {
			t.Fatalf("part %s reached its channel %d times", key, n)
		}
	}
	if len(w.reached) > 0 || len(w.wire) > 0 || p.State == plans.Published {
		version := p.Version
		if p.Out() {
			version = p.LiveVersion
		}
		w.voted(t, version)
		if !p.Out() && !p.Frozen.Equal(w.frozen[version]) || p.Out() && !w.marred && !p.Live.Equal(w.frozen[version]) {
			t.Fatal("what goes out is not what was voted on")
		}
	}
	if len(w.edits) > 0 && p.State == plans.Amending {
		w.voted(t, p.Version)
	}
	if p.State == plans.Published && !w.marred {
		w.checkWalls(t)
	}
	if p.State == plans.Removed {
		for page, wall := range w.walls {
			if len(wall) > 0 && !w.byHand(page) {
				t.Fatalf("removed, and the channel %d holds %v", page, wall)
			}
		}
	}
	if p.State == plans.InReview && p.Frozen.Check() != nil {
		t.Fatal("what cannot be published is being voted on")
	}
}

// voted fails unless the version has its quorum of valid votes.
func (w *postWorld) voted(t *rapid.T, version int) {
	if n := len(w.votes[version]); n < w.rules.Quorum {
		t.Fatalf("version %d is on its way or out with %d of %d votes", version, n, w.rules.Quorum)
	}
	if w.votes[version]["author"] && !w.rules.Own {
		t.Fatal("the author's own vote was counted")
	}
}

// checkWalls fails unless every channel shows the live version and nothing else.
func (w *postWorld) checkWalls(t *rapid.T) {
	for _, u := range w.post.Publications {
		want := faces(w.frozen[w.post.LiveVersion])
		if u.Page == maxPage {
			want = []plans.Content{w.frozen[w.post.LiveVersion]}
		}
		if w.givenUp[u.Page] || u.State == plans.TakenDown || u.State == plans.Unplaced || u.State == plans.ToPlace || w.byHand(u.Page) {
			continue
		}
		wall := w.walls[u.Page]
		if len(wall) != len(want) {
			t.Fatalf("channel %d holds %d messages, the version has %d", u.Page, len(wall), len(want))
		}
		for i, face := range want {
			if !wall[ids(i + 1)[0]].Equal(face) {
				t.Fatalf("message %d of channel %d shows %v, want %v", i+1, u.Page, wall[ids(i + 1)[0]], face)
			}
		}
	}
}
