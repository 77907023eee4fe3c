// Package calendar writes deadlines as a file of events (.ics, RFC 5545): an event of
// the whole day on each due day, with an alarm on the morning before. Its events keep
// their names, so that the file imported again changes what has changed and takes away
// what is done.
package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

// morning is how long before the due day begins people are alarmed: at nine o'clock on
// the day before (RFC 5545, 3.8.6.3).
const morning = "-PT15H"

// postLength is how long a publication stands in a calendar.
const postLength = 15 * time.Minute

// Write writes the deadlines of plans as of an instant: those that the units answer
// for, or without any units all of them.
func Write(title string, all []report.Report, units []plans.UnitID, now time.Time) []byte {
	cal := ics.NewCalendarFor("sdelaem")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(title)
	cal.SetXWRCalName(title)
	w := writer{cal: cal, now: now.UTC(), units: units}
	for _, r := range all {
		for _, row := range r.Rows {
			for _, t := range row.Tasks {
				w.task(r, t, t.Status != report.Ahead && t.Status != report.Undone)
			}
		}
		for _, t := range r.Ended {
			w.task(r, t, true)
		}
		for _, p := range r.Scheduled {
			w.post(r, p)
		}
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// Count is how many events [Write] writes of a plan for the units.
func Count(r report.Report, units []plans.UnitID) int {
	w := writer{units: units}
	n := 0
	for _, row := range r.Rows {
		for _, t := range row.Tasks {
			if !t.Task.Due.IsZero() && w.concerns(t.Task.Units) {
				n++
			}
		}
	}
	return n
}

type writer struct {
	cal   *ics.Calendar
	now   time.Time
	units []plans.UnitID
}

// concerns reports whether one of the units is asked for.
func (w writer) concerns(units []plans.UnitID) bool {
	return w.units == nil || slices.ContainsFunc(units, func(u plans.UnitID) bool { return slices.Contains(w.units, u) })
}

// name is that of an event: the same in every file, and telling nothing.
func name(what string) string {
	sum := sha256.Sum256([]byte(what))
	return hex.EncodeToString(sum[:16]) + "@sdelaem"
}

func (w writer) task(r report.Report, t report.Task, closed bool) {
	if t.Task.Due.IsZero() || !w.concerns(t.Task.Units) {
		return
	}
	e := w.cal.AddEvent(name(string(t.Task.ID)))
	e.SetDtStampTime(w.now)
	e.SetSequence(t.Changes)
	day := midnight(t.Task.Due)
	e.SetAllDayStartAt(day)
	e.SetAllDayEndAt(day.AddDate(0, 0, 1))
	e.SetSummary(string(t.Task.Item) + " " + t.Label())
	e.SetDescription(strings.Join([]string{
		"План: " + report.Clean(r.Plan.Title), "Срок по плану: " + phrase(r, t), "Отвечает: " + strings.Join(t.Units, "; "), t.Mark.String(),
	}, "\n"))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	if closed {
		e.SetStatus(ics.ObjectStatusCancelled)
		return
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
	alarm(e, t.Label(), morning)
}

func phrase(r report.Report, t report.Task) string {
	if item, _, ok := r.Plan.Item(t.Task.Item); ok && item.Phrase != "" {
		return report.Clean(item.Phrase)
	}
	return "не указан"
}

func (w writer) post(r report.Report, p report.Scheduled) {
	if !w.concerns(p.Units) {
		return
	}
	e := w.cal.AddEvent(name(fmt.Sprintf("%s/post/%d", r.Plan.ID, p.Number)))
	e.SetDtStampTime(w.now)
	e.SetSequence(p.Changes)
	e.SetStartAt(p.At)
	e.SetEndAt(p.At.Add(postLength))
	e.SetSummary(fmt.Sprintf("Публикация поста № %d (строка %s)", p.Number, p.Item))
	e.SetDescription(p.Text)
	if p.Cancelled {
		e.SetStatus(ics.ObjectStatusCancelled)
		return
	}
	e.SetStatus(ics.ObjectStatusConfirmed)
	alarm(e, fmt.Sprintf("Пост № %d", p.Number), "-PT30M")
}

func alarm(e *ics.VEvent, text, before string) {
	a := e.AddAlarm()
	a.SetAction(ics.ActionDisplay)
	a.SetTrigger(before)
	a.SetProperty(ics.ComponentPropertyDescription, text)
}

// midnight is a day as the library wants it: it writes the day of the instant.
func midnight(d plans.Date) time.Time {
	y, m, day := d.Split()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}
