package play

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/internal/emulator"
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
			return fmt.Errorf("в тексте нет «%s»", w[i+1])
		}
		d.Entities = append(d.Entities, emulator.Entity{Type: w[i], Offset: units(before), Length: units(w[i+1])})
	}
	p.server.Send(who, where, d)
	return nil
}

// units is a text's length as Telegram counts it.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// writes sends a text of so many characters, ending in the words given, parted
// into messages as clients do: writes 4097 "конец".
func (p *Play) writes(who, where int64, w []string) error {
	if len(w) != 2 {
		return fmt.Errorf("writes LENGTH \"конец\"")
	}
	n, err := strconv.Atoi(w[0])
	if err != nil {
		return fmt.Errorf("writes: %w", err)
	}
	const limit, word = 4096, "слово "
	text := []rune(strings.Repeat(word, n/len([]rune(word))+1))
	text = append(text[:n-len([]rune(w[1]))-1], []rune(" "+w[1])...)
	for len(text) > limit {
		end := limit
		for text[end] != ' ' {
			end--
		}
		p.server.Say(who, where, string(text[:end]))
		text = text[end+1:]
	}
	p.server.Say(who, where, string(text))
	return nil
}

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
	if m.Spoiler {
		all = append(all, "снимок скрыт")
	}
	if !m.Preview {
		all = append(all, "без превью")
	}
	_, err = fmt.Fprintf(p.out, "  (%s)\n", strings.Join(all, ", "))
	return err
}
