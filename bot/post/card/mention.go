package card

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// mentionList comes with the program.
//
//go:embed mentions.txt
var mentionList string

// Mentions are the organisations whose mention the law wants explained (Закон
// «О средствах массовой информации», ст. 4): the administrators' list or the
// one that comes with the program.
func Mentions(s store.Settings) []store.Mention {
	if s.Mentions != nil {
		return *s.Mentions
	}
	var all []store.Mention
	for line := range strings.Lines(mentionList) {
		if m, ok := MentionOf(line); ok {
			all = append(all, m)
		}
	}
	return all
}

// MentionOf reads «Название — пояснение».
func MentionOf(line string) (store.Mention, bool) {
	name, note, ok := strings.Cut(strings.ReplaceAll(line, " – ", " — "), " — ")
	m := store.Mention{Name: strings.TrimSpace(name), Note: strings.TrimSpace(note)}
	telling := utf8.RuneCountInString(tellingStem(m.Note)) >= stemShortest
	return m, ok && telling && strings.Trim(m.Name, "* ") != ""
}

// Unexplained are the organisations that a text names without the explanation.
func Unexplained(text string, all []store.Mention) []store.Mention {
	text = strings.ToLower(text)
	return slices.DeleteFunc(slices.Clone(all), func(m store.Mention) bool {
		stem, inflected := strings.CutSuffix(strings.ToLower(m.Name), "*")
		return !chat.HasWord(text, stem, inflected) || strings.Contains(text, tellingStem(m.Note))
	})
}

// Mentioned is the name of an organisation as it is shown.
func Mentioned(m store.Mention) string { return strings.TrimSuffix(m.Name, "*") }

// mentionRemarks are remarks on a draft's mentions; one button mends all of them.
func mentionRemarks(text string, all []store.Mention) []remark {
	var found []remark
	for _, m := range Unexplained(text, all) {
		if len(found) == mentionsRemarked {
			break
		}
		found = append(found, remark{text: textMention(Mentioned(m), m.Note)})
	}
	if len(found) > 0 {
		found[0].mend, found[0].caption = "pnote", "➕ Добавить пояснение"
	}
	return found
}

// mentionsRemarked is how many mentions of a draft are spoken of at once.
const mentionsRemarked = 10

// stemLength is how many letters of a word stay the same in all its forms; with
// fewer than stemShortest a word tells nothing.
const (
	stemLength   = 9
	stemShortest = 5
)

// tellingStem is the head of a note's longest word, by which a text shows that it
// gives the explanation, in whatever case: «экстремис», «иностранн».
func tellingStem(note string) string {
	words := strings.FieldsFunc(strings.ToLower(note), func(r rune) bool { return !chat.InWord(r) })
	longest := slices.MaxFunc(append(words, ""), func(a, b string) int {
		return utf8.RuneCountInString(a) - utf8.RuneCountInString(b)
	})
	stem := []rune(longest)
	return string(stem[:min(len(stem), stemLength)])
}
