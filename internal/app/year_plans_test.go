package app_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

// secondYear is a plan beside the seed plan, of another time and with rules of its own.
const secondYear = `
plan: anticorruption-2023
title: План противодействия коррупции на 2023–2024 годы
short: Антикоррупция
period: 01.07.2023-30.06.2024
timezone: Europe/Moscow
reminders:
  at: "11:30"
  before: [10, 2]
  overdue: weekly
  escalate: {controller: 2, group: 4}
  nudge: quarterly
units:
  - {id: finance, name: финансовое управление АПГОСК}
  - {id: zhkh, name: отдел жилищно-коммунального хозяйства}
  - {id: legal, name: правовой отдел}
  - {id: branch, name: отраслевой отдел, by_project: true}
people:
  - {id: legal-1, name: Юрист, unit: legal, roles: [controller, responsible]}
  - {id: fin-1, name: Специалист финансового управления, unit: finance, roles: [responsible]}
  - {id: culture-1, name: Специалист отдела культуры, unit: legal, roles: [responsible]}
projects:
  - {id: park, name: Благоустройство парка, unit: zhkh, contract: 10.04.2023, completed: 15.08.2023}
sections:
  - title: Организационные меры
    items:
      - {no: "1.1", form: заседание комиссии, deadline: ежеквартально, responsible: [legal]}
      - {no: "1.2", form: проверка деклараций, deadline: 01.08.2023-15.09.2023, responsible: [legal, finance]}
      - {no: "1.3", form: консультации служащих, deadline: в течение периода, responsible: [legal]}
  - title: Закупки
    items:
      - {no: "2.1", form: анализ закупок, deadline: до 20 ноября 2023 года, responsible: [finance]}
      - {no: "2.3", form: проверка контракта, deadline: в течение 10 рабочих дней со дня подписания контракта, responsible: [branch]}
      - {no: "2.4", form: отчёт о закупках, deadline: ежеквартально, responsible: [finance, branch]}
      - {no: "2.5", form: проверка приёмки, deadline: не позднее 15 рабочих дней со дня завершения реализации проекта, responsible: [legal, branch]}
`

func secondPlan(t *testing.T) plans.Plan {
	t.Helper()
	r := planfile.Read("anticorruption-2023.yaml", []byte(secondYear), nil)
	if !r.Loadable() {
		t.Fatalf("second plan: %v", r.Problems)
	}
	return r.Plan
}

// staffOf are the people of several plans; somebody named in two is in the units of
// both.
func staffOf(all ...plans.Plan) []plans.Person {
	var staff []plans.Person
	for _, plan := range all {
		for _, p := range plan.People {
			i := slices.IndexFunc(staff, func(q plans.Person) bool { return q.ID == p.ID })
			if i < 0 {
				staff = append(staff, p)
				continue
			}
			units := slices.Concat(staff[i].Units, p.Units)
			slices.Sort(units)
			staff[i].Units = slices.Compact(units)
		}
	}
	return staff
}

// escalated is what a message to the group says that nobody has confirmed: the whole of
// an escalation, of the summary of a week the rows of that section, a paragraph each.
func escalated(text string) string {
	week, ok := strings.CutPrefix(text, "🗓 Неделя")
	if !ok {
		return text
	}
	_, section, _ := strings.Cut(week, "\n\nСрок прошёл, подтверждения нет: ")
	section, _, _ = strings.Cut(section, "\n\n")
	var rows []string
	for line := range strings.SplitSeq(section, "\n• ") {
		row, _, _ := strings.Cut(line, ": срок был ")
		rows = append(rows, row)
	}
	return strings.Join(rows[1:], "\n\n")
}

// noteEscalation finds the tasks by the lines of the message: number, project,
// part and the plan's short name tell which each of them is.
func (s *stage) noteEscalation(tx *store.Tx, got map[string][]string, at, text string) error {
	if text == "" {
		return nil
	}
	tasks, err := tx.Tasks()
	if err != nil {
		return err
	}
	key := at + " group"
	found := map[string]bool{}
	for _, id := range got[key] {
		found[id] = true
	}
	for _, t := range tasks {
		if t.Due != 0 && strings.Contains(text, string(t.Item)+" ") && s.named(tx, t, text) {
			found[string(t.ID)] = true
		}
	}
	got[key] = slices.Sorted(maps.Keys(found))
	return nil
}

func (s *stage) named(tx *store.Tx, t store.TaskRecord, text string) bool {
	for block := range strings.SplitSeq(text, "\n\n") {
		if !strings.HasPrefix(block, string(t.Item)+" ") {
			continue
		}
		headline, _, _ := strings.Cut(block, "\n")
		if v, err := tx.Plan(t.ID.Plan()); err != nil || !strings.HasSuffix(headline, " · "+v.Plan.Short) {
			continue
		}
		if t.Project != "" {
			if p, err := tx.Project(t.Project); err != nil || !strings.Contains(block, p.Name) {
				continue
			}
		}
		if strings.Contains(block, quarter(t.Part)) {
			return true
		}
	}
	return false
}

// quarter is how a message names a part such as 2023Q2; empty for no part.
func quarter(part string) string {
	_, n, ok := strings.Cut(part, "Q")
	if !ok {
		return ""
	}
	return " " + map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV"}[n] + " квартал"
}
