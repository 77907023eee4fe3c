package planfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// value gives what a person sees in a cell. A real date is shown in the way of
// the computer that shows it, so it is written out here as the plan's documents
// do; its number format tells which parts of the date are seen.
func (s *sheetReader) value(x, y int, shown, stored string) string {
	if t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(stored, "Z")); err == nil {
		return dateText(t, dateParts{day: true, month: true, year: true, clock: true})
	}
	days, err := strconv.ParseFloat(stored, 64)
	if err != nil || days < 1 || days > 2_958_465 {
		return shown
	}
	seen, ok := s.format(x, y)
	if !ok {
		return shown
	}
	t, err := excelize.ExcelDateToTime(days, s.epoch)
	if err != nil {
		return shown
	}
	return dateText(t.Round(time.Minute), seen)
}

// dateParts are the parts of a date that a number format shows.
type dateParts struct{ day, month, year, clock bool }

// format tells what the number format of a cell shows of a date; ok is false
// when it is not a format of dates (ISO/IEC 29500-1, 18.8.30).
func (s *sheetReader) format(x, y int) (dateParts, bool) {
	axis, err := excelize.CoordinatesToCellName(x, y)
	if err != nil {
		return dateParts{}, false
	}
	index, err := s.file.GetCellStyle(s.table.sheet, axis)
	if err != nil {
		return dateParts{}, false
	}
	style, err := s.file.GetStyle(index)
	if err != nil {
		return dateParts{}, false
	}
	if style.CustomNumFmt != nil {
		return customFormat(*style.CustomNumFmt)
	}
	switch n := style.NumFmt; {
	case n == 14 || n == 15 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 58:
		return dateParts{day: true, month: true, year: true}, true
	case n == 16:
		return dateParts{day: true, month: true}, true
	case n == 17:
		return dateParts{month: true, year: true}, true
	case n == 22:
		return dateParts{day: true, month: true, year: true, clock: true}, true
	}
	return dateParts{}, false
}

// quotedFormat are the parts of a format that are shown as they stand, and its
// conditions and languages in brackets.
var quotedFormat = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

func customFormat(code string) (dateParts, bool) {
	code, _, _ = strings.Cut(strings.ToLower(quotedFormat.ReplaceAllString(code, "")), ";")
	p := dateParts{
		day:   strings.ContainsAny(code, "dд"),
		year:  strings.ContainsAny(code, "yг"),
		clock: strings.ContainsAny(code, "hч"),
	}
	// The letter m is a month, unless the format shows nothing but a time.
	p.month = strings.ContainsAny(code, "mм") && (p.day || p.year || !p.clock && !strings.ContainsAny(code, "sс"))
	return p, p.month || p.year && p.day
}

// dateText writes the seen parts of a date: «20.03.2023», «20 марта», «март
// 2023 г.»; a time of day is written when the cell holds one.
func dateText(t time.Time, p dateParts) string {
	clock := ""
	if p.clock && (t.Hour() != 0 || t.Minute() != 0) {
		clock = t.Format(" 15:04")
	}
	switch {
	case p.day && p.month && !p.year:
		return fmt.Sprintf("%d %s", t.Day(), monthsOf[t.Month()]) + clock
	case !p.day && p.month && p.year:
		return fmt.Sprintf("%s %d г.", months[t.Month()], t.Year())
	case !p.day && p.month:
		return months[t.Month()]
	}
	return t.Format("02.01.2006") + clock
}
