package play

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/bot/emulator"
)

// formats says a text of which some words are formatted: formats "текст" KIND
// "слова" KIND "слова"…, KIND as in the Bot API's MessageEntity.
func (p *Play) formats(who, where int64, w []string) error {
	if len(w)%2 != 1 {
		return fmt.Errorf("formats \"текст\" KIND \"слова\"…")
	}
	d := emulator.Draft{Text: w[0]}
	for i := 1; i < len(w); i += 2 {
		before, _, found := strings.Cut(w[0], w[i+1])
		if !found {
			return fmt.Errorf("no %q in the text", w[i+1])
		}
		d.Entities = append(d.Entities, emulator.Entity{Type: w[i], Offset: units(before), Length: units(w[i+1])})
	}
	p.server.Send(who, where, d)
	return nil
}

// units is a text's length as Telegram counts it.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// formatting shows how a chat's newest message is formatted: formatting CHAT.
func (p *Play) formatting(w []string) error {
	if len(w) != 1 {
		return fmt.Errorf("formatting CHAT")
	}
	c, err := p.chat(w[0])
	if err != nil {
		return err
	}
	m := p.server.Last(c.id)
	text := utf16.Encode([]rune(m.Text))
	names := map[string]string{"bold": "жирный", "italic": "курсив", "hashtag": "хештег", "spoiler": "скрытый", "url": "ссылка"}
	var all []string
	for _, e := range m.Entities {
		name := names[e.Type]
		if name == "" {
			name = e.Type
		}
		all = append(all, fmt.Sprintf("%s «%s»", name, string(utf16.Decode(text[e.Offset:e.Offset+e.Length]))))
	}
	_, err = fmt.Fprintf(p.out, "  (%s)\n", strings.Join(all, ", "))
	return err
}
