package report

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
)

// plural chooses the form after a number: 1 день, 2 дня, 5 дней.
func plural(n int, one, few, many string) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return one
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return few
	}
	return many
}

// Count is a number with its word.
func Count(n int, one, few, many string) string {
	return fmt.Sprintf("%d %s", n, plural(n, one, few, many))
}

// workingDays is «1 рабочий день», «2 рабочих дня».
func workingDays(n int) string {
	return Count(n, "рабочий день", "рабочих дня", "рабочих дней")
}

// shortDate is «20.03.2023».
func shortDate(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%d", day, m, y)
}

// longDate is «20 марта 2023 г.».
func longDate(d plans.Date) string {
	y, m, day := d.Split()
	genitive := [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
		"августа", "сентября", "октября", "ноября", "декабря"}
	return fmt.Sprintf("%d %s %d г.", day, genitive[m-1], y)
}

// clean makes a text from people fit for one line of a document: without control
// signs, which no XML may hold, and marks of direction.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff, r == 0xfffd, r == 0xfeff,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// cut is [plans.Cut] of a text on one line.
func cut(s string, n int) string { return plans.Cut(clean(s), n) }

// Clean makes a text from people fit for a cell that may have several lines.
func Clean(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = clean(l)
	}
	return strings.Join(lines, "\n")
}
