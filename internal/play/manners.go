package play

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/emulator"
)

// captions sends an album whose photos have captions of their own, «-» for none:
// captions "первая" - "третья".
func (p *Play) captions(who, where int64, w []string) error {
	if len(w) < 2 || len(w) > 10 {
		return fmt.Errorf("captions \"подпись\" \"подпись\"…, от 2 до 10")
	}
	items := make([]emulator.Draft, len(w))
	for i, text := range w {
		items[i] = emulator.Draft{Photo: p.upload("jpg"), Text: strings.TrimPrefix(text, "-")}
	}
	p.server.Album(who, where, items...)
	return nil
}

// masks answers the bot's newest message in a group's own name, as administrators do
// who hide behind it: masks "текст" @group.
func (p *Play) masks(who, where int64, w []string) error {
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if m.FromBot {
			p.server.Send(who, where, emulator.Draft{Text: strings.Join(w, " "), ReplyTo: m.ID, Anonymous: true})
			return nil
		}
	}
	return fmt.Errorf("бот здесь ещё ничего не говорил")
}

// bares says something whose links show no preview: bares "текст".
func (p *Play) bares(who, where int64, w []string) error {
	p.server.Send(who, where, emulator.Draft{Text: strings.Join(w, " "), NoPreview: true})
	return nil
}

// encloses answers the newest message that holds some words with a photo or a voice
// message: encloses "слова" photo ["подпись"].
func (p *Play) encloses(who, where int64, w []string) error {
	if len(w) < 2 {
		return fmt.Errorf("encloses \"слова\" KIND [\"подпись\"]")
	}
	for _, m := range slices.Backward(p.server.Messages(where)) {
		if !strings.Contains(m.Text, w[0]) {
			continue
		}
		d := emulator.Draft{ReplyTo: m.ID, Text: strings.Join(w[2:], " ")}
		if w[1] == "voice" {
			d.Voice = p.upload("ogg")
		} else {
			d.Photo = p.upload("jpg")
		}
		p.server.Send(who, where, d)
		return nil
	}
	return fmt.Errorf("сообщения со словами «%s» не видно", w[0])
}

// topical says something in the first topic of a forum: topical /bind @forum.
func (p *Play) topical(who, where int64, w []string) error {
	topics := p.server.Topics(where)
	if len(topics) == 0 {
		return fmt.Errorf("тем в группе нет")
	}
	p.server.Send(who, where, emulator.Draft{Text: strings.Join(w, " "), Thread: topics[0].ID})
	return nil
}

// topic opens a topic in a forum: topic GROUP OWNER "Название".
func (p *Play) topic(w []string) error {
	if len(w) != 3 {
		return fmt.Errorf("topic GROUP OWNER \"Название\"")
	}
	c, err := p.chat(w[0])
	if err != nil {
		return err
	}
	ids, err := p.cast(w[1:2])
	if err != nil {
		return err
	}
	p.server.AddTopic(c.id, ids[0], w[2])
	return nil
}

// untopic deletes the first topic of a forum: untopic GROUP.
func (p *Play) untopic(w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("untopic GROUP")
	}
	c, err := p.chat(w[0])
	if err != nil {
		return err
	}
	topics := p.server.Topics(c.id)
	if len(topics) == 0 {
		return fmt.Errorf("тем в группе нет")
	}
	p.server.DeleteTopic(c.id, topics[0].ID)
	return nil
}

// react lets readers of a channel put so many reactions under its newest message.
func (p *Play) react(_, where int64, w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("react NUMBER @CHANNEL")
	}
	total, err := strconv.Atoi(w[0])
	if err != nil {
		return fmt.Errorf("react NUMBER: %w", err)
	}
	p.server.React(where, p.server.Last(where).ID, total)
	return nil
}
