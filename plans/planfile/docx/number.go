package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// levels is how many levels Word numbers.
const levels = 9

// numberRef says which list a paragraph belongs to. Set with the id "0" means
// «not numbered, whatever the style says».
type numberRef struct {
	id    string
	level int
	set   bool
}

// numbering counts the paragraphs of all lists, as Word does when it shows them.
type numbering struct {
	lists map[string]*numberList
	defs  map[string]*numberDef
}

// numberDef is an abstract numbering. The lists that share it go on counting.
type numberDef struct {
	levels [levels]numberLevel
	count  [levels]int
	begun  [levels]bool
}

// numberLevel is how one level looks.
type numberLevel struct {
	start  int
	format string
	text   string
	legal  bool
}

// numberList is a list of the document: a definition with its exceptions.
type numberList struct {
	def      string
	starts   map[int]int
	override map[int]numberLevel
	used     bool
}

// numberingXML is the numbering part (ISO/IEC 29500-1, 17.9).
type numberingXML struct {
	Defs []struct {
		ID     string     `xml:"abstractNumId,attr"`
		Levels []levelXML `xml:"lvl"`
	} `xml:"abstractNum"`
	Lists []struct {
		ID  string   `xml:"numId,attr"`
		Def valueXML `xml:"abstractNumId"`
		Own []struct {
			Level int       `xml:"ilvl,attr"`
			Start *valueXML `xml:"startOverride"`
			Look  *levelXML `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type valueXML struct {
	Value string `xml:"val,attr"`
}

type levelXML struct {
	Level  int       `xml:"ilvl,attr"`
	Start  *valueXML `xml:"start"`
	Format valueXML  `xml:"numFmt"`
	Text   valueXML  `xml:"lvlText"`
	Legal  *valueXML `xml:"isLgl"`
}

func (l levelXML) look() numberLevel {
	n := numberLevel{start: 0, format: l.Format.Value, text: l.Text.Value, legal: l.Legal != nil && l.Legal.Value != "0"}
	if l.Start != nil {
		n.start, _ = strconv.Atoi(l.Start.Value)
	}
	return n
}

// numbering reads the part; a document without one numbers nothing.
func readNumbering(p archive.Parts, part string) (*numbering, error) {
	n := &numbering{lists: map[string]*numberList{}, defs: map[string]*numberDef{}}
	if p[part] == nil {
		return n, nil
	}
	r, err := p.Open(part, archive.MaxSmallPart)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var x numberingXML
	if err := xml.NewDecoder(r).Decode(&x); err != nil {
		return nil, fmt.Errorf("numbering: %w", err)
	}
	for _, d := range x.Defs {
		def := &numberDef{}
		for _, l := range d.Levels {
			if l.Level >= 0 && l.Level < levels {
				def.levels[l.Level] = l.look()
			}
		}
		n.defs[d.ID] = def
	}
	for _, l := range x.Lists {
		list := &numberList{def: l.Def.Value, starts: map[int]int{}, override: map[int]numberLevel{}}
		for _, o := range l.Own {
			if o.Look != nil {
				list.override[o.Level] = o.Look.look()
			}
			if o.Start != nil {
				list.starts[o.Level], _ = strconv.Atoi(o.Start.Value)
			}
		}
		n.lists[l.ID] = list
	}
	return n, nil
}

// next counts a paragraph and gives what stands before it, "" for none.
func (n *numbering) next(ref numberRef) string {
	list := n.lists[ref.id]
	if !ref.set || list == nil || n.defs[list.def] == nil {
		return ""
	}
	def := n.defs[list.def]
	look := func(level int) numberLevel {
		if l, ok := list.override[level]; ok {
			return l
		}
		return def.levels[level]
	}
	// A list with its own start begins again when it is first used.
	if !list.used {
		list.used = true
		for level := range list.starts {
			if level >= 0 && level < levels {
				def.begun[level] = false
			}
		}
	}
	begin := func(level int) int {
		if s, ok := list.starts[level]; ok {
			return s
		}
		return look(level).start
	}
	for level := range ref.level {
		if !def.begun[level] {
			def.count[level], def.begun[level] = begin(level), true
		}
	}
	if def.begun[ref.level] {
		def.count[ref.level]++
	} else {
		def.count[ref.level], def.begun[ref.level] = begin(ref.level), true
	}
	for level := ref.level + 1; level < levels; level++ {
		def.begun[level] = false
	}
	own := look(ref.level)
	text := own.text
	if own.format == "bullet" {
		return "•"
	}
	for level := range levels {
		format := look(level).format
		if own.legal {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(level+1), document.Numeral(def.count[level], format))
	}
	return spelling.Tidy(text)
}
