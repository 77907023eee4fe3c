package report_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

var moscow = time.FixedZone("MSK", 3*60*60)

func day(s string) plans.Date {
	d, err := plans.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, moscow)
	if err != nil {
		panic(err)
	}
	return t
}

// year is a small plan of 2023 with a fate for each of its tasks, to be counted by
// hand.
//
//	1.1 А   20.03  done on 20.03, accepted on 10.04        in time: the day of the fact counts
//	1.2 А   20.03  done on 23.03 (3 working days late)     late
//	1.3 Б   30.04  moved to 15.05, done on 12.05, not looked at yet   in time, moved, being looked at
//	1.4 Б   15.05  not done                                undone
//	2.1 А,Б 31.05  taken off control                       dropped
//	2.2 Б   each quarter: I done on 31.03, II done on 03.07 (1 working day late), III and IV not yet
//	2.3 А   throughout, two facts                          ahead
//	2.4 Б   01.07  not done, a Saturday                    undone as of 03.07, with no working day lost but Monday
//	2.5 А   as it happens, no date                         ahead, counted on the last day of the plan
//	2.6 Б   unclear                                        no task
func year() report.Facts {
	a, b := []plans.UnitID{"a"}, []plans.UnitID{"b"}
	by := func(s string) plans.Deadline { return plans.ByDate{To: day(s)} }
	p := plans.Plan{
		ID: "p", Title: "План", Zone: "Europe/Moscow", Period: plans.Years(2023, 2023),
		Units: []plans.Unit{{ID: "a", Name: "отдел А"}, {ID: "b", Name: "отдел Б"}, {ID: "c", Name: "отдел В"}},
		Sections: []plans.Section{
			{Title: "Первый", Items: []plans.Item{
				{No: "1.1", Form: "раз", Deadline: by("2023-03-20"), Responsible: a}, {No: "1.2", Form: "два", Deadline: by("2023-03-20"), Responsible: a},
				{No: "1.3", Form: "три", Deadline: by("2023-04-30"), Responsible: b}, {No: "1.4", Form: "четыре", Deadline: by("2023-05-15"), Responsible: b},
			}},
			{Title: "Второй", Items: []plans.Item{
				{No: "2.1", Form: "пять", Deadline: by("2023-05-31"), Responsible: []plans.UnitID{"a", "b"}},
				{No: "2.2", Form: "шесть", Deadline: plans.Every{Each: plans.EachQuarter}, Responsible: b},
				{No: "2.3", Form: "семь", Deadline: plans.Throughout{}, Responsible: a},
				{No: "2.4", Form: "восемь", Deadline: by("2023-07-01"), Responsible: b},
				{No: "2.5", Form: "девять", Deadline: plans.AsItHappens{}, Responsible: a},
				{No: "2.6", Form: "десять", Deadline: plans.Unclear{Why: "нет срока"}, Responsible: b},
			}},
		},
	}
	f := report.Facts{
		Plan: p, Zone: moscow, Calendar: schedule.NewCalendar(nil), Confirmations: map[uint64][]plans.Confirmation{},
		Moves:  map[plans.TaskID]store.Move{"p/1.3": {Task: "p/1.3", Due: day("2023-05-15"), Reason: "ждём подрядчика"}},
		People: map[plans.PersonID]string{"ivan": "Иванов И. И.", "ctl": "Петрова П. П."},
	}
	number := map[plans.TaskID]uint64{}
	for i, t := range schedule.Tasks(p, nil, schedule.Facts{Moved: map[plans.TaskID]plans.Date{"p/1.3": day("2023-05-15")}}, f.Calendar) {
		n := uint64(i + 1)
		number[t.ID] = n
		f.Tasks = append(f.Tasks, store.TaskRecord{Number: n, Task: t, State: store.TaskOpen})
	}
	said := func(id plans.TaskID, when string, state plans.ConfirmationState, proofs ...plans.Proof) {
		n := number[id]
		c := plans.Confirmation{Task: id, By: "ivan", At: at(when), State: state, Proofs: proofs}
		if state != plans.Given {
			c.Judge, c.Judged = "ctl", at(when).AddDate(0, 0, 21)
		}
		f.Confirmations[n] = append(f.Confirmations[n], c)
		if rec := &f.Tasks[n-1]; state != plans.Returned && rec.Kind != plans.Gathering {
			rec.State = store.TaskDone
		}
	}
	said("p/1.1", "2023-03-15 10:00", plans.Returned)
	said("p/1.1", "2023-03-20 23:30", plans.Accepted, plans.Proof{Kind: plans.LinkProof, Text: "https://petrgosk.ru/1"})
	said("p/1.2", "2023-03-23 10:00", plans.Accepted, plans.Proof{Kind: plans.WordProof, Text: "проведено"})
	said("p/1.3", "2023-05-12 10:00", plans.Given, plans.Proof{Kind: plans.FileProof, Media: []plans.Media{{Kind: plans.Photo}, {Kind: plans.Document}}})
	said("p/2.2#2023Q1", "2023-03-31 10:00", plans.Accepted)
	said("p/2.2#2023Q2", "2023-07-03 08:00", plans.Accepted)
	said("p/2.3", "2023-02-01 10:00", plans.Accepted)
	said("p/2.3", "2023-05-01 10:00", plans.Accepted)
	off := &f.Tasks[number["p/2.1"]-1]
	off.State, off.Reason = store.TaskOff, "отменено главой"
	return f
}

var july = at("2023-07-03 09:00")

