package calendar_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	second "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/internal/report/calendar"
	"sdelaemvmeste/internal/report/reporttest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

var now = time.Date(2023, 7, 3, 9, 0, 0, 0, time.UTC)

func facts() report.Facts {
	return reporttest.Facts(planfile.Read("plan.yaml", plans.Petrovsky2023, nil).Plan)
}

func made(f report.Facts) report.Report {
	return report.Make(f, report.PeriodOf(plans.Years(2023, 2023)), now)
}

// event is what two parsers must agree on.
type event struct{ UID, Start, End, Summary, Status, Sequence, Stamp, Alarm string }

func first(t *testing.T, data []byte) map[string]event {
	t.Helper()
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]event{}
	for _, e := range cal.Events() {
		get := func(p ics.ComponentProperty) string {
			if v := e.GetProperty(p); v != nil {
				return v.Value
			}
			return ""
		}
		one := event{
			e.Id(), get(ics.ComponentPropertyDtStart), get(ics.ComponentPropertyDtEnd), get(ics.ComponentPropertySummary),
			get(ics.ComponentPropertyStatus), get(ics.ComponentPropertySequence), get(ics.ComponentPropertyDtstamp), "",
		}
		for _, a := range e.Alarms() {
			one.Alarm = a.GetProperty(ics.ComponentPropertyTrigger).Value
		}
		all[one.UID] = one
	}
	return all
}

func other(t *testing.T, data []byte) map[string]event {
	t.Helper()
	all := map[string]event{}
	d := second.NewDecoder(bytes.NewReader(data))
	for {
		cal, err := d.Decode()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range cal.Events() {
			get := func(name string) string {
				p := e.Props.Get(name)
				if p == nil {
					return ""
				}
				if text, err := p.Text(); err == nil {
					return text
				}
				return p.Value
			}
			one := event{get("UID"), get("DTSTART"), get("DTEND"), get("SUMMARY"), get("STATUS"), get("SEQUENCE"), get("DTSTAMP"), ""}
			for _, c := range e.Children {
				one.Alarm = c.Props.Get("TRIGGER").Value
			}
			all[one.UID] = one
		}
	}
}

func TestTwoParsersReadTheSame(t *testing.T) {
	f := facts()
	f.Posts = []store.PostRecord{{Post: plans.Post{Number: 7, Task: f.Tasks[0].ID, State: plans.Approved, PublishAt: now.Add(25 * time.Hour), Frozen: plans.Content{Text: "Пост; с запятой, и\nстрокой"}}}}
	data := calendar.Write("План, сроки", []report.Report{made(f)}, nil, now)
	for i, l := range strings.SplitAfter(string(data), "\n") {
		if l != "" && !strings.HasSuffix(l, "\r\n") {
			t.Fatalf("line %d does not end as RFC 5545 wants: %q", i+1, l)
		}
		if len(l) > 77 {
			t.Errorf("line %d is longer than 75 octets: %q", i+1, l)
		}
	}
	a, b := first(t, data), other(t, data)
	if len(a) < 15 {
		t.Errorf("%d events", len(a))
	}
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("the parsers disagree:\n%s", d)
	}
	open := 0
	for _, e := range a {
		if e.Stamp == "" {
			t.Errorf("event without a stamp: %+v", e)
		}
		if e.Status == "CONFIRMED" {
			open++
			if e.Alarm == "" {
				t.Errorf("open event without an alarm: %+v", e)
			}
		}
	}
	if open == 0 || open == len(a) {
		t.Errorf("%d of %d events are open", open, len(a))
	}
}

// The file imported again changes what has changed: the event of a moved deadline has
// the same name, another day and a higher number; that of a task done is cancelled.
func TestSecondImportChangesWhatChanged(t *testing.T) {
	f := facts()
	before := first(t, calendar.Write("x", []report.Report{made(f)}, nil, now))
	moved := slices.IndexFunc(f.Tasks, func(t store.TaskRecord) bool {
		return t.State == store.TaskOpen && !t.Due.IsZero() && t.Kind == plans.Dated
	})
	done := moved + 1 + slices.IndexFunc(f.Tasks[moved+1:], func(t store.TaskRecord) bool { return t.State == store.TaskOpen && !t.Due.IsZero() })
	f.Tasks[moved].Due += 3
	f.Tasks[done].State = store.TaskDone
	for _, i := range []int{moved, done} {
		f.Journal = append(f.Journal, store.Entry{At: now, Did: "x", Of: fmt.Sprintf("task/%d", f.Tasks[i].Number)})
	}
	after := first(t, calendar.Write("x", []report.Report{made(f)}, nil, now))
	var changed []string
	for uid, e := range after {
		was, ok := before[uid]
		if !ok {
			t.Errorf("a new event %+v", e)
		}
		if was != e {
			changed = append(changed, was.Status+" "+was.Sequence+" → "+e.Status+" "+e.Sequence)
		}
	}
	slices.Sort(changed)
	if d := cmp.Diff([]string{"CONFIRMED 0 → CANCELLED 1", "CONFIRMED 0 → CONFIRMED 1"}, changed); d != "" {
		t.Error(d)
	}
}

func TestCalendarOfAUnitHoldsItsTasksAlone(t *testing.T) {
	r := made(facts())
	all := first(t, calendar.Write("x", []report.Report{r}, nil, now))
	some := first(t, calendar.Write("x", []report.Report{r}, []plans.UnitID{"training"}, now))
	if len(some) == 0 || len(some) >= len(all) {
		t.Errorf("%d of %d events", len(some), len(all))
	}
	if none := first(t, calendar.Write("x", []report.Report{r}, []plans.UnitID{}, now)); len(none) != 0 {
		t.Errorf("%d events of nobody", len(none))
	}
}
