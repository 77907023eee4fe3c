package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// element is an element of a document as the standard library takes it apart, which
// knows nothing of how the report was written.
type element struct {
	name  string
	attrs map[string]string
	kids  []*element
	text  string
}

func parsed(t testing.TB, data []byte) *element {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if f.Name == "word/document.xml" {
			return tree(t, content)
		}
		if strings.HasSuffix(f.Name, ".rels") {
			tree(t, content)
		}
	}
	t.Fatal("no main part")
	return nil
}

func tree(t testing.TB, content []byte) *element {
	t.Helper()
	top := &element{}
	open := []*element{top}
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return top
		}
		if err != nil {
			t.Fatal(err)
		}
		last := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					e.attrs[a.Name.Local] = a.Value
				}
			}
			last.kids = append(last.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(x)
		}
	}
}

// all gives the elements of a name, outermost first; not those within one of them.
func (e *element) all(name string) []*element {
	var found []*element
	for _, k := range e.kids {
		if k.name == name {
			found = append(found, k)
		} else {
			found = append(found, k.all(name)...)
		}
	}
	return found
}

func (e *element) kid(name string) *element {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return &element{}
}

// every gives all elements of a name, also those within others of it.
func (e *element) every(name string) []*element {
	var found []*element
	for _, k := range e.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.every(name)...)
	}
	return found
}

// String is the element as it stands, but for widths, which are scaled.
func (e *element) String() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e *element) write(b *strings.Builder) {
	switch e.name {
	case "tcW", "gridCol", "tblW", "wBefore", "wAfter", "gridAfter":
		return
	}
	b.WriteString("<" + e.name)
	var attrs []string
	for k, v := range e.attrs {
		attrs = append(attrs, " "+k+"="+v)
	}
	slices.Sort(attrs)
	b.WriteString(strings.Join(attrs, "") + ">" + e.text)
	for _, k := range e.kids {
		k.write(b)
	}
}

// words is the text of a paragraph.
func (e *element) words() string {
	if e.name == "t" {
		return e.text
	}
	var s strings.Builder
	for _, k := range e.kids {
		s.WriteString(k.words())
	}
	return s.String()
}

func (e *element) paragraphs() []string {
	var all []string
	for _, p := range e.every("p") {
		all = append(all, p.words())
	}
	return all
}

// unchanged compares a report with the document that it was written into: every cell
// but those of the new column has the same text and run properties, and so has every
// paragraph outside of tables; what is new comes beside them.
func unchanged(t *testing.T, name string, was, is *element) {
	t.Helper()
	before, after := was.every("tbl"), is.every("tbl")
	if len(after) < len(before) {
		t.Errorf("%s: %d tables, there were %d", name, len(after), len(before))
		return
	}
	for i, table := range before {
		old, now := table.all("tr"), after[i].all("tr")
		if len(old) != len(now) {
			t.Errorf("%s: table %d has %d rows, it had %d", name, i+1, len(now), len(old))
			continue
		}
		for j := range old {
			sameCells(t, fmt.Sprintf("%s: table %d, row %d", name, i+1, j+1), old[j].all("tc"), now[j].all("tc"))
		}
	}
	at := 0
	outside := func(e *element) []string {
		var all []string
		for _, k := range e.kid("document").kid("body").kids {
			if k.name != "tbl" {
				all = append(all, k.String())
			}
		}
		return all
	}
	now := outside(is)
	for _, p := range outside(was) {
		found := slices.Index(now[at:], p)
		if found < 0 {
			t.Errorf("%s: outside of tables this is gone: %.200s", name, p)
			return
		}
		at += found + 1
	}
}

// sameCells compares the cells of a row: one more may stand at its end, the last may
// be wider, and one that was left empty for a mark may be filled.
func sameCells(t *testing.T, where string, old, now []*element) {
	t.Helper()
	if n := len(now) - len(old); n != 0 && n != 1 {
		t.Errorf("%s has %d cells, it had %d", where, len(now), len(old))
		return
	}
	for i := range old {
		a, b := old[i].String(), now[i].String()
		if len(old[i].every("tbl")) > 0 {
			continue // Its own rows are compared as a table of their own.
		}
		if len(now) == len(old) {
			a, b = withoutSpan(a), withoutSpan(b)
		}
		if a == b || len(now) == len(old) && strings.HasPrefix(b, strings.TrimSuffix(a, "<p>")) {
			continue
		}
		if len(now) == len(old) && old[i].words() == "" {
			continue
		}
		t.Errorf("%s, cell %d is changed:\n%s", where, i+1, cmp.Diff(a, b))
	}
}

func withoutSpan(s string) string {
	from := strings.Index(s, "<gridSpan")
	if from < 0 {
		return s
	}
	return s[:from] + s[from+strings.Index(s[from:], ">")+1:]
}

// valid checks what Word does not forgive (ISO/IEC 29500-1, 17.4): rows as wide as the
// grid, a paragraph at the end of every cell, properties in their order.
func valid(t *testing.T, name string, was, is *element) {
	t.Helper()
	before := was.every("tbl")
	for i, table := range is.every("tbl") {
		columns := len(table.kid("tblGrid").kids)
		for j, row := range table.all("tr") {
			if got := wide(row); columns > 0 && got != columns && (i >= len(before) || wide(before[i].all("tr")[j]) == len(before[i].kid("tblGrid").kids)) {
				t.Errorf("%s: table %d, row %d takes %d of %d columns", name, i+1, j+1, got, columns)
			}
			for k, cell := range row.all("tc") {
				if n := len(cell.kids); n == 0 || cell.kids[n-1].name != "p" && cell.kids[n-1].name != "sdt" && cell.kids[n-1].name != "bookmarkEnd" {
					t.Errorf("%s: table %d, row %d, cell %d does not end with a paragraph", name, i+1, j+1, k+1)
				}
			}
		}
	}
	for parent, order := range map[string][]string{
		"tcPr": {"cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"},
		"rPr":  {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "lang"},
		"tbl":  {"tblPr", "tblGrid", "tr"},
	} {
		for _, e := range is.every(parent) {
			last := 0
			for _, k := range e.kids {
				at := slices.Index(order, k.name)
				if at >= 0 && at < last {
					t.Errorf("%s: %s stands too late in %s", name, k.name, parent)
				}
				last = max(last, at)
			}
		}
	}
	for _, col := range is.every("gridCol") {
		if n, err := strconv.Atoi(col.attrs["w"]); err != nil || n <= 0 {
			t.Errorf("%s: a column of the width %q", name, col.attrs["w"])
		}
	}
	if n, m := len(is.every("gridCol")), 0; n > 0 {
		for _, g := range is.every("tblGrid") {
			m += len(g.kids)
		}
		if m != n {
			t.Errorf("%s: %d columns, %d of them in their grids", name, n, m)
		}
	}
}

// wide is how many columns of the grid a row takes.
func wide(row *element) int {
	n := 0
	for _, p := range []string{"gridBefore", "gridAfter"} {
		if g := row.kid("trPr").kid(p); g.name != "" {
			k, _ := strconv.Atoi(g.attrs["val"])
			n += k
		}
	}
	for _, c := range row.all("tc") {
		k, err := strconv.Atoi(c.kid("tcPr").kid("gridSpan").attrs["val"])
		if err != nil {
			k = 1
		}
		n += k
	}
	return n
}

func unpacked(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
