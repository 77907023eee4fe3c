package plans_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

// ways writes where a post's publications stand, in order: "1 out, 2 failed".
func ways(p plans.Post) []string {
	var all []string
	for _, u := range p.Publications {
		all = append(all, string('0'+rune(u.Page))+" "+string(u.State))
	}
	return all
}

// TestPublishingGoesOnWhereItMust publishes an approved post in which channel 1
// stands in different ways, and gives the channels bound by now.
func TestPublishingGoesOnWhereItMust(t *testing.T) {
	s, ok := stages(t), must(t)
	photosOut := ok(ok(onItsWay(t, 1025, 1).Sent(1, 0, ids(10, 11), "", noon)).Fail(1, 1, "no_rights"))
	for name, c := range map[string]struct {
		post     plans.Post
		channels []plans.PageID
		want     []string
		state    plans.PostState
	}{
		"first time":                      {s["approved"], []plans.PageID{1, 2}, []string{"1 sending", "2 sending"}, plans.Publishing},
		"one of two channels":             {s["approved"], []plans.PageID{2}, []string{"2 sending"}, plans.Publishing},
		"both refused":                    {s["refused"], []plans.PageID{1, 2}, []string{"1 sending", "2 sending"}, plans.Publishing},
		"both refused, one unbound":       {s["refused"], []plans.PageID{2}, []string{"2 sending"}, plans.Publishing},
		"refused, and another channel":    {s["refused"], []plans.PageID{2, 3}, []string{"2 sending", "3 sending"}, plans.Publishing},
		"one out, one refused":            {s["half out"], []plans.PageID{1, 2}, []string{"1 out", "2 sending"}, plans.Publishing},
		"one out, the refused unbound":    {s["half out"], []plans.PageID{1}, []string{"1 out"}, plans.Published},
		"the one that is out unbound":     {s["half out"], []plans.PageID{2}, []string{"1 out", "2 sending"}, plans.Publishing},
		"text refused after its photos":   {photosOut, []plans.PageID{1}, []string{"1 sending"}, plans.Publishing},
		"photos out, the channel unbound": {photosOut, []plans.PageID{2}, []string{"1 out", "2 sending"}, plans.Publishing},
	} {
		p := ok(c.post.Publish(telegram(c.channels...)...))
		if got := ways(p); !slices.Equal(got, c.want) || p.State != c.state {
			t.Errorf("%s: %q, %s; want %q, %s", name, got, p.State, c.want, c.state)
		}
	}
	given := ok(photosOut.Publish(telegram(2)...)).Publications[0]
	if given.Why != "" || !slices.Equal(given.Messages, ids(10, 11)) {
		t.Errorf("photos of a channel given up: %+v", given)
	}
	if next, err := s["approved"].Publish(); !errors.Is(err, plans.ErrInvalid) || !reflect.DeepEqual(next, s["approved"]) {
		t.Errorf("no channel: %s, %v", next.State, err)
	}
}

// TestStateFollowsFromThePublications says which of two channels decides.
func TestStateFollowsFromThePublications(t *testing.T) {
	ok := must(t)
	outcome := map[string]func(plans.Post, plans.PageID) plans.Post{
		"sending": func(p plans.Post, _ plans.PageID) plans.Post { return p },
		"out":     func(p plans.Post, c plans.PageID) plans.Post { return ok(p.Sent(c, 0, ids(10, 11), "", noon)) },
		"doubt":   func(p plans.Post, c plans.PageID) plans.Post { return ok(p.Doubt(c, 0)) },
		"failed":  func(p plans.Post, c plans.PageID) plans.Post { return ok(p.Fail(c, 0, "no_rights")) },
	}
	for _, c := range []struct {
		one, two string
		want     plans.PostState
	}{
		{"sending", "sending", plans.Publishing}, {"sending", "out", plans.Publishing}, {"sending", "failed", plans.Publishing},
		{"doubt", "sending", plans.Uncertain}, {"doubt", "out", plans.Uncertain}, {"doubt", "failed", plans.Uncertain},
		{"doubt", "doubt", plans.Uncertain}, {"failed", "out", plans.Approved}, {"failed", "failed", plans.Approved},
		{"out", "out", plans.Published},
	} {
		for _, order := range [][]string{{c.one, c.two}, {c.two, c.one}} {
			p := onItsWay(t, 5, 1, 2)
			for i, o := range order {
				p = outcome[o](p, plans.PageID(i+1))
			}
			if p.State != c.want {
				t.Errorf("%v: %s, want %s", order, p.State, c.want)
			}
			if p.Out() != (c.want == plans.Published) || p.Out() && (p.LiveVersion != 1 || !p.Live.Equal(p.Frozen)) {
				t.Errorf("%v: version %d is out and shows %v", order, p.LiveVersion, p.Live)
			}
		}
	}
}

func TestPublicationIsFoundByItsChannel(t *testing.T) {
	p := onItsWay(t, 5, 1, 2)
	for channel, want := range map[plans.PageID]bool{1: true, 2: true, 3: false} {
		if u, ok := p.Publication(channel); ok != want || ok && u.Page != channel || !ok && u.State != "" {
			t.Errorf("channel %d: %+v, %v", channel, u, ok)
		}
	}
}

