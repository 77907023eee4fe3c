package schedule

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// seedPlan is the plan of 2023 as far as dates go: its 19 rows, the two lost
// ones unclear, and three projects.
func seedPlan() plans.Plan {
	results := plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay}
	quarterly := plans.Every{Each: plans.EachQuarter, N: 1}
	july := plans.ByDate{To: day("2023-07-01")}
	p := planOf()
	p.ID = "petrovsky-2023"
	p.Projects = []plans.Project{
		{ID: "park", Unit: "zhkh", Contract: day("2023-04-10"), Completed: day("2023-08-15")},
		{ID: "club", Unit: "culture", Contract: day("2023-04-12"), Completed: day("2023-09-29")},
		{ID: "yard", Unit: "zhkh", Contract: day("2023-05-02")},
	}
	p.Sections = nil
	for _, s := range [][]plans.Item{
		{
			{No: "1.1", Deadline: plans.ByDate{To: day("2023-03-20")}, Responsible: []plans.UnitID{"finance"}},
			{No: "1.2", Deadline: plans.Between{From: day("2023-04-01"), To: day("2023-05-31")}},
			{No: "1.3", Deadline: plans.Throughout{}},
		},
		{
			{No: "2.1", Deadline: july, Responsible: []plans.UnitID{"finance"}},
			{No: "2.2", Deadline: plans.Unclear{Why: "срок не указан"}},
			{No: "2.3", Deadline: plans.Unclear{Why: "не указано число дней"}},
			{No: "2.4", Deadline: quarterly},
			{No: "2.5", Deadline: results},
			{No: "2.6", Deadline: plans.Throughout{}},
		},
		{
			{No: "3.1", Deadline: plans.ByDate{To: day("2023-06-15")}},
			{No: "3.2", Deadline: plans.Throughout{}},
			{No: "3.3", Deadline: results},
		},
		{
			{No: "4.1", Deadline: july},
			{No: "4.2", Deadline: quarterly},
			{No: "4.3", Deadline: results},
			{No: "4.4", Deadline: plans.Period{From: day("2023-10-01"), To: day("2023-12-31")}},
		},
		{
			{No: "5.1", Deadline: plans.Throughout{}},
			{No: "5.2", Deadline: plans.AsItHappens{Event: plans.Completed}},
			{No: "5.3", Deadline: plans.Between{From: day("2023-12-01"), To: day("2023-12-30")}},
		},
	} {
		for i := range s {
			if s[i].Responsible == nil {
				s[i].Responsible = []plans.UnitID{"finance", "branch"}
			}
		}
		p.Sections = append(p.Sections, plans.Section{Items: s})
	}
	return p
}

