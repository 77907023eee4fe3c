package docx

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans/planfile/archive"
)

// The namespaces of relationships, transitional and strict (ISO/IEC 29500-1 and -4);
// the package's own are the same for both (ISO/IEC 29500-2).
const (
	relations       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relationsStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	packageSpace    = "http://schemas.openxmlformats.org/package/2006/relationships"
	strictWord      = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// links gathers the addresses that the new text leads to: Word keeps them beside the
// document.
type links struct {
	space string
	// taken is how many the document has already of those that a report writes: it may
	// be a report itself.
	taken   int
	numbers map[string]int
	order   []string
}

func newLinks(raw, rels []byte) *links {
	l := &links{space: relations, numbers: map[string]int{}}
	for bytes.Contains(rels, []byte(`"`+id(l.taken+1)+`"`)) {
		l.taken++
	}
	if bytes.Contains(raw[:min(len(raw), 8<<10)], []byte(strictWord)) {
		l.space = relationsStrict
	}
	return l
}

// open is the start tag of a link to an address.
func (l *links) open(address string) string {
	n, known := l.numbers[address]
	if !known {
		l.order = append(l.order, address)
		n = l.taken + len(l.order)
		l.numbers[address] = n
	}
	return fmt.Sprintf(`<w:hyperlink xmlns:r="%s" r:id="%s">`, l.space, id(n))
}

// id is a name that no program gives to a relationship.
func id(n int) string { return fmt.Sprintf("rIdSdelaem%d", n) }

func relationsOf(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// into adds the addresses to the relationships of the main part.
func (l *links) into(parts map[string][]byte, data []byte, main string) error {
	if len(l.order) == 0 {
		return nil
	}
	name := relationsOf(main)
	raw, ok, err := splice.Part(data, name, archive.MaxSmallPart)
	if err != nil {
		return err
	}
	if !ok {
		raw = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="` + packageSpace + `"></Relationships>`)
	}
	var b strings.Builder
	for i, address := range l.order {
		fmt.Fprintf(&b, `<Relationship xmlns="%s" Id="%s" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`,
			packageSpace, id(l.taken+i+1), l.space, splice.Escape(address))
	}
	raw = bytes.TrimRight(raw, " \t\r\n\x00")
	var e splice.Edits
	if end := splice.EndTagOf(raw, int64(len(raw))); end < int64(len(raw)) {
		e.Put(end, b.String())
	} else {
		// An element without content: «<Relationships/>».
		e.Replace(int64(len(raw)-2), int64(len(raw)), ">"+b.String()+"</Relationships>")
	}
	parts[name], err = e.Apply(raw)
	return err
}
