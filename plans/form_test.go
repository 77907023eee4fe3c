package plans_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestTextForPagesWithoutFormatting(t *testing.T) {
	c := plans.Content{Text: "👍 План и отчёт", Entities: []plans.Entity{
		{Type: "text_link", Offset: 3, Length: 4, URL: "https://a.ru/p"},
		{Type: "bold", Offset: 0, Length: 15},
		{Type: "text_link", Offset: 10, Length: 5, URL: "https://a.ru/o"},
		{Type: "text_link", Offset: 14, Length: 5, URL: "https://beyond"},
	}}
	want := plans.Content{Text: "👍 План (https://a.ru/p) и отчёт (https://a.ru/o)"}
	if diff := cmp.Diff(want, c.On(plans.VKPage)); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	c = plans.Content{Text: "План и отчёт о плане", Entities: []plans.Entity{
		{Type: "text_link", Offset: 0, Length: 4, URL: "a.ru/p"}, {Type: "text_link", Offset: 7, Length: 13, URL: "a.ru/o"},
	}}
	want = plans.Content{Text: "План (a.ru/p) и отчёт о плане (a.ru/o)"}
	for range 2 {
		if diff := cmp.Diff(want, c.On(plans.VKPage)); diff != "" {
			t.Errorf("links of %v: want -, got +\n%s", c.Entities, diff)
		}
		slices.Reverse(c.Entities)
	}
}

// TestFormOfEachPage says what pages of a kind keep of a content and what they lose.
func TestFormOfEachPage(t *testing.T) {
	entity := func(kind string) plans.Entity { return plans.Entity{Type: kind, Length: 1, URL: "https://a.ru"} }
	c := plans.Content{Text: "текст", Media: []plans.Media{{Kind: plans.Photo, File: "f", Unique: "u", Spoiler: true}}}
	for _, kind := range []string{"bold", "code", "text_link", "blockquote", "spoiler", "custom_emoji", "hashtag", "url", "text_mention"} {
		c.Entities = append(c.Entities, entity(kind))
	}
	for kind, want := range map[plans.PageKind]struct {
		keeps  []string
		losses []plans.Loss
	}{
		plans.TelegramPage: {[]string{"bold", "code", "text_link", "blockquote", "spoiler", "custom_emoji", "hashtag", "url", "text_mention"}, nil},
		plans.MaxPage:      {[]string{"bold", "code", "text_link"}, []plans.Loss{plans.LostEmoji, plans.LostQuote, plans.LostSpoiler}},
		plans.VKPage:       {nil, []plans.Loss{plans.LostEmoji, plans.OpenedLink, plans.LostQuote, plans.LostSpoiler, plans.LostStyle}},
	} {
		shown := c.On(kind)
		var keeps []string
		for _, e := range shown.Entities {
			keeps = append(keeps, e.Type)
		}
		if !slices.Equal(keeps, want.keeps) || shown.Media[0].Spoiler != (kind == plans.TelegramPage) {
			t.Errorf("%s keeps %q, spoiler %v", kind, keeps, shown.Media[0].Spoiler)
		}
		if got := c.Losses(kind); !slices.Equal(got, want.losses) {
			t.Errorf("%s loses %q, want %q", kind, got, want.losses)
		}
	}
	if !c.Media[0].Spoiler {
		t.Error("the content itself has changed")
	}
}

func TestWhatMaxCannotTakeIsSaidBeforehand(t *testing.T) {
	text := func(n int) plans.Content { return plans.Content{Text: strings.Repeat("ж", n)} }
	album := plans.Content{Media: make([]plans.Media, plans.AlbumLimit)}
	for i := range album.Media {
		album.Media[i] = plans.Media{Kind: plans.Photo, Size: 5 << 20}
	}
	album.Media[9] = plans.Media{Kind: plans.Video, Size: plans.FetchLimit}
	heavy := plans.Content{Media: []plans.Media{{Kind: plans.Video, Size: plans.FetchLimit + 1}}}
	for _, c := range []struct {
		content plans.Content
		kind    plans.PageKind
		want    plans.Obstacle
	}{
		{text(4000), plans.MaxPage, ""}, {text(4001), plans.MaxPage, plans.TextTooLong}, {text(4001), plans.TelegramPage, ""},
		{album, plans.MaxPage, ""}, {text(4001), plans.VKPage, ""}, {heavy, plans.MaxPage, plans.FileTooLarge}, {heavy, plans.TelegramPage, ""}, {heavy, plans.SitePage, ""},
	} {
		if got := c.content.Obstacle(c.kind); got != c.want {
			t.Errorf("%d characters, %d files on %s: %q, want %q", plans.Len(c.content.Text), len(c.content.Media), c.kind, got, c.want)
		}
	}
}

// official are pages of four kinds, as a press secretary has them.
func official() []plans.Page {
	return []plans.Page{
		{ID: -1, Kind: plans.TelegramPage}, {ID: 1, Kind: plans.MaxPage}, {ID: 2, Kind: plans.VKPage}, {ID: 3, Kind: plans.PaperPage},
	}
}

