package card

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestWhatMaxCannotTakeStopsTheDraft says by how much a text is too long for MAX, until
// its author unticks the page.
func TestWhatMaxCannotTakeStopsTheDraft(t *testing.T) {
	s := store.Settings{Pages: []store.Page{
		store.TelegramPage(store.BoundChannel{ID: -5, Title: "Канал"}),
		{Page: plans.Page{ID: 1, Kind: plans.MaxPage, Name: "Округ в MAX"}, Chat: -70},
	}}
	p := plans.Post{State: plans.Drafting, Draft: plans.Content{Text: strings.Repeat("ж", plans.MaxTextLimit+3)}}
	line, ok := Obstacle(s, p)
	if !ok || !strings.Contains(line, "Округ в MAX") || !strings.Contains(line, "Сократите его на 3") {
		t.Errorf("%q, %v", line, ok)
	}
	p, err := p.Pick(1, false)
	if err != nil {
		t.Fatal(err)
	}
	if line, ok := Obstacle(s, p); ok {
		t.Errorf("the page is unticked: %q", line)
	}
	if pages := PagesOf(s, p); len(pages) != 1 || pages[0].ID != -5 {
		t.Errorf("the post is for %+v", pages)
	}
}

// TestFormsAreShownOnceEach groups pages that show a content alike, and leaves out
// Telegram, where it shows as it is.
func TestFormsAreShownOnceEach(t *testing.T) {
	page := func(k plans.PageKind, name string) store.Page {
		return store.Page{Page: plans.Page{Kind: k, Name: name}}
	}
	pages := []store.Page{page(plans.TelegramPage, "Канал"), page(plans.VKPage, "ВКонтакте"), page(plans.MaxPage, "MAX"), page(plans.SitePage, "Сайт")}
	c := plans.Content{Text: "текст", Entities: []plans.Entity{{Type: "bold", Length: 5}}}
	var got []string
	for _, f := range formsOf(pages, c) {
		got = append(got, strings.Join(f.pages, "+"))
	}
	if strings.Join(got, " ") != "ВКонтакте+Сайт MAX" {
		t.Errorf("%q", got)
	}
}
