package schedule

import "sdelaemvmeste/plans"

// term gives the last day of a term counted from the day of an event.
//
// A term runs from the day after the event (ГК РФ ст. 191); one in weeks or
// months ends on the same day of the week or month, or on the month's last day
// (ст. 192); one that ends on a day off ends on the next working day (ст. 193).
// A term of nought is no term but the event's own day, which does not move.
//
// Counted back, the term is the time that must be left before the event, so an
// end on a day off gives way to the working day before: the one after would cut
// the time short.
func term(dl plans.AfterEvent, event plans.Date, cal *Calendar) plans.Date {
	if dl.N == 0 {
		return event
	}
	if dl.Before {
		return cal.OnOrBefore(count(dl.Unit, event, -dl.N, cal))
	}
	end := count(dl.Unit, event, dl.N, cal)
	if dl.Unit == plans.TermHour {
		// Hours run through days off (ст. 193 speaks of the last day of a term).
		return end
	}
	return cal.OnOrAfter(end)
}

// count goes n units from the day, back for a negative n. Of an event only the
// day is known, so hours are counted in whole days from its end, a begun day as
// a whole one: 24 hours end on the next day, 36 on the one after it.
func count(unit plans.TermUnit, from plans.Date, n int, cal *Calendar) plans.Date {
	switch unit {
	case plans.TermHour:
		if n < 0 {
			return from - plans.Date((-n+23)/24)
		}
		return from + plans.Date((n+23)/24)
	case plans.TermWorkingDay:
		return cal.Add(from, n)
	case plans.TermWeek:
		return from + plans.Date(7*n)
	case plans.TermMonth:
		return from.AddMonths(n)
	default:
		return from + plans.Date(n)
	}
}
