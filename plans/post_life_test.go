package plans_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// must fails the test where a transition is refused that has to be allowed.
func must(t *testing.T) func(plans.Post, error) plans.Post {
	return func(p plans.Post, err error) plans.Post {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
}

// telegram are Telegram channels.
func telegram(ids ...plans.PageID) []plans.Page {
	var all []plans.Page
	for _, id := range ids {
		all = append(all, plans.Page{ID: id, Kind: plans.TelegramPage})
	}
	return all
}

// ids are messages as Telegram names them.
func ids(numbers ...int) []plans.MessageID {
	var all []plans.MessageID
	for _, n := range numbers {
		all = append(all, plans.MessageID(strconv.Itoa(n)))
	}
	return all
}

var byOne = plans.Approval{Quorum: 1}

func twoPhotos(text string) plans.Content {
	return plans.Content{Text: text, Media: []plans.Media{
		{Kind: plans.Photo, File: "f1", Unique: "u1"}, {Kind: plans.Video, File: "f2", Unique: "u2"},
	}}
}

// stages gives a post at every point of its life. Its channels are 1 and 2; of
// two votes needed, the one of "a" is given while it is in review.
func stages(t *testing.T) map[string]plans.Post {
	t.Helper()
	ok := must(t)
	review := func(p plans.Post) plans.Post {
		return ok(ok(p.Submit()).Approve("a", p.Version+1, noon, plans.Approval{Quorum: 2}))
	}
	// A stage must not be spoiled by a transition that changes what it is called on.
	fork := func(p plans.Post) plans.Post {
		p.Publications = slices.Clone(p.Publications)
		return p
	}
	approve := func(p plans.Post) plans.Post { return ok(p.Approve("b", p.Version, noon, byOne)) }

	s := map[string]plans.Post{}
	s["draft"] = ok(plans.NewPost("author", "p/1.1", noon).Edit(twoPhotos("текст")))
	s["review"] = review(s["draft"])
	s["approved"] = approve(s["review"])
	s["rejected"] = ok(s["review"].Reject(1, "a"))
	s["withdrawn"] = ok(s["review"].Withdraw())
	s["publishing"] = ok(s["approved"].Publish(telegram(1, 2)...))
	s["in doubt"] = ok(s["publishing"].Doubt(1, 0))
	s["refused"] = ok(ok(s["publishing"].Fail(1, 0, "no_rights")).Fail(2, 0, "no_rights"))
	s["half out"] = ok(ok(s["publishing"].Sent(1, 0, ids(10, 11), "link", noon)).Fail(2, 0, "no_rights"))
	s["published"] = ok(ok(s["publishing"].Sent(1, 0, ids(10, 11), "link", noon)).Sent(2, 0, ids(20, 21), "", noon))
	s["out by somebody's word"] = ok(ok(s["in doubt"].Sent(1, 0, nil, "", noon)).Sent(2, 0, ids(20, 21), "", noon))
	s["correction"] = ok(ok(s["published"].Correct()).Edit(twoPhotos("другой")))
	s["correction in review"] = review(s["correction"])
	s["correction approved"] = approve(s["correction in review"])
	var err error
	if s["amending"], _, err = fork(s["correction approved"]).Amend(); err != nil {
		t.Fatal(err)
	}
	s["removing"] = ok(fork(s["published"]).Remove())
	s["removed"] = s["removing"]
	for _, m := range [][2]int{{1, 10}, {1, 11}, {2, 20}, {2, 21}} {
		s["removed"] = ok(s["removed"].Done(plans.PageID(m[0]), ids(m[1])[0], ""))
	}
	return s
}

// transitions are all of a post, with arguments that fit where it stands.
var transitions = map[string]func(plans.Post) (plans.Post, error){
	"edit":     func(p plans.Post) (plans.Post, error) { return p.Edit(twoPhotos("иной")) },
	"submit":   plans.Post.Submit,
	"approve":  func(p plans.Post) (plans.Post, error) { return p.Approve("b", p.Version, noon, byOne) },
	"unvote":   func(p plans.Post) (plans.Post, error) { return p.Unvote("a", p.Version) },
	"rework":   func(p plans.Post) (plans.Post, error) { return p.Rework(p.Version, "a", "дополнить") },
	"reject":   func(p plans.Post) (plans.Post, error) { return p.Reject(p.Version, "a") },
	"withdraw": plans.Post.Withdraw,
	"reopen":   plans.Post.Reopen,
	"time":     func(p plans.Post) (plans.Post, error) { return p.At(noon) },
	"publish":  func(p plans.Post) (plans.Post, error) { return p.Publish(telegram(1, 2)...) },
	"sent":     func(p plans.Post) (plans.Post, error) { return p.Sent(1, 0, ids(30, 31), "link", noon) },
	"doubt":    func(p plans.Post) (plans.Post, error) { return p.Doubt(1, 0) },
	"fail":     func(p plans.Post) (plans.Post, error) { return p.Fail(1, 0, "no_rights") },
	"again":    func(p plans.Post) (plans.Post, error) { return p.Again(1, 0) },
	"link":     func(p plans.Post) (plans.Post, error) { return p.Linked(1, "another") },
	"correct":  plans.Post.Correct,
	"amend": func(p plans.Post) (plans.Post, error) {
		next, _, err := p.Amend()
		return next, err
	},
	"done":   func(p plans.Post) (plans.Post, error) { return p.Done(1, "10", "") },
	"remove": plans.Post.Remove,
}

// TestTransitionsOfAPost lists for each stage what is allowed and the state it
// leads to. Whatever is not listed is a conflict and leaves the post as it was.
func TestTransitionsOfAPost(t *testing.T) {
	all := stages(t)
	allowed := map[string]string{
		"draft":                  "edit→draft submit→review withdraw→withdrawn time→draft",
		"review":                 "edit→draft approve→approved unvote→review rework→draft reject→rejected withdraw→withdrawn time→review",
		"approved":               "edit→draft withdraw→withdrawn time→approved publish→publishing",
		"rejected":               "reopen→draft",
		"withdrawn":              "reopen→draft",
		"publishing":             "sent→publishing doubt→unknown fail→publishing",
		"in doubt":               "sent→publishing fail→publishing again→publishing",
		"refused":                "edit→draft withdraw→withdrawn time→approved publish→publishing",
		"half out":               "publish→publishing link→approved",
		"published":              "link→published correct→draft remove→removing",
		"out by somebody's word": "link→published correct→draft remove→removing",
		"correction":             "edit→draft submit→review withdraw→published time→draft link→draft",
		"correction in review": "edit→draft approve→approved unvote→review rework→draft reject→published withdraw→published " +
			"time→review link→review",
		"correction approved": "edit→draft withdraw→published time→approved link→approved amend→amending",
		"amending":            "done→amending link→amending",
		"removing":            "done→removing link→removing",
		"removed":             "",
	}
	if len(allowed) != len(all) {
		t.Fatalf("%d stages, %d of them listed", len(all), len(allowed))
	}
	for stage, list := range allowed {
		want := map[string]plans.PostState{}
		for pair := range strings.FieldsSeq(list) {
			name, state, _ := strings.Cut(pair, "→")
			want[name] = plans.PostState(state)
		}
		for name, move := range transitions {
			p := all[stage]
			before := asJSON(t, p)
			next, err := move(p)
			if asJSON(t, p) != before {
				t.Errorf("%s: %s changes the post it is called on", stage, name)
			}
			switch state, ok := want[name]; {
			case ok && (err != nil || next.State != state):
				t.Errorf("%s: %s leads to %s, %v; want %s", stage, name, next.State, err, state)
			case !ok && !errors.Is(err, plans.ErrConflict):
				t.Errorf("%s: %s leads to %s, %v; want a conflict", stage, name, next.State, err)
			case !ok && asJSON(t, next) != before:
				t.Errorf("%s: %s is refused and changes the post", stage, name)
			}
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPostIsEditableUntilItIsOnItsWay(t *testing.T) {
	editable := []string{"draft", "review", "approved", "refused", "correction", "correction in review", "correction approved"}
	for stage, p := range stages(t) {
		if p.Editable() != slices.Contains(editable, stage) {
			t.Errorf("%s: editable %v", stage, p.Editable())
		}
	}
}

func TestChangedDraftVoidsVotesAndFormerPublications(t *testing.T) {
	s, ok := stages(t), must(t)
	p := ok(s["review"].Edit(twoPhotos("иной")))
	if p.Draft.Text != "иной" || p.Frozen.Text != "текст" || len(p.Votes) > 0 || p.Version != 1 {
		t.Errorf("edited in review: %+v", p)
	}
	if p = ok(s["refused"].Edit(twoPhotos("иной"))); len(p.Publications) > 0 {
		t.Errorf("edited after refusals: %+v", p.Publications)
	}
	if p = ok(s["correction approved"].Edit(twoPhotos("иной"))); len(p.Publications) != 2 || p.Live.Text != "текст" {
		t.Errorf("correction edited: %+v", p)
	}
}

func TestSubmittedVersionIsNumberedFrozenAndVotedOnAnew(t *testing.T) {
	s, ok := stages(t), must(t)
	p := ok(s["review"].Rework(1, "b", "дополнить"))
	if p.Judge != "b" || p.Reason != "дополнить" || len(p.Votes) > 0 || p.Version != 1 {
		t.Errorf("returned: %+v", p)
	}
	p = ok(ok(p.Edit(twoPhotos("иной"))).Submit())
	if p.Version != 2 || p.Frozen.Text != "иной" || p.Former.Text != "текст" || p.Judge != "" || p.Reason != "" || len(p.Votes) > 0 {
		t.Errorf("submitted again: %+v", p)
	}
	old := s["refused"]
	old.State = plans.Drafting
	if p = ok(old.Submit()); len(p.Publications) > 0 {
		t.Errorf("a new version keeps the publications of the old one: %+v", p.Publications)
	}
	if p = s["correction in review"]; len(p.Publications) != 2 || p.Version != 2 || p.LiveVersion != 1 {
		t.Errorf("correction submitted: %+v", p)
	}
}

func TestOnlyWhatCanBePublishedIsSubmitted(t *testing.T) {
	s, ok := stages(t), must(t)
	for name, p := range map[string]plans.Post{
		"empty":                       plans.NewPost("author", "", noon),
		"correction emptied":          ok(s["correction"].Edit(plans.Content{})),
		"correction without a photo":  ok(s["correction"].Edit(plans.Content{Text: "текст", Media: twoPhotos("").Media[:1]})),
		"correction over the caption": ok(s["correction"].Edit(twoPhotos(strings.Repeat("ж", 1025)))),
	} {
		if next, err := p.Submit(); !errors.Is(err, plans.ErrInvalid) || !reflect.DeepEqual(next, p) {
			t.Errorf("%s: %s, %v", name, next.State, err)
		}
	}
}

func TestVoteCountsOncePerPersonForTheVersionInReview(t *testing.T) {
	ok := must(t)
	three := plans.Approval{Quorum: 3}
	p := stages(t)["review"] // "a" has voted
	if !p.Voted("a") || p.Voted("b") {
		t.Errorf("voted: a %v, b %v", p.Voted("a"), p.Voted("b"))
	}
	stale := p
	stale.Votes = []plans.Vote{{By: "a", Version: 0, At: noon}}
	if stale.Voted("a") {
		t.Error("a vote for another version is counted")
	}
	if p = ok(p.Approve("a", 1, noon, three)); len(p.Votes) != 1 || p.State != plans.InReview {
		t.Errorf("a second vote of the same person: %+v, %s", p.Votes, p.State)
	}
	p = ok(p.Approve("b", 1, noon, three))
	if want := (plans.Vote{By: "b", Version: 1, At: noon}); len(p.Votes) != 2 || p.Votes[1] != want || p.State != plans.InReview {
		t.Errorf("two of three: %+v, %s", p.Votes, p.State)
	}
	if got := ok(p.Unvote("a", 1)); len(got.Votes) != 1 || got.Voted("a") || !got.Voted("b") {
		t.Errorf("taken back: %+v", got.Votes)
	}
	if p = ok(p.Approve("c", 1, noon, three)); p.State != plans.Approved {
		t.Errorf("three of three: %s", p.State)
	}
}

func TestAuthorsVoteCountsOnlyWhereTheRulesSay(t *testing.T) {
	p := stages(t)["review"]
	if next, err := p.Approve("author", 1, noon, byOne); !errors.Is(err, plans.ErrForbidden) || !reflect.DeepEqual(next, p) {
		t.Errorf("forbidden: %s, %v", next.State, err)
	}
	if next, err := p.Approve("author", 1, noon, plans.Approval{Quorum: 1, Own: true}); err != nil || next.State != plans.Approved {
		t.Errorf("allowed: %s, %v", next.State, err)
	}
}

func TestQuorumIsNeverLessThanOne(t *testing.T) {
	p := must(t)(stages(t)["draft"].Submit())
	if next := must(t)(p.Approve("b", 1, noon, plans.Approval{})); next.State != plans.Approved || len(next.Votes) != 1 {
		t.Errorf("%s, %+v", next.State, next.Votes)
	}
}

func TestButtonsOfAnOlderVersionAreRefused(t *testing.T) {
	p := stages(t)["correction in review"]
	for name, press := range map[string]func() (plans.Post, error){
		"approve": func() (plans.Post, error) { return p.Approve("b", 1, noon, byOne) },
		"unvote":  func() (plans.Post, error) { return p.Unvote("a", 1) },
		"rework":  func() (plans.Post, error) { return p.Rework(1, "b", "дополнить") },
		"reject":  func() (plans.Post, error) { return p.Reject(1, "b") },
	} {
		if next, err := press(); !errors.Is(err, plans.ErrConflict) || !reflect.DeepEqual(next, p) {
			t.Errorf("%s: %s, %v", name, next.State, err)
		}
	}
}

func TestRejectedAndWithdrawnPostsLoseTheirVotes(t *testing.T) {
	s, ok := stages(t), must(t)
	if p := s["rejected"]; p.Judge != "a" || len(p.Votes) > 0 {
		t.Errorf("rejected: %+v", p)
	}
	if p := ok(s["refused"].Withdraw()); len(p.Votes) > 0 || len(p.Publications) > 0 {
		t.Errorf("withdrawn after refusals: %+v", p)
	}
}

func TestTimeOfPublicationIsAnInstantOrNone(t *testing.T) {
	p := must(t)(stages(t)["draft"].At(noon.In(moscow)))
	if !reflect.DeepEqual(p.PublishAt, noon) {
		t.Errorf("set: %s", p.PublishAt)
	}
	if p = must(t)(p.At(zeroTime.In(moscow))); !reflect.DeepEqual(p.PublishAt, zeroTime) {
		t.Errorf("unset: %s", p.PublishAt)
	}
	p = must(t)(stages(t)["approved"].At(noon))
	if p = must(t)(p.Publish(telegram(1)...)); !p.PublishAt.IsZero() {
		t.Errorf("on its way, still waiting for %s", p.PublishAt)
	}
}
