package planfile

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"sdelaemvmeste/plans"
)

// Limits of an Office document, which is a zip archive: a part that is read
// must be small before it is unpacked, by the archive's own directory, and
// while it is unpacked, because the directory may lie.
const (
	maxParts     = 2000
	maxPartBytes = 16 << 20
	maxSmallPart = 2 << 20
	maxBookBytes = 32 << 20
	maxPartTags  = 1_000_000
	// maxWholeBytes bounds one element or one text.
	maxWholeBytes = 1 << 20
	// maxDepth is far above what Word nests and far below what a stack bears.
	maxDepth    = 200
	maxColumns  = 64
	maxGridRows = 5000
	// maxGrid bounds the places of all sheets together, which the reader of
	// workbooks builds in memory, empty ones too.
	maxGrid = 200_000
)

// errTooLarge says that a part is larger than any plan.
var errTooLarge = errors.New("part too large")

const tooLargeText = "документ в распакованном виде слишком велик для плана: он не прочитан, пришлите обычный файл"

// readPackage reads a Word or Excel document.
func readPackage(name string, data []byte, known []plans.Unit) Result {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse("файл повреждён или получен не целиком: откройте его, сохраните заново и пришлите ещё раз")
	}
	if len(archive.File) > maxParts {
		return refuse(tooLargeText)
	}
	p := parts{}
	for _, f := range archive.File {
		if f.Flags&1 != 0 {
			return refuse("файл защищён паролем: снимите пароль и пришлите его ещё раз")
		}
		p[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	var doc *document
	switch main := p.main(); {
	case strings.HasPrefix(main, "word/"):
		doc, err = p.word(main)
	case main == "xl/workbook.bin":
		return refuse("это двоичная книга Excel (.xlsb): откройте её и сохраните как .xlsx")
	case strings.HasPrefix(main, "xl/"):
		doc, err = p.workbook(data)
	case strings.HasPrefix(main, "ppt/"):
		return refuse("это презентация: нужен план в .docx, .xlsx или .yaml")
	case p["mimetype"] != nil && p["content.xml"] != nil:
		return refuse("это документ OpenDocument: откройте его и сохраните как .docx или .xlsx")
	default:
		return refuse("это архив, а не документ: пришлите сам план в .docx, .xlsx или .yaml")
	}
	switch {
	case errors.Is(err, errTooLarge):
		return refuse(tooLargeText)
	case err != nil:
		return refuse("документ повреждён внутри и не читается: откройте его, сохраните заново и пришлите ещё раз")
	}
	r := assemble(doc, name, known)
	r.Document = true
	return r
}

// parts are the files inside the archive by their names.
type parts map[string]*zip.File

// open gives a part that is certain not to grow beyond the limit.
func (p parts) open(name string, limit int) (io.ReadCloser, error) {
	f := p[name]
	if f == nil {
		return nil, fmt.Errorf("part %s: %w", name, plans.ErrNotFound)
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("part %s: %w", name, errTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return &bounded{ReadCloser: r, left: limit}, nil
}

// bounded fails when more is read than the limit allows: in bytes, in elements,
// or in one element or text, which the decoder holds in memory whole.
type bounded struct {
	io.ReadCloser
	left, tags, whole int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	for _, c := range p[:n] {
		b.whole++
		switch c {
		case '<':
			b.tags++
			b.whole = 0
		case '>':
			b.whole = 0
		}
		if b.tags > maxPartTags || b.whole > maxWholeBytes {
			return 0, errTooLarge
		}
	}
	if b.left -= n; b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// relations gives the targets of a part by the last word of their type, e.g.
// "numbering"; targets are names inside the archive.
func (p parts) relations(part string) map[string]string {
	dir, file := path.Split(part)
	r, err := p.open(dir+"_rels/"+file+".rels", maxSmallPart)
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

// main names the main part of the document: what the archive says, or the
// usual name when it says nothing.
func (p parts) main() string {
	if name := p.relations("")["officeDocument"]; p[name] != nil {
		return name
	}
	for _, name := range []string{"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"} {
		if p[name] != nil {
			return name
		}
	}
	return ""
}
