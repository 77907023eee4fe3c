package planfile

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/wording"
)

// reference is a year in which a deadline is looked at while the plan's own year
// is not known yet.
var reference = plans.Years(2000, 2000)

// settled is the period of a plan and how it was come by.
type settled struct {
	period   plans.Span
	problems []document.Problem
	open     []Question
}

// settlePeriod finds the plan's period: what the document states, what a person
// said, what its deadlines or its approval let guess; and asks where none of
// them tells.
func (r *rowReader) settlePeriod(c caption, f found, o Options) settled {
	if period, ok := documentPeriod(c, f); ok {
		s := settled{period: period}
		if o.Year != 0 && plans.Years(o.Year, o.Year) != plans.Years(period.From.Year(), period.To.Year()) {
			s.problems = []document.Problem{{Severity: Fault, Text: fmt.Sprintf(
				"документ сам называет период плана, %s: другой год, %d, к нему не подходит", wording.Period(period), o.Year)}}
		}
		return s
	}
	if year := max(o.Year, validYear(r.answers.of(yearKey))); year != 0 {
		return settled{period: plans.Years(year, year)}
	}
	e := r.evidence(o.Today)
	if s, ok := e.period(); ok {
		return s.guessed("из сроков строк")
	}
	if len(e.strong) == 0 {
		if year, ok := titleYear(c.title); ok {
			return settled{period: plans.Years(year, year)}.guessed("из названия плана, где не сказано «на " + strconv.Itoa(year) + " год»")
		}
		if year, ok := titleYear(f.tables[0].table.Sheet); ok {
			return settled{period: plans.Years(year, year)}.guessed("из названия листа")
		}
		if day, year := approvalYear(c.approved); year != 0 {
			return settled{period: plans.Years(year, year)}.guessed("из утверждения " + wording.Day(day))
		}
	}
	return r.askYear(e, c, o)
}

// documentPeriod gives the period that a document states: in its title, in the
// lines above the table, or in the name of the sheet.
func documentPeriod(c caption, f found) (plans.Span, bool) {
	if period, ok := statedPeriod(c.title); ok {
		return period, true
	}
	if period, ok := statedAside(strings.Join(f.lines, " ")); ok {
		return period, true
	}
	return statedPeriod(f.tables[0].table.Sheet)
}

// guessed names a guess in the problems.
func (s settled) guessed(whence string) settled {
	s.problems = append(s.problems, document.Problem{Severity: Warning, Text: fmt.Sprintf(
		"период плана не назван, взят %s: %s. Если он другой, напишите его в названии плана", whence, wording.Period(s.period))})
	return s
}

// evidence is what the deadlines of a plan say of its year.
type evidence struct {
	// strong are the years of deadlines and how many rows name each; weak are
	// those of days in January and February, by which one reports on the year
	// before.
	strong, weak map[int]int
	// waiting are the rows that need the year.
	waiting []int
}

// longYears is a target such as «до 2035 года», no year of a plan.
var longYears = regexp.MustCompile(`(?i)(?:^|\s)до (?:конца )?20\d\d`)

// nearYears is how far from today a plan's year may lie.
const nearYears = 3

// evidence looks at the deadlines without knowing the year. A year far from
// today, where that is known, is no plan's.
func (r *rowReader) evidence(today plans.Date) evidence {
	e := evidence{strong: map[int]int{}, weak: map[int]int{}}
	for k, x := range r.entries {
		if x.unclear != "" {
			continue
		}
		d := r.parse(x.phrase, plans.Span{}).deadline
		if _, unclear := d.(plans.Unclear); unclear {
			if phrase.Complete(x.phrase) {
				e.waiting = append(e.waiting, k)
			}
			continue
		}
		if longYears.MatchString(x.phrase) {
			continue
		}
		for year, weak := range yearsOf(d) {
			switch {
			case today != 0 && max(year-today.Year(), today.Year()-year) > nearYears:
			case weak:
				e.weak[year]++
			default:
				e.strong[year]++
			}
		}
	}
	return e
}

// yearsOf gives the years of a deadline's days; a year is weak when only days
// of its first two months name it.
func yearsOf(d plans.Deadline) map[int]bool {
	var days []plans.Date
	switch d := d.(type) {
	case plans.ByDate:
		days = []plans.Date{d.To}
	case plans.Dates:
		days = d.Days
	case plans.Between:
		days = []plans.Date{d.From, d.To}
	case plans.Period:
		days = []plans.Date{d.From, d.To}
	}
	years := map[int]bool{}
	for _, day := range days {
		weak, seen := years[day.Year()]
		years[day.Year()] = (weak || !seen) && day.Month() <= time.February && len(days) == 1
	}
	return years
}

// fewRows is how many rows may wait for the year for each one that names it.
const fewRows = 4

// period gives the period that the deadlines agree on: their only year, unless
// it stands in few rows, or the span of their years where no row needs one.
func (e evidence) period() (settled, bool) {
	years := slices.Sorted(maps.Keys(e.strong))
	switch {
	case len(years) == 1 && len(e.waiting) <= fewRows*e.strong[years[0]]:
		return settled{period: plans.Years(years[0], years[0])}, true
	case len(e.waiting) > 0:
		return settled{}, false
	case len(years) == 0:
		years = slices.Sorted(maps.Keys(e.weak))
	}
	period, ok := spanOf(years)
	return settled{period: period}, ok
}

// askYear is the fault of a plan without a year and the question that mends it.
func (r *rowReader) askYear(e evidence, c caption, o Options) settled {
	q := Question{Kind: AskYear, Key: yearKey, Text: "На какой год план?"}
	example := 0
	for _, year := range candidates(e, c, o) {
		q.Choices = append(q.Choices, Choice{strconv.Itoa(year), strconv.Itoa(year)})
		example = max(example, year)
	}
	if example == 0 {
		example = 2026
	}
	r.waiting = e.waiting
	return settled{open: []Question{q}, problems: []document.Problem{{Severity: Fault, Text: fmt.Sprintf(
		"не найден год плана: напишите в названии над таблицей, например, «на %d год», или укажите --year %d", example, example)}}}
}

// candidates gives at most two years that a plan may be for, the likelier first.
func candidates(e evidence, c caption, o Options) []int {
	var all []int
	add := func(years ...int) {
		for _, y := range years {
			if y >= firstYear && y <= lastYear && !slices.Contains(all, y) && len(all) < 2 {
				all = append(all, y)
			}
		}
	}
	byCount := slices.SortedStableFunc(maps.Keys(e.strong), func(a, b int) int {
		if e.strong[a] != e.strong[b] {
			return e.strong[b] - e.strong[a]
		}
		return a - b
	})
	add(byCount...)
	for _, y := range slices.Sorted(maps.Keys(e.weak)) {
		add(y-1, y)
	}
	if day, year := approvalYear(c.approved); year != 0 {
		add(year, day.Year())
	} else if day != 0 {
		add(day.Year(), day.Year()+1)
	}
	if o.Today != 0 {
		now := o.Today.Year()
		if o.Today.Month() >= time.October {
			add(now+1, now)
		}
		add(now, now+1)
	}
	return all
}
