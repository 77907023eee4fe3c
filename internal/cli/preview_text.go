package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
)

// writePreview prints the rehearsal for people: a heading for each day, under it
// what goes out. What repeats day after day stands once, with how often.
func writePreview(w io.Writer, width int, all []plans.Plan, entries []schedule.Entry) error {
	var last string
	names := namesOf(all)
	for _, f := range folded(all, entries) {
		if at := moment(f.At); at != last {
			if _, err := fmt.Fprintf(w, "%s\n", at); err != nil {
				return err
			}
			last = at
		}
		var units []string
		for _, id := range f.Units {
			units = append(units, unitName(all, id))
		}
		err := line(w, width, 7, "  %-4s %s%s: %s%s: %s", f.Item, names.of(all, f.Entry), subject(all, f.Entry), rungWords(f.Entry), f.words(), strings.Join(units, "; "))
		if err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "Всего напоминаний: %d\n", len(entries))
	return err
}

func unitName(all []plans.Plan, id plans.UnitID) string {
	u, _ := unitIn(all, id)
	return cmp.Or(u.Name, string(id))
}

// rowNames are the rows of plans by their short names.
type rowNames map[plans.PlanID]map[plans.ItemNo]string

func namesOf(all []plans.Plan) rowNames {
	names := rowNames{}
	for _, p := range all {
		names[p.ID] = p.ShortNames()
	}
	return names
}

// of is the row an entry is about; a rehearsal of one plan does not name it.
func (n rowNames) of(all []plans.Plan, e schedule.Entry) string {
	return n[cmp.Or(e.Plan, all[0].ID)][e.Item]
}

func moment(t time.Time) string {
	weekdays := [...]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"}
	return t.Format("02.01.2006") + " (" + weekdays[t.Weekday()] + ") " + t.Format("15:04")
}

// rungWords says what a reminder is about.
func rungWords(e schedule.Entry) string {
	due := ""
	if e.Due != 0 {
		due = ", срок " + russianDate(e.Due)
	}
	_, n, _ := strings.Cut(e.Rung, "-")
	switch e.Kind {
	case schedule.Opens:
		return "начало" + due
	case schedule.Overdue:
		return "просрочено, " + n + "-й рабочий день" + due
	case schedule.Escalation:
		if e.Rung == "group" {
			return "просрочено, сообщение в группу" + due
		}
		return "просрочено, сообщение контролёру" + due
	case schedule.Nudge:
		return "срока нет, есть ли что сообщить"
	case schedule.Reminder:
		if n == "0" {
			return "последний день" + due
		}
		return "напоминание, осталось дней: " + n + due
	}
	return e.Rung + due
}

// subject is the project or the part of the period an entry is about.
func subject(all []plans.Plan, e schedule.Entry) string {
	var words []string
	for _, p := range all {
		if p.ID == e.Plan {
			words = append(words, cmp.Or(p.Short, string(p.ID)))
		}
	}
	if p, ok := projectIn(all, e.Project); ok {
		words = append(words, "«"+p.Name+"»")
	}
	if e.Part != "" {
		words = append(words, e.Part)
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

// unitIn finds a unit in the first of the plans that has it.
func unitIn(all []plans.Plan, id plans.UnitID) (plans.Unit, bool) {
	for _, p := range all {
		if u, ok := p.Unit(id); ok {
			return u, true
		}
	}
	return plans.Unit{}, false
}

// projectIn finds a project in the first of the plans that has it.
func projectIn(all []plans.Plan, id plans.ProjectID) (plans.Project, bool) {
	for _, p := range all {
		for _, x := range p.Projects {
			if x.ID == id {
				return x, true
			}
		}
	}
	return plans.Project{}, false
}

func russianDate(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%d", day, m, y)
}
