package odf

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// levels is how many levels lists and headings are numbered to.
const levels = 10

// listLevel is how one level of a list style looks (ISO/IEC 26300-1, 16.31).
type listLevel struct {
	bullet         bool
	format         string
	prefix, suffix string
	// pattern is how LibreOffice writes the whole of it: «%1%.%2%.».
	pattern string
	shown   int
	start   int
}

// listStyle are the levels of a style, from 0.
type listStyle [levels]listLevel

// counter counts the items of one list.
type counter struct {
	count [levels]int
	begun [levels]bool
}

// lists counts the items of all lists and the headings of a document.
type lists struct {
	styles   *styles
	byID     map[string]*counter
	last     map[string]*counter
	headings counter
}

func newLists(s *styles) *lists {
	return &lists{styles: s, byID: map[string]*counter{}, last: map[string]*counter{}}
}

// openList is a list whose items are being read.
type openList struct {
	style string
	level int
	look  *listStyle
	*counter
}

// open begins a list. An inner one goes on with the outer one's style and
// counter; an outermost one may go on with one that stood before.
func (l *lists) open(outer *openList, style, id, goesOn string, sameAsLast bool) *openList {
	if outer != nil {
		inner := &openList{style: outer.style, level: min(outer.level+1, levels-1), look: outer.look, counter: outer.counter}
		if style != "" {
			inner.style, inner.look = style, l.styles.lists[style]
		}
		return inner
	}
	o := &openList{style: style, look: l.styles.lists[style]}
	switch {
	case goesOn != "" && l.byID[goesOn] != nil:
		o.counter = l.byID[goesOn]
	case sameAsLast && l.last[style] != nil:
		o.counter = l.last[style]
	default:
		o.counter = &counter{}
	}
	l.last[style] = o.counter
	if id != "" {
		l.byID[id] = o.counter
	}
	return o
}

// next counts an item and gives what stands before it, "" for nothing.
func (o *openList) next(start string) string {
	if o.look == nil {
		return ""
	}
	return o.counter.next(o.look, o.level, start)
}

func (c *counter) next(look *listStyle, level int, start string) string {
	n, err := strconv.Atoi(start)
	switch {
	case err == nil:
		c.count[level] = n
	case c.begun[level]:
		c.count[level]++
	default:
		c.count[level] = look[level].start
	}
	c.begun[level] = true
	for i := range level {
		if !c.begun[i] {
			c.count[i], c.begun[i] = look[i].start, true
		}
	}
	for i := level + 1; i < levels; i++ {
		c.begun[i] = false
	}
	return spelling.Tidy(look.label(level, c.count))
}

// label writes the number of a level from the counts of all above it.
func (s *listStyle) label(level int, counts [levels]int) string {
	own := s[level]
	if own.bullet {
		return "•"
	}
	if own.pattern != "" {
		text := own.pattern
		for i := range levels {
			text = strings.ReplaceAll(text, fmt.Sprintf("%%%d%%", i+1), numeral(counts[i], s[i].format))
		}
		return text
	}
	if own.format == "" {
		return own.prefix + own.suffix
	}
	var numbers []string
	for i := max(0, level+1-max(own.shown, 1)); i <= level; i++ {
		if n := numeral(counts[i], s[i].format); n != "" {
			numbers = append(numbers, n)
		}
	}
	return own.prefix + strings.Join(numbers, ".") + own.suffix
}

// numeral writes a number in a format of OpenDocument.
func numeral(n int, format string) string {
	switch format {
	case "":
		return ""
	case "a":
		return document.Numeral(n, "lowerLetter")
	case "A":
		return document.Numeral(n, "upperLetter")
	case "i":
		return document.Numeral(n, "lowerRoman")
	case "I":
		return document.Numeral(n, "upperRoman")
	}
	if r := []rune(format); r[0] == 'а' {
		return document.Numeral(n, "russianLower")
	} else if r[0] == 'А' {
		return document.Numeral(n, "russianUpper")
	}
	return strconv.Itoa(n)
}

// heading numbers a heading by the outline of the document, if that numbers any.
func (l *lists) heading(outline string, unnumbered bool) string {
	level, err := strconv.Atoi(outline)
	look := l.styles.outline
	if err != nil || level < 1 || level > levels || unnumbered || look == nil {
		return ""
	}
	if own := look[level-1]; own.format == "" && own.pattern == "" {
		return ""
	}
	return l.headings.next(look, level-1, "")
}