func TestOutcomeOfAnotherPartOrChannelIsAConflict(t *testing.T) {
	p := onItsWay(t, 5, 1)
	for name, outcome := range map[string]func() (plans.Post, error){
		"sent, part not awaited":  func() (plans.Post, error) { return p.Sent(1, 1, nil, "", noon) },
		"sent, another channel":   func() (plans.Post, error) { return p.Sent(2, 0, nil, "", noon) },
		"doubt, part not awaited": func() (plans.Post, error) { return p.Doubt(1, 1) },
		"fail, another channel":   func() (plans.Post, error) { return p.Fail(2, 0, "no_rights") },
		"again, nothing in doubt": func() (plans.Post, error) { return p.Again(1, 0) },
		"link, not out yet":       func() (plans.Post, error) { return p.Linked(1, "link") },
		"link, another channel":   func() (plans.Post, error) { return p.Linked(2, "link") },
	} {
		if next, err := outcome(); !errors.Is(err, plans.ErrConflict) || !reflect.DeepEqual(next, p) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatWasSeenOfAPartEndsWithIt: a message seen before a refusal or a doubt
// says nothing of the part that is sent afterwards.
func TestWhatWasSeenOfAPartEndsWithIt(t *testing.T) {
	ok := must(t)
	p := onItsWay(t, 5, 1)
	p, ours := p.Echo(1, "10", p.Frozen.Text, &p.Frozen.Media[0])
	doubtful := ok(p.Doubt(1, 0))
	if u := doubtful.Publications[0]; !ours || u.State != plans.Doubtful || !slices.Equal(u.Seen, []plans.MessageID{"10", ""}) {
		t.Fatalf("seen before the doubt: ours %v, %+v", ours, u)
	}
	again := ok(doubtful.Again(1, 0))
	if u := again.Publications[0]; u.State != plans.Sending || u.Seen != nil {
		t.Errorf("sent again: %+v", u)
	}
	failed := ok(doubtful.Fail(1, 0, "no_rights"))
	if u := failed.Publications[0]; u.State != plans.Failed || u.Seen != nil || u.Why != "no_rights" {
		t.Errorf("refused: %+v", u)
	}
	sent := ok(ok(failed.Publish(telegram(1)...)).Sent(1, 0, ids(30, 31), "first", noon))
	if u := sent.Publications[0]; u.Seen != nil || u.Why != "" || !slices.Equal(u.Messages, ids(30, 31)) {
		t.Errorf("sent in the end: %+v", u)
	}
}

func TestLinkOfAPublicationLeadsToItsFirstPart(t *testing.T) {
	ok := must(t)
	p := ok(onItsWay(t, 1025, 1).Sent(1, 0, ids(10, 11), "", noon))
	p = ok(p.Sent(1, 1, ids(12), "text", noon))
	if got := p.Publications[0].Link; got != "text" {
		t.Errorf("link %q where the photos had none", got)
	}
	if got := ok(p.Linked(1, "named")).Publications[0].Link; got != "named" {
		t.Errorf("link %q after somebody named it", got)
	}
}

func TestEchoIsHeardWhileAPartIsAwaited(t *testing.T) {
	for stage, p := range stages(t) {
		before := asJSON(t, p)
		next, ours := p.Echo(1, "30", "текст", &twoPhotos("").Media[0])
		if want := stage == "publishing" || stage == "in doubt"; ours != want {
			t.Errorf("%s: taken for ours %v", stage, ours)
		}
		if asJSON(t, p) != before || !ours && asJSON(t, next) != before {
			t.Errorf("%s: the echo changes the post", stage)
		}
	}
}

func TestEchoOfATextSettlesThatPart(t *testing.T) {
	ok := must(t)
	p := onItsWay(t, 1025, 1)
	text := p.Frozen.Text
	if _, ours := p.Echo(1, "12", text, nil); ours {
		t.Error("the text is ours before its photos are out")
	}
	p, ours := p.Echo(1, "10", "", &p.Frozen.Media[0])
	if !ours {
		t.Fatal("a photo without a caption is not ours")
	}
	p = ok(p.Sent(1, 0, ids(10, 11), "", noon))
	if u := p.Publications[0]; u.Seen != nil {
		t.Errorf("seen of the text before it was sent: %v", u.Seen)
	}
	if _, ours := p.Echo(1, "12", "иной", nil); ours {
		t.Error("another text is ours")
	}
	p, ours = p.Echo(1, "12", text, nil)
	if got, whole := p.Publications[0].Shown(); !ours || !whole || !slices.Equal(got, ids(12)) {
		t.Errorf("ours %v, seen %v, whole %v", ours, got, whole)
	}
}

func TestNothingIsShownBeforeAMessageWasSeen(t *testing.T) {
	for name, c := range map[string]struct {
		seen []plans.MessageID
		want bool
	}{
		"none": {nil, false}, "one missing": {[]plans.MessageID{"10", ""}, false}, "the first missing": {[]plans.MessageID{"", "11"}, false},
		"one of one": {ids(1), true}, "both": {ids(10, 11), true},
	} {
		if _, whole := (plans.Publication{Seen: c.seen}).Shown(); whole != c.want {
			t.Errorf("%s: %v", name, whole)
		}
	}
}
