package task

import (
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestCaptionKeepsWhatSetsATaskApart names tasks of one row by two projects and two
// quarters, whose captions once read alike, or cut the short name for the row's words.
func TestCaptionKeepsWhatSetsATaskApart(t *testing.T) {
	today := plans.NewDate(2023, 3, 13)
	for _, c := range []struct{ short, project, part, want string }{
		{"Посты об итогах реализации проектов", "Благоустройство парка", "", "3.3 Посты об итогах… — Благоустройство парка"},
		{"Посты об итогах реализации проектов", "Благоустройство сквера", "", "3.3 Посты об итогах… — Благоустройство сквера"},
		{"О ходе реализации проектов", "", "2023Q2", "3.3 О ходе реализации проектов, II квартал"},
		{"О ходе реализации проектов", "", "2024Q1", "3.3 О ходе реализации…, I квартал 2024 г."},
		{"Новостной сюжет", "", "", "3.3 Новостной сюжет"},
	} {
		o := View{
			TaskRecord: store.TaskRecord{Task: plans.Task{Part: c.part}}, PlanItem: plans.Item{No: "3.3", Form: "размещение"}, short: c.short, ProjectName: c.project,
		}
		if got := o.Caption(today); got != c.want || plans.Len(got) > captionLimit {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
