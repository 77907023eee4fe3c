package planfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// A unit that looks like a known one is asked about and never merged with it.
func TestUnitsThatLookAlikeAreAskedAbout(t *testing.T) {
	r := readWord(t, tbl(heading3,
		tr("анонс", "до 15.06.2023", "финансовое управлене АПГОСК"), tr("пост", "декабрь", "отдел культуры и спорта"),
		tr("сюжет", "декабрь", "отдел архитектуры"), tr("отчёт", "декабрь", "финансовое управлене АПГОСК; отдела архитектуры"),
		tr("итог", "декабрь", "отделы администрации, координирующие работу в отраслях")))
	var got []string
	for _, q := range r.Questions {
		got = append(got, fmt.Sprintf("%s ~ %s %v", q.FoundName, q.Near, q.Items))
	}
	want := []string{
		"финансовое управлене АПГОСК ~ finance [1.1 1.4]", "отдел культуры и спорта ~ culture [1.2]",
		"отдела архитектуры ~ otdel-arkhitektury [1.4]", "отделы администрации, координирующие работу в отраслях ~ branch [1.5]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	for _, i := range r.Plan.Items() {
		if slices.Contains(i.Responsible, "finance") || slices.Contains(i.Responsible, "culture") {
			t.Errorf("row %s was given to a unit it does not name", i.No)
		}
	}
}

// A name that may be several units is asked about once for all its rows, and the
// answer holds in each.
func TestDoubtfulUnitIsAskedOnce(t *testing.T) {
	const doubtful = "Отдел архитектуры, управления имуществом"
	rows := []string{heading3, tr("анонс", "до 15.06.2023", doubtful), tr("пост", "до 15.06.2023", doubtful+"; отдел труда")}
	r := readWord(t, tbl(rows...))
	q, ok := r.Ask(AskUnit)
	if !ok || !slices.Equal(q.Items, []plans.ItemNo{"1.1", "1.2"}) || q.Text != "Это одно подразделение? «"+doubtful+"»" || !r.Loadable() {
		t.Fatalf("%+v", r.Open)
	}
	if diff := cmp.Diff([]Choice{{"one", "Одно"}, {"several", "Разные"}}, q.Choices); diff != "" || len(q.Key) > 24 {
		t.Error(diff, q.Key)
	}
	const remark = "неясно, одно это подразделение или разные; записано как одно"
	for row, place := range []string{"строка 2, столбец 3, пункт 1.1: ", "строка 3, столбец 3, пункт 1.2: "} {
		if !strings.Contains(problemsOf(r), place+"«"+doubtful+"»: "+remark) {
			t.Errorf("row %d:\n%s", row+1, problemsOf(r))
		}
	}
	a, _ := q.With(Several)
	r = ReadWith("план.docx", word(t, caption2023+tbl(rows...)), Options{Answers: []Answer{a}})
	if _, asked := r.Ask(AskUnit); asked || len(r.Plan.Units) != 3 || len(r.Problems) > 0 {
		t.Errorf("%v %s", r.Plan.Units, problemsOf(r))
	}
}
