package schedule

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

// Ladder says at which instants people are reminded of a task: the rungs of
// CONTRACT §3 by a plan's settings, in its zone, on working days only.
//
// A rung falls on a day; all rungs of a day come at [plans.Reminders].At. The
// ladder does not know what people have done: a task that is closed, or a nudge
// that facts have made needless, is dropped by whoever asks.
type Ladder struct {
	Reminders plans.Reminders
	Zone      *time.Location
	Calendar  *Calendar
}

// NewLadder gives the ladder of a plan; a zone that does not exist is a
// [plans.ErrInvalid].
func NewLadder(plan plans.Plan, cal *Calendar) (Ladder, error) {
	zone, err := zoneOf(plan)
	return Ladder{Reminders: plan.Reminders, Zone: zone, Calendar: cal}, err
}

func zoneOf(plan plans.Plan) (*time.Location, error) {
	zone, err := time.LoadLocation(plan.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone %q: %w: %w", plan.Zone, plans.ErrInvalid, err)
	}
	return zone, nil
}

// Moment is one rung of a task's ladder at its instant.
type Moment struct {
	At   time.Time
	Kind Kind
	// Rung is "opens", "before-14", "overdue-3", "controller", "group" or "nudge".
	Rung string
}

// Kind is what a moment is about.
type Kind string

// The kinds of moment; the zero Kind is none.
const (
	Opens      Kind = "opens"
	Reminder   Kind = "reminder"
	Overdue    Kind = "overdue"
	Escalation Kind = "escalation"
	Nudge      Kind = "nudge"
)

// Next gives the first instant later than after at which the task has a moment;
// ok is false when none is to come. Since is the instant from which the task
// has been known, zero for always: what lay before it is never made up, except
// that a task overdue by then is told of at once (see [Ladder.Between]).
func (l Ladder) Next(t plans.Task, since, after time.Time) (at time.Time, ok bool) {
	born := l.dayAfter(since)
	day, ok := l.nextDay(t, born, max(born, l.dayAfter(after)))
	if !ok {
		return time.Time{}, false
	}
	return l.at(day), true
}

// Between gives the task's moments later than after and not later than upto, in
// order of time; moments of one instant stand in the order opens, reminder,
// overdue, escalation, nudge.
//
// A task that was overdue at since gets, on the first working day after it, one
// overdue moment that counts all working days passed, and the escalations whose
// days have passed; the ladder goes on from there.
func (l Ladder) Between(t plans.Task, since, after, upto time.Time) []Moment {
	born := l.dayAfter(since)
	var all []Moment
	from := max(born, l.dayAfter(after))
	for {
		day, ok := l.nextDay(t, born, from)
		if !ok || l.at(day).After(upto) {
			return all
		}
		all = l.momentsOn(all, t, born, day)
		from = day + 1
	}
}

// at is the instant of a day's moments.
func (l Ladder) at(d plans.Date) time.Time { return d.At(l.Reminders.At, l.Zone) }

// dayAfter gives the first day whose moments come strictly later than the
// instant; for the zero instant the zero day, before all others.
func (l Ladder) dayAfter(t time.Time) plans.Date {
	if t.IsZero() {
		return 0
	}
	d := plans.DateOf(t, l.Zone)
	if l.at(d).After(t) {
		return d
	}
	return d + 1
}

// nextDay gives the first day of any moment, not before from; born is the first
// day on which the task can be spoken of, and from is never before it.
func (l Ladder) nextDay(t plans.Task, born, from plans.Date) (plans.Date, bool) {
	next := earliest{from: from}
	if t.Kind != plans.Undated && t.Due != 0 {
		next.take(l.opensOn(t))
		for _, n := range l.Reminders.Before {
			next.take(l.beforeOn(t, n))
		}
		next.take(l.overdueFrom(t, born, from))
		next.take(l.escalatesOn(t, born, l.Reminders.Controller))
		next.take(l.escalatesOn(t, born, l.Reminders.Group))
	}
	next.take(l.nudgeFrom(t, from))
	return next.day, next.day != 0
}

// earliest keeps the first of the days taken that is not before from.
type earliest struct {
	from, day plans.Date
}

// take considers a day; the zero day is none.
func (e *earliest) take(d plans.Date) {
	if d != 0 && d >= e.from && (e.day == 0 || d < e.day) {
		e.day = d
	}
}

// momentsOn adds the task's moments of one day.
func (l Ladder) momentsOn(all []Moment, t plans.Task, born, day plans.Date) []Moment {
	at := l.at(day)
	add := func(k Kind, rung string) { all = append(all, Moment{At: at, Kind: k, Rung: rung}) }
	if t.Kind != plans.Undated && t.Due != 0 {
		if l.opensOn(t) == day {
			add(Opens, "opens")
		}
		// Two rungs that meet on a day become the one nearer to the due date.
		near := -1
		for _, n := range l.Reminders.Before {
			if l.beforeOn(t, n) == day && (near < 0 || n < near) {
				near = n
			}
		}
		if near >= 0 {
			add(Reminder, fmt.Sprintf("before-%d", near))
		}
		if l.overdueFrom(t, born, day) == day {
			add(Overdue, fmt.Sprintf("overdue-%d", l.Calendar.Count(t.Due+1, day)))
		}
		if l.escalatesOn(t, born, l.Reminders.Controller) == day {
			add(Escalation, "controller")
		}
		if l.escalatesOn(t, born, l.Reminders.Group) == day {
			add(Escalation, "group")
		}
	}
	if l.nudgeFrom(t, day) == day {
		add(Nudge, "nudge")
	}
	return all
}
