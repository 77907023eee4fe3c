package chat

import (
	"fmt"
	"html"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// ProofLimit is how long the words of a proof may be, in UTF-16 units.
const ProofLimit = 1000

// IsLink reports whether the words are one address and nothing else.
func IsLink(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsFunc(s, unicode.IsSpace)
}

// CommentLimit is how long a comment on a post may be, in UTF-16 units.
const CommentLimit = 1000

// HasWord reports whether the text holds the word by itself, not inside another;
// inflected lets any ending follow it.
func HasWord(text, word string, inflected bool) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		begin, end := from+i, from+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:begin])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !InWord(before) && (inflected || !InWord(after)) {
			return true
		}
		from = end
	}
}

// InWord reports whether a character can stand inside a word.
func InWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// Esc makes text from people safe inside our HTML (Bot API «HTML style»: every
// raw <, > and & must be written as an entity).
func Esc(s string) string {
	return html.EscapeString(Plain(s))
}

// Plain drops what would let a name rearrange the text around it: control
// characters and marks of direction.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unruly(r) {
			return -1
		}
		return r
	}, s)
}

func unruly(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ' || r == 0x7f:
		return true
	case r < 0x061c: // most of what is written here
		return false
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
}

// tidy is a text in one line, with single spaces and without what plain drops.
func tidy(s string) string {
	before := ' '
	for _, r := range s {
		if unruly(r) || r == utf8.RuneError || unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return strings.Join(strings.Fields(Plain(s)), " ")
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}

// Cut is [plans.Cut] of a text on one line.
func Cut(s string, n int) string { return plans.Cut(tidy(s), n) }

// Answers is «Отвечает» of one and «Отвечают» of several.
func Answers(n int) string {
	if n > 1 {
		return "Отвечают"
	}
	return "Отвечает"
}

// Answering says whose a task is: «Отвечают: финансовое управление; отдел ЖКХ».
func Answering(units []string) string { return Answers(len(units)) + ": " + strings.Join(units, "; ") }

// Plural chooses the form after a number: 1 день, 2 дня, 5 дней.
func Plural(n int, one, few, many string) string {
	n = max(n, -n)
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
	return fmt.Sprintf("%d %s", n, Plural(n, one, few, many))
}

// Days is «1 день», «2 дня», «5 дней».
func Days(n int) string { return Count(n, "день", "дня", "дней") }

// WorkingDays is «1 рабочий день», «2 рабочих дня».
func WorkingDays(n int) string {
	return Count(n, "рабочий день", "рабочих дня", "рабочих дней")
}

// Month is the name of a month in the genitive, as it stands after a day.
func Month(m time.Month) string {
	return [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
		"августа", "сентября", "октября", "ноября", "декабря"}[m-1]
}

// weekday is the short name of a day of the week.
func weekday(d time.Weekday) string {
	return [...]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"}[d]
}

// Date is «20 марта 2023 г. (пн)».
func Date(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%d %s %d г. (%s)", day, Month(m), y, weekday(d.Weekday()))
}

// NearDate is «20 марта», with its year where that is not today's.
func NearDate(d, today plans.Date) string {
	y, m, day := d.Split()
	if y == today.Year() {
		return fmt.Sprintf("%d %s", day, Month(m))
	}
	return fmt.Sprintf("%d %s %d г.", day, Month(m), y)
}

// ShortDate is «20.03.2023», for buttons and lists.
func ShortDate(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%d", day, m, y)
}

// Instant is «20 марта 2023 г. (пн), 09:00» in a zone.
func Instant(at time.Time, zone *time.Location) string {
	return Date(plans.DateOf(at, zone)) + ", " + at.In(zone).Format("15:04")
}

// Bold is escaped text in bold.
func Bold(s string) string { return "<b>" + Esc(s) + "</b>" }