func preview(t *testing.T, plan plans.Plan, from, to string) []Entry {
	t.Helper()
	all, err := Preview([]plans.Plan{plan}, day(from), day(to), NewCalendar(nil))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTheSeedPlansYear is the second «Done when» of issue 2.
func TestTheSeedPlansYear(t *testing.T) {
	all := preview(t, seedPlan(), "2023-01-01", "2023-12-31")
	before := map[plans.ItemNo][]string{}
	for _, e := range all {
		if e.Kind == Reminder {
			before[e.Item] = append(before[e.Item], e.At.Format(time.RFC3339)+" "+e.Rung)
		}
	}
	want := []string{
		"2023-03-06T09:00:00+03:00 before-14", "2023-03-13T09:00:00+03:00 before-7",
		"2023-03-17T09:00:00+03:00 before-1", "2023-03-20T09:00:00+03:00 before-0",
	}
	if diff := cmp.Diff(want, before["1.1"]); diff != "" {
		t.Errorf("row 1.1:\n%s", diff)
	}
	want = []string{
		"2023-06-16T09:00:00+03:00 before-14", "2023-06-23T09:00:00+03:00 before-7",
		"2023-06-28T09:00:00+03:00 before-3", "2023-06-30T09:00:00+03:00 before-0",
	}
	if diff := cmp.Diff(want, before["2.1"]); diff != "" {
		t.Errorf("row 2.1:\n%s", diff)
	}

	years, err := readDecrees(productionCalendar)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[plans.ItemNo]bool{}
	for _, e := range all {
		d := plans.DateOf(e.At, zone("Europe/Moscow"))
		_, holiday := years[2023].Holidays[d]
		_, moved := years[2023].DaysOffMoved[d]
		if holiday || moved || weekend(d) || !strings.HasSuffix(e.At.Format(time.RFC3339), "T09:00:00+03:00") {
			t.Errorf("row %s: %s on %s", e.Item, e.Rung, e.At)
		}
		if e.Kind == Overdue && d <= e.Due {
			t.Errorf("row %s due %s is overdue on %s", e.Item, e.Due, d)
		}
		seen[e.Item] = true
	}
	for _, item := range seedPlan().Items() {
		_, unclear := item.Deadline.(plans.Unclear)
		if seen[item.No] == unclear {
			t.Errorf("row %s: seen %v, unclear %v", item.No, seen[item.No], unclear)
		}
	}
}

func TestSeedPlanOwes(t *testing.T) {
	var got []string
	for _, task := range Tasks(seedPlan(), seedPlan().Projects, Facts{}, NewCalendar(nil)) {
		got = append(got, strings.TrimPrefix(string(task.ID), "petrovsky-2023/")+" "+task.Due.String())
	}
	want := []string{
		"1.1 2023-03-20", "1.2 2023-05-31", "1.3 2023-12-31",
		"2.1 2023-07-01", "2.4#2023Q1 2023-03-31", "2.4#2023Q2 2023-06-30", "2.4#2023Q3 2023-09-30",
		"2.4#2023Q4 2023-12-31", "2.5@park 2023-09-14", "2.5@club 2023-10-30", "2.6 2023-12-31",
		"3.1 2023-06-15", "3.2 2023-12-31", "3.3@park 2023-09-14", "3.3@club 2023-10-30",
		"4.1 2023-07-01", "4.2#2023Q1 2023-03-31", "4.2#2023Q2 2023-06-30", "4.2#2023Q3 2023-09-30",
		"4.2#2023Q4 2023-12-31", "4.3@park 2023-09-14", "4.3@club 2023-10-30", "4.4 2023-12-31",
		"5.1 2023-12-31", "5.2@park ", "5.2@club ", "5.2@yard ", "5.3 2023-12-30",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPreviewOfASmallPlan compares with the lines of testdata/preview.jsonl,
// which are meant to be read: a row of each kind through one quarter.
func TestPreviewOfASmallPlan(t *testing.T) {
	plan := planOf(
		plans.ByDate{To: day("2023-05-09")},
		plans.Between{From: day("2023-05-13"), To: day("2023-05-20")},
		plans.Throughout{},
		plans.Every{Each: plans.EachMonth, Day: 10, Shift: 1},
		plans.Dates{Days: days("2023-04-28", "2023-06-16")},
		plans.AfterEvent{Event: plans.Completed, N: 10, Unit: plans.TermWorkingDay},
		plans.AfterEvent{Event: plans.Opening, N: 3, Unit: plans.TermDay, Before: true},
		plans.AsItHappens{Event: plans.Completed},
		plans.AsItHappens{},
		plans.Unclear{Why: "от какого дня считать?"},
	)
	plan.Period = plans.Span{From: day("2023-04-01"), To: day("2023-06-30")}
	plan.Reminders.Before = []int{7, 1, 0}
	plan.Reminders.Overdue = plans.Weekly
	plan.Projects = []plans.Project{
		{ID: "park", Unit: "zhkh", Completed: day("2023-04-27"), Opened: day("2023-05-25")},
		{ID: "club", Unit: "culture"},
	}
	var got bytes.Buffer
	out := json.NewEncoder(&got)
	for _, e := range preview(t, plan, "", "2023-06-30") {
		if err := out.Encode(e); err != nil {
			t.Fatal(err)
		}
	}
	golden := filepath.Join("testdata", "preview.jsonl")
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("%s differs:\n%s", golden, diff)
	}
}

// TestPreviewTellsAnEventUnderThePlanOfItsTime when two plans are previewed.
func TestPreviewTellsAnEventUnderThePlanOfItsTime(t *testing.T) {
	old := planOf(plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay})
	old.Projects = []plans.Project{{ID: "park", Completed: day("2023-12-20")}, {ID: "club", Completed: day("2024-01-10")}}
	young := old
	young.ID, young.Period = "next", plans.Span{From: day("2024-01-01"), To: day("2024-12-31")}
	entries, err := Preview([]plans.Plan{old, young}, 0, 0, NewCalendar(nil))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Preview([]plans.Plan{young, old}, 0, 0, NewCalendar(nil))
	if err != nil {
		t.Fatal(err)
	}
	if first := plans.DateOf(entries[0].At, entries[0].At.Location()); first != day("2023-12-29") {
		t.Errorf("it begins on %s", first)
	}
	if len(again) != len(entries) || !again[0].At.Equal(entries[0].At) {
		t.Errorf("with the other plan named first: %d from %s, not %d from %s", len(again), again[0].At, len(entries), entries[0].At)
	}
	told := map[string]bool{}
	for _, e := range entries {
		told[string(e.Project)+" under "+string(e.Plan)] = true
	}
	want := map[string]bool{"park under " + string(old.ID): true, "club under next": true}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestEntryIsTheContractsLine(t *testing.T) {
	for _, e := range preview(t, seedPlan(), "2023-06-30", "2023-06-30") {
		if e.Item != "2.1" || e.Rung != "before-0" {
			continue
		}
		got, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		want := `{"at":"2023-06-30T09:00:00+03:00","kind":"reminder","rung":"before-0","item":"2.1","project":"","part":"","due":"2023-07-01","units":["finance"]}`
		if string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		return
	}
	t.Error("row 2.1 is not recalled on 30.06.2023")
}

func TestPreviewBounds(t *testing.T) {
	plan := seedPlan()
	all := preview(t, plan, "", "")
	if first, last := all[0].At, all[len(all)-1].At; first.Year() != 2023 || plans.DateOf(last, last.Location()) != day("2023-12-29") {
		t.Errorf("by default from %s to %s", first, last)
	}
	if !slices.IsSortedFunc(all, func(a, b Entry) int { return a.At.Compare(b.At) }) {
		t.Error("not in the order of time")
	}
	var parts []Entry
	for d := day("2023-01-01"); d <= day("2023-12-31"); d++ {
		parts = append(parts, preview(t, plan, d.String(), d.String())...)
	}
	if diff := cmp.Diff(all, parts); diff != "" {
		t.Errorf("day by day it differs:\n%s", diff)
	}

	// A last due date after the period's end is shown.
	plan.Sections[0].Items[0].Deadline = plans.Every{Each: plans.EachYear, Month: 3, Day: 1, Shift: 1}
	all = preview(t, plan, "2024-01-01", "")
	if last := all[len(all)-1]; plans.DateOf(last.At, last.At.Location()) != day("2024-03-01") {
		t.Errorf("the last line is of %s", last.At)
	}
	// Nothing of a small plan comes before its period, and what is overdue goes on to
	// the period's end.
	small := planOf(plans.ByDate{To: day("2023-01-10")})
	all = preview(t, small, "", "")
	if first, last := all[0].At, all[len(all)-1].At; first.Year() != 2023 || plans.DateOf(last, last.Location()) != day("2023-12-29") {
		t.Errorf("a row of January from %s to %s", first, last)
	}
	// A message at midnight is of the day that begins.
	small.Reminders.At = 1
	if got := preview(t, small, "2023-01-10", "2023-01-10"); len(got) != 1 || got[0].Rung != "before-0" {
		t.Errorf("at midnight of the day itself: %+v", got)
	}
	if got := preview(t, plan, "2023-07-01", "2023-06-30"); len(got) != 0 {
		t.Errorf("%d lines in no days", len(got))
	}
	plan.Zone = "nowhere"
	if _, err := Preview([]plans.Plan{plan}, 0, 0, NewCalendar(nil)); !errors.Is(err, plans.ErrInvalid) {
		t.Errorf("a zone that does not exist: %v", err)
	}
}
