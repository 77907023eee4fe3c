package play

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/emulator"
)

// deed is what a person does. The chat is his private one unless the last word
// names another: «fin presses "Утвердить" @group».
func (p *Play) deed(who int64, verb string, w []string) error {
	where := who
	if n := len(w); n > 0 && strings.HasPrefix(w[n-1], "@") {
		c, err := p.chat(w[n-1][1:])
		if err != nil {
			return err
		}
		where, w = c.id, w[:n-1]
	}
	deeds := map[string]func(who, where int64, w []string) error{
		"says": p.says, "presses": p.presses, "sends": p.sends, "album": p.album, "replies": p.replies, "answers": p.answers, "file": p.file, "huge": p.huge,
		"anonymously": p.anonymously, "joins": p.joins, "forges": p.forges, "blocks": p.blocks, "unblocks": p.unblocks, "kicks": p.kicks,
		"edits": p.edits, "moves": p.moves, "repeats": p.repeats, "recalls": p.recalls, "formats": p.formats, "writes": p.writes, "mutes": p.mutes, "deletes": p.deletes, "unmutes": p.unmutes,
		"captions": p.captions, "masks": p.masks, "bares": p.bares, "encloses": p.encloses, "topical": p.topical, "react": p.react,
	}
	d, ok := deeds[verb]
	if !ok {
		return fmt.Errorf("так не умеют: «%s»; умеют %s", verb, strings.Join(slices.Sorted(maps.Keys(deeds)), ", "))
	}
	return d(who, where, w)
}

func (p *Play) says(who, where int64, w []string) error {
	p.server.Say(who, where, strings.Join(w, " "))
	return nil
}

func (p *Play) edits(who, where int64, w []string) error {
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if m.From == who {
			p.server.Edit(who, where, m.ID, strings.Join(w, " "))
			return nil
		}
	}
	return fmt.Errorf("nothing to edit")
}

// moves changes nothing of the person's newest message but what nobody reads, as a
// place sent live does every few seconds.
func (p *Play) moves(who, where int64, _ []string) error {
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if m.From == who {
			p.server.Edit(who, where, m.ID, m.Text)
			return nil
		}
	}
	return fmt.Errorf("nothing to move")
}

// presses presses the newest button of that caption in the chat.
func (p *Play) presses(who, where int64, w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("presses \"Кнопка\"")
	}
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if hasButton(m, w[0]) {
			press, err := p.server.Press(who, where, m.ID, w[0])
			if err == nil {
				p.pressed[w[0]], p.pressed[own(who, w[0])] = press, press
			}
			return err
		}
	}
	return fmt.Errorf("кнопки «%s» не видно", w[0])
}

// recalls presses the button of that caption that was last shown in the chat,
// though it may have been taken away since.
func (p *Play) recalls(who, where int64, w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("recalls \"Кнопка\"")
	}
	p.mu.Lock()
	shown := p.offers[where]
	p.mu.Unlock()
	for _, o := range slices.Backward(shown) {
		if strings.Contains(o.caption, w[0]) {
			_, err := p.server.PressData(who, where, o.message, o.data)
			return err
		}
	}
	return fmt.Errorf("кнопки «%s» никогда не было", w[0])
}

// own is the key of a person's own last press of a caption.
func own(who int64, caption string) string { return fmt.Sprintf("%d %s", who, caption) }

// repeats presses a button once more as the person himself last pressed it, or in
// a group as anybody did, though it may be gone: a client that has not refreshed
// shows it still.
func (p *Play) repeats(who, where int64, w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("repeats \"Кнопка\"")
	}
	old, ok := p.pressed[own(who, w[0])]
	if !ok {
		old, ok = p.pressed[w[0]]
	}
	if !ok {
		return fmt.Errorf("кнопку «%s» ещё никто не нажимал", w[0])
	}
	if where == who && old.User != old.Chat {
		where = old.Chat
	}
	if where == who && old.User != who {
		return fmt.Errorf("nobody can press in another's private chat")
	}
	_, err := p.server.PressData(who, where, old.Message, old.Data)
	return err
}

func hasButton(m emulator.Message, caption string) bool {
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, caption) && !b.Disabled {
				return true
			}
		}
	}
	return false
}

// forges presses data of one's own making under the newest message with buttons.
func (p *Play) forges(who, where int64, w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("forges DATA")
	}
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if len(m.Buttons) > 0 {
			_, err := p.server.PressData(who, where, m.ID, w[0])
			return err
		}
	}
	return fmt.Errorf("сообщений с кнопками нет")
}

// sends sends one thing: photo, spoiler (a photo hidden until touched), again (the newest photo of the chat), video, document NAME, sticker, voice, poll, or a
// text passed on, with a caption.
func (p *Play) sends(who, where int64, w []string) error {
	if len(w) == 0 {
		return fmt.Errorf("sends KIND \"подпись\"")
	}
	d := emulator.Draft{Text: strings.Join(w[1:], " ")}
	switch w[0] {
	case "photo":
		d.Photo = p.upload("jpg")
	case "spoiler":
		d.Photo, d.Spoiler = p.upload("jpg"), true
	case "video":
		d.Video = p.upload("mp4")
	case "animation":
		d.Animation = p.upload("gif")
	case "document":
		d.Document = p.upload("pdf")
	case "again":
		id := p.newestFile(where)
		if id == "" {
			return fmt.Errorf("файлов не видно")
		}
		d.Photo = &emulator.Upload{Of: id}
	case "voice":
		d.Voice = p.upload("ogg")
	case "sticker":
		d.Sticker = p.upload("webp")
	case "poll":
		d.Poll = &emulator.Poll{Question: d.Text, Options: []string{"да", "нет"}}
		d.Text = ""
	case "forwarded":
		d.ForwardOf = &emulator.Origin{Hidden: "Пресс-служба"}
	default:
		return fmt.Errorf("послать «%s» нельзя; можно photo, video, document, sticker, voice, poll", w[0])
	}
	p.server.Send(who, where, d)
	return nil
}

