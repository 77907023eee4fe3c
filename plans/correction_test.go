package plans_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// live is a post that the channels 1 and 2 show, its messages numbered from 10
// and from 20.
func live(t *testing.T, c plans.Content) plans.Post {
	t.Helper()
	ok := must(t)
	p := ok(ok(ok(plans.NewPost("author", "", noon).Edit(c)).Submit()).Approve("a", 1, noon, byOne))
	p = ok(p.Publish(telegram(1, 2)...))
	for channel := range plans.PageID(2) {
		next := int(channel+1) * 10
		for part := range c.Parts() {
			var messages []plans.MessageID
			for range max(1, len(c.Part(part).Media)) {
				messages = append(messages, ids(next)...)
				next++
			}
			p = ok(p.Sent(channel+1, part, messages, "", noon))
		}
	}
	return p
}

// corrected is a post whose correction to the content is approved.
func corrected(t *testing.T, p plans.Post, c plans.Content) plans.Post {
	t.Helper()
	ok := must(t)
	return ok(ok(ok(ok(p.Correct()).Edit(c)).Submit()).Approve("a", p.Version+1, noon, byOne))
}

// TestCorrectionEditsOnlyTheMessagesThatChange says for each correction what
// becomes of the messages of channel 1; those of channel 2 follow.
func TestCorrectionEditsOnlyTheMessagesThatChange(t *testing.T) {
	photos := func(text string, files ...string) plans.Content {
		c := plans.Content{Text: text}
		for _, f := range files {
			c.Media = append(c.Media, plans.Media{Kind: plans.Photo, File: f, Unique: f})
		}
		return c
	}
	long, longer := strings.Repeat("ж", 1025), strings.Repeat("ж", 1026)
	bold := []plans.Entity{{Type: "bold", Length: 4}}
	for name, c := range map[string]struct {
		was, now plans.Content
		want     []plans.Amendment
	}{
		"nothing":              {photos("было"), photos("было"), nil},
		"a text":               {photos("было"), photos("стало"), []plans.Amendment{{1, "10", photos("стало"), false}}},
		"formatting of a text": {photos("было"), plans.Content{Text: "было", Entities: bold}, []plans.Amendment{{1, "10", plans.Content{Text: "было", Entities: bold}, false}}},
		"a caption":            {photos("было", "a", "b"), photos("стало", "a", "b"), []plans.Amendment{{1, "10", photos("стало", "a"), false}}},
		"the first photo":      {photos("было", "a", "b"), photos("было", "c", "b"), []plans.Amendment{{1, "10", photos("было", "c"), true}}},
		"the second photo":     {photos("было", "a", "b"), photos("было", "a", "c"), []plans.Amendment{{1, "11", photos("", "c"), true}}},
		"caption and second":   {photos("было", "a", "b"), photos("стало", "a", "c"), []plans.Amendment{{1, "10", photos("стало", "a"), false}, {1, "11", photos("", "c"), true}}},
		"a text after photos":  {photos(long, "a", "b"), photos(longer, "a", "b"), []plans.Amendment{{1, "12", photos(longer), false}}},
		"a photo before text":  {photos(long, "a", "b"), photos(long, "c", "b"), []plans.Amendment{{1, "10", photos("", "c"), true}}},
	} {
		t.Run(name, func(t *testing.T) {
			p, edits, err := corrected(t, live(t, c.was), c.now).Amend()
			if err != nil {
				t.Fatal(err)
			}
			want := c.want
			for _, e := range c.want {
				e.Page, e.Message = 2, "2"+e.Message[1:]
				want = append(want, e)
			}
			if diff := cmp.Diff(want, edits); diff != "" {
				t.Errorf("edits: want -, got +\n%s", diff)
			}
			for _, e := range edits {
				if p.State != plans.Amending || p.LiveVersion != 1 {
					t.Errorf("before %s is edited: %s, version %d", e.Message, p.State, p.LiveVersion)
				}
				p = must(t)(p.Done(e.Page, e.Message, ""))
			}
			if p.State != plans.Published || p.LiveVersion != 2 || !p.Live.Equal(c.now) {
				t.Errorf("in the end: %s, version %d, shows %v", p.State, p.LiveVersion, p.Live)
			}
		})
	}
}

