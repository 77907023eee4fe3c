package odf

import (
	"encoding/xml"
	"strconv"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

// styles are the named looks of a document, as far as they hide something, show
// a date or number a list.
type styles struct {
	named   map[string]style
	dates   map[string]document.Shown
	lists   map[string]*listStyle
	outline *listStyle
}

// style is one named look.
type style struct {
	parent string
	// hides is set when the text or the table of this style is not shown.
	hides bool
	// data names how a value is shown.
	data string
}

func newStyles() *styles {
	return &styles{named: map[string]style{}, dates: map[string]document.Shown{}, lists: map[string]*listStyle{}}
}

// maxParents bounds a chain of styles, which a broken file may close to a ring.
const maxParents = 20

// hides reports whether a style hides what it is set on.
func (s *styles) hides(id string) bool {
	for range maxParents {
		one, ok := s.named[id]
		if !ok || one.hides {
			return ok
		}
		id = one.parent
	}
	return false
}

// shown gives the parts of a date that a cell's style shows; ok is false when
// the style does not say.
func (s *styles) shown(id string) (document.Shown, bool) {
	for range maxParents {
		one, ok := s.named[id]
		if !ok {
			break
		}
		if one.data != "" {
			shown, ok := s.dates[one.data]
			return shown, ok
		}
		id = one.parent
	}
	return document.Shown{}, false
}

// readPart reads the part that holds the common styles.
func (s *styles) readPart(p archive.Parts, part string) error {
	r, err := p.Open(part, archive.MaxSmallPart)
	if err != nil {
		return err
	}
	defer r.Close()
	w := archive.NewWalker(r)
	if _, err := w.Root(); err != nil {
		return err
	}
	return w.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "office:styles", "office:automatic-styles":
			return s.read(w)
		}
		return w.Skip(e)
	})
}

// read reads the children of the current element as styles.
func (s *styles) read(w *archive.Walker) error {
	return w.Each(func(e xml.StartElement) error {
		id := attr(e, "style:name")
		switch name(e.Name) {
		case "style:style", "style:default-style":
			return s.readStyle(w, e)
		case "number:date-style", "number:time-style":
			return s.readDate(w, id, attr(e, "number:truncate-on-overflow") == "false")
		case "text:list-style":
			look, err := readList(w)
			s.lists[id] = look
			return err
		case "text:outline-style":
			look, err := readList(w)
			s.outline = look
			return err
		}
		return w.Skip(e)
	})
}

func (s *styles) readStyle(w *archive.Walker, e xml.StartElement) error {
	one := style{parent: attr(e, "style:parent-style-name"), data: attr(e, "style:data-style-name")}
	id := attr(e, "style:name")
	err := w.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "style:text-properties", "style:section-properties":
			one.hides = one.hides || attr(e, "text:display") == "none"
		case "style:table-properties":
			one.hides = one.hides || attr(e, "table:display") == "false"
		}
		return w.Skip(e)
	})
	s.named[id] = one
	return err
}

// readDate reads how a date or a time is shown. A time that does not begin again
// after a day says how long something takes, and not when.
func (s *styles) readDate(w *archive.Walker, id string, elapsed bool) error {
	var shown document.Shown
	err := w.Each(func(e xml.StartElement) error {
		switch name(e.Name) {
		case "number:day":
			shown.Day = true
		case "number:month":
			shown.Month = true
		case "number:year":
			shown.Year = true
		case "number:hours":
			shown.Clock = true
		}
		return w.Skip(e)
	})
	if shown != (document.Shown{}) && !elapsed {
		s.dates[id] = shown
	}
	return err
}

// readList reads the levels of a list style.
func readList(w *archive.Walker) (*listStyle, error) {
	look := &listStyle{}
	err := w.Each(func(e xml.StartElement) error {
		level, err := strconv.Atoi(attr(e, "text:level"))
		if err != nil || level < 1 || level > levels {
			return w.Skip(e)
		}
		one := listLevel{
			format: attr(e, "style:num-format"), prefix: attr(e, "style:num-prefix"), suffix: attr(e, "style:num-suffix"),
			pattern: attr(e, "loext:num-list-format"), shown: count(e, "text:display-levels"), start: 1,
		}
		if n, err := strconv.Atoi(attr(e, "text:start-value")); err == nil {
			one.start = n
		}
		one.bullet = name(e.Name) == "text:list-level-style-bullet" || name(e.Name) == "text:list-level-style-image"
		look[level-1] = one
		return w.Skip(e)
	})
	return look, err
}
