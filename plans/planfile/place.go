package planfile

import (
	"regexp"
	"strings"
)

// otherDay is a word by which the rest of a cell would name a time as well.
var otherDay = regexp.MustCompile(`(?i)\d{1,2}\.\d{1,2}|20\d\d|январ|феврал|март|апрел|(?:^|\s)ма[йя](?:\s|$|[.,;])|июн|июл|август|сентябр|октябр|ноябр|декабр|квартал|полугоди|ежедневн|еженедельн|ежемесячн|ежегодн|постоянн|недел|месяц|числ`)

// startsPlace begins the name of a place after a date without a comma.
var startsPlace = regexp.MustCompile(`^(?:[«"(]|\p{Lu}|(?:с|п|г|х|ст|д|пос|ул|пл|пр|каб|зал|парк|здание|площадь|актовый|сквер|стадион|школа)(?:\.|\s))`)

// cutPlace parts the date from the place in a cell that holds both; the place is
// kept with what is to be done. Where the rest names a time as well, nothing is
// parted.
func (r *rowReader) cutPlace(e *entry) {
	if e.unclear != "" || r.clear(e.phrase) {
		return
	}
	words := strings.Fields(e.phrase)
	if len(words) > maxPhrases {
		return
	}
	for n := len(words) - 1; n > 0; n-- {
		if before, after := words[:n], words[n:]; r.isPlace(before, after) {
			r.keepPlace(e, before, after)
			return
		}
	}
	for n := 1; n < len(words); n++ {
		if place, day := words[:n], words[n:]; endsPart(words[n-1]) && r.clear(bareWords(day)) && !namesTime(bareWords(place)) {
			r.keepPlace(e, day, place)
			return
		}
	}
}

// isPlace reports whether words fall apart into a day and a place after it.
func (r *rowReader) isPlace(day, place []string) bool {
	rest := bareWords(place)
	return (endsPart(day[len(day)-1]) || startsPlace.MatchString(place[0])) &&
		!namesTime(rest) && r.clear(bareWords(day))
}

// namesTime reports whether words name a time. A name in quotes, «Октябрь», is
// none.
func namesTime(words string) bool {
	return otherDay.MatchString(quotedTitle.ReplaceAllString(words, " "))
}

func endsPart(word string) bool { return strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";") }

func bareWords(words []string) string { return strings.Trim(strings.Join(words, " "), " ,;") }

func (r *rowReader) keepPlace(e *entry, day, place []string) {
	e.phrase = bareWords(day)
	rest := strings.Trim(bareWords(place), "()")
	if strings.Count(rest, "(") != strings.Count(rest, ")") {
		rest = bareWords(place)
	}
	e.form = strings.TrimSuffix(e.form, ".") + " (" + rest + ")"
}
