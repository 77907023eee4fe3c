package xlsx

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"sdelaemvmeste/plans/planfile/document"
)

// value gives what a person sees in a cell. A real date is shown in the way of
// the computer that shows it, so it is written out here as the plan's documents
// do; its number format tells which parts of the date are seen.
func (s *sheetReader) value(x, y int, shown, stored string) string {
	if t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(stored, "Z")); err == nil {
		return document.DateText(t, document.Shown{Day: true, Month: true, Year: true, Clock: true})
	}
	days, err := strconv.ParseFloat(stored, 64)
	if err != nil || days < 0 || days > 2_958_465 {
		return shown
	}
	seen, ok := s.format(x, y)
	if !ok || days < 1 && seen != timeOnly {
		return shown
	}
	t, err := excelize.ExcelDateToTime(days, s.epoch)
	if err != nil {
		return shown
	}
	return document.DateText(t, seen)
}

// timeOnly is a format that shows a time of day and no date.
var timeOnly = document.Shown{Clock: true}

// format tells what the number format of a cell shows of a date; ok is false
// when it is not a format of dates (ISO/IEC 29500-1, 18.8.30).
func (s *sheetReader) format(x, y int) (document.Shown, bool) {
	axis, err := excelize.CoordinatesToCellName(x, y)
	if err != nil {
		return document.Shown{}, false
	}
	index, err := s.file.GetCellStyle(s.table.Sheet, axis)
	if err != nil {
		return document.Shown{}, false
	}
	style, err := s.file.GetStyle(index)
	if err != nil {
		return document.Shown{}, false
	}
	if style.CustomNumFmt != nil {
		return customFormat(*style.CustomNumFmt)
	}
	switch n := style.NumFmt; {
	case n == 14 || n == 15 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 58:
		return document.Shown{Day: true, Month: true, Year: true}, true
	case n == 16:
		return document.Shown{Day: true, Month: true}, true
	case n == 17:
		return document.Shown{Month: true, Year: true}, true
	case n >= 18 && n <= 21:
		return timeOnly, true
	case n == 22:
		return document.Shown{Day: true, Month: true, Year: true, Clock: true}, true
	}
	return document.Shown{}, false
}

// quotedFormat are the parts of a format that are shown as they stand, and its
// conditions and languages in brackets.
var quotedFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

// elapsedFormat shows how long something takes and not when: «[h]:mm».
var elapsedFormat = regexp.MustCompile(`(?i)\[(?:h+|m+|s+)\]`)

func customFormat(code string) (document.Shown, bool) {
	if elapsedFormat.MatchString(code) {
		return document.Shown{}, false
	}
	code, _, _ = strings.Cut(strings.ToLower(quotedFormat.ReplaceAllString(code, "")), ";")
	p := document.Shown{
		Day:   strings.ContainsAny(code, "dд"),
		Year:  strings.ContainsAny(code, "yг"),
		Clock: strings.ContainsAny(code, "hч"),
	}
	// The letter m is a month, unless the format shows nothing but a time.
	p.Month = strings.ContainsAny(code, "mм") && (p.Day || p.Year || !p.Clock && !strings.ContainsAny(code, "sс"))
	return p, p.Month || p.Year && p.Day || p == timeOnly
}
