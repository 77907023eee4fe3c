package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

// Period is the days that a report speaks of, and how they are called after
// «за»: «II квартал 2023 года».
type Period struct {
	plans.Span
	Words string
}

// PeriodOf names a span of days: as a quarter, a half-year, a year or a month where
// it is one.
func PeriodOf(s plans.Span) Period {
	y, m, d := s.From.Split()
	p := Period{Span: s}
	if d == 1 {
		roman := [...]string{"I", "II", "III", "IV"}
		quarter, half := (int(m)-1)/3, (int(m)-1)/6
		switch {
		case s == plans.Years(y, y):
			p.Words = fmt.Sprintf("%d год", y)
		case int(m)%6 == 1 && s.To == (s.From.AddMonths(5)).MonthEnd():
			p.Words = fmt.Sprintf("%s полугодие %d года", roman[half], y)
		case int(m)%3 == 1 && s.To == (s.From.AddMonths(2)).MonthEnd():
			p.Words = fmt.Sprintf("%s квартал %d года", roman[quarter], y)
		case s.To == s.From.MonthEnd():
			p.Words = fmt.Sprintf("%s %d года", plans.MonthName(m), y)
		}
	}
	if p.Words == "" {
		p.Words = "период с " + shortDate(s.From) + " по " + shortDate(s.To)
	}
	return p
}

// SoFar is the time from the beginning of a plan to a day, both included. Before the
// plan begins it is its first day, after it ends the whole plan.
func SoFar(plan plans.Span, today plans.Date) Period {
	return PeriodOf(plans.Span{From: plan.From, To: min(max(today, plan.From), plan.To)})
}

// Quarter is the quarter of a day.
func Quarter(d plans.Date) plans.Span { return partOf(d, 3) }

// Half is the half-year of a day.
func Half(d plans.Date) plans.Span { return partOf(d, 6) }

func partOf(d plans.Date, months int) plans.Span {
	y, m, _ := d.Split()
	from := plans.NewDate(y, time.Month((int(m)-1)/months*months+1), 1)
	return plans.Span{From: from, To: from.AddMonths(months - 1).MonthEnd()}
}

var codePattern = regexp.MustCompile(`^(\d{4})(?:(?i:Q([1-4])|H([12]))|-(\d{2}))?$`)

// ParsePeriod reads a period as the command line writes it (CONTRACT §1): 2023,
// 2023Q2, 2023H1, 2023-04 or FROM..TO with days in ISO form. Anything else is a
// [plans.ErrInvalid].
func ParsePeriod(code string) (Period, error) {
	wrong := fmt.Errorf("period %q: %w", code, plans.ErrInvalid)
	if from, to, ok := strings.Cut(code, ".."); ok {
		a, errA := plans.ParseDate(strings.TrimSpace(from))
		b, errB := plans.ParseDate(strings.TrimSpace(to))
		if errA != nil || errB != nil || a > b {
			return Period{}, wrong
		}
		return PeriodOf(plans.Span{From: a, To: b}), nil
	}
	m := codePattern.FindStringSubmatch(code)
	if m == nil {
		return Period{}, wrong
	}
	year, err := strconv.Atoi(m[1])
	if err != nil || year == 0 {
		return Period{}, wrong
	}
	part := func(months int, n string) Period {
		i, _ := strconv.Atoi(n)
		from := plans.NewDate(year, time.Month((i-1)*months+1), 1)
		return PeriodOf(plans.Span{From: from, To: from.AddMonths(months - 1).MonthEnd()})
	}
	switch {
	case m[2] != "":
		return part(3, m[2]), nil
	case m[3] != "":
		return part(6, m[3]), nil
	case m[4] == "":
		return PeriodOf(plans.Years(year, year)), nil
	case m[4] < "01" || m[4] > "12":
		return Period{}, wrong
	}
	return part(1, m[4]), nil
}

// Code is the period as [ParsePeriod] reads it.
func (p Period) Code() string {
	y, m, _ := p.From.Split()
	switch p.Span {
	case plans.Years(y, y):
		return strconv.Itoa(y)
	case Quarter(p.From):
		return fmt.Sprintf("%dQ%d", y, (int(m)+2)/3)
	case Half(p.From):
		return fmt.Sprintf("%dH%d", y, (int(m)+5)/6)
	case partOf(p.From, 1):
		return fmt.Sprintf("%d-%02d", y, m)
	}
	return p.From.String() + ".." + p.To.String()
}
