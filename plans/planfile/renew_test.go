package planfile

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func renewable(t *testing.T, year int, rows string) plans.Plan {
	t.Helper()
	text := fmt.Sprintf(`plan: okrug-%[1]d
title: Медиаплан на %[1]d год
period: 01.01.%[1]d-31.12.%[1]d
timezone: Europe/Moscow
units:
  - {id: u, name: отдел}
people:
  - {id: p, name: Специалист, unit: u, roles: [responsible]}
projects:
  - {id: park, name: Парк, unit: u, contract: 10.04.%[1]d}
sections:
  - title: Раздел
    items:
%s`, year, rows)
	r := Read("plan.yaml", []byte(text), nil)
	if !r.Loadable() {
		t.Fatal(r.Problems)
	}
	return r.Plan
}

// TestPlanOfTheNextYear moves the seed plan's kinds of rows on.
func TestPlanOfTheNextYear(t *testing.T) {
	for name, c := range map[string]struct {
		year               int
		deadline, want     string
		form, wantForm     string
		wantDeadline, note string
	}{
		"a day":               {2023, "до 20.03.2023", "до 20.03.2024", "об итогах 2023 года", "об итогах 2024 года", "до 20 марта 2024 г.", ""},
		"a window":            {2023, "01.04.2023-31.05.2023", "01.04.2024-31.05.2024", "о 59-ФЗ от 2006 г.", "о 59-ФЗ от 2006 г.", "с 1 апреля по 31 мая 2024 г.", ""},
		"a quarter":           {2023, "4 кв. 2023 г.", "4 кв. 2024 г.", "2022-2023", "2023-2024", "", ""},
		"without a year":      {2023, "до 1 июля", "до 1 июля", "", "", "до 1 июля 2024 г.", ""},
		"the whole period":    {2023, "в течении периода", "в течении периода", "", "", "", ""},
		"an event":            {2023, "не позднее 30 календарных дней со дня завершения реализации проекта", "не позднее 30 календарных дней со дня завершения реализации проекта", "", "", "", ""},
		"quarterly":           {2023, "ежеквартально", "ежеквартально", "", "", "", ""},
		"the end of February": {2024, "февраль 2024 года", "февраль 2025 года", "", "", "", ""},
		"a 29 February":       {2024, "до 29.02.2024", "до 28 февраля 2025 г.", "", "", "до 28 февраля 2025 г.", "строка 1.1: 29 февраля 2025 года нет, взято 28 февраля"},
		"unclear":             {2023, "в срок", "в срок", "", "", "", ""},
	} {
		form := c.form
		if form == "" {
			form = "публикация"
		}
		old := renewable(t, c.year, fmt.Sprintf("      - {form: %q, deadline: %q, responsible: [u]}\n", form, c.deadline))
		next, notes := Renew(old)
		item := next.Items()[0]
		if item.Phrase != c.want || c.wantForm != "" && item.Form != c.wantForm || c.wantDeadline != "" && Words(item.Deadline) != c.wantDeadline {
			t.Errorf("%s: %q, %q, %s", name, item.Phrase, item.Form, Words(item.Deadline))
		}
		if c.note != "" && (len(notes) == 0 || notes[0] != c.note) || c.note == "" && len(notes) > 0 {
			t.Errorf("%s: notes %q", name, notes)
		}
		if next.ID != plans.PlanID(fmt.Sprintf("okrug-%d", c.year+1)) || next.Period.From.Year() != c.year+1 || next.Title != fmt.Sprintf("Медиаплан на %d год", c.year+1) {
			t.Errorf("%s: %s, %v, %s", name, next.ID, next.Period, next.Title)
		}
		if len(next.People)+len(next.Projects) > 0 || !cmp.Equal(next.Units, old.Units) {
			t.Errorf("%s: people %v, projects %v, units %v", name, next.People, next.Projects, next.Units)
		}
	}
}

// TestRenewedSeedPlanIsLoadable writes the seed plan of 2024 and reads it back.
func TestRenewedSeedPlanIsLoadable(t *testing.T) {
	old := Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil).Plan
	next, notes := Renew(old)
	var b bytes.Buffer
	if err := Write(&b, next); err != nil {
		t.Fatal(err)
	}
	r := Read("next.yaml", b.Bytes(), nil)
	if !r.Loadable() || len(r.Plan.Items()) != len(old.Items()) || r.Plan.ID != "petrovsky-2024" {
		t.Errorf("%s: %d rows, %v", r.Plan.ID, len(r.Plan.Items()), r.Problems)
	}
	if d := cmp.Diff(next.Sections, r.Plan.Sections); d != "" {
		t.Errorf("written, read: %s", d)
	}
	for _, i := range next.Items() {
		was, _, _ := old.Item(i.No)
		if was.Deadline.Kind() != i.Deadline.Kind() {
			t.Errorf("%s: %s became %s", i.No, was.Deadline.Kind(), i.Deadline.Kind())
		}
	}
	t.Logf("notes: %q", notes)
}
