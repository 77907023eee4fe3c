package phrase

import (
	"time"

	"sdelaemvmeste/plans"
)

// AfterDaysOff is the first working day after the next run of days off; with Holiday
// that run must be more than a weekend, in Month if it is named. The calendar of days
// off is the caller's.
type AfterDaysOff struct {
	Holiday bool
	Month   time.Month
}

// InMinutes is so many minutes from now: «через час». The caller knows what time it is.
type InMinutes struct{ N int }

func (AfterDaysOff) namedDay() {}
func (InMinutes) namedDay()    {}

// The times of day that people name without an hour.
var partsOfDay = []struct {
	words string
	hour  int
}{
	{"утром", 9}, {"днем", 14}, {"вечером", 18},
}

// dayPart consumes «утром», «после обеда».
func (w *when) dayPart(c *plans.Clock) bool {
	if w.any("после обеда", "во второй половине дня") {
		return setClock(c, 14, 0)
	}
	if w.any("в обед", "до обеда") {
		return setClock(c, 12, 0)
	}
	for _, p := range partsOfDay {
		if w.is(p.words) {
			return setClock(c, p.hour, 0)
		}
	}
	return false
}

// soon consumes «через час», «через полчаса», «через 20 минут».
func (w *when) soon() (Day, bool) {
	if w.lean != Future || !w.is("через") {
		return nil, false
	}
	if w.is("полчаса") {
		return InMinutes{30}, true
	}
	n, counted := w.cardinal()
	if !counted {
		n = 1
	}
	switch {
	case n < 1 || n > 24*60:
	case w.is("час|часа|часов"):
		return InMinutes{60 * n}, true
	case w.is("минуту|минуты|минут|мин"):
		return InMinutes{n}, true
	}
	return nil, false
}

// week consumes «на той неделе», «на следующей неделе», «до конца недели»: its Monday,
// its Friday. Of the past nobody says by such words which day it was.
func (w *when) week() (Day, bool) {
	if w.lean != Future {
		return nil, false
	}
	number := plans.Date(w.today.Weekday()+6) % 7
	monday := w.today - number
	switch {
	case w.is("на", "той|следующей|будущей", "неделе"):
		return On{monday + 7}, true
	case w.atTheEnd() && w.any("этой? недели"):
		if friday := monday + 4; friday >= w.today {
			return On{friday}, true
		}
		return On{monday + 6}, true
	}
	return nil, false
}

// atTheEnd consumes «до конца», «в конце», «к концу».
func (w *when) atTheEnd() bool { return w.any("до|к|в? конца|конце|концу") }

// endOfCalendarPart consumes «до конца месяца», «в конце июня», «к концу квартала».
func (w *when) endOfCalendarPart() (Day, bool) {
	if w.lean != Future || !w.atTheEnd() {
		return nil, false
	}
	year, month, _ := w.today.Split()
	last := func(y int, m time.Month) (Day, bool) { return On{plans.NewDate(y, m+1, 1) - 1}, true }
	if m, ok := w.month(); ok {
		if m < month {
			year++
		}
		return last(year, m)
	}
	switch {
	case w.any("этого? месяца"):
		return last(year, month)
	case w.any("этого? квартала"):
		return last(year, (month+2)/3*3)
	case w.any("этого? полугодия"):
		return last(year, (month+5)/6*6)
	case w.any("этого? года"):
		return last(year, time.December)
	}
	return nil, false
}

// afterDaysOff consumes «после праздников», «после майских праздников», «после
// выходных».
func (w *when) afterDaysOff() (Day, bool) {
	if w.lean != Future || !w.is("после") {
		return nil, false
	}
	if w.is("выходных") {
		return AfterDaysOff{}, true
	}
	d := AfterDaysOff{Holiday: true}
	for _, m := range []struct {
		words string
		month time.Month
	}{
		{"новогодних", time.January}, {"январских", time.January}, {"февральских", time.February}, {"мартовских", time.March},
		{"майских", time.May}, {"июньских", time.June}, {"ноябрьских", time.November},
	} {
		if w.is(m.words) {
			d.Month = m.month
			w.is("праздников|выходных?")
			return d, true
		}
	}
	return d, w.is("праздников")
}
