package page

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

// bubbles makes messages ready to be shown; all are those of the chat, in which
// replies are looked up.
func (s *Site) bubbles(c play.Chat, all, shown []emulator.Message) []bubble {
	var out []bubble
	album := ""
	for _, m := range shown {
		if m.Album != "" && m.Album == album {
			joinAlbum(&out[len(out)-1], s.bubble(c, all, m))
			continue
		}
		album = m.Album
		out = append(out, s.bubble(c, all, m))
	}
	return headed(out)
}

// headed gives the first bubble of each day its heading.
func headed(all []bubble) []bubble {
	last := ""
	for i := range all {
		if all[i].Day == last {
			all[i].Day = ""
		} else {
			last = all[i].Day
		}
	}
	return all
}

// joinAlbum puts an item of an album into the bubble that holds the first one.
func joinAlbum(first *bubble, item bubble) {
	first.Photos = append(first.Photos, item.Photos...)
	for i := range first.Photos {
		first.Photos[i].Alt = fmt.Sprintf("Фотография %d из %d", i+1, len(first.Photos))
	}
	if first.Body == "" {
		first.Body, first.Plain = item.Body, item.Plain
	}
}

func (s *Site) bubble(c play.Chat, all []emulator.Message, m emulator.Message) bubble {
	at := m.Date.In(s.district.Zone)
	b := bubble{
		ID: strconv.Itoa(m.ID), Key: fmt.Sprintf("%s-%d", c.Name, m.ID), Day: day(at), Time: at.Format("15:04"),
		ISO: at.Format("2006-01-02T15:04:05Z07:00"), Edited: m.Edited, Bot: m.FromBot, Plain: m.Text,
		Body: render(m.Text, m.Entities, s.district.Telegram.Bot().Username),
	}
	if m.Kind == "service" {
		b.Service = service(m.Service)
		return b
	}
	b.Mine = c.Private && m.From == c.ID
	b.Editable = !m.FromBot && m.From != 0 && m.Kind != "sticker"
	if !c.Private && m.From != 0 {
		b.Author = s.title(m.From)
	}
	if m.Forward != nil {
		b.Forward = s.origin(*m.Forward)
	}
	if i := slices.IndexFunc(all, func(o emulator.Message) bool { return o.ID == m.ReplyTo }); i >= 0 && m.ReplyTo != 0 {
		b.Reply = &reply{s.author(all[i]), brief(all[i])}
	}
	attach(&b, m)
	for i, row := range m.Buttons {
		b.Rows = append(b.Rows, nil)
		for j, k := range row {
			b.Rows[i] = append(b.Rows[i], button{
				Text: k.Text, URL: k.URL, Style: k.Style, Dead: k.Data == "", Value: fmt.Sprintf("%d:%d:%d", m.ID, i, j),
				Key: fmt.Sprintf("%s-%d-%d", b.Key, i, j), Here: s.here(k.URL),
			})
		}
	}
	return b
}

// here is the chat of the district that a link to add the bot somewhere stands for
// (core.telegram.org/api/links, «Bot links»).
func (s *Site) here(link string) string {
	u, err := url.Parse(link)
	switch {
	case err != nil || u.Host != "t.me" || !strings.EqualFold(u.Path, "/"+s.district.Telegram.Bot().Username):
		return ""
	case u.Query().Has("startgroup"):
		return "group"
	case u.Query().Has("startchannel"):
		return "channel"
	}
	return ""
}

// attach adds the file of a message.
func attach(b *bubble, m emulator.Message) {
	if len(m.Files) == 0 {
		return
	}
	f := m.Files[len(m.Files)-1]
	if m.Kind == "photo" {
		b.Photos = []photo{{"/file/" + f.ID, "Фотография", f.Width, f.Height}}
		return
	}
	name := f.Name
	if name == "" {
		name = kinds[m.Kind]
	}
	b.File = &attachment{ID: f.ID, Name: name, Size: size(f.Size), Kind: strings.TrimPrefix(path.Ext(name), ".")}
}

// kinds are what people's clients call messages without a text.
var kinds = map[string]string{
	"photo": "Фотография", "video": "Видео", "document": "Документ", "sticker": "Стикер", "voice": "Голосовое сообщение",
	"poll": "Опрос", "audio": "Аудиозапись", "animation": "GIF", "video_note": "Видеосообщение",
}

// service says what happened in a group.
func service(kind string) string {
	names := map[string]string{
		"new_chat_members": "В группе новый участник", "left_chat_member": "Участник вышел из группы",
		"new_chat_title": "Название группы изменено", "pinned_message": "Сообщение закреплено",
		"migrate_to_chat_id": "Группа стала супергруппой", "migrate_from_chat_id": "Группа стала супергруппой",
		"forum_topic_created": "Создана тема",
	}
	if name, ok := names[kind]; ok {
		return name
	}
	return "Служебное сообщение"
}

func (s *Site) author(m emulator.Message) string {
	switch {
	case m.FromBot:
		return s.district.Telegram.Bot().FirstName
	case m.SenderChat != 0:
		return s.title(m.SenderChat)
	}
	return s.title(m.From)
}

func (s *Site) origin(o emulator.Origin) string {
	switch {
	case o.Channel != 0:
		return s.title(o.Channel)
	case o.Hidden != "":
		return o.Hidden
	}
	return s.title(o.User)
}

// brief is a message in a line, for quotes.
func brief(m emulator.Message) string {
	text := m.Text
	if text == "" {
		text = kinds[m.Kind]
	}
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > 60 {
		return string(line[:59]) + "…"
	}
	return string(line)
}

func size(n int64) string {
	if n >= 1<<20 {
		return strings.Replace(fmt.Sprintf("%.1f МБ", float64(n)/(1<<20)), ".", ",", 1)
	}
	return fmt.Sprintf("%d КБ", (n+1023)>>10)
}
