package bot

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// remark is something to look at in a draft, with the button that mends it where
// there is one. Nothing of it forbids submitting but the limits themselves.
type remark struct {
	text    string
	mend    string // the verb of the button
	caption string
}

// remarks are the program's own remarks on a draft.
func (t *turn) remarks(rec store.PostRecord) ([]remark, error) {
	if rec.State != plans.Drafting || rec.Draft.Empty() {
		return nil, nil
	}
	all := remarksOn(rec.Draft, t.plan.Hashtag)
	posts, err := t.tx.Posts()
	if err != nil {
		return nil, err
	}
	return append(all, repetitions(rec, posts)...), nil
}

// remarksOn looks a draft through by itself.
func remarksOn(c plans.Content, hashtag string) []remark {
	var all []remark
	length := plans.Len(c.Text)
	switch {
	case length > plans.TextLimit:
		all = append(all, remark{text: textTooLong(length)})
	case c.Apart():
		all = append(all, remark{text: textApart})
	}
	if hashtag != "" && !hasHashtag(c.Text, hashtag) {
		all = append(all, remark{text: textNoHashtag(hashtag), mend: "ptag", caption: "➕ Добавить " + hashtag})
	}
	if strings.Contains(c.Text, ": …") {
		all = append(all, remark{text: textUnfilled})
	}
	if plainLink(c) {
		all = append(all, remark{text: textPlainLink})
	}
	if slices.ContainsFunc(c.Entities, func(e plans.Entity) bool { return e.Type == "phone_number" || e.Type == "email" }) {
		all = append(all, remark{text: textPrivateData})
	}
	for _, n := range legalNotes() {
		if n.wanted(c.Text) {
			all = append(all, remark{text: textLegalNote(strings.TrimSuffix(n.name, "*"), n.note)})
		}
	}
	return all
}

// plainLink tells whether the text leads anywhere without encryption.
func plainLink(c plans.Content) bool {
	units := utf16.Encode([]rune(c.Text))
	return slices.ContainsFunc(c.Entities, func(e plans.Entity) bool {
		switch {
		case e.Type == "text_link":
			return strings.HasPrefix(strings.ToLower(e.URL), "http://")
		case e.Type == "url" && e.Offset >= 0 && e.Length >= 0 && e.Offset+e.Length <= len(units):
			shown := string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
			return strings.HasPrefix(strings.ToLower(shown), "http://")
		}
		return false
	})
}

// repetitions finds a draft's text and photos in posts that are out already.
func repetitions(rec store.PostRecord, posts []store.PostRecord) []remark {
	var all []remark
	text, photo := uint64(0), uint64(0)
	for _, p := range posts {
		if p.State != plans.Published || p.Number == rec.Number {
			continue
		}
		if rec.Draft.Text != "" && strings.Join(strings.Fields(p.Frozen.Text), " ") == strings.Join(strings.Fields(rec.Draft.Text), " ") {
			text = p.Number
		}
		if len(without(rec.Draft.Media, p.Frozen.Media)) < len(rec.Draft.Media) {
			photo = p.Number
		}
	}
	if text != 0 {
		all = append(all, remark{text: textSameText(text)})
	}
	if photo != 0 {
		all = append(all, remark{text: textSamePhoto(photo)})
	}
	return all
}

// legalList are the organisations whose mention the law wants explained: name,
// a bar, the words that must stand beside it (ФЗ «О средствах массовой
// информации», ст. 4).
//
//go:embed templates/legal.txt
var legalList string

type legalNote struct{ name, note, mark string }

// legalNotes reads the list: «Название | пояснение | слово, по которому видно,
// что пояснение есть»; an asterisk after a name stands for any ending.
func legalNotes() []legalNote {
	var all []legalNote
	for line := range strings.Lines(legalList) {
		parts := strings.Split(strings.TrimSpace(line), "|")
		if len(parts) == 3 {
			all = append(all, legalNote{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])})
		}
	}
	return all
}

// wanted tells whether the text names the organisation and does not explain it.
func (n legalNote) wanted(text string) bool {
	text = strings.ToLower(text)
	stem, inflected := strings.CutSuffix(strings.ToLower(n.name), "*")
	return hasWord(text, stem, inflected) && !strings.Contains(text, strings.ToLower(n.mark))
}

// hasHashtag tells whether the text holds the hashtag, in any case, as a word of
// its own.
func hasHashtag(text, hashtag string) bool {
	return hasWord(strings.ToLower(text), strings.ToLower(hashtag), false)
}

// hasWord tells whether the text holds the word by itself, not inside another;
// inflected lets any ending follow it.
func hasWord(text, word string, inflected bool) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		begin, end := from+i, from+i+len(word)
		before, after := []rune(text[:begin]), []rune(text[end:])
		if (len(before) == 0 || !inWord(before[len(before)-1])) && (inflected || len(after) == 0 || !inWord(after[0])) {
			return true
		}
		from = end
	}
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
