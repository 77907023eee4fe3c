package app_test

import (
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
)

// write sends the author's next content: words with formatting, photos, both.
func (f *faithful) write() {
	pieces := []string{"Парк", "открыт", "👍🏽", "🇷🇺", "<b>&amp;", "_и_", "#СДЕЛАЕМВМЕСТЕ", "https://a.ru/?a=1&b=2", "«ё»\n\n", "e\u0301"}
	var words []string
	for range 1 + f.rand.IntN(40)*(1+4*f.rand.IntN(2)) {
		words = append(words, pieces[f.rand.IntN(len(pieces))])
	}
	d := emulator.Draft{Text: "Начало " + strings.Join(words, " ") + " конец"}
	for _, kind := range []string{"bold", "italic", "spoiler", "text_link", "blockquote"} {
		if f.rand.IntN(2) == 0 {
			continue
		}
		e := emulator.Entity{Type: kind, Offset: 0, Length: 6}
		if kind == "text_link" {
			e.URL = "https://petrgosk.ru/"
		}
		d.Entities = append(d.Entities, e)
	}
	photos := min(f.rand.IntN(4), plans.AlbumLimit-len(f.files))
	author := f.people[0]
	switch photos {
	case 0:
		f.note(f.server.Send(author, author, d))
	case 1:
		d.Photo = f.photo()
		f.note(f.server.Send(author, author, d))
	default:
		items := make([]emulator.Draft, photos)
		for i := range items {
			items[i].Photo = f.photo()
		}
		items[0].Text, items[0].Entities = d.Text, d.Entities
		f.note(f.server.Album(author, author, items...)...)
	}
	f.rest()
	f.meant()
}

// meant tells the bot that words much shorter than those before are meant for the
// post, where it has asked.
func (f *faithful) meant() {
	const answer = "Заменить текст"
	author := f.people[0]
	for _, row := range f.server.Last(author).Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, answer) {
				f.press(0, author, answer)
			}
		}
	}
}

func (f *faithful) photo() *emulator.Upload {
	return &emulator.Upload{Name: "p.jpg", Content: fmt.Appendf(nil, "photo %d", f.rand.Uint64())}
}

// note keeps what the channel is to show: the newest words, all files so far.
func (f *faithful) note(sent ...emulator.Message) {
	f.text, f.entities = sent[0].Text, sent[0].Entities
	for _, m := range sent {
		if len(m.Files) > 0 {
			f.files = append(f.files, m.Files[len(m.Files)-1].UniqueID)
		}
	}
}

// compare holds what the channel shows to what the author sent last.
func (f *faithful) compare() {
	f.t.Helper()
	all := f.posts()
	var files []string
	text, entities := "", []emulator.Entity(nil)
	for _, m := range all {
		if len(m.Files) > 0 {
			files = append(files, m.Files[len(m.Files)-1].UniqueID)
		}
		if m.Text != "" {
			text, entities = m.Text, m.Entities
		}
	}
	want := max(1, len(f.files))
	if len(f.files) > 0 && plans.Len(f.text) > plans.CaptionLimit {
		want++
	}
	if len(all) != want {
		f.t.Fatalf("%d messages in the channel, want %d", len(all), want)
	}
	if diff := cmp.Diff(f.text, text); diff != "" {
		f.t.Error(diff)
	}
	if diff := cmp.Diff(f.entities, entities); diff != "" {
		f.t.Error(diff)
	}
	if diff := cmp.Diff(f.files, files); diff != "" {
		f.t.Error(diff)
	}
}
