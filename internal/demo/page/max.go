package page

import (
	"bytes"
	"fmt"
	"image"
	"net/http"
	"slices"
	"strconv"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/play"
)

// maxPhone makes the newest messages of a channel in MAX ready to be shown; limit 0 is
// all.
func (s *Site) maxPhone(c play.Chat, limit int) phone {
	all := s.district.Max.Messages(c.ID)
	p := phone{
		Name: c.Name, Title: c.Title + " в MAX", Letters: letters(c.Title), About: "канал в MAX", Fresh: len(all) == 0,
		Channel: true, Outside: true, Whole: limit == 0,
	}
	if limit > 0 && len(all) > limit {
		p.Older, all = true, all[len(all)-limit:]
	}
	for _, m := range all {
		p.Bubbles = append(p.Bubbles, s.maxBubble(m))
	}
	p.Bubbles = headed(p.Bubbles)
	return p
}

func (s *Site) maxBubble(m maxemulator.Message) bubble {
	at := m.Time.In(s.district.Zone)
	b := bubble{
		ID: m.ID, Key: "max-" + m.ID, Day: day(at), Time: at.Format("15:04"),
		ISO: at.Format("2006-01-02T15:04:05Z07:00"), Edited: m.Edited, Silent: m.Silent, Bot: true,
		Body: render(m.Text, entities(m.Markup), s.district.Telegram.Bot().Username),
	}
	for i, f := range m.Media {
		b.Photos = append(b.Photos, photo{
			Src: fmt.Sprintf("/max/%s/%d", m.ID, i), Alt: fmt.Sprintf("Фотография %d из %d", i+1, len(m.Media)),
		})
		if picture, _, err := image.DecodeConfig(bytes.NewReader(f.Content)); err == nil {
			b.Photos[i].Width, b.Photos[i].Height = picture.Width, picture.Height
		}
	}
	return b
}

// asInTelegram are the kinds of formatting by their names in Telegram.
var asInTelegram = map[string]string{
	"strong": "bold", "heading": "bold", "emphasized": "italic", "underline": "underline", "strikethrough": "strikethrough",
	"monospaced": "code", "link": "text_link",
}

// entities are formatting as Telegram describes it.
func entities(markup []maxemulator.Markup) []emulator.Entity {
	var all []emulator.Entity
	for _, m := range markup {
		all = append(all, emulator.Entity{Type: asInTelegram[m.Type], Offset: m.From, Length: m.Length, URL: m.URL})
	}
	return all
}

// fileInMax is a picture of a message in MAX.
func (s *Site) fileInMax(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("n"))
	content, ok := s.contentInMax(r.PathValue("message"), n)
	if err != nil || !ok {
		http.NotFound(w, r)
		return
	}
	give(w, r, "", content)
}

func (s *Site) contentInMax(message string, n int) ([]byte, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, c := range s.phones() {
		if !c.Max {
			continue
		}
		all := s.district.Max.Messages(c.ID)
		i := slices.IndexFunc(all, func(m maxemulator.Message) bool { return m.ID == message })
		if i >= 0 && n >= 0 && n < len(all[i].Media) {
			return all[i].Media[n].Content, true
		}
	}
	return nil, false
}
