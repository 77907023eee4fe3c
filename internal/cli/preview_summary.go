package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// summary counts the letters of a rehearsal. A letter is one morning message: whatever
// is due to the same unit, or the same person, at one moment comes together.
type summary struct {
	Months []tally `json:"months"`
	Units  []tally `json:"units"`
	People []tally `json:"people"`
}

// tally is how many letters a month has, a unit or a person.
type tally struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Letters int    `json:"letters"`
	// Busiest is the most in one month; a month itself has none.
	Busiest int `json:"busiest,omitempty"`
}

// summarised counts the letters by month, by unit and by person of the plans.
func summarised(all []plans.Plan, entries []schedule.Entry) summary {
	units, people := letters{}, letters{}
	months := letters{}
	for _, e := range entries {
		for _, id := range e.Units {
			units.add(string(id), e.At)
			months.add(e.At.Format("2006-01"), e.At, string(id))
		}
		for _, p := range all {
			for _, x := range p.People {
				if x.Has(plans.Responsible) && x.In(e.Units...) {
					people.add(string(x.ID), e.At)
				}
			}
		}
	}
	names := map[string]string{}
	for _, p := range all {
		for _, x := range p.People {
			names[string(x.ID)] = x.Name
		}
	}
	return summary{
		Months: months.tallies(monthName),
		Units:  units.tallies(func(id string) string { return unitName(all, plans.UnitID(id)) }),
		People: people.tallies(func(id string) string { return cmp.Or(names[id], id) }),
	}
}

// monthName is «март 2023» for 2023-03.
func monthName(id string) string {
	t, err := time.Parse("2006-01", id)
	if err != nil {
		return id
	}
	names := [...]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}
	return fmt.Sprintf("%s %d", names[t.Month()-1], t.Year())
}

// letters are the moments of the letters of each, told apart by who gets them.
type letters map[string]map[letter]bool

type letter struct {
	at time.Time
	to string
}

func (l letters) add(id string, at time.Time, to ...string) {
	if l[id] == nil {
		l[id] = map[letter]bool{}
	}
	one := letter{at: at}
	if len(to) > 0 {
		one.to = to[0]
	}
	l[id][one] = true
}

func (l letters) tallies(name func(id string) string) []tally {
	out := []tally{}
	for _, id := range slices.Sorted(maps.Keys(l)) {
		months := map[string]int{}
		for one := range l[id] {
			months[one.at.Format("2006-01")]++
		}
		t := tally{ID: id, Name: name(id), Letters: len(l[id])}
		if _, month := months[id]; !month {
			t.Busiest = slices.Max(slices.Collect(maps.Values(months)))
		}
		out = append(out, t)
	}
	return out
}

// writeSummary prints the counts for people.
func writeSummary(w io.Writer, width int, s summary) error {
	for _, part := range []struct {
		title string
		of    []tally
	}{{"Писем по месяцам (всем подразделениям)", s.Months}, {"Писем по подразделениям", s.Units}, {"Писем по людям", s.People}} {
		if len(part.of) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s:\n", part.title); err != nil {
			return err
		}
		for _, t := range part.of {
			most := ""
			if t.Busiest > 0 {
				most = fmt.Sprintf(", не больше %d в месяц", t.Busiest)
			}
			if err := line(w, width, 2+hangingIndent, "  %s: %d%s", t.Name, t.Letters, most); err != nil {
				return err
			}
		}
	}
	return nil
}

func encodeSummary(w io.Writer, s summary) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(s)
}

// fold is an entry of the rehearsal with those that repeat it until the end.
type fold struct {
	schedule.Entry
	// Times is how many there are, the first among them; Last is the newest.
	Times int
	Last  schedule.Entry
	every plans.Cadence
}

// words says how often and until when an entry repeats; "" for one that does not.
func (f fold) words() string {
	if f.Times < 2 {
		return ""
	}
	every := "каждый рабочий день"
	if f.every == plans.Weekly {
		every = "раз в неделю"
	}
	return fmt.Sprintf(" (и дальше %s, всего %d, последнее %s)", every, f.Times, f.Last.At.Format("02.01.2006"))
}

// task tells apart the tasks of a rehearsal.
type task struct {
	plan    plans.PlanID
	item    plans.ItemNo
	project plans.ProjectID
	part    string
	due     plans.Date
}

// folded puts the repetitions about an overdue task together under the first.
func folded(all []plans.Plan, entries []schedule.Entry) []fold {
	var out []fold
	overdue := map[task]int{}
	for _, e := range entries {
		of := task{e.Plan, e.Item, e.Project, e.Part, e.Due}
		i, repeats := overdue[of]
		if repeats && e.Kind == schedule.Overdue {
			out[i].Times++
			out[i].Last = e
			continue
		}
		if e.Kind == schedule.Overdue {
			overdue[of] = len(out)
		}
		out = append(out, fold{Entry: e, Times: 1, Last: e, every: cadence(all, e)})
	}
	return out
}

// cadence is how often the plan of an entry repeats what is overdue.
func cadence(all []plans.Plan, e schedule.Entry) plans.Cadence {
	for _, p := range all {
		if e.Plan == "" || p.ID == e.Plan {
			return p.Reminders.Overdue
		}
	}
	return plans.EveryWorkingDay
}
