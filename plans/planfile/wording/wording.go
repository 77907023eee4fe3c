// Package wording says in Russian what was understood of a plan. It must know
// nothing of files.
package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Deadline says a deadline in Russian as it was understood, without the row's own
// words: «до 20 марта 2023 г.», «в течение 30 дней после завершения проекта».
// It gives a clause for the middle of a sentence.
func Deadline(d plans.Deadline) string {
	switch d := d.(type) {
	case plans.ByDate:
		return "до " + Day(d.To) + clockWords(d.Time)
	case plans.Between:
		return Span(plans.Span{From: d.From, To: d.To}) + clockWords(d.Time)
	case plans.Period:
		return Period(plans.Span{From: d.From, To: d.To}) + clockWords(d.Time)
	case plans.Throughout:
		return "в течение всего периода плана"
	case plans.Every:
		return everyWords(d)
	case plans.Dates:
		return datesWords(d)
	case plans.AfterEvent:
		return afterWords(d)
	case plans.AsItHappens:
		return asItHappensWords(d)
	case plans.Unclear:
		return "срок не ясен. " + d.Why
	}
	return "срок не указан"
}

var (
	monthsOf = [...]string{"", "января", "февраля", "марта", "апреля", "мая", "июня",
		"июля", "августа", "сентября", "октября", "ноября", "декабря"}
	months = [...]string{"", "январь", "февраль", "март", "апрель", "май", "июнь",
		"июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}
	quarters = [...]string{"I", "II", "III", "IV"}
)

// Month is the name of a month: «март».
func Month(m time.Month) string { return months[m] }

// MonthOf is the genitive of a month's name: «марта».
func MonthOf(m time.Month) string { return monthsOf[m] }

func dayMonth(d plans.Date) string { return strconv.Itoa(d.Day()) + " " + monthsOf[d.Month()] }

// Day says a day: «20 марта 2023 г.».
func Day(d plans.Date) string { return fmt.Sprintf("%s %d г.", dayMonth(d), d.Year()) }

func clockWords(c plans.Clock) string {
	if c.IsZero() {
		return ""
	}
	return ", " + c.String()
}

// Span says the first and the last day: «с 1 по 15 октября 2023 г.».
func Span(s plans.Span) string {
	switch {
	case s.From == s.To:
		return Day(s.To)
	case s.From.Year() != s.To.Year():
		return "с " + Day(s.From) + " по " + Day(s.To)
	case s.From.Month() == s.To.Month():
		return fmt.Sprintf("с %d по %s", s.From.Day(), Day(s.To))
	}
	return "с " + dayMonth(s.From) + " по " + Day(s.To)
}

// Period names a window of whole months by its own name; any other window
// is told by its days.
func Period(s plans.Span) string {
	first, last := s.From.Month(), s.To.Month()
	year := s.To.Year()
	if s.From.Day() != 1 || s.To != s.To.MonthEnd() || s.From > s.To {
		return Span(s)
	}
	if s.From.Year() != year {
		if first == time.January && last == time.December {
			return fmt.Sprintf("%d–%d годы", s.From.Year(), year)
		}
		return fmt.Sprintf("%s %d г. – %s %d г.", months[first], s.From.Year(), months[last], year)
	}
	switch n := last - first + 1; {
	case n == 12:
		return fmt.Sprintf("%d год", year)
	case n == 6 && first%6 == 1:
		return fmt.Sprintf("%d-е полугодие %d г.", first/6+1, year)
	case n == 3 && first%3 == 1:
		return fmt.Sprintf("%s квартал %d г.", quarters[first/3], year)
	case n == 1:
		return fmt.Sprintf("%s %d г.", months[first], year)
	}
	return fmt.Sprintf("%s – %s %d г.", months[first], months[last], year)
}

func datesWords(d plans.Dates) string {
	if len(d.Days) == 0 {
		return "срок не указан"
	}
	var b strings.Builder
	for i, day := range d.Days {
		switch {
		case i > 0 && i == len(d.Days)-1:
			b.WriteString(" и ")
		case i > 0:
			b.WriteString(", ")
		}
		if i+1 < len(d.Days) && d.Days[i+1].Year() == day.Year() {
			b.WriteString(dayMonth(day))
		} else {
			b.WriteString(Day(day))
		}
	}
	return b.String() + clockWords(d.Time)
}

// Plural chooses the form that goes with a number: 1 день, 2 дня, 5 дней.
func Plural(n int, one, few, many string) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return one
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return few
	}
	return many
}

// Unclear tells of a row whose deadline is not understood.
func Unclear(words string, u plans.Unclear) string {
	if words == "" {
		return "срок не ясен. " + u.Why
	}
	return "срок «" + spelling.Clip(words) + "» не ясен. " + u.Why
}
