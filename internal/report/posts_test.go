package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Posts are those that went out in the period by the journal, by their projects; of
// another plan's posts and of one taken down nothing is told.
func TestPostsOfThePeriod(t *testing.T) {
	f := year()
	f.Projects = []plans.Project{{ID: "park", Name: "Парк"}, {ID: "school", Name: "Школа"}}
	f.Tasks[0].Project, f.Tasks[1].Project = "school", "park"
	post := func(n uint64, task plans.TaskID, state plans.PostState, out string) {
		f.Posts = append(f.Posts, store.PostRecord{Post: plans.Post{
			Number: n, Task: task, State: state, Live: plans.Content{Text: fmt.Sprintf("Пост %d\nдлинный", n)},
			Publications: []plans.Publication{{Link: fmt.Sprintf("https://t.me/c/%d", n)}, {Link: "javascript:alert(1)"}},
		}})
		if out != "" {
			f.Journal = append(f.Journal, store.Entry{At: at(out), Did: "post part out", Of: fmt.Sprintf("post/%d", n)})
		}
	}
	post(1, f.Tasks[0].ID, plans.Published, "2023-04-10 10:00")
	post(2, f.Tasks[1].ID, plans.Published, "2023-05-10 23:00")
	post(3, f.Tasks[1].ID, plans.Removed, "2023-05-11 10:00")
	post(4, "other/1.1", plans.Published, "2023-05-12 10:00")
	post(5, f.Tasks[1].ID, plans.Published, "2023-07-01 00:10")
	post(6, f.Tasks[1].ID, plans.Drafting, "")
	post(7, f.Tasks[2].ID, plans.Published, "2023-06-30 23:50")
	r := report.Make(f, report.PeriodOf(report.Quarter(day("2023-04-01"))), july)
	var got []string
	for _, p := range r.Posts {
		got = append(got, fmt.Sprint(p.Project, " ", p.Item, " ", p.Day, " ", p.Text, " ", p.Links))
	}
	want := []string{
		" 1.3 2023-06-30 Пост 7 длинный [https://t.me/c/7]", "Парк 1.2 2023-05-10 Пост 2 длинный [https://t.me/c/2]",
		"Школа 1.1 2023-04-10 Пост 1 длинный [https://t.me/c/1]",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The journal of the period holds what was decided about this plan, in words.
func TestJournalOfThePeriod(t *testing.T) {
	f := year()
	entry := func(when, did, of string, by plans.PersonID, after string) {
		f.Journal = append(f.Journal, store.Entry{N: uint64(len(f.Journal) + 1), At: at(when), By: by, Did: did, Of: of, After: []byte(after)})
	}
	entry("2023-03-31 23:59", "confirmed", "task/1", "ivan", `{}`)
	entry("2023-04-01 00:00", "moved", "task/3", "ctl", `{"due":"2023-05-15","reason":"ждём"}`)
	entry("2023-05-01 10:00", "taken off", "task/5", "ctl", `"отменено"`)
	entry("2023-05-01 11:00", "roles", "person/ivan", "ctl", `[]`)
	entry("2023-05-02 10:00", "plan loaded", "plan/p", "", `{}`)
	entry("2023-05-02 11:00", "plan loaded", "plan/other", "", `{}`)
	entry("2023-05-03 10:00", "confirmed", "task/6", "nobody", `{`)
	r := report.Make(f, report.PeriodOf(report.Quarter(day("2023-04-01"))), july)
	var got []string
	for _, n := range r.Journal {
		got = append(got, fmt.Sprint(n.Entry.N, " ", n.Who, ": ", n.Of, ": ", n.Did))
	}
	want := []string{
		"2 Петрова П. П.: 1.3: срок перенесён на 15.05.2023, «ждём»", "3 Петрова П. П.: 2.1: снято с контроля, «отменено»",
		"5 бот: план: план загружен", "7 без имени: 2.2 I квартал 2023 г.: выполнение подтверждено",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// The summary says all figures in words and in tables of as many cells as headings.
func TestSummaryOfASmallYear(t *testing.T) {
	r := report.Make(year(), report.PeriodOf(plans.Years(2023, 2023)), july)
	r.Hash = strings.Repeat("ab", 32)
	var said []string
	for _, b := range r.Summary() {
		for _, row := range b.Rows {
			if len(row) != len(b.Head) || len(b.Widths(1000)) != len(b.Head) {
				t.Errorf("%s: %d cells under %d headings", b.Title, len(row), len(b.Head))
			}
		}
		for _, l := range b.Lines {
			said = append(said, l.String())
		}
	}
	want := []string{
		"Всего задач: 12. Выполнено в срок: 3, с опозданием: 2. Не выполнено: 2. Срок не наступил: 4. Снято с контроля: 1.",
		"Исполнительская дисциплина: 43 %.", "Из выполненных на проверке: 1.", "Срок перенесён: 1, исполнение считается по новому сроку.",
		"В этом периоде посты не выходили.", "Контрольная сумма последней записи журнала: " + r.Hash,
	}
	if d := cmp.Diff(want, said); d != "" {
		t.Error(d)
	}
	empty := report.Make(year(), report.PeriodOf(plans.Span{From: day("2023-01-01"), To: day("2023-01-31")}), time.Date(2023, 2, 1, 9, 0, 0, 0, moscow))
	if got := empty.Summary()[0].Lines[0].String(); got != "Задач со сроком в этом периоде нет." {
		t.Error(got)
	}
}
