package phrase

import "sdelaemvmeste/plans"

// clause is one thing said in a cell, before it is known what stands beside it:
// «ежемесячно» and «до 5 числа» are two clauses of one deadline.
type clause interface{ clause() }

// oneDay is a day on which something is due.
type oneDay struct {
	calendarDay
	time plans.Clock
	// until tells that the day closes a stretch: «до 1 мая», not «1 мая».
	until bool
}

// dayList is several days, each a deadline of its own.
type dayList struct {
	days []calendarDay
	time plans.Clock
	// doubtful: it cannot be told to which of the days a year belongs.
	doubtful bool
}

// window is a stretch of days.
type window struct {
	from, to calendarDay
	// named: written as a whole («май»), not by its first and last day.
	named bool
	// whole: said of all of it («в течение»), so it may be the plan's own period.
	whole bool
	// lostDash: «2009 2011 годы», two years without a dash between them.
	lostDash bool
	time     plans.Clock
}

// windowList is several named stretches, each with its own end: «март, июнь».
type windowList struct {
	windows  []window
	doubtful bool
}

// since is a beginning without an end: «с 3 марта».
type since struct{ day calendarDay }

// repeat is how often: «не реже 1 раза в квартал».
type repeat struct {
	each     plans.Part
	n, times int
	// weekday is the day of the week which the deadline cannot keep.
	weekday string
	time    plans.Clock
}

// weekdaysOnly is a day of the week by itself: «(понедельник)».
type weekdaysOnly struct{ repeat }

// partDay is a day counted in the parts of a period: «до 10 числа месяца,
// следующего за отчетным кварталом».
type partDay struct {
	day, workday int
	partRef
	// from is the first day of a window inside the month, 0 when there is none.
	from int
	// each: «каждое 15 число», of every month.
	each bool
	// end: «до конца месяца», the end of the part itself.
	end bool
}

// throughout is «в течение года».
type throughout struct {
	note string
	// first and last are the years of «в течение 2023/2024 учебного года», which
	// is all of a plan of just those years and nothing else; else 0.
	first, last int
}

// periodEnd is «до конца периода».
type periodEnd struct{}

// term is a number of units counted from an event.
type term struct {
	plans.AfterEvent
	note string
}

// loose has no date of its own: «по мере необходимости».
type loose struct {
	plans.AsItHappens
	// until: «до начала работ», so that it would end a repetition.
	until bool
}

// atTime is a time of day by itself.
type atTime struct{ time plans.Clock }

// note changes nothing but deserves a word to the controller.
type note struct{ problem string }

// refused is understood, and known not to be a date which anybody could keep.
type refused struct{ why string }

func (oneDay) clause()       {}
func (dayList) clause()      {}
func (window) clause()       {}
func (windowList) clause()   {}
func (since) clause()        {}
func (repeat) clause()       {}
func (weekdaysOnly) clause() {}
func (partDay) clause()      {}
func (throughout) clause()   {}
func (periodEnd) clause()    {}
func (term) clause()         {}
func (loose) clause()        {}
func (atTime) clause()       {}
func (note) clause()         {}
func (refused) clause()      {}
