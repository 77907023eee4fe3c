package card

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func photos(ids ...string) []plans.Media {
	var all []plans.Media
	for _, id := range ids {
		all = append(all, plans.Media{Kind: plans.Photo, File: "file-" + id, Unique: id})
	}
	return all
}

func TestTextPostDifference(t *testing.T) {
	bold := []plans.Entity{{Type: "bold", Length: 4}}
	for name, c := range map[string]struct {
		before, after plans.Content
		want          []string
	}{
		"nothing": {plans.Content{Text: "парк"}, plans.Content{Text: "парк"}, nil},
		"a word": {
			plans.Content{Text: "Парк открыт вчера вечером."}, plans.Content{Text: "Парк открыт сегодня вечером."},
			[]string{"в тексте вместо «вчера» стало «сегодня»"},
		},
		"an ending": {
			plans.Content{Text: "Парк открыт."}, plans.Content{Text: "Парк открыт. Спасибо всем."},
			[]string{"в текст добавлено «Спасибо всем.»"},
		},
		"words taken out": {
			plans.Content{Text: "Парк наконец открыт."}, plans.Content{Text: "Парк открыт."},
			[]string{"из текста убрано «наконец»"},
		},
		"repeated words": {
			plans.Content{Text: "да да"}, plans.Content{Text: "да да да"}, []string{"в текст добавлено «да»"},
		},
		"paragraphs": {
			plans.Content{Text: "Парк открыт."}, plans.Content{Text: "Парк\nоткрыт."}, []string{"изменены пробелы и абзацы"},
		},
		"formatting": {
			plans.Content{Text: "Парк"}, plans.Content{Text: "Парк", Entities: bold}, []string{"изменено оформление текста"},
		},
		"photos": {
			plans.Content{Media: photos("a", "b")}, plans.Content{Media: photos("b", "c", "d")},
			[]string{"добавлено: 2 фотографии", "убрано: 1 фотография"},
		},
		"order": {
			plans.Content{Media: photos("a", "b", "c")}, plans.Content{Media: photos("c", "b", "d")},
			[]string{"добавлено: 1 фотография", "убрано: 1 фотография", "изменён порядок фотографий и видео"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Difference(c.before, c.after)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRemarksOnADraft(t *testing.T) {
	const tag = "#СДЕЛАЕМВМЕСТЕ"
	for name, c := range map[string]struct {
		content plans.Content
		want    []string
	}{
		"in order":              {plans.Content{Text: "Парк открыт. " + tag}, nil},
		"hashtag in other case": {plans.Content{Text: "#сделаемвместе"}, nil},
		"hashtag inside a word": {plans.Content{Text: tag + "2023"}, []string{textNoHashtag(tag)}},
		"hashtag twice":         {plans.Content{Text: tag + "2023 " + tag}, nil},
		"template left":         {plans.Content{Text: tag + " Что сделано: …"}, []string{textUnfilled}},
		"plain link": {
			plans.Content{Text: tag + " http://a.ru", Entities: []plans.Entity{{Type: "url", Offset: 15, Length: 11}}},
			[]string{textPlainLink},
		},
		"link with encryption": {
			plans.Content{Text: tag + " https://a.ru", Entities: []plans.Entity{{Type: "url", Offset: 15, Length: 12}}}, nil,
		},
		"hidden link": {
			plans.Content{Text: tag + " тут", Entities: []plans.Entity{{Type: "text_link", Offset: 15, Length: 3, URL: "HTTP://a.ru"}}},
			[]string{textPlainLink},
		},
		"link without an address": {
			plans.Content{Text: tag + " тут", Entities: []plans.Entity{{Type: "text_link", Offset: 15, Length: 3, URL: "https://"}}},
			[]string{textEmptyLink},
		},
		"lost link": {
			plans.Content{Text: tag + " тут", Entities: []plans.Entity{{Type: "text_link", Offset: 15, Length: 3, URL: "https://a.ru/no"}}},
			[]string{textLostLink("https://a.ru/no")},
		},
		"organisation not explained": {
			plans.Content{Text: tag + " мы в Инстаграме"},
			[]string{textMention("Инстаграм", "принадлежит компании Meta, признанной экстремистской организацией и запрещённой в России")},
		},
		"telephone": {
			plans.Content{Text: tag + " +78654740000", Entities: []plans.Entity{{Type: "phone_number", Offset: 15, Length: 12}}},
			[]string{textPrivateData},
		},
		"entity beyond the text": {plans.Content{Text: tag, Entities: []plans.Entity{{Type: "url", Offset: 10, Length: 99}}}, nil},
		"organisation explained": {
			plans.Content{Text: tag + " в Инстаграме (принадлежит Meta, признанной экстремистской)"}, nil,
		},
		"metadata is no organisation": {plans.Content{Text: tag + " metadata"}, nil},
		"text apart":                  {plans.Content{Text: tag + strings.Repeat(" о", 600), Media: photos("a")}, []string{textApart}},
		"text over":                   {plans.Content{Text: tag + strings.Repeat("о", 4096)}, []string{TextTooLong(4110), textNoHashtag(tag)}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			draft := store.PostRecord{Post: plans.Post{Draft: c.content}, Links: map[string]store.LinkState{"https://a.ru/no": store.LinkLost}}
			for _, r := range remarksOn(draft, tag, Mentions(store.Settings{})) {
				got = append(got, r.text)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLengthOfAPost(t *testing.T) {
	for want, c := range map[string]plans.Content{
		"Текст: 1 знак, можно ещё 4095":         {Text: "т"},
		"Текст: 22 знака, можно ещё 1002":       {Text: strings.Repeat("т", 22), Media: photos("a")},
		"Текст: 1025 знаков, можно ещё 3071":    {Text: strings.Repeat("т", 1025), Media: photos("a")},
		"Текст: 4097 знаков":                    {Text: strings.Repeat("т", 4097)},
		"Текст: 4 знака, можно ещё 4092":        {Text: "🇷🇺"},
		"Текста пока нет, можно до 1024 знаков": {Media: photos("a")},
		"Текста пока нет, можно до 4096 знаков": {},
		"Текст: 1024 знака, можно ещё 0":        {Text: strings.Repeat("т", 1024), Media: photos("a")},
	} {
		if got := length(c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestLinesOverButtons holds what may be said over a button to
// Telegram's 200 characters (Bot API «answerCallbackQuery»).
func TestLinesOverButtons(t *testing.T) {
	lines := []string{
		TextNoChannel, TextTooLong(9999),
	}
	for _, state := range []plans.PostState{
		plans.Drafting, plans.InReview, plans.Approved, plans.Publishing, plans.Published, plans.Uncertain, plans.Rejected,
		plans.Withdrawn, plans.Amending, plans.Removing, plans.Removed,
	} {
		lines = append(lines, TextPostStands(plans.Post{Number: 123456, State: state, Version: 2}))
	}
	if slices.Contains(lines, chat.TextStale) {
		t.Error("some state has no words of its own")
	}
	for _, l := range lines {
		if n := plans.Len(l); n > 200 {
			t.Errorf("%d characters: %s", n, l)
		}
	}
}
