package plans_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

var (
	noon     = time.Date(2023, 3, 15, 12, 0, 0, 0, time.UTC)
	moscow   = time.FixedZone("Москва", 3*60*60)
	zeroTime time.Time
)

// onItsWay is a post of two photos and a text of n characters, approved and
// handed to the channels.
func onItsWay(t *testing.T, n int, channels ...plans.PageID) plans.Post {
	t.Helper()
	p := plans.NewPost("author", "", noon)
	p.Draft = plans.Content{Text: strings.Repeat("ж", n), Media: []plans.Media{
		{Kind: plans.Photo, File: "f1", Unique: "u1"}, {Kind: plans.Video, File: "f2", Unique: "u2"},
	}}
	var err error
	for _, step := range []func(plans.Post) (plans.Post, error){
		plans.Post.Submit,
		func(p plans.Post) (plans.Post, error) { return p.Approve("a", 1, noon, plans.Approval{Quorum: 1}) },
		func(p plans.Post) (plans.Post, error) { return p.Publish(telegram(channels...)...) },
	} {
		if p, err = step(p); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestFrozenVersionKeepsItsOwnCopy(t *testing.T) {
	p := plans.NewPost("author", "", noon)
	p.Draft = plans.Content{Text: "было", Entities: []plans.Entity{{Type: "bold", Length: 4}}, Media: []plans.Media{{Kind: plans.Photo, File: "f1"}}}
	p, err := p.Submit()
	if err != nil {
		t.Fatal(err)
	}
	p.Draft.Entities[0].Type, p.Draft.Media[0].File = "italic", "f2"
	if p.Frozen.Entities[0].Type != "bold" || p.Frozen.Media[0].File != "f1" {
		t.Errorf("frozen version follows the draft: %+v", p.Frozen)
	}
}

func TestLongTextGoesOutAfterThePhotos(t *testing.T) {
	p := onItsWay(t, 1025, 1)
	p, err := p.Sent(1, 0, ids(10, 11), "link", noon)
	if err != nil {
		t.Fatal(err)
	}
	u, _ := p.Publication(1)
	if p.State != plans.Publishing || u.State != plans.Sending || u.Part != 1 {
		t.Fatalf("after the photos: %s, %+v", p.State, u)
	}
	if _, err := p.Sent(1, 0, ids(10, 11), "link", noon); !errors.Is(err, plans.ErrConflict) {
		t.Errorf("photos noted twice: %v", err)
	}
	if p, err = p.Fail(1, 1, "no_rights"); err != nil {
		t.Fatal(err)
	}
	if p.State != plans.Approved || p.Editable() {
		t.Errorf("half out: state %s, editable %v", p.State, p.Editable())
	}
	if p, err = p.Publish(telegram(1)...); err != nil {
		t.Fatal(err)
	}
	if u, _ = p.Publication(1); u.Part != 1 || u.State != plans.Sending {
		t.Errorf("published again from part %d, %s", u.Part, u.State)
	}
	if p, err = p.Sent(1, 1, ids(12), "other", noon); err != nil {
		t.Fatal(err)
	}
	if u, _ = p.Publication(1); p.State != plans.Published || !slices.Equal(u.Messages, ids(10, 11, 12)) || u.Link != "link" {
		t.Errorf("at the end: %s, %+v", p.State, u)
	}
}

func TestChannelGivenUpAfterRefusal(t *testing.T) {
	p := onItsWay(t, 5, 1, 2)
	p, err := p.Sent(1, 0, ids(10, 11), "link", noon)
	if err != nil {
		t.Fatal(err)
	}
	if p, err = p.Fail(2, 0, "unreachable"); err != nil {
		t.Fatal(err)
	}
	if p, err = p.Publish(telegram(1)...); err != nil {
		t.Fatal(err)
	}
	if _, known := p.Publication(2); known || p.State != plans.Published {
		t.Errorf("the unbound channel is kept: %s, %+v", p.State, p.Publications)
	}
}

func TestEchoSettlesOnlyWhenEveryMessageWasSeen(t *testing.T) {
	p := onItsWay(t, 5, 1)
	first, second := p.Frozen.Media[0], p.Frozen.Media[1]
	for _, wrong := range []struct {
		channel plans.PageID
		text    string
		file    *plans.Media
	}{
		{2, p.Frozen.Text, &first}, {1, "", &first}, {1, p.Frozen.Text, &second}, {1, p.Frozen.Text, nil},
		{1, "", &plans.Media{Unique: "u3"}},
	} {
		if next, ours := p.Echo(wrong.channel, "10", wrong.text, wrong.file); ours || !reflect.DeepEqual(next, p) {
			t.Errorf("taken for ours: %+v", wrong)
		}
	}
	p, ours := p.Echo(1, "11", "", &second)
	u, _ := p.Publication(1)
	if _, whole := u.Shown(); !ours || whole {
		t.Fatalf("after one of two: ours %v, whole %v", ours, whole)
	}
	p, _ = p.Echo(1, "10", p.Frozen.Text, &first)
	p, _ = p.Echo(1, "20", p.Frozen.Text, &first)
	u, _ = p.Publication(1)
	if got, whole := u.Shown(); !whole || !slices.Equal(got, ids(10, 11)) {
		t.Errorf("seen %v, whole %v", got, whole)
	}
}
