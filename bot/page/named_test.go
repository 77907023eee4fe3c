package page

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestPagesOfOneNameAreToldApart(t *testing.T) {
	long := strings.Repeat("о", nameLimit)
	s := store.Settings{Pages: []store.Page{
		{Page: plans.Page{ID: -5, Kind: plans.TelegramPage, Name: "Петровский округ"}},
		{Page: plans.Page{ID: 1, Kind: plans.MaxPage, Name: "Наш край"}},
		{Page: plans.Page{ID: 2, Kind: plans.MaxPage, Name: "Наш край (MAX)"}},
		{Page: plans.Page{ID: 3, Kind: plans.MaxPage, Name: long}},
		{Page: plans.Page{ID: 4, Kind: plans.MaxPage, Name: "Было"}, Removed: true},
	}}
	for _, c := range []struct {
		id         plans.PageID
		kind       plans.PageKind
		name, want string
	}{
		{0, plans.MaxPage, "Петровский округ", "Петровский округ (MAX)"},
		{0, plans.MaxPage, "петровский Округ", "петровский Округ (MAX)"},
		{0, plans.MaxPage, "Наш край", "Наш край (MAX 2)"},
		{-7, plans.TelegramPage, "Наш край", "Наш край (Telegram)"},
		{0, plans.SitePage, "Сайт", "Сайт"},
		{0, plans.MaxPage, "Было", "Было"},
		{-5, plans.TelegramPage, "Петровский округ", "Петровский округ"},
	} {
		if got := Named(s, store.Page{Page: plans.Page{ID: c.id, Kind: c.kind, Name: c.name}}).Name; got != c.want {
			t.Errorf("%q is called %q, want %q", c.name, got, c.want)
		}
	}
	got := Named(s, store.Page{Page: plans.Page{Kind: plans.MaxPage, Name: long}}).Name
	if n := len([]rune(got)); n > nameLimit || !strings.HasSuffix(got, " (MAX)") {
		t.Errorf("a long name became %d characters: %q", n, got)
	}
}