// The figures equal those counted by hand.
func TestFiguresOfASmallYear(t *testing.T) {
	type figures = report.Figures
	for name, c := range map[string]struct {
		period      plans.Span
		total       figures
		a, b        figures
		first, last figures
		percent     int
	}{
		"first quarter": {
			period: report.Quarter(day("2023-01-01")),
			total:  figures{Total: 3, InTime: 2, Late: 1},
			a:      figures{Total: 2, InTime: 1, Late: 1}, b: figures{Total: 1, InTime: 1},
			first: figures{Total: 2, InTime: 1, Late: 1}, last: figures{Total: 1, InTime: 1}, percent: 67,
		},
		"second quarter": {
			period: report.Quarter(day("2023-04-01")),
			total:  figures{Total: 4, InTime: 1, Late: 1, Undone: 1, Dropped: 1, Checking: 1, Moved: 1},
			a:      figures{Total: 1, Dropped: 1}, b: figures{Total: 4, InTime: 1, Late: 1, Undone: 1, Dropped: 1, Checking: 1, Moved: 1},
			first: figures{Total: 2, InTime: 1, Undone: 1, Checking: 1, Moved: 1}, last: figures{Total: 2, Late: 1, Dropped: 1}, percent: 33,
		},
		"third quarter": {
			period: report.Quarter(day("2023-07-01")),
			total:  figures{Total: 2, Undone: 1, Ahead: 1}, b: figures{Total: 2, Undone: 1, Ahead: 1},
			last: figures{Total: 2, Undone: 1, Ahead: 1}, percent: 0,
		},
		"year": {
			period: plans.Years(2023, 2023),
			total:  figures{Total: 12, InTime: 3, Late: 2, Undone: 2, Ahead: 4, Dropped: 1, Checking: 1, Moved: 1},
			a:      figures{Total: 5, InTime: 1, Late: 1, Ahead: 2, Dropped: 1},
			b:      figures{Total: 8, InTime: 2, Late: 1, Undone: 2, Ahead: 2, Dropped: 1, Checking: 1, Moved: 1},
			first:  figures{Total: 4, InTime: 2, Late: 1, Undone: 1, Checking: 1, Moved: 1},
			last:   figures{Total: 8, InTime: 1, Late: 1, Undone: 1, Ahead: 4, Dropped: 1}, percent: 43,
		},
		"a period without anything": {period: plans.Span{From: day("2023-01-01"), To: day("2023-01-31")}, percent: -1},
	} {
		r := report.Make(year(), report.PeriodOf(c.period), july)
		unit := func(name string) figures {
			for _, g := range r.Units {
				if g.Name == name {
					return g.Figures
				}
			}
			return figures{}
		}
		got := []figures{r.Total, unit("отдел А"), unit("отдел Б"), r.Sections[0].Figures, r.Sections[1].Figures}
		if d := cmp.Diff([]figures{c.total, c.a, c.b, c.first, c.last}, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", name, d)
		}
		percent, ok := r.Total.Discipline()
		if !ok {
			percent = -1
		}
		if percent != c.percent {
			t.Errorf("%s: discipline %d, want %d", name, percent, c.percent)
		}
	}
}

// What is overdue comes with its working days, the longest overdue first.
func TestOverdueTasks(t *testing.T) {
	r := report.Make(year(), report.PeriodOf(plans.Years(2023, 2023)), july)
	var got []string
	for _, o := range r.Overdue {
		got = append(got, string(o.Task.Item)+" "+o.Mark.String())
	}
	want := []string{
		"1.4 Не выполнено, просрочено на 34 рабочих дня (срок 15.05.2023).",
		"2.4 Не выполнено, просрочено на 1 рабочий день (срок 01.07.2023).",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// What stands beside each row.
func TestMarksOfASmallYear(t *testing.T) {
	r := report.Make(year(), report.PeriodOf(report.Quarter(day("2023-04-01"))), july)
	want := map[plans.ItemNo]string{
		"1.1": "Выполнено 20.03.2023.\nhttps://petrgosk.ru/1\nПринято: Петрова П. П.",
		"1.2": "Выполнено 23.03.2023, с опозданием на 3 рабочих дня (срок 20.03.2023).\nпроведено\nПринято: Петрова П. П.",
		"1.3": "Выполнено 12.05.2023.\nСрок перенесён с 30.04.2023 на 15.05.2023: ждём подрядчика.\nФотографий: 1, файлов: 1. На проверке.",
		"1.4": "Не выполнено, просрочено на 34 рабочих дня (срок 15.05.2023).",
		"2.1": "Снято с контроля: отменено главой.",
		"2.2": "I квартал 2023 г.: выполнено 31.03.2023.\nПринято: Петрова П. П.\n" +
			"II квартал 2023 г.: выполнено 03.07.2023, с опозданием на 1 рабочий день (срок 30.06.2023).\nПринято: Петрова П. П.\n" +
			"III квартал 2023 г.: срок не наступил: 30.09.2023.\nIV квартал 2023 г.: срок не наступил: 31.12.2023.",
		"2.3": "Выполняется. Фактов за период: 1, всего: 2.\n01.05.2023: Принято: Петрова П. П.",
		"2.4": "Не выполнено, просрочено на 1 рабочий день (срок 01.07.2023).",
		"2.5": "Срок не назначен.",
		"2.6": "Срок не ясен.",
	}
	for _, row := range r.Rows {
		if d := cmp.Diff(want[row.Item.No], row.Mark.String()); d != "" {
			t.Errorf("%s: %s", row.Item.No, d)
		}
	}
	if r.Heading() != "Отчёт о выполнении плана «План» за II квартал 2023 года по состоянию на 3 июля 2023 г." {
		t.Error(r.Heading())
	}
}
