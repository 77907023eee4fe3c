package odf

import (
	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"
)

type kind int

const (
	None kind = iota
	Text
	Spreadsheet
	Presentation
	Other
)

func Kind(p archive.Parts) kind                        { return None }
func Read(p archive.Parts) (*document.Document, error) { return nil, nil }
