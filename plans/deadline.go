package plans

// Deadline is a deadline as understood: one of the structs of this file, and
// nothing else. CONTRACT «How deadlines are understood» names the kinds.
type Deadline interface {
	// Kind is the name of the kind in JSON, e.g. "by_date".
	Kind() string
	deadline()
}

// ByDate is due on one day: «до 20.03.2023».
type ByDate struct {
	To   Date  `json:"to"`
	Time Clock `json:"time,omitzero"`
}

// Between is a window written with both its days: «с 1 по 15 октября».
type Between struct {
	From Date  `json:"from"`
	To   Date  `json:"to"`
	Time Clock `json:"time,omitzero"`
}

// Period is a window named as a whole: «4 кв. 2023 г.», «декабрь».
type Period struct {
	From Date  `json:"from"`
	To   Date  `json:"to"`
	Time Clock `json:"time,omitzero"`
}

// Throughout runs for the whole period of the plan: «в течение года».
type Throughout struct{}

// Every repeats in each part of the period: «ежемесячно до 5 числа».
type Every struct {
	Each Part `json:"each"`
	// N takes every n-th part; 1 is every one and is left out of JSON.
	N int `json:"n,omitempty"`
	// Times is the least number of times in each part; 0 says nothing.
	Times int `json:"times,omitempty"`
	// Day is the day of the month on which a part is due, -1 its last; 0: the
	// part's own end. Workday is the N-th working day of the month instead, -1
	// the last one.
	Day     int `json:"day,omitempty"`
	Workday int `json:"workday,omitempty"`
	// Shift says how many parts after the reporting one the day lies; -1 is the
	// part before it.
	Shift int `json:"shift,omitempty"`
	// Month says which month of that part (from 1); 0 is the last when Shift
	// is 0, else the first.
	Month int   `json:"month,omitempty"`
	Time  Clock `json:"time,omitzero"`
	// From and To bound the repetition; zero stands for the plan's own bound.
	From Date `json:"from,omitzero"`
	To   Date `json:"to,omitzero"`
}

// Dates is a list of days, each its own task: «до 28 апреля, 28 июля».
type Dates struct {
	Days []Date `json:"days"`
	Time Clock  `json:"time,omitzero"`
}

// AfterEvent is a term of N units counted from an event: «не позднее 30
// календарных дней со дня завершения реализации проекта». N 0 is that very day.
type AfterEvent struct {
	Event Event    `json:"event"`
	What  string   `json:"what,omitempty"`
	N     int      `json:"n"`
	Unit  TermUnit `json:"unit"`
	// Before is true when the term is counted back from the event.
	Before bool  `json:"before,omitempty"`
	Time   Clock `json:"time,omitzero"`
}

// AsItHappens has no date until somebody names one: «по мере реализации проектов».
type AsItHappens struct {
	Event Event  `json:"event,omitempty"`
	What  string `json:"what,omitempty"`
}

// Unclear is what the program could not understand; Why tells a person, in
// Russian, what is missing and what to write.
type Unclear struct {
	Why string `json:"why"`
}

// Kind names of the closed sum, in the order of the file.
func (ByDate) Kind() string      { return "by_date" }
func (Between) Kind() string     { return "between" }
func (Period) Kind() string      { return "period" }
func (Throughout) Kind() string  { return "throughout" }
func (Every) Kind() string       { return "every" }
func (Dates) Kind() string       { return "dates" }
func (AfterEvent) Kind() string  { return "after_event" }
func (AsItHappens) Kind() string { return "as_it_happens" }
func (Unclear) Kind() string     { return "unclear" }

func (ByDate) deadline()      {}
func (Between) deadline()     {}
func (Period) deadline()      {}
func (Throughout) deadline()  {}
func (Every) deadline()       {}
func (Dates) deadline()       {}
func (AfterEvent) deadline()  {}
func (AsItHappens) deadline() {}
func (Unclear) deadline()     {}

// Part is a reporting part of a period.
type Part string

// The reporting parts.
const (
	EachDay     Part = "day"
	EachWeek    Part = "week"
	EachMonth   Part = "month"
	EachQuarter Part = "quarter"
	EachHalf    Part = "half"
	EachYear    Part = "year"
)

// Event is what happens to a project, or to something else ([OtherEvent]).
type Event string

// The events of a project, and the event of something else.
const (
	ContractSigned Event = "contract"
	Selection      Event = "selection"
	Completed      Event = "completed"
	Opening        Event = "opening"
	OtherEvent     Event = "other"
)

// OfProject reports whether the event is one of a project's own.
func (e Event) OfProject() bool {
	return e == ContractSigned || e == Selection || e == Completed || e == Opening
}

// TermUnit is the unit in which a term is counted.
type TermUnit string

// The units of a term.
const (
	TermHour       TermUnit = "hour"
	TermDay        TermUnit = "day"
	TermWorkingDay TermUnit = "working_day"
	TermWeek       TermUnit = "week"
	TermMonth      TermUnit = "month"
)
