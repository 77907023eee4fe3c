package archive

import (
	"encoding/xml"
	"errors"
	"io"

	"sdelaemvmeste/plans"
)

// MaxDepth is far above what office programs nest and far below what a stack
// bears.
const MaxDepth = 200

// ErrDeep says that elements are nested too deeply.
var ErrDeep = errors.New("elements nested too deeply")

// Walker goes through a part element by element.
type Walker struct {
	*xml.Decoder
	depth int
}

// NewWalker begins at the start of a part.
func NewWalker(r io.Reader) *Walker { return &Walker{Decoder: xml.NewDecoder(r)} }

// Handler takes one element from its start to its end.
type Handler func(xml.StartElement) error

// Root gives the outermost element; a part without one is a [plans.ErrInvalid].
func (w *Walker) Root() (xml.StartElement, error) {
	for {
		token, err := w.Token()
		switch {
		case errors.Is(err, io.EOF):
			return xml.StartElement{}, plans.ErrInvalid
		case err != nil:
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, nil
		}
	}
}

// Each hands every child of the current element to the handler.
func (w *Walker) Each(handle Handler) error {
	return w.Content(handle, nil)
}

// Content hands every child of the current element to the handler, and every
// text between them to the other function.
func (w *Walker) Content(handle Handler, text func(string)) error {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > MaxDepth {
		return ErrDeep
	}
	for {
		token, err := w.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := handle(t); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		case xml.EndElement:
			return nil
		}
	}
}

// Skip passes over an element with all that it holds.
func (w *Walker) Skip(xml.StartElement) error { return w.Each(w.Skip) }
