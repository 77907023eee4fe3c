package splice

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// Node is an element with its places in the bytes that it was read from: its start tag
// is From to Open, its end tag ends at End. Names are written as in the document.
type Node struct {
	Prefix, Local   string
	Attrs           []xml.Attr
	From, Open, End int64
	Kids            []*Node
	// Text is whether the element itself holds more than spaces.
	Text bool
}

// ErrStop ends a walk early without an error.
var ErrStop = errors.New("stop")

// Parse takes one element apart. Offsets are those of raw plus base.
func Parse(raw []byte, base int64) (*Node, error) {
	var root *Node
	var open []*Node
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		from := d.InputOffset()
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("parse element: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &Node{Prefix: t.Name.Space, Local: t.Name.Local, Attrs: t.Copy().Attr, From: base + from, Open: base + d.InputOffset()}
			if len(open) > 0 {
				top := open[len(open)-1]
				top.Kids = append(top.Kids, n)
			} else if root == nil {
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			if len(open) == 0 {
				return nil, fmt.Errorf("parse element: %w", ErrShape)
			}
			open[len(open)-1].End = base + d.InputOffset()
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && len(bytes.TrimSpace(t)) > 0 {
				open[len(open)-1].Text = true
			}
		}
	}
	if root == nil || len(open) > 0 {
		return nil, fmt.Errorf("parse element: %w", ErrShape)
	}
	return root, nil
}

// Kid is the first child of a name, nil for none.
func (n *Node) Kid(local string) *Node {
	if n == nil {
		return nil
	}
	for _, k := range n.Kids {
		if k.Local == local {
			return k
		}
	}
	return nil
}

// First is the first element of a name within the node, itself too; nil for none.
func (n *Node) First(local string) *Node {
	if n == nil || n.Local == local {
		return n
	}
	for _, k := range n.Kids {
		if found := k.First(local); found != nil {
			return found
		}
	}
	return nil
}

// Attr is the value of an attribute whatever its prefix, "" for none.
func (n *Node) Attr(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// Says reports whether some element of the name within the node holds text.
func (n *Node) Says(local string) bool {
	if n == nil {
		return false
	}
	if n.Local == local && n.Text {
		return true
	}
	for _, k := range n.Kids {
		if k.Says(local) {
			return true
		}
	}
	return false
}

// Walk shows every start tag of a text with its place and how deep it lies, 0 for the
// root, until visit gives [ErrStop] or another error.
func Walk(raw []byte, visit func(e xml.StartElement, depth int, from, open int64) error) error {
	d := xml.NewDecoder(bytes.NewReader(raw))
	depth := 0
	for {
		from := d.InputOffset()
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("walk: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t, depth, from, d.InputOffset()); err != nil {
				if errors.Is(err, ErrStop) {
					return nil
				}
				return err
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
}
