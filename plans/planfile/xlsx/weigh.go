package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans/planfile/archive"
	"sdelaemvmeste/plans/planfile/document"

	"github.com/xuri/excelize/v2"
)

// weigh refuses a workbook that would take too much memory before the library
// sees it: the library unpacks every part, and lays out every place up to the
// last cell of each row and the last row of each sheet.
func weigh(p archive.Parts) error {
	total, grid := uint64(0), 0
	for name, f := range p {
		if total += f.UncompressedSize64; total > maxBook {
			return fmt.Errorf("workbook: %w", archive.ErrTooLarge)
		}
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		places, err := places(p, name)
		if err != nil {
			return err
		}
		if grid += places; grid > document.MaxPlaces {
			return fmt.Errorf("workbook: %w", archive.ErrTooLarge)
		}
	}
	return nil
}

// places counts the places of a sheet as the library lays them out; other parts
// are only read through to their end. A part that is not whole is an error.
func places(p archive.Parts, name string) (int, error) {
	r, err := p.Open(name, archive.MaxPart)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	decoder := xml.NewDecoder(r)
	total, rows, row, col := 0, 0, 0, 0
	for depth := 0; ; {
		token, err := decoder.RawToken()
		switch {
		case errors.Is(err, io.EOF) && depth == 0:
			return total + rows, nil
		case err != nil:
			return 0, fmt.Errorf("part %s: %w", name, err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			if depth++; depth > archive.MaxDepth {
				return 0, archive.ErrDeep
			}
			switch t.Name.Local {
			case "row":
				if row++; ref(t, "r") != "" {
					row, _ = strconv.Atoi(ref(t, "r"))
				}
				rows, col = max(rows, row), 0
			case "c":
				col++
				if c, _, err := excelize.CellNameToCoordinates(ref(t, "r")); err == nil {
					total += max(c-col, 0)
					col = max(c, col)
				}
				total++
			}
		}
		if total+rows > document.MaxPlaces {
			return 0, fmt.Errorf("part %s: %w", name, archive.ErrTooLarge)
		}
	}
}

func ref(e xml.StartElement, attr string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == attr })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}
