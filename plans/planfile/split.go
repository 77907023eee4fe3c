package planfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// entry is one row of the plan as its cells give it, still in words.
type entry struct {
	label, form, phrase string
	// unclear forbids to understand the phrase, and says why; the remarks say
	// it as well, since it is a trouble of the table and not of the words.
	unclear string
	who     []string
	remarks []string
}

// split makes rows of the plan out of one row of a table. Several paragraphs in
// the cell of the form are several rows when the cell of the deadline has as
// many; when the numbers differ, nobody can say which deadline belongs to what,
// and the rows stay unclear. One deadline for several paragraphs is one row,
// unless the paragraphs are numbered. clear tells whether words are understood
// as a deadline.
func split(form, due, who *cell, clear func(string) bool) []entry {
	forms, dues, whos := form.paras, due.parts(), continuedLines(who)
	if len(dues) > maxPhrases {
		return []entry{oneEntry(forms, due.text(), who.lines())}
	}
	forms = slices.DeleteFunc(slices.Clone(forms), func(p para) bool { return tidy(p.text) == "" })
	if len(forms) == 1 && len(dues) == 1 {
		forms, dues = splitLines(forms, dues, due, clear)
	}
	whole := joinPhrases(dues, clear)
	apart := slices.ContainsFunc(dues, clear)
	switch {
	case len(forms) < 2, len(dues) > 1 && !apart && clear(whole), len(dues) < 2 && !numbered(forms):
		return []entry{oneEntry(forms, joinPhrases(due.lines(), clear), who.lines())}
	case len(dues) == len(forms):
	case len(dues) < 2:
		dues = slices.Repeat([]string{whole}, len(forms))
	default:
		why := fmt.Sprintf("В ячейке сроков %d %s на %d %s мероприятий: «%s». Напишите срок этой строки.",
			len(dues), plural(len(dues), "абзац", "абзаца", "абзацев"),
			len(forms), plural(len(forms), "абзац", "абзаца", "абзацев"), clip(strings.Join(dues, " / ")))
		all := everyEntry(forms, make([]string, len(forms)), whos, why)
		for i := range all {
			all[i].remarks = append(all[i].remarks, why)
		}
		return all
	}
	return everyEntry(forms, dues, whos, "")
}

// everyEntry gives each paragraph its own deadline and those who answer for it.
// When they do not match the paragraphs, all answer for all: a row too many on
// somebody's list is put right sooner than a row on nobody's.
func everyEntry(forms []para, dues, whos []string, unclear string) []entry {
	all := make([]entry, len(forms))
	for i, f := range forms {
		label, text := cutLabel(f)
		all[i] = entry{label: label, form: text, phrase: dues[i], unclear: unclear}
		switch len(whos) {
		case len(forms):
			all[i].who = []string{whos[i]}
		case 0, 1:
			all[i].who = whos
		default:
			all[i].who = whos
			all[i].remarks = []string{fmt.Sprintf("в ячейке ответственных %d %s на %d %s мероприятий: записаны все, проверьте",
				len(whos), plural(len(whos), "абзац", "абзаца", "абзацев"),
				len(forms), plural(len(forms), "абзац", "абзаца", "абзацев"))}
		}
	}
	return all
}

// oneEntry is the usual case: the row of the table is one row of the plan.
func oneEntry(forms []para, phrase string, who []string) entry {
	e := entry{phrase: phrase, who: who}
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = tidy(f.text)
		if i == 0 {
			e.label, texts[i] = cutLabel(f)
		}
	}
	e.form = tidy(strings.Join(texts, " "))
	return e
}

// splitLines takes broken lines for paragraphs when the form has as many lines
// as the deadline and each of these is a deadline by itself.
func splitLines(forms []para, dues []string, due *cell, clear func(string) bool) ([]para, []string) {
	var lines []para
	for l := range strings.SplitSeq(forms[0].text, "\n") {
		if tidy(l) != "" {
			lines = append(lines, para{text: l})
		}
	}
	parts := due.lines()
	if len(lines) < 2 || len(lines) != len(parts) || len(lines) > maxPhrases ||
		slices.ContainsFunc(parts, func(p string) bool { return !clear(p) }) {
		return forms, dues
	}
	lines[0].label = forms[0].label
	return lines, parts
}

// joinPhrases makes one deadline of several lines: a list when each line is a
// deadline by itself, else one phrase that was broken.
func joinPhrases(lines []string, clear func(string) bool) string {
	if len(lines) > 1 && len(lines) <= maxPhrases && !slices.ContainsFunc(lines, func(l string) bool { return !clear(l) }) {
		return strings.Join(lines, "; ")
	}
	return strings.Join(lines, " ")
}

// continuedLines gives the paragraphs of a cell, where one that ends with a
// comma goes on in the next.
func continuedLines(c *cell) []string {
	var all []string
	open := false
	for _, p := range c.paras {
		text := strings.TrimSpace(p.text)
		if tidy(text) == "" {
			continue
		}
		if open {
			all[len(all)-1] += "\n" + text
		} else {
			all = append(all, text)
		}
		open = strings.HasSuffix(text, ",")
	}
	return all
}

// numbered tells whether every paragraph begins with a number of its own.
func numbered(forms []para) bool {
	for _, f := range forms {
		if label, _ := cutLabel(f); label == "" {
			return false
		}
	}
	return true
}

var (
	typedLabel = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s+`)
	plainLabel = regexp.MustCompile(`^\d{1,4}(?:\.\d{1,4})*$`)
	bullet     = regexp.MustCompile(`^[-–—•·*▪]\s+`)
)

// cutLabel parts a paragraph from its number, whether Word put it there or a
// person typed it. A letter or a bullet is not a number of a row.
func cutLabel(p para) (label, text string) {
	text = tidy(p.text)
	if label = plain(p.label); label != "" {
		return label, text
	}
	if m := typedLabel.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		return plain(m[1]), text[len(m[0]):]
	}
	return "", bullet.ReplaceAllString(text, "")
}

// plain gives a number of figures and points, "" for any other label.
func plain(label string) string {
	if label = strings.Trim(label, ".)( "); plainLabel.MatchString(label) {
		return label
	}
	return ""
}
