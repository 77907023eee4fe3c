package report

import (
	"fmt"
	"time"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/calendar"
	"sdelaemvmeste/internal/report/render"
	"sdelaemvmeste/internal/report/xlsx"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// source is what a report is made of, read in one transaction and written after it.
type source struct {
	facts    []made.Facts
	original plans.Original
	// units limit a calendar, nil to none; title is its name.
	units []plans.UnitID
	title string
	// lines are the journal's own, entries those of the period.
	entries []made.Noted
	lines   []byte
	zone    *time.Location
}

// read gathers what a report needs.
func read(b *chat.Env, tx *store.Tx, j store.ReportJob) (s source, err error) {
	switch {
	case j.Kind == journalKind:
		return readJournal(tx, j)
	case j.Own || j.Unit != "":
		return readCalendar(b, tx, j)
	}
	f, err := made.Gather(tx, j.Plan)
	if err != nil {
		return s, err
	}
	s.facts = []made.Facts{f}
	s.original, _, err = tx.Original(j.Plan)
	return s, err
}

// readCalendar gathers the plans in force for the calendar of a unit, or of a person.
func readCalendar(b *chat.Env, tx *store.Tx, j store.ReportJob) (s source, err error) {
	s.title, s.units = "Мои сроки", []plans.UnitID{}
	if j.Unit != "" {
		s.units = []plans.UnitID{j.Unit}
		t, err := b.OwnTurn(tx, "")
		if err != nil {
			return s, err
		}
		u, _ := t.UnitOf(j.Unit)
		s.title = "Сроки: " + u.Name
	} else {
		p, err := tx.PersonOf(j.User)
		if err != nil {
			return s, err
		}
		s.units = append(s.units, p.Units...)
	}
	force, err := tx.InForce()
	if err != nil {
		return s, err
	}
	for _, v := range force {
		f, err := made.Gather(tx, v.Plan.ID)
		if err != nil {
			return s, err
		}
		s.facts = append(s.facts, f)
	}
	return s, nil
}

// readJournal gathers the journal of a period: all of it, whatever plan it is about.
func readJournal(tx *store.Tx, j store.ReportJob) (s source, err error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil {
		return s, err
	}
	s.zone = d.Zone
	people, err := tx.People()
	if err != nil {
		return s, err
	}
	names := map[plans.PersonID]string{"": "бот"}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	err = tx.JournalLines(func(e store.Entry, line []byte) error {
		if j.Period.Contains(plans.DateOf(e.At, d.Zone)) {
			s.entries = append(s.entries, made.Noted{Entry: e, Who: names[e.By], Of: e.Of, Did: made.Deed(e)})
			s.lines = append(append(s.lines, line...), '\n')
		}
		return nil
	})
	return s, err
}

// write makes the files as of an instant.
func (s source) write(j store.ReportJob, now time.Time) (out output) {
	defer func() {
		if p := recover(); p != nil {
			out = output{failed: fmt.Errorf("panic: %v", p)}
		}
	}()
	period := made.PeriodOf(j.Period)
	switch {
	case j.Kind == journalKind:
		return s.journal(period)
	case j.Own || j.Unit != "":
		return s.calendar(now)
	}
	r := made.Make(s.facts[0], period, now)
	kinds := []render.Kind{render.Kind(j.Kind)}
	if kinds[0] == render.Picture && !j.Group {
		// Each fills the width of a phone; the group gets one that says both.
		kinds = []render.Kind{render.Growth, render.Heat}
	}
	for _, kind := range kinds {
		f, err := render.Make(kind, r, s.original, now)
		if err != nil {
			return output{failed: err}
		}
		photo := j.Kind == string(render.Picture)
		out.files = append(out.files, store.Upload{Name: f.Name, Data: f.Data, Photo: photo})
		out.caption = textSent(r, f.Plain.Words())
	}
	if j.Kind == string(render.Calendar) {
		out.caption = textCalendarHow
	}
	return out
}

func (s source) calendar(now time.Time) output {
	var all []made.Report
	events := 0
	for _, f := range s.facts {
		r := made.Make(f, made.PeriodOf(f.Plan.Period), now)
		events += calendar.Count(r, s.units)
		all = append(all, r)
	}
	if events == 0 {
		return output{said: textNoCalendar}
	}
	return output{
		files: []store.Upload{{Name: "sroki.ics", Data: calendar.Write(s.title, all, s.units, now)}}, caption: textCalendarHow,
	}
}

func (s source) journal(period made.Period) output {
	book, err := xlsx.Journal(s.entries, s.zone)
	if err != nil {
		return output{failed: err}
	}
	name := "journal-" + period.Code()
	return output{
		files:   []store.Upload{{Name: name + ".xlsx", Data: book}, {Name: name + ".jsonl", Data: s.lines}},
		caption: textJournal(period, len(s.entries)),
	}
}
