// Package schedule says when: which days are worked, which tasks follow from a
// plan, and at which instants people are reminded of each.
//
// The calendar, the tasks, the ladder and the preview are pure: they take the
// plan, the facts and the instants they are asked about, and must not know the
// clock, files, the database or Telegram.
package schedule

import (
	"slices"
	"sync"
	"time"

	"sdelaemvmeste/plans"
)

// Calendar is the production calendar of Russia with the days that were
// changed locally. It is never altered once made, so it may be shared.
type Calendar struct {
	// rank[i] counts the working days before firstDay+i, and days lists the
	// working days themselves as their distance from firstDay: together they
	// answer every question about the years of the table without a search.
	rank  []int32
	days  []int32
	local map[plans.Date]LocalDay
}

// LocalDay is a day which an administrator changed: a regional day off such as
// Радоница, or a day of a decree newer than the program.
type LocalDay struct {
	Day     plans.Date `json:"day"`
	Working bool       `json:"working"`
	Why     string     `json:"why,omitempty"`
}

// NewCalendar gives the calendar with the local days laid over it; of two for
// the same day the later one wins. Without local days it costs nothing.
func NewCalendar(local []LocalDay) *Calendar {
	if len(local) == 0 {
		return unchanged()
	}
	return newCalendar(local)
}

// unchanged is the calendar without local days, which most plans share.
var unchanged = sync.OnceValue(func() *Calendar { return newCalendar(nil) })

func newCalendar(local []LocalDay) *Calendar {
	working := slices.Clone(decreed().working)
	c := &Calendar{
		rank:  make([]int32, len(working)+1),
		days:  make([]int32, 0, len(working)),
		local: make(map[plans.Date]LocalDay, len(local)),
	}
	for _, l := range local {
		c.local[l.Day] = l
		if inTable(l.Day) {
			working[l.Day-firstDay] = l.Working
		}
	}
	for i, w := range working {
		c.rank[i+1] = c.rank[i]
		if w {
			c.rank[i+1]++
			c.days = append(c.days, int32(i))
		}
	}
	return c
}

// Working reports whether the day is a working day.
func (c *Calendar) Working(d plans.Date) bool {
	if inTable(d) {
		return c.rank[d-firstDay+1] > c.rank[d-firstDay]
	}
	if l, ok := c.local[d]; ok {
		return l.Working
	}
	return workingByCode(d)
}

// OnOrAfter gives the day itself when it is worked, else the next working day.
func (c *Calendar) OnOrAfter(d plans.Date) plans.Date { return c.Add(d-1, 1) }

// OnOrBefore gives the day itself when it is worked, else the working day before.
func (c *Calendar) OnOrBefore(d plans.Date) plans.Date { return c.Add(d+1, -1) }

// Add gives the n-th working day after the day, for a negative n before it; 0
// gives the day itself, worked or not. The count stops at the ends of the years
// 1 and 9999, beyond which there are no dates to write.
func (c *Calendar) Add(d plans.Date, n int) plans.Date {
	if n == 0 {
		return d
	}
	if inTable(d) {
		at := int(c.rank[d-firstDay]) + n
		if n > 0 {
			at = int(c.rank[d-firstDay+1]) + n - 1
		}
		if at >= 0 && at < len(c.days) {
			return firstDay + plans.Date(c.days[at])
		}
	}
	for ; n > 0 && d < endOfDays; d++ {
		if c.Working(d + 1) {
			n--
		}
	}
	for ; n < 0 && d > 1; d-- {
		if c.Working(d - 1) {
			n++
		}
	}
	return d
}

// Count gives the number of working days from one day to another, both included.
func (c *Calendar) Count(from, to plans.Date) int {
	if from > to {
		return 0
	}
	if inTable(from) && inTable(to) {
		return int(c.rank[to-firstDay+1] - c.rank[from-firstDay])
	}
	n := 0
	for d := from; d <= to; d++ {
		if c.Working(d) {
			n++
		}
	}
	return n
}

// Preliminary reports whether no decree on the days off of the year is embedded,
// so that its calendar is only weekends and the holidays of the Labour Code.
func (c *Calendar) Preliminary(year int) bool { return !decreed().years[year] }

// Name gives the reason of a local day or the name of the holiday, or "".
func (c *Calendar) Name(d plans.Date) string {
	if l, ok := c.local[d]; ok {
		return l.Why
	}
	if c.Preliminary(d.Year()) {
		return holidayByCode(d)
	}
	return decreed().names[d]
}

// workingByCode follows ТК РФ ст. 111 and 112 alone: the five-day week and the
// fixed holidays. A day off that meets a holiday is not moved here although
// ст. 112 moves it by default: where it goes is usually changed by the decree,
// and a term must not be counted longer on a guess.
func workingByCode(d plans.Date) bool {
	return !weekend(d) && holidayByCode(d) == ""
}

func weekend(d plans.Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// holidayByCode names the non-working holiday of ТК РФ ст. 112 on the day, or "".
func holidayByCode(d plans.Date) string {
	_, month, day := d.Split()
	switch {
	case month == time.January && day == 7:
		return "Рождество Христово"
	case month == time.January && day <= 8:
		return "Новогодние каникулы"
	case month == time.February && day == 23:
		return "День защитника Отечества"
	case month == time.March && day == 8:
		return "Международный женский день"
	case month == time.May && day == 1:
		return "Праздник Весны и Труда"
	case month == time.May && day == 9:
		return "День Победы"
	case month == time.June && day == 12:
		return "День России"
	case month == time.November && day == 4:
		return "День народного единства"
	}
	return ""
}

// AfterDaysOff is the first working day after the next run of days off from a day on;
// with holiday that run must hold a day off that is no weekend. With a month it is the
// last such run of that month: «после майских» is after the ninth. ok is false when
// there is none within a year.
func (c *Calendar) AfterDaysOff(from plans.Date, holiday bool, month time.Month) (day plans.Date, ok bool) {
	for d := from; d <= from+366; d++ {
		if _, m, _ := d.Split(); ok && m != month {
			break
		}
		if c.Working(d) {
			continue
		}
		found := false
		for ; !c.Working(d); d++ {
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			_, m, _ := d.Split()
			found = found || !holiday || !weekend && (month == 0 || m == month)
		}
		if !found {
			continue
		}
		if day, ok = d, true; month == 0 {
			break
		}
	}
	return day, ok
}
