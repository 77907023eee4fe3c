// Package render makes the file of a report: it chooses the writer by the kind that is
// asked for and by the document that the plan was loaded from. Where that document is
// gone or cannot be written into, the report is a plain one, and says so.
package render

import (
	"errors"
	"fmt"
	"path"
	"runtime/debug"
	"strings"
	"time"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/calendar"
	"sdelaemvmeste/internal/report/docx"
	"sdelaemvmeste/internal/report/odf"
	"sdelaemvmeste/internal/report/picture"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans"
)

// Kind is what is made.
type Kind string

// The kinds of files.
const (
	// Word is the plan's own document where that is a text, .docx or .odt; else a
	// plain .docx.
	Word Kind = "word"
	// Docx and Odt are a text of just that format.
	Docx Kind = "docx"
	Odt  Kind = "odt"
	// Excel is a workbook: the plan's own where it is one, .xlsx or .ods.
	Excel Kind = "excel"
	Xlsx  Kind = "xlsx"
	// Picture is a PNG: how the year goes and how the units stand. Growth and Heat are
	// one of these alone.
	Picture Kind = "png"
	Growth  Kind = "growth"
	Heat    Kind = "heat"
	// Calendar is the deadlines as events.
	Calendar Kind = "ics"
)

// File is a file that was made.
type File struct {
	Name string
	Data []byte
	// Plain says that it could not be written into the plan's own document, why.
	Plain Reason
}

// Reason is why a report is a plain one.
type Reason string

// The reasons.
const (
	// NoDocument: the plan was loaded from no office document, or before such
	// documents were kept.
	NoDocument Reason = "no document"
	// OtherFormat: the plan's document is of another format.
	OtherFormat Reason = "other format"
	// Unwritable: the document could not be written into.
	Unwritable Reason = "unwritable"
)

// Words says in Russian why the report is a plain one, "" when it is not.
func (r Reason) Words() string {
	switch r {
	case NoDocument:
		return "Документа, из которого загружен план, нет: отчёт собран в простой таблице."
	case OtherFormat:
		return "План загружен из документа другого вида: отчёт собран в простой таблице."
	case Unwritable:
		return "В документ, из которого загружен план, вписать отметки не удалось: отчёт собран в простой таблице."
	}
	return ""
}

// ErrKind says that there is no such kind of files.
var ErrKind = errors.New("kind of report")

// Make makes the file as of an instant. The original may be empty.
func Make(kind Kind, r report.Report, original plans.Original, now time.Time) (File, error) {
	ext := strings.ToLower(path.Ext(original.Name))
	switch kind {
	case Word:
		if kind = Docx; ext == ".odt" {
			kind = Odt
		}
	case Excel:
		if kind = Xlsx; ext == ".ods" {
			kind = "ods"
		}
	case Docx, Odt, Xlsx, Picture, Growth, Heat, Calendar:
	}
	f := File{Name: name(r) + "." + string(kind)}
	switch kind {
	case Picture:
		return drawn(f, r, picture.Whole)
	case Growth:
		f.Name = name(r) + "-growth.png"
		return drawn(f, r, picture.Growth)
	case Heat:
		f.Name = name(r) + "-units.png"
		return drawn(f, r, picture.Heat)
	case Calendar:
		f.Data = calendar.Write("Сроки: "+report.Clean(r.Plan.Title), []report.Report{r}, nil, now)
		return f, nil
	case Word, Docx, Odt, Excel, Xlsx:
	}
	fill, plain := writers(kind)
	if fill == nil {
		return f, fmt.Errorf("%q: %w", kind, ErrKind)
	}
	switch {
	case len(original.Data) == 0 || len(original.Layout.Tables) == 0:
		f.Plain = NoDocument
	case ext != "."+string(kind):
		f.Plain = OtherFormat
	default:
		data, err := guarded(func() ([]byte, error) { return fill(original, r) })
		if err == nil {
			f.Data = data
			return f, nil
		}
		f.Plain = Unwritable
	}
	data, err := guarded(func() ([]byte, error) { return plain(r) })
	f.Data = data
	if kind == Xlsx {
		// A workbook of its own is no less than one in the plan's form.
		f.Plain = ""
	}
	return f, err
}

func drawn(f File, r report.Report, part picture.Part) (File, error) {
	data, err := guarded(func() ([]byte, error) { return picture.Draw(r, part) })
	f.Data = data
	return f, err
}

func writers(kind Kind) (fill func(plans.Original, report.Report) ([]byte, error), plain func(report.Report) ([]byte, error)) {
	switch kind {
	case Docx:
		return docx.Fill, docx.Plain
	case Odt, "ods":
		return odf.Fill, odf.Plain
	case Xlsx:
		return xlsx.Fill, xlsx.Plain
	case Word, Excel, Picture, Growth, Heat, Calendar:
	}
	return nil, nil
}

// guarded makes an error of a panic: a writer is given documents of people.
func guarded(write func() ([]byte, error)) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return write()
}

// name is the name of the file without its ending: of the plan and of the period.
func name(r report.Report) string {
	return string(r.Plan.ID) + "-" + r.Period.Code()
}