func TestCorrectionMustKeepTheShape(t *testing.T) {
	long := strings.Repeat("ж", 1025)
	one, two := twoPhotos("").Media[:1], twoPhotos("").Media
	for name, c := range map[string]struct {
		live, next plans.Content
		want       bool
	}{
		"other text":                  {plans.Content{Text: "а"}, plans.Content{Text: "б"}, true},
		"other photos":                {plans.Content{Media: one}, plans.Content{Media: two[1:]}, true},
		"one photo more":              {plans.Content{Media: one}, plans.Content{Media: two}, false},
		"text gets a photo":           {plans.Content{Text: "а"}, plans.Content{Text: "а", Media: one}, false},
		"caption grows to a message":  {plans.Content{Text: "а", Media: one}, plans.Content{Text: long, Media: one}, false},
		"message shrinks to caption":  {plans.Content{Text: long, Media: one}, plans.Content{Text: "а", Media: one}, false},
		"long text without any photo": {plans.Content{Text: "а"}, plans.Content{Text: long}, true},
	} {
		if err := c.next.Replaces(c.live); (err == nil) != c.want || err != nil && !errors.Is(err, plans.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyAPublicationWithAllMessagesKnownIsCorrectedOrRemoved(t *testing.T) {
	long := twoPhotos(strings.Repeat("ж", 1025))
	for name, c := range map[string]struct {
		content  plans.Content
		messages []plans.MessageID
		want     bool
	}{
		"text":                       {plans.Content{Text: "а"}, ids(10), true},
		"album":                      {twoPhotos("а"), ids(10, 11), true},
		"album and text":             {long, ids(10, 11, 12), true},
		"none":                       {plans.Content{Text: "а"}, nil, false},
		"one of an album":            {twoPhotos("а"), ids(10), false},
		"album, but not its text":    {long, ids(10, 11), false},
		"more than the version has":  {plans.Content{Text: "а"}, ids(10, 11), false},
		"three where two are enough": {twoPhotos("а"), ids(10, 11, 12), false},
	} {
		p := live(t, c.content)
		p.Publications = p.Publications[1:]
		p.Publications[0].Messages = c.messages
		_, correct := p.Correct()
		_, remove := p.Remove()
		if (correct == nil) != c.want || (remove == nil) != c.want {
			t.Errorf("%s: correct %v, remove %v", name, correct, remove)
		}
	}
}

func TestCorrectionBeginsWithWhatIsOut(t *testing.T) {
	p := live(t, twoPhotos("текст"))
	p.Draft, p.Judge, p.Reason = plans.Content{}, "a", "дополнить"
	if p = must(t)(p.Correct()); !p.Draft.Equal(p.Live) || p.Judge != "" || p.Reason != "" {
		t.Errorf("%+v", p)
	}
}

func TestCorrectionGivenUpLeavesWhatIsOut(t *testing.T) {
	p := corrected(t, live(t, twoPhotos("текст")), twoPhotos("иной"))
	p = must(t)(p.Withdraw())
	if !p.Draft.Equal(p.Live) || !p.Frozen.Equal(p.Live) || p.Live.Text != "текст" || len(p.Votes) > 0 {
		t.Errorf("%+v", p)
	}
}

func TestAmendingForgetsTheTimeAndOldRefusals(t *testing.T) {
	p := corrected(t, live(t, plans.Content{Text: "было"}), plans.Content{Text: "стало"})
	p = must(t)(p.At(noon))
	p.Publications[0].Why, p.Publications[0].Pending = "no_rights", ids(99)
	p, _, err := p.Amend()
	if err != nil {
		t.Fatal(err)
	}
	if u := p.Publications[0]; u.Why != "" || !reflect.DeepEqual(u.Pending, ids(10)) || !p.PublishAt.IsZero() {
		t.Errorf("%+v, to be published at %s", u, p.PublishAt)
	}
}

// TestRefusedChangeIsKeptAndDoesNotHoldUpTheRest plays the edits and deletions
// of two messages of which Telegram refuses the first.
func TestRefusedChangeIsKeptAndDoesNotHoldUpTheRest(t *testing.T) {
	ok := must(t)
	amending, _, err := corrected(t, live(t, plans.Content{Text: "было"}), plans.Content{Text: "стало"}).Amend()
	if err != nil {
		t.Fatal(err)
	}
	removing := ok(live(t, plans.Content{Text: "было"}).Remove())
	for name, c := range map[string]struct {
		post    plans.Post
		version int
	}{
		"edit": {amending, 2}, "deletion": {removing, 1},
	} {
		p := ok(ok(c.post.Done(1, "10", "no_rights")).Done(2, "20", ""))
		if p.State != plans.Published || p.LiveVersion != c.version || p.Publications[0].Why != "no_rights" || p.Publications[1].Why != "" {
			t.Errorf("%s: %s, version %d, %+v", name, p.State, p.LiveVersion, p.Publications)
		}
		for _, u := range p.Publications {
			if len(u.Pending) > 0 {
				t.Errorf("%s: %v is still awaited", name, u.Pending)
			}
		}
	}
	if p := ok(ok(removing.Done(1, "10", "")).Done(2, "20", "")); p.State != plans.Removed {
		t.Errorf("all deleted: %s", p.State)
	}
	marred := ok(ok(removing.Done(1, "10", "no_rights")).Done(2, "20", ""))
	if p := ok(marred.Remove()); p.Publications[0].Why != "" || !reflect.DeepEqual(p.Publications[0].Pending, ids(10)) {
		t.Errorf("removed once more: %+v", p.Publications[0])
	}
}

// TestPageIsClearedWithTheLastOfItsMessages and not with the first.
func TestPageIsClearedWithTheLastOfItsMessages(t *testing.T) {
	ok := must(t)
	p := ok(ok(live(t, twoPhotos("было")).Remove()).Done(1, "10", ""))
	if p.Publications[0].State != plans.Out {
		t.Errorf("one of two deleted: %s", p.Publications[0].State)
	}
	if p = ok(p.Done(1, "11", "")); p.Publications[0].State != plans.TakenDown || p.Publications[1].State != plans.Out {
		t.Errorf("both deleted: %s, the other page %s", p.Publications[0].State, p.Publications[1].State)
	}
}

// TestOnlyWhatIsBeingRemovedIsTakenDownByHand, or has been removed elsewhere.
func TestOnlyWhatIsBeingRemovedIsTakenDownByHand(t *testing.T) {
	published := live(t, plans.Content{Text: "было"})
	published.Publications[0].Kind = plans.VKPage
	for _, state := range []plans.PostState{plans.Published, plans.Amending, plans.Removing, plans.Removed} {
		p := published
		p.State = state
		next, err := p.Gone(1)
		if want := state == plans.Removing || state == plans.Removed; (err == nil) != want || (next.Publications[0].State == plans.TakenDown) != want {
			t.Errorf("%s: %v, %s", state, err, next.Publications[0].State)
		}
	}
}

func TestOutcomeNobodyWaitsForIsAConflict(t *testing.T) {
	removing := must(t)(live(t, plans.Content{Text: "было"}).Remove())
	for name, m := range map[string]struct {
		channel plans.PageID
		message plans.MessageID
	}{
		"no such channel": {3, "10"}, "no such message": {1, "11"}, "message of another channel": {1, "20"},
	} {
		if next, err := removing.Done(m.channel, m.message, ""); !errors.Is(err, plans.ErrConflict) || !reflect.DeepEqual(next, removing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	published := live(t, plans.Content{Text: "было"})
	published.Publications[0].Pending = ids(10)
	if _, err := published.Done(1, "10", ""); !errors.Is(err, plans.ErrConflict) {
		t.Errorf("neither amending nor removing: %v", err)
	}
}
