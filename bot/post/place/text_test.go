package place

import (
	"testing"

	"sdelaemvmeste/plans"
)

// TestLinkOfAPostLeadsToThePage says for each link whether it can be that of a post on
// a page.
func TestLinkOfAPostLeadsToThePage(t *testing.T) {
	for _, c := range []struct {
		page, link string
		want       bool
	}{
		{"https://vk.com/okrug", "https://vk.com/wall-1_2", true},
		{"https://vk.com/okrug", "https://m.vk.com/wall-1_2", true},
		{"https://vk.com/okrug", "https://vk.ru/okrug?w=wall-1_2", true},
		{"https://vk.com/okrug", "https://vk.com/okrug", false},
		{"https://vk.com/okrug", "https://vk.com/okrug/", false},
		{"https://vk.com/okrug", "https://vk.com", false},
		{"https://vk.com/okrug", "https://ok.ru/okrug/topic/1", false},
		{"https://vk.com/okrug", "https://vk.com.example.org/wall-1_2", false},
		{"https://ok.ru/okrug", "https://www.ok.ru/okrug/topic/1", true},
		{"https://okrug.ru/news", "https://okrug.ru/news/17", true},
		{"https://okrug.ru/news", "https://okrug.ru/news?id=17", true},
		{"https://okrug.ru", "https://okrug.ru/", false},
		{"okrug.ru", "https://www.okrug.ru/17", true},
		{"", "https://okrug.ru/17", false},
	} {
		if got := OfPage(plans.Page{Address: c.page}, c.link); got != c.want {
			t.Errorf("%s on %s: %v", c.link, c.page, got)
		}
	}
}

func TestLinkOfAnotherCommunityIsKnown(t *testing.T) {
	for _, c := range []struct {
		page, link string
		want       bool
	}{
		{"https://vk.com/club123", "https://vk.com/wall-123_5", false},
		{"https://vk.com/public123", "https://vk.ru/wall-124_5", true},
		{"https://vk.com/petrgosk", "https://vk.com/petrgosk?w=wall-7_5", false},
		{"https://vk.com/petrgosk", "https://m.vk.com/wall-7_5", false},
		{"https://vk.com/petrgosk", "https://vk.com/drugie?w=wall-7_5", true},
		{"https://vk.com/Petrgosk", "https://vk.com/petrgosk?w=wall-7_5", false},
		{"https://vk.com/club123", "https://vk.com/petrgosk?w=wall-123_5", false},
		{"https://ok.ru/group/55", "https://ok.ru/group/55/topic/9", false},
		{"https://ok.ru/group/55", "https://ok.ru/group/56/topic/9", true},
		{"https://ok.ru/petrgosk", "https://ok.ru/petrgosk/topic/9", false},
		{"https://ok.ru/petrgosk", "https://ok.ru/drugie/topic/9", true},
		{"https://ok.ru/petrgosk", "https://ok.ru/group/56/topic/9", false},
		{"https://petrgosk.ru/news", "https://petrgosk.ru/press/9", false},
	} {
		if got := communityOf(c.page).differs(communityOf(c.link)); got != c.want {
			t.Errorf("page %s, link %s: differs %v, want %v (%+v, %+v)", c.page, c.link, got, c.want, communityOf(c.page), communityOf(c.link))
		}
	}
}
