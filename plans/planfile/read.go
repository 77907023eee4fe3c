package planfile

import (
	"bytes"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/docx"
	"sdelaemvmeste/plans/planfile/odf"
	"sdelaemvmeste/plans/planfile/xlsx"
	"sdelaemvmeste/plans/planfile/yaml"
)

// maxFileBytes is what Telegram hands over.
const maxFileBytes = 20 << 20

// Read understands a file. Units of a document are matched with the known
// ones, so that they keep their identifiers; a YAML file names its own units.
func Read(name string, data []byte, known []plans.Unit) Result {
	return read(name, data, Options{Known: known}, assemble)
}

// ReadFirst is [ReadWith] about which nothing else is known.
func ReadFirst(name string, data []byte) Result { return ReadWith(name, data, Options{}) }

// ReadWith understands a file with all that the caller knows beside it. Where
// no units are known, a document of the district that the program was made for
// is matched with the units of its plan, so that those it names get the same
// identifiers; any other district's units are its own.
func ReadWith(name string, data []byte, o Options) Result {
	return read(name, data, o, func(doc *document.Document, name string, o Options) Result {
		r := assemble(doc, name, o)
		if len(o.Known) > 0 || !familiar(r.Plan) {
			return r
		}
		own, _ := yaml.Read(plans.Petrovsky2023, 0)
		o.Known = own.Units
		return onlyNamed(assemble(doc, name, o))
	})
}

// onlyNamed leaves out the units that no row of the document names, and the questions
// about likeness to them: its district has none of these.
func onlyNamed(r Result) Result {
	r.Plan.Units = slices.DeleteFunc(slices.Clone(r.Plan.Units), func(u plans.Unit) bool { return !r.Plan.Names(u.ID) })
	r.Questions = slices.DeleteFunc(r.Questions, func(q UnitQuestion) bool { return !r.Plan.Names(q.Near) })
	return r
}

// familiar reports whether a plan names that district or its administration.
func familiar(p plans.Plan) bool {
	texts := []string{p.Title, p.Approved}
	for _, u := range p.Units {
		texts = append(texts, u.Name)
	}
	for _, i := range p.Items() {
		texts = append(texts, i.Form)
	}
	all := strings.ToLower(strings.Join(texts, " "))
	return strings.Contains(all, "петровск") || strings.Contains(all, "апго")
}

// read tells the kind of a file by its first bytes and, for text, by the ending
// of its name.
func read(name string, data []byte, o Options, understand func(*document.Document, string, Options) Result) Result {
	switch {
	case len(data) == 0:
		return refuse("файл пуст: в нём нет плана")
	case len(data) > maxFileBytes:
		return refuse("файл больше 20 МБ: удалите из него рисунки и лишние страницы")
	}
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	if text := foreign(data); text != "" {
		return refuse(text)
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		doc, text := readOffice(data)
		if text != "" {
			return refuse(text)
		}
		r := understand(doc, name, o)
		r.Document = true
		r.Original.Name, r.Original.Data = name, data
		return r
	case ext == ".yaml" || ext == ".yml" || looksLikeYAML(data):
		p, problems := yaml.Read(data, o.Year)
		return Result{Plan: p, Problems: problems}
	case ext == ".docx" || ext == ".xlsx" || ext == ".odt" || ext == ".ods":
		return refuse("файл повреждён или это не документ " + ext + ": откройте его, сохраните заново как " + ext + " и пришлите ещё раз")
	}
	return refuse("тип файла неизвестен: нужен план в .docx, .xlsx, .odt, .ods или .yaml")
}

const (
	tooLargeText = "документ в распакованном виде слишком велик для плана: он не прочитан, пришлите обычный файл"
	lockedText   = "файл защищён паролем: снимите пароль и пришлите его ещё раз"
)

// readOffice reads an office document; the text says in Russian why it cannot
// be read.
func readOffice(data []byte) (doc *document.Document, text string) {
	p, err := archive.Open(data)
	switch {
	case errors.Is(err, archive.ErrLocked):
		return nil, lockedText
	case errors.Is(err, archive.ErrTooLarge):
		return nil, tooLargeText
	case err != nil:
		return nil, "файл повреждён или получен не целиком: откройте его, сохраните заново и пришлите ещё раз"
	}
	switch main, kind := p.Main(), odf.Kind(p); {
	case strings.HasPrefix(main, "word/"):
		doc, err = docx.Read(p, main)
	case main == "xl/workbook.bin":
		return nil, "это двоичная книга Excel (.xlsb): откройте её и сохраните как .xlsx"
	case strings.HasPrefix(main, "xl/"):
		doc, err = xlsx.Read(p, data)
	case strings.HasPrefix(main, "ppt/"), kind == odf.Presentation:
		return nil, "это презентация: нужен план в .docx, .xlsx, .odt, .ods или .yaml"
	case kind == odf.Text, kind == odf.Spreadsheet:
		doc, err = odf.Read(p)
	case kind == odf.Other:
		return nil, "это документ OpenDocument другого рода: нужен план в .odt или .ods"
	default:
		return nil, "это архив, а не документ: пришлите сам план в .docx, .xlsx, .odt, .ods или .yaml"
	}
	switch {
	case errors.Is(err, archive.ErrTooLarge):
		return nil, tooLargeText
	case errors.Is(err, archive.ErrLocked):
		return nil, lockedText
	case err != nil:
		return nil, "документ повреждён внутри и не читается: откройте его, сохраните заново и пришлите ещё раз"
	}
	if text := withoutOwnReport(doc); text != "" {
		return nil, text
	}
	return doc, ""
}

var planKey = regexp.MustCompile(`(?m)^(?:plan|title|sections|units):`)

// looksLikeYAML recognises a plan under an unexpected name.
func looksLikeYAML(data []byte) bool {
	return utf8.Valid(data) && planKey.Match(data)
}
