package task

import (
	"slices"
	"testing"

	"sdelaemvmeste/plans"
)

// TestLinksIn takes texts apart as people write them.
func TestLinksIn(t *testing.T) {
	for _, c := range []struct {
		text     string
		entities []plans.Entity
		links    []string
		words    string
	}{
		{"https://petrgosk.ru/1", nil, []string{"https://petrgosk.ru/1"}, ""},
		{"вот ссылка https://petrgosk.ru/1", nil, []string{"https://petrgosk.ru/1"}, "вот ссылка"},
		{"сделано, https://petrgosk.ru/1.", nil, []string{"https://petrgosk.ru/1"}, "сделано"},
		{"На сайте (https://petrgosk.ru/a_(b)) и в ВК: https://vk.com/wall-1", nil,
			[]string{"https://petrgosk.ru/a_(b)", "https://vk.com/wall-1"}, "На сайте и в ВК"},
		{"🙂 petrgosk.ru/news готово", []plans.Entity{{Type: "url", Offset: 3, Length: 16}}, []string{"petrgosk.ru/news"}, "🙂 готово"},
		{"акт.docx", []plans.Entity{{Type: "url", Offset: 0, Length: 8}}, nil, "акт.docx"},
		{"новость здесь", []plans.Entity{{Type: "text_link", Offset: 8, Length: 5, URL: "https://petrgosk.ru/2"}},
			[]string{"https://petrgosk.ru/2"}, "новость здесь"},
		{"две\nстроки", nil, nil, "две\nстроки"},
		{"👍", nil, nil, "👍"},
		{"— .", nil, nil, ""},
		{"слова", []plans.Entity{{Type: "url", Offset: 2, Length: 40}}, nil, "слова"},
	} {
		links, words := linksIn(c.text, c.entities)
		if !slices.Equal(links, c.links) || words != c.words {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, links, words, c.links, c.words)
		}
	}
}
