package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"strings"

	"sdelaemvmeste/internal/report/splice"
	"sdelaemvmeste/plans/planfile/archive"
)

// The namespaces of workbooks, transitional and strict (ISO/IEC 29500-1 and -4).
const (
	mainSpace       = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictSpace     = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	relationsSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relationsStrict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	packageSpace    = "http://schemas.openxmlformats.org/package/2006/relationships"
	typesPart       = "[Content_Types].xml"
	declaration     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
)

// part is an XML part that is being changed.
type part struct {
	name string
	raw  []byte
	root *splice.Node
	splice.Edits
	// space declares the namespace of what is inserted, where the part writes its
	// names with a prefix.
	space string
}

// files are the parts of a workbook: those of the document, and those that are
// changed or added.
type files struct {
	data    []byte
	has     archive.Parts
	changed map[string]*part
	added   map[string][]byte
	dropped []string
}

func openFiles(data []byte) (*files, error) {
	has, err := archive.Open(data)
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return &files{data: data, has: has, changed: map[string]*part{}, added: map[string][]byte{}}, nil
}

// part opens a part to be changed; the error wraps [splice.ErrShape] when it is not
// there.
func (f *files) part(name string) (*part, error) {
	if p := f.changed[name]; p != nil {
		return p, nil
	}
	raw, ok, err := splice.Part(f.data, name, archive.MaxPart)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("part %s: %w", name, splice.ErrShape)
	}
	return f.open(name, raw)
}

func (f *files) open(name string, raw []byte) (*part, error) {
	root, err := splice.Parse(raw, 0)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	p := &part{name: name, raw: raw, root: root}
	if root.Prefix != "" {
		for _, a := range root.Attrs {
			if a.Name.Space == "xmlns" && a.Name.Local == root.Prefix {
				p.space = ` xmlns="` + splice.Escape(a.Value) + `"`
			}
		}
	}
	f.changed[name] = p
	return p, nil
}

// relations opens the relations of a part, empty ones where it has none.
func (f *files) relations(of string) (*part, error) {
	dir, file := path.Split(of)
	name := dir + "_rels/" + file + ".rels"
	if f.has[name] != nil || f.changed[name] != nil {
		return f.part(name)
	}
	return f.open(name, []byte(declaration+`<Relationships xmlns="`+packageSpace+`"></Relationships>`))
}

// free gives a name that the archive does not have: its n-th, counted from 1.
func (f *files) free(pattern string) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf(pattern, n)
		if f.has[name] == nil && f.added[name] == nil {
			return name
		}
	}
}

// pack gives the archive with all changes.
func (f *files) pack() ([]byte, error) {
	parts := map[string][]byte{}
	for name, p := range f.changed {
		raw, err := p.Apply(p.raw)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", name, err)
		}
		parts[name] = raw
	}
	maps.Copy(parts, f.added)
	for _, name := range f.dropped {
		parts[name] = nil
	}
	return splice.Repack(f.data, parts)
}

// into puts a text at the end of an element, before its end tag.
func (p *part) into(n *splice.Node, text string) {
	if at := splice.EndTagOf(p.raw, n.End); at < n.End {
		p.Put(at, text)
		return
	}
	name := n.Local
	if n.Prefix != "" {
		name = n.Prefix + ":" + name
	}
	p.Replace(n.Open-2, n.Open, ">"+text+"</"+name+">")
}

// set gives an attribute without a prefix a value.
func (p *part) set(n *splice.Node, name, value string) {
	if _, from, to, ok := attribute(p.raw[n.From:n.Open], name); ok {
		p.Replace(n.From+from, n.From+to, splice.Escape(value))
		return
	}
	end := n.Open - 1
	if p.raw[end-1] == '/' {
		end--
	}
	p.Put(end, ` `+name+`="`+splice.Escape(value)+`"`)
}

// cut takes an attribute away.
func (p *part) cut(n *splice.Node, name string) {
	if start, _, to, ok := attribute(p.raw[n.From:n.Open], name); ok {
		p.Replace(n.From+start, n.From+to+1, "")
	}
}

// attribute finds an attribute in a start tag: where the space before it is, and where
// its value is.
func attribute(tag []byte, name string) (start, from, to int64, ok bool) {
	const spaces = " \t\r\n"
	for i := 0; ; {
		k := bytes.Index(tag[i:], []byte(name))
		if k < 1 {
			return 0, 0, 0, false
		}
		at := i + k
		i = at + 1
		rest := bytes.TrimLeft(tag[at+len(name):], spaces)
		if !strings.ContainsRune(spaces, rune(tag[at-1])) || len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], spaces)
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		first := len(tag) - len(rest) + 1
		end := bytes.IndexByte(tag[first:], rest[0])
		if end < 0 {
			return 0, 0, 0, false
		}
		return int64(at - 1), int64(first), int64(first + end), true
	}
}

// unique gives a relation's name that none of them has yet, the n-th, counted from 1.
func unique(rels *part, n int) string {
	for {
		id := fmt.Sprintf("rIdSdelaem%d", n)
		taken := false
		for _, k := range rels.root.Kids {
			taken = taken || k.Attr("Id") == id
		}
		if !taken {
			return id
		}
		n += 1000
	}
}

// relate adds relations; ids are those that [unique] gave.
func relate(rels *part, text string) { rels.into(rels.root, text) }

func relation(id, kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	return fmt.Sprintf(`<Relationship xmlns="%s" Id="%s" Type="%s" Target="%s"%s/>`, packageSpace, id, kind, splice.Escape(target), mode)
}

// attrOf is an attribute of a node by its name without a prefix, "" for none.
func attrOf(n *splice.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name == (xml.Name{Local: name}) {
			return a.Value
		}
	}
	return ""
}

// targetOf is the name inside the archive of what a relation of a part leads to.
func targetOf(part, target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(path.Dir(part), target)
}