// file sends a document of the stage: file NAME "подпись".
func (p *Play) file(who, where int64, w []string) error {
	if len(w) == 0 || p.Read == nil {
		return fmt.Errorf("file NAME \"подпись\"")
	}
	content, err := p.Read(w[0])
	if err != nil {
		return fmt.Errorf("file: %w", err)
	}
	p.server.Send(who, where, emulator.Draft{
		Text: strings.Join(w[1:], " "), Document: &emulator.Upload{Name: path.Base(w[0]), Content: content},
	})
	return nil
}

// huge sends a document of so many megabytes: huge NAME MEGABYTES.
func (p *Play) huge(who, where int64, w []string) error {
	if len(w) != 2 {
		return fmt.Errorf("huge NAME MEGABYTES")
	}
	n, err := strconv.ParseInt(w[1], 10, 64)
	if err != nil {
		return fmt.Errorf("huge: %w", err)
	}
	p.server.Send(who, where, emulator.Draft{Document: &emulator.Upload{Name: w[0], Size: n << 20}})
	return nil
}

func (p *Play) upload(ext string) *emulator.Upload {
	p.files[ext]++
	name := fmt.Sprintf("%s-%d.%s", ext, p.files[ext], ext)
	content := []byte(name)
	if p.Picture != nil && ext == "jpg" {
		content = p.Picture(p.files[ext])
	}
	return &emulator.Upload{Name: name, Content: content}
}

// album sends N photos with one caption: album N "подпись".
// album sends so many photos at once; with «video» the last is one: album N [video]
// "подпись".
func (p *Play) album(who, where int64, w []string) error {
	if len(w) == 0 {
		return fmt.Errorf("album N \"подпись\"")
	}
	n, err := strconv.Atoi(w[0])
	if err != nil {
		return fmt.Errorf("album: %w", err)
	}
	if n < 2 || n > 10 {
		return fmt.Errorf("в альбоме от 2 до 10 фотографий; одну посылает sends photo")
	}
	items := make([]emulator.Draft, n)
	for i := range items {
		items[i].Photo = p.upload("jpg")
	}
	words := w[1:]
	if len(words) > 0 && words[0] == "video" {
		items[n-1] = emulator.Draft{Video: p.upload("mp4")}
		words = words[1:]
	}
	items[0].Text = strings.Join(words, " ")
	p.server.Album(who, where, items...)
	return nil
}

// replies answers the newest message of the bot in the chat.
func (p *Play) replies(who, where int64, w []string) error {
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if m.FromBot {
			p.server.Send(who, where, emulator.Draft{Text: strings.Join(w, " "), ReplyTo: m.ID})
			return nil
		}
	}
	return fmt.Errorf("бот здесь ещё ничего не говорил")
}

// answers answers the newest message that holds some words: answers "слова" "ответ".
func (p *Play) answers(who, where int64, w []string) error {
	if len(w) != 2 {
		return fmt.Errorf("answers \"слова\" \"ответ\"")
	}
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if strings.Contains(m.Text, w[0]) {
			p.server.Send(who, where, emulator.Draft{Text: w[1], ReplyTo: m.ID})
			return nil
		}
	}
	return fmt.Errorf("сообщения со словами «%s» не видно", w[0])
}

// anonymously says something in a group in the group's own name.
func (p *Play) anonymously(who, where int64, w []string) error {
	p.server.Send(who, where, emulator.Draft{Text: strings.Join(w, " "), Anonymous: true})
	return nil
}

var invitation = regexp.MustCompile(`start=([A-Za-z0-9_-]+)`)

// joins follows the newest invitation in another person's chat: joins ADMIN.
func (p *Play) joins(who, _ int64, w []string) error {
	ids, err := p.cast(w)
	if err != nil || len(ids) != 1 {
		return fmt.Errorf("joins ADMIN: %w", err)
	}
	for _, m := range slices.Backward(p.server.Messages(ids[0])) {
		if code := invitation.FindStringSubmatch(m.Text); code != nil {
			p.server.Say(who, who, "/start "+code[1])
			return nil
		}
	}
	return fmt.Errorf("no invitation is to be seen")
}

func (p *Play) blocks(who, _ int64, _ []string) error {
	p.server.Block(who)
	return nil
}

func (p *Play) unblocks(who, _ int64, _ []string) error {
	p.server.Unblock(who)
	return nil
}

// deletes deletes the newest message of a chat and the rest of its album.
func (p *Play) deletes(who, where int64, _ []string) error {
	album := p.server.Last(where).Album
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if m.Album != album {
			break
		}
		p.server.Delete(who, where, m.ID)
		if album == "" {
			break
		}
	}
	return nil
}
