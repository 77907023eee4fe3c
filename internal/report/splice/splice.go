// Package splice changes a document in places and leaves every other byte as it is:
// edits of an XML part, elements taken apart with their places, and archives written
// again with some of their parts changed. It must know nothing of formats.
package splice

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
)

// Edits are changes of one text, each in a place of its own.
type Edits struct{ all []edit }

type edit struct {
	from, to int64
	text     string
}

// Put writes a text into a place, before what was put there later.
func (e *Edits) Put(at int64, text string) { e.Replace(at, at, text) }

// Replace writes a text in the place of another.
func (e *Edits) Replace(from, to int64, text string) {
	e.all = append(e.all, edit{from, to, text})
}

// Apply gives the text with all changes. Changes that meet each other are an
// [plans.ErrInvalid].
func (e *Edits) Apply(raw []byte) ([]byte, error) {
	slices.SortStableFunc(e.all, func(a, b edit) int {
		switch {
		case a.from != b.from:
			return int(a.from - b.from)
		// What is put before a place that is replaced stands before it.
		case a.to == a.from && b.to > b.from:
			return -1
		case b.to == b.from && a.to > a.from:
			return 1
		}
		return 0
	})
	size := len(raw)
	for _, x := range e.all {
		size += len(x.text)
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	at := int64(0)
	for _, x := range e.all {
		if x.from < at || x.to < x.from || x.to > int64(len(raw)) {
			return nil, fmt.Errorf("edits meet at byte %d: %w", x.from, plans.ErrInvalid)
		}
		out.Write(raw[at:x.from])
		out.WriteString(x.text)
		at = x.to
	}
	out.Write(raw[at:])
	return out.Bytes(), nil
}

// StartOf is where the start tag begins that ends at a place: «<» cannot stand within
// it (XML 1.0, 2.4).
func StartOf(raw []byte, open int64) int64 { return int64(bytes.LastIndexByte(raw[:open], '<')) }

// EndTagOf is where the end tag begins of an element that ends at a place; for an
// element without one it is that place.
func EndTagOf(raw []byte, end int64) int64 {
	at := int64(bytes.LastIndexByte(raw[:end], '<'))
	if at >= 0 && at+1 < end && raw[at+1] == '/' {
		return at
	}
	return end
}

// Escape makes a text safe within an element and within an attribute in double
// quotes. Signs that no XML may hold are left out.
func Escape(s string) string {
	return escaper.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// ErrShape says that a document is not built as its kind is.
var ErrShape = errors.New("document of an unexpected shape")
