package yaml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile/document"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Reading what was written gives the same plan, whatever the words of it hold.
func TestWriteThenReadIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t)
		var b bytes.Buffer
		if err := Write(&b, p); err != nil {
			t.Fatal(err)
		}
		r := readWhole(b.Bytes())
		if err := r.err(); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if diff := cmp.Diff(p, r.Plan, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("plan (-written +read):\n%s\n%s", diff, b.String())
		}
	})
}

// anyPlan draws a plan that a file can hold, with awkward words in it.
func anyPlan(t *rapid.T) plans.Plan {
	words := rapid.Custom(func(t *rapid.T) string {
		s := spelling.Tidy(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"null", "да", "no", "~", "- пункт", "ключ: значение", "#ТЕГ", "под тегом #ТЕГ", `"в кавычках"`, "'", "[1, 2]", "{a: b}",
			"1e3", "0x10", "2023-01-01", "*a", "&a", "!!str", "|", ">", "%", "@", "`", "\\n", "y", "«ёлочки»", "5.10", ".inf", "=", "<<",
		}), rapid.StringMatching(`[а-яё ,.«»":#-]{1,40}`)).Draw(t, "words"))
		if s == "" {
			return "слово"
		}
		return s
	})
	maybe := rapid.OneOf(rapid.Just(""), words)
	ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zA-Z0-9]{1,5}(-[a-z0-9]{1,5})?`), 2, 5, rapid.ID[string]).Draw(t, "ids")
	p := plans.Plan{
		ID: plans.PlanID(ids[0]), Title: words.Draw(t, "title"), Approved: maybe.Draw(t, "approved"),
		Period: plans.Years(2023, 2023), Zone: rapid.SampledFrom([]string{"Europe/Moscow", "Asia/Omsk", "UTC"}).Draw(t, "zone"),
		Hashtag: rapid.SampledFrom([]string{"", "#СДЕЛАЕМВМЕСТЕ", "#tag_1"}).Draw(t, "hashtag"),
		Reminders: plans.Reminders{
			At: plans.Clock(rapid.IntRange(1, 24*60).Draw(t, "at")), Before: rapid.SampledFrom([][]int{{}, {0}, {14, 3, 1}}).Draw(t, "before"),
			Overdue:    rapid.SampledFrom([]plans.Cadence{plans.EveryWorkingDay, plans.Weekly, plans.Never}).Draw(t, "overdue"),
			Nudge:      rapid.SampledFrom([]plans.Cadence{plans.Monthly, plans.Quarterly, plans.Never}).Draw(t, "nudge"),
			Controller: rapid.IntRange(0, 250).Draw(t, "controller"), Group: rapid.IntRange(0, 250).Draw(t, "group"),
		},
		Approval: plans.Approval{Quorum: rapid.IntRange(1, 100).Draw(t, "quorum"), Own: rapid.Bool().Draw(t, "own")},
	}
	day := rapid.Custom(func(t *rapid.T) plans.Date {
		return plans.NewDate(2023, time.January, rapid.IntRange(1, 365).Draw(t, "day"))
	})
	for i, id := range ids {
		p.Units = append(p.Units, plans.Unit{
			ID: plans.UnitID(id), Name: words.Draw(t, "unit"), Aliases: rapid.SliceOfN(words, 0, 2).Draw(t, "aliases"),
			ByProject: i == 1, External: i > 1 && rapid.Bool().Draw(t, "external"),
		})
		p.People = append(p.People, plans.Person{
			ID: plans.PersonID(id), Name: words.Draw(t, "person"), Units: []plans.UnitID{plans.UnitID(ids[0])},
			Roles: rapid.SampledFrom([][]plans.Role{nil, {plans.Controller}, {plans.Responsible, plans.Approver}}).Draw(t, "roles"),
		})
		p.Projects = append(p.Projects, plans.Project{
			ID: plans.ProjectID(id), Name: words.Draw(t, "project"), Place: maybe.Draw(t, "place"), Unit: plans.UnitID(ids[0]),
			Contract: plans.NewDate(2022, time.December, i+1), Completed: day.Draw(t, "completed"), Opened: day.Draw(t, "opened"),
		})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "steps") {
		who := rapid.SliceOfNDistinct(rapid.SampledFrom(p.People), 0, 2, func(x plans.Person) plans.PersonID { return x.ID }).Draw(t, "voters")
		step := plans.ApprovalStep{Name: fmt.Sprintf("%s %d", words.Draw(t, "step"), i), Quorum: 1 + max(0, len(who)-1)}
		for _, x := range who {
			step.People = append(step.People, x.ID)
		}
		p.Approval.Steps = append(p.Approval.Steps, step)
	}
	for s := range rapid.IntRange(1, 3).Draw(t, "sections") {
		section := plans.Section{Title: words.Draw(t, "section")}
		for i := range rapid.IntRange(1, 3).Draw(t, "rows") {
			x := plans.Item{
				No: plans.ItemNo(fmt.Sprintf("%d.%d0", s+1, i+1)), Form: words.Draw(t, "form"), Phrase: maybe.Draw(t, "phrase"),
				Control:     maybe.Draw(t, "control"),
				Responsible: []plans.UnitID{plans.UnitID(rapid.SampledFrom(ids).Draw(t, "responsible"))},
				Channel:     rapid.SampledFrom(channels).Draw(t, "channel"),
				Post:        rapid.SampledFrom([]plans.PostKind{"", plans.AnnouncementPost, plans.ProgressPost, plans.ResultsPost}).Draw(t, "post"),
			}
			x.Deadline, x.Problems = phrase.Parse(x.Phrase, p.Period)
			section.Items = append(section.Items, x)
		}
		p.Sections = append(p.Sections, section)
	}
	return p
}

// A row whose words were lost is exported with the reason beside it and is
// unclear again when it is read.
func TestWriteKeepsAnUnclearRowUnclear(t *testing.T) {
	p := readWhole([]byte(whole)).Plan
	row := &p.Sections[0].Items[0]
	row.Phrase, row.Deadline = "", plans.Unclear{Why: "В ячейке сроков 2 абзаца на 3."}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	again := readWhole(b.Bytes())
	if d, ok := again.Plan.Sections[0].Items[0].Deadline.(plans.Unclear); !ok || again.err() != nil {
		t.Errorf("%v %s\n%s", d, problemsOf(again), b.String())
	}
	if !bytes.Contains(b.Bytes(), []byte("# Срок не ясен. В ячейке сроков 2 абзаца на 3.")) {
		t.Error(b.String())
	}
}

// A plan whose year is not known is written without a period, never with the
// year 0; it is read with the year that is told then.
func TestWriteWithoutYear(t *testing.T) {
	p := readWhole([]byte(whole)).Plan
	p.Period = plans.Span{}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b.Bytes(), []byte("\nperiod:")) || bytes.Contains(b.Bytes(), []byte("0000")) {
		t.Error(b.String())
	}
	if got := problemsOf(readWhole(b.Bytes())); !strings.Contains(got, "! строка 1: план: не указано «period»") {
		t.Error(got)
	}
	again, problems := Read(b.Bytes(), 2026)
	if again.Period != plans.Years(2026, 2026) {
		t.Error(again.Period, problems)
	}
}

// A year that is told beside a file does not overrule the file's own period.
func TestYearDoesNotOverrule(t *testing.T) {
	for year, want := range map[int]string{
		0: "", 2023: "",
		2026: "! строка 4: план: в файле указан период 01.01.2023-31.12.2023, другой год, 2026, к нему не подходит\n",
	} {
		p, problems := Read([]byte(whole), year)
		r := result{p, nil}
		for _, x := range problems {
			if x.Severity == document.Fault {
				r.Problems = append(r.Problems, x)
			}
		}
		if got := problemsOf(r); got != want || p.Period != plans.Years(2023, 2023) {
			t.Errorf("%d: %s%v", year, got, p.Period)
		}
	}
}