// TestLongTextStaysWholeInMax publishes an album with a text that Telegram parts from
// it: MAX takes both in one message.
func TestLongTextStaysWholeInMax(t *testing.T) {
	ok := must(t)
	p := ok(ok(ok(plans.NewPost("author", "", noon).Edit(twoPhotos(strings.Repeat("ж", 1025)))).Submit()).Approve("a", 1, noon, byOne))
	p = ok(p.Publish(official()...))
	p = ok(p.Sent(1, 0, []plans.MessageID{"mid.a"}, "https://max.ru/1", noon))
	p = ok(p.Sent(-1, 0, ids(10, 11), "link", noon))
	if u, _ := p.Publication(1); u.State != plans.Out || p.State != plans.Publishing {
		t.Errorf("MAX: %+v, post %s", u, p.State)
	}
	if p = ok(p.Sent(-1, 1, ids(12), "", noon)); p.State != plans.Published {
		t.Errorf("out everywhere, two pages by hand: %s", p.State)
	}
	p = ok(ok(ok(ok(p.Correct()).Edit(twoPhotos(strings.Repeat("ё", 1025)))).Submit()).Approve("a", 2, noon, byOne))
	_, edits, err := p.Amend()
	if err != nil {
		t.Fatal(err)
	}
	pages := map[plans.PageID]plans.MessageID{}
	for _, e := range edits {
		pages[e.Page] = e.Message
	}
	if len(edits) != 2 || pages[-1] != "12" || pages[1] != "mid.a" {
		t.Errorf("edits: %+v", edits)
	}
}

// TestPagesByHand says what becomes of a post by what people do on pages.
func TestPagesByHand(t *testing.T) {
	ok := must(t)
	approved := stages(t)["approved"]
	hand := ok(approved.Publish(official()[2:]...))
	if hand.State != plans.Publishing {
		t.Errorf("nothing is out yet: %s", hand.State)
	}
	if p := ok(ok(hand.Unplace(2)).Unplace(3)); p.State != plans.Withdrawn || len(p.Publications) > 0 {
		t.Errorf("placed nowhere: %s, %+v", p.State, p.Publications)
	}
	p := ok(hand.Placed(2, "https://vk.com/wall-1_2", noon))
	if u, _ := p.Publication(2); p.State != plans.Published || u.State != plans.Out || u.Link == "" || !u.At.Equal(noon) {
		t.Errorf("placed on one: %s, %+v", p.State, u)
	}
	if hand := p.ByHand(); len(hand) != 1 || hand[0].Page != 2 {
		t.Errorf("to be changed by hand: %+v", hand)
	}
	p = ok(p.Remove())
	if u, _ := p.Publication(3); p.State != plans.Removed || u.State != plans.Unplaced {
		t.Errorf("removed: %s, %+v", p.State, u)
	}
	if _, err := p.Placed(3, "", noon); err == nil {
		t.Error("a removed post is placed")
	}
	if p = ok(p.Gone(2)); p.Publications[0].State != plans.TakenDown {
		t.Errorf("taken down: %+v", p.Publications)
	}
	if _, err := approved.Placed(2, "", noon); err == nil {
		t.Error("placed before the vote")
	}
	auto := ok(approved.Publish(official()[:2]...))
	if _, err := auto.Placed(-1, "", noon); err == nil {
		t.Error("placed by hand in a channel of the bot's own")
	}
}

// TestPageGivenUpHoldsUpNothing removes a page while a post is on its way there.
func TestPageGivenUpHoldsUpNothing(t *testing.T) {
	ok := must(t)
	p := ok(stages(t)["approved"].Publish(official()...))
	p = ok(p.Sent(-1, 0, ids(10, 11), "link", noon))
	if p = ok(p.GiveUp(1)); p.State != plans.Published {
		t.Errorf("MAX given up: %s", p.State)
	}
	if _, err := p.GiveUp(-1); err == nil {
		t.Error("what is out is given up")
	}
	alone := ok(stages(t)["approved"].Publish(official()[1]))
	if alone = ok(alone.GiveUp(1)); alone.State != plans.Approved || !alone.Editable() {
		t.Errorf("the only page given up: %s", alone.State)
	}
}

func TestPagesArePickedInTheDraftAlone(t *testing.T) {
	ok := must(t)
	p := ok(stages(t)["draft"].Pick(2, false))
	if p.For(2) || !p.For(1) {
		t.Errorf("unticked: %v", p.Without)
	}
	if p = ok(p.Pick(2, true)); !p.For(2) || p.Without != nil {
		t.Errorf("ticked again: %v", p.Without)
	}
	for _, stage := range []string{"review", "approved", "published", "correction"} {
		if _, err := stages(t)[stage].Pick(2, false); err == nil {
			t.Errorf("%s: picked", stage)
		}
	}
}
