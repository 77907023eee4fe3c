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
