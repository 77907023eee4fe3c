package planfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
	"sdelaemvmeste/plans/planfile/wording"
)

// entry is one row of the plan as its cells give it, still in words.
type entry struct {
	label, form, phrase string
	// unclear forbids to understand the phrase, and says why; the remarks say
	// it as well, since it is a trouble of the table and not of the words.
	unclear string
	who     []string
	remarks []string
	// doubts are remarks on who answers, whose cell is the one of this number.
	doubts  []string
	whoCell int
	// torn is the key of the question whether the row is one or several.
	torn string
}

// split makes rows of the plan out of one row of a table. Several lines in the
// cell of the form are several rows when the cell of the deadline has as many
// and every one stands alone in both cells; where that is open, the row is kept
// together and a person is asked. When the numbers differ, nobody can say which
// deadline belongs to what, and the rows stay unclear. One deadline for several
// paragraphs is one row, unless the paragraphs are numbered.
func (r *rowReader) split(form, due, who *document.Cell) []entry {
	raw, rawDues := paras(form), parts(due)
	if len(rawDues) > maxPhrases {
		return []entry{r.oneEntry(raw, due.Text(), who.Lines())}
	}
	broken := false
	if len(raw) == 1 && len(rawDues) == 1 {
		if l := paraLines(raw[0]); len(l) > 1 && len(l) <= maxPhrases {
			raw, rawDues, broken = l, due.Lines(), true
		}
	}
	forms, dues := joinForms(raw, soft), joinDues(rawDues)
	together := func() []entry { return []entry{r.oneEntry(paras(form), joinPhrases(due.Lines()), who.Lines())} }
	switch rows, certain := r.pair(raw, rawDues, forms, dues); {
	case rows != nil && (certain || setApart(form, due, who, len(rows))):
		return everyEntry(rows, dues, peopleParas(who), "")
	case rows != nil:
		return r.askRows(rows, rawDues, dues, form, due, who)
	}
	switch {
	case broken, len(forms) < 2, len(dues) < 2 && !numbered(forms):
		return together()
	case len(dues) < 2:
		return everyEntry(forms, slices.Repeat([]string{joinPhrases(dues)}, len(forms)), peopleParas(who), "")
	case !slices.ContainsFunc(dues, r.clear) && r.clear(joinPhrases(dues)):
		return together()
	}
	why := fmt.Sprintf("В ячейке сроков %d %s на %d %s мероприятий: «%s». Напишите срок этой строки.",
		len(dues), wording.Plural(len(dues), "абзац", "абзаца", "абзацев"),
		len(forms), wording.Plural(len(forms), "абзац", "абзаца", "абзацев"), spelling.Clip(strings.Join(dues, " / ")))
	all := everyEntry(forms, make([]string, len(forms)), peopleParas(who), why)
	for i := range all {
		all[i].remarks = append(all[i].remarks, why)
	}
	return all
}

// pair finds the lines of the form that go with the lines of the deadline, one
// each; nil when there are not as many. certain is false where only a person
// can say that they are rows of their own.
func (r *rowReader) pair(raw []document.Para, rawDues []string, forms []document.Para, dues []string) (rows []document.Para, certain bool) {
	switch {
	case len(forms) > 1 && len(forms) == len(dues):
		return forms, standApart(dues)
	case len(raw) > 1 && len(raw) == len(rawDues) && len(dues) == len(rawDues) && standApart(rawDues):
		if rows = joinForms(raw, tight); len(rows) == len(dues) {
			return rows, false
		}
	}
	return nil, false
}

// setApart reports whether a table itself shows that lines are rows of their
// own: empty paragraphs part them in both cells, or as many people answer.
func setApart(form, due, who *document.Cell, rows int) bool {
	apart := func(c *document.Cell) bool {
		all := c.Paras()
		return len(all) == rows && !slices.ContainsFunc(all[1:], func(p document.Para) bool { return !p.Apart })
	}
	return apart(form) && apart(due) || len(paras(form)) == rows && len(parts(due)) == rows && len(peopleParas(who)) == rows
}

// askRows keeps a row together until somebody says that it is several.
func (r *rowReader) askRows(rows []document.Para, rawDues, dues []string, form, due, who *document.Cell) []entry {
	key := rowsKey(form.Text(), due.Text())
	if r.answers.of(key) == Several {
		return everyEntry(rows, dues, peopleParas(who), "")
	}
	e := r.oneEntry(paras(form), joinPhrases(rawDues), who.Lines())
	if r.answers.of(key) != One {
		e.torn = key
		e.remarks = append(e.remarks, fmt.Sprintf("в ячейках по %d %s: неясно, одна это строка плана или разные; записана одна",
			len(rows), wording.Plural(len(rows), "строке", "строки", "строк")))
	}
	return []entry{e}
}

// paras are the paragraphs of a cell that hold text, parts their texts.
func paras(c *document.Cell) []document.Para {
	return slices.DeleteFunc(slices.Clone(c.Paras()), func(p document.Para) bool { return spelling.Tidy(p.Text) == "" })
}

func parts(c *document.Cell) []string {
	var all []string
	for _, p := range paras(c) {
		all = append(all, spelling.Tidy(p.Text))
	}
	return all
}

// paraLines are the lines of a paragraph; its number belongs to the first.
func paraLines(p document.Para) []document.Para {
	var all []document.Para
	for l := range strings.SplitSeq(p.Text, "\n") {
		if spelling.Tidy(l) != "" {
			all = append(all, document.Para{Text: l})
		}
	}
	if len(all) > 0 {
		all[0].Label = p.Label
	}
	return all
}

// everyEntry gives each paragraph its own deadline and those who answer for it.
// When they do not match the paragraphs, all answer for all: a row too many on
// somebody's list is put right sooner than a row on nobody's.
func everyEntry(forms []document.Para, dues, whos []string, unclear string) []entry {
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
				len(whos), wording.Plural(len(whos), "абзац", "абзаца", "абзацев"),
				len(forms), wording.Plural(len(forms), "абзац", "абзаца", "абзацев"))}
		}
	}
	return all
}

// oneEntry is the usual case: the row of the table is one row of the plan.
func (r *rowReader) oneEntry(forms []document.Para, phrase string, who []string) entry {
	e := entry{phrase: phrase, who: who}
	texts := make([]string, len(forms))
	for i, f := range forms {
		texts[i] = spelling.Tidy(f.Text)
		if i == 0 {
			e.label, texts[i] = cutLabel(f)
		}
	}
	e.form = spelling.Tidy(strings.Join(texts, " "))
	return e
}

// peopleParas gives the paragraphs of a cell of those who answer, where one that
// was broken in the middle of a name goes on in the next.
func peopleParas(c *document.Cell) []string {
	var all []string
	for _, p := range paras(c) {
		n, text := len(all), strings.TrimSpace(p.Text)
		named, _ := offices.Named(text)
		if n > 0 && (strings.HasSuffix(all[n-1], ",") || offices.Open(all[n-1]) || beginsSmall(text) && !named) {
			all[n-1] += "\n" + text
			continue
		}
		all = append(all, text)
	}
	return all
}

// numbered reports whether every paragraph begins with a number of its own.
func numbered(forms []document.Para) bool {
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
func cutLabel(p document.Para) (label, text string) {
	text = spelling.Tidy(p.Text)
	if label = plain(p.Label); label != "" {
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
