package report

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

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

func monthName(m time.Month) string {
	return [...]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
		"август", "сентябрь", "октябрь", "ноябрь", "декабрь"}[m-1]
}

// partName is a reporting part in words: «II квартал 2023 г.».
func partName(part string) string {
	if d, err := plans.ParseDate(part); err == nil {
		return shortDate(d)
	}
	if len(part) < 5 {
		return part + " год"
	}
	year, rest := part[:4], part[4:]
	roman := map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV"}
	switch {
	case rest[0] == 'Q':
		return roman[rest[1:]] + " квартал " + year + " г."
	case rest[0] == 'H':
		return roman[rest[1:]] + " полугодие " + year + " г."
	case strings.HasPrefix(rest, "-W"):
		return strings.TrimLeft(rest[2:], "0") + "-я неделя " + year + " г."
	}
	if m, err := time.Parse("-01", rest); err == nil {
		return monthName(m.Month()) + " " + year + " г."
	}
	return part
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

// cut shortens a text to n UTF-16 units, with an ellipsis, where possible between
// words.
func cut(s string, n int) string {
	s = clean(s)
	if plans.Len(s) <= n {
		return s
	}
	units := utf16.Encode([]rune(s))[:n-1]
	if last := units[len(units)-1]; utf16.IsSurrogate(rune(last)) && last < 0xdc00 {
		units = units[:len(units)-1]
	}
	short := string(utf16.Decode(units))
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,.;:—-") + "…"
}

// Clean makes a text from people fit for a cell that may have several lines.
func Clean(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = clean(l)
	}
	return strings.Join(lines, "\n")
}
