package bot

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// mentionList comes with the program.
//
//go:embed mentions.txt
var mentionList string

// mentions are the organisations whose mention the law wants explained (Закон
// «О средствах массовой информации», ст. 4): the administrators' list or the
// one that comes with the program.
func mentions(s store.Settings) []store.Mention {
	if s.Mentions != nil {
		return *s.Mentions
	}
	var all []store.Mention
	for line := range strings.Lines(mentionList) {
		if m, ok := mentionOf(line); ok {
			all = append(all, m)
		}
	}
	return all
}

// mentionOf reads «Название — пояснение».
func mentionOf(line string) (store.Mention, bool) {
	name, note, ok := strings.Cut(strings.ReplaceAll(line, " – ", " — "), " — ")
	m := store.Mention{Name: strings.TrimSpace(name), Note: strings.TrimSpace(note)}
	telling := utf8.RuneCountInString(tellingStem(m.Note)) >= stemShortest
	return m, ok && telling && strings.Trim(m.Name, "* ") != ""
}

// unexplained are the organisations that a text names without the explanation.
func unexplained(text string, all []store.Mention) []store.Mention {
	text = strings.ToLower(text)
	return slices.DeleteFunc(slices.Clone(all), func(m store.Mention) bool {
		stem, inflected := strings.CutSuffix(strings.ToLower(m.Name), "*")
		return !hasWord(text, stem, inflected) || strings.Contains(text, tellingStem(m.Note))
	})
}

func mentioned(m store.Mention) string { return strings.TrimSuffix(m.Name, "*") }

// mentionRemarks are remarks on a draft's mentions; one button mends all of them.
func mentionRemarks(text string, all []store.Mention) []remark {
	var found []remark
	for _, m := range unexplained(text, all) {
		if len(found) == mentionsRemarked {
			break
		}
		found = append(found, remark{text: textMention(mentioned(m), m.Note)})
	}
	if len(found) > 0 {
		found[0].mend, found[0].caption = "pnote", "➕ Добавить пояснение"
	}
	return found
}

// mentionsRemarked is how many mentions of a draft are spoken of at once.
const mentionsRemarked = 10

// pressedNote puts the explanations under the text.
func (t *turn) pressedNote(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	missing := unexplained(rec.Draft.Text, mentions(t.settings))
	if len(missing) == 0 {
		return refuse(plans.ErrConflict, textNotesThere)
	}
	c := rec.Draft
	c.Text += "\n"
	for _, m := range missing {
		c.Text += "\n" + textMentionNote(mentioned(m), m.Note)
	}
	t.answer(textNotesAdded)
	return t.redraft(rec, c)
}

// stemLength is how many letters of a word stay the same in all its forms; with
// fewer than stemShortest a word tells nothing.
const (
	stemLength   = 9
	stemShortest = 5
)

// tellingStem is the head of a note's longest word, by which a text shows that it
// gives the explanation, in whatever case: «экстремис», «иностранн».
func tellingStem(note string) string {
	words := strings.FieldsFunc(strings.ToLower(note), func(r rune) bool { return !inWord(r) })
	longest := slices.MaxFunc(append(words, ""), func(a, b string) int {
		return utf8.RuneCountInString(a) - utf8.RuneCountInString(b)
	})
	stem := []rune(longest)
	return string(stem[:min(len(stem), stemLength)])
}
