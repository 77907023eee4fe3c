package archive

import (
	"encoding/xml"
	"path"
	"strings"
)

// Relations gives the targets of a part of an Office Open XML document by the
// last word of their type, e.g. "numbering"; targets are names inside the
// archive. The part "" is the archive itself.
func (p Parts) Relations(part string) map[string]string {
	dir, file := path.Split(part)
	r, err := p.Open(dir+"_rels/"+file+".rels", MaxSmallPart)
	if err != nil {
		return nil
	}
	defer r.Close()
	var list struct {
		Relations []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if xml.NewDecoder(r).Decode(&list) != nil {
		return nil
	}
	targets := map[string]string{}
	for _, x := range list.Relations {
		if x.Mode == "External" {
			continue
		}
		target := path.Join(dir, x.Target)
		if strings.HasPrefix(x.Target, "/") {
			target = strings.TrimPrefix(path.Clean(x.Target), "/")
		}
		if kind := path.Base(x.Type); targets[kind] == "" {
			targets[kind] = target
		}
	}
	return targets
}

// Main names the main part of an Office Open XML document: what the archive
// says, or the usual name when it says nothing; "" when there is none.
func (p Parts) Main() string {
	if name := p.Relations("")["officeDocument"]; p[name] != nil {
		return name
	}
	for _, name := range []string{"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"} {
		if p[name] != nil {
			return name
		}
	}
	return ""
}
