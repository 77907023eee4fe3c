package docx

import (
	"encoding/xml"
	"fmt"

	"sdelaemvmeste/plans/planfile/archive"
)

// styles are the named looks of a document, as far as they number or hide text.
type styles map[string]style

type style struct {
	based  string
	number numberRef
	hides  bool
}

// stylesXML is the styles part (ISO/IEC 29500-1, 17.7).
type stylesXML struct {
	Styles []struct {
		ID     string   `xml:"styleId,attr"`
		Based  valueXML `xml:"basedOn"`
		Number *struct {
			ID    *valueXML `xml:"numId"`
			Level levelRef  `xml:"ilvl"`
		} `xml:"pPr>numPr"`
		Hidden *valueXML `xml:"rPr>vanish"`
	} `xml:"style"`
}

type levelRef struct {
	Value int `xml:"val,attr"`
}

func readStyles(p archive.Parts, part string) (styles, error) {
	all := styles{}
	if p[part] == nil {
		return all, nil
	}
	r, err := p.Open(part, archive.MaxSmallPart)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var x stylesXML
	if err := xml.NewDecoder(r).Decode(&x); err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	for _, s := range x.Styles {
		one := style{based: s.Based.Value, hides: s.Hidden != nil && s.Hidden.Value != "0" && s.Hidden.Value != "false"}
		if s.Number != nil && s.Number.ID != nil {
			one.number = numberRef{id: s.Number.ID.Value, level: min(max(s.Number.Level.Value, 0), levels-1), set: true}
		}
		all[s.ID] = one
	}
	return all, nil
}

// number gives the numbering of a paragraph: its own, or its style's, or that
// of the style on which it is based.
func (s styles) number(id string, own numberRef) numberRef {
	if own.set {
		return own
	}
	for range maxStyles {
		one, ok := s[id]
		if !ok {
			break
		}
		if one.number.set {
			one.number.level = max(one.number.level, own.level)
			return one.number
		}
		id = one.based
	}
	return numberRef{}
}

// hidden reports whether a style hides its text.
func (s styles) hidden(id string) bool {
	for range maxStyles {
		one, ok := s[id]
		if !ok {
			return false
		}
		if one.hides {
			return true
		}
		id = one.based
	}
	return false
}

// maxStyles bounds a chain of styles, which a broken file may close to a ring.
const maxStyles = 20
