package schedule

import "sdelaemvmeste/plans"

// workingWeek is the number of working days from one weekly overdue rung to the next.
const workingWeek = 5

// opensOn gives the day on which the opening of a window is told, or zero. A
// window that opens and ends within one stretch of days off is not announced
// after it has closed.
func (l Ladder) opensOn(t plans.Task) plans.Date {
	if !t.Announced || t.Opens == 0 {
		return 0
	}
	if day := l.Calendar.OnOrAfter(t.Opens); day <= t.Due {
		return day
	}
	return 0
}

// beforeOn gives the day of the reminder n calendar days before the due date,
// or zero. A task that opens without announcement is counted from an event or
// gathers over a period: before that day there was nothing to remind of.
func (l Ladder) beforeOn(t plans.Task, n int) plans.Date {
	day := l.Calendar.OnOrBefore(t.Due - plans.Date(n))
	if !t.Announced && day < t.Opens {
		return 0
	}
	return day
}

// overdueFrom gives the first overdue day not before from, or zero. The first
// of all is the working day after the due date or, for a task known later than
// that, the first one on which it can be spoken of.
func (l Ladder) overdueFrom(t plans.Task, born, from plans.Date) plans.Date {
	first := l.Calendar.OnOrAfter(max(born, t.Due+1))
	day := first
	if from > first {
		day = l.Calendar.OnOrAfter(from)
	}
	switch l.Reminders.Overdue {
	case plans.EveryWorkingDay:
		return day
	case plans.Weekly:
		if day == first {
			return day
		}
		passed := l.Calendar.Count(t.Due+1, day) - 1
		weeks := (passed + workingWeek - 1) / workingWeek
		return l.Calendar.Add(t.Due, weeks*workingWeek+1)
	}
	return 0
}

// escalatesOn gives the day of the escalation n working days after the due
// date, or zero; one that has passed when the task becomes known comes on the
// first day on which it can be spoken of.
func (l Ladder) escalatesOn(t plans.Task, born plans.Date, n int) plans.Date {
	if n <= 0 {
		return 0
	}
	day := l.Calendar.Add(t.Due, n)
	if day < born {
		day = l.Calendar.OnOrAfter(born)
	}
	return day
}

// nudgeFrom gives the first nudge of the task not before from, or zero: the
// first working day of each month, or quarter, of its nudging.
func (l Ladder) nudgeFrom(t plans.Task, from plans.Date) plans.Date {
	begins, ends := nudging(t)
	if begins == 0 {
		return 0
	}
	each := plans.EachMonth
	switch l.Reminders.Nudge {
	case plans.Monthly:
	case plans.Quarterly:
		each = plans.EachQuarter
	default:
		return 0
	}
	p, _ := partOf(each, max(begins, from))
	// The nudge of the part at hand may be past; a part with no working day in
	// its first month, which only local days can make, has none.
	for range 12 {
		month := p.month(1)
		if ends != 0 && month.From > ends {
			return 0
		}
		day := l.Calendar.OnOrAfter(month.From)
		if month.From >= begins && day >= from && day <= month.To {
			return day
		}
		p = p.plus(1)
	}
	return 0
}

// nudging gives the first day of the first month in which the task is nudged
// and, where there is one, the last day of nudging. A gathering task is nudged
// from the second month of its period, an undated one from its own month on
// without end.
func nudging(t plans.Task) (begins, ends plans.Date) {
	switch t.Kind {
	case plans.Gathering:
		return nextMonth(t.Opens), t.Due
	case plans.Undated:
		return t.NudgeFrom, 0
	}
	return 0, 0
}
