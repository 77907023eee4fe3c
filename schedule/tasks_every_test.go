package schedule

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

func TestEvery(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		every  plans.Every
		period plans.Span
		want   []string // part opens–due
	}{
		{
			phrase: "ежеквартально", every: plans.Every{Each: plans.EachQuarter, N: 1},
			want: []string{
				"2023Q1 2023-01-01–2023-03-31", "2023Q2 2023-04-01–2023-06-30",
				"2023Q3 2023-07-01–2023-09-30", "2023Q4 2023-10-01–2023-12-31",
			},
		},
		{
			phrase: "раз в полугодие", every: plans.Every{Each: plans.EachHalf},
			want: []string{"2023H1 2023-01-01–2023-06-30", "2023H2 2023-07-01–2023-12-31"},
		},
		{
			phrase: "ежегодно", every: plans.Every{Each: plans.EachYear},
			period: plans.Span{From: day("2023-04-01"), To: day("2025-02-28")},
			want: []string{
				"2023 2023-04-01–2023-12-31", "2024 2024-01-01–2024-12-31", "2025 2025-01-01–2025-02-28",
			},
		},
		{
			phrase: "ежеквартально до 10 числа месяца, следующего за отчетным кварталом",
			every:  plans.Every{Each: plans.EachQuarter, Day: 10, Shift: 1},
			want: []string{
				"2023Q1 2023-01-01–2023-04-10", "2023Q2 2023-04-01–2023-07-10",
				"2023Q3 2023-07-01–2023-10-10", "2023Q4 2023-10-01–2024-01-10",
			},
		},
		{
			phrase: "ежеквартально, за день до конца первого месяца", every: plans.Every{Each: plans.EachQuarter, Month: 1, Day: -2},
			want: []string{
				"2023Q1 2023-01-01–2023-01-30", "2023Q2 2023-04-01–2023-04-29",
				"2023Q3 2023-07-01–2023-07-30", "2023Q4 2023-10-01–2023-10-30",
			},
		},
		{
			phrase: "ежеквартально, до конца следующего квартала", every: plans.Every{Each: plans.EachQuarter, Shift: 1},
			want: []string{
				"2023Q1 2023-01-01–2023-06-30", "2023Q2 2023-04-01–2023-09-30",
				"2023Q3 2023-07-01–2023-12-31", "2023Q4 2023-10-01–2024-03-31",
			},
		},
		{
			phrase: "ежеквартально, до конца первого месяца", every: plans.Every{Each: plans.EachQuarter, Month: 1},
			want: []string{
				"2023Q1 2023-01-01–2023-01-31", "2023Q2 2023-04-01–2023-04-30",
				"2023Q3 2023-07-01–2023-07-31", "2023Q4 2023-10-01–2023-10-31",
			},
		},
		{
			phrase: "ежеквартально до 10-го числа второго месяца квартала",
			every:  plans.Every{Each: plans.EachQuarter, Day: 10, Month: 2},
			want: []string{
				"2023Q1 2023-01-01–2023-02-10", "2023Q2 2023-04-01–2023-05-10",
				"2023Q3 2023-07-01–2023-08-10", "2023Q4 2023-10-01–2023-11-10",
			},
		},
		{
			phrase: "ежеквартально до 15 числа: в последнем месяце квартала",
			every:  plans.Every{Each: plans.EachQuarter, Day: 15},
			want: []string{
				"2023Q1 2023-01-01–2023-03-15", "2023Q2 2023-04-01–2023-06-15",
				"2023Q3 2023-07-01–2023-09-15", "2023Q4 2023-10-01–2023-12-15",
			},
		},
		{
			phrase: "ежеквартально до конца месяца, следующего за отчетным кварталом",
			every:  plans.Every{Each: plans.EachQuarter, Day: -1, Shift: 1},
			want: []string{
				"2023Q1 2023-01-01–2023-04-30", "2023Q2 2023-04-01–2023-07-31",
				"2023Q3 2023-07-01–2023-10-31", "2023Q4 2023-10-01–2024-01-31",
			},
		},
		{
			phrase: "ежегодно до 1 марта года, следующего за отчетным",
			every:  plans.Every{Each: plans.EachYear, Month: 3, Day: 1, Shift: 1},
			want:   []string{"2023 2023-01-01–2024-03-01"},
		},
		{
			phrase: "ежегодно до 1 февраля", every: plans.Every{Each: plans.EachYear, Month: 2, Day: 1},
			want: []string{"2023 2023-01-01–2023-02-01"},
		},
		{
			phrase: "ежегодно в марте", every: plans.Every{Each: plans.EachYear, Month: 3},
			want: []string{"2023 2023-01-01–2023-03-31"},
		},
		{
			phrase: "до 6-го рабочего дня месяца, следующего за отчетным",
			every:  plans.Every{Each: plans.EachMonth, Workday: 6, Shift: 1},
			period: plans.Span{From: day("2023-04-01"), To: day("2023-05-31")},
			want:   []string{"2023-04 2023-04-01–2023-05-11", "2023-05 2023-05-01–2023-06-08"},
		},
		{
			phrase: "до 30 числа: в феврале до последнего",
			every:  plans.Every{Each: plans.EachMonth, Day: 30},
			period: plans.Span{From: day("2023-01-01"), To: day("2023-03-31")},
			want: []string{
				"2023-01 2023-01-01–2023-01-30", "2023-02 2023-02-01–2023-02-28", "2023-03 2023-03-01–2023-03-30",
			},
		},
		{
			phrase: "до 22-го рабочего дня: в феврале до последнего",
			every:  plans.Every{Each: plans.EachMonth, Workday: 22},
			period: plans.Span{From: day("2023-02-01"), To: day("2023-03-31")},
			want:   []string{"2023-02 2023-02-01–2023-02-28", "2023-03 2023-03-01–2023-03-31"},
		},
		{
			phrase: "до 25-го рабочего дня: до последнего рабочего",
			every:  plans.Every{Each: plans.EachMonth, Workday: 25},
			period: plans.Span{From: day("2023-04-01"), To: day("2023-04-30")},
			want:   []string{"2023-04 2023-04-01–2023-04-28"},
		},
		{
			phrase: "до 25 числа месяца, предшествующего отчетному",
			every:  plans.Every{Each: plans.EachMonth, Day: 25, Shift: -1},
			period: plans.Span{From: day("2023-01-01"), To: day("2023-02-28")},
			want:   []string{"2023-01 2022-12-01–2022-12-25", "2023-02 2023-01-01–2023-01-25"},
		},
		{
			phrase: "последний рабочий день месяца: 30.04.2023 — воскресенье",
			every:  plans.Every{Each: plans.EachMonth, Workday: -1},
			period: plans.Span{From: day("2023-03-01"), To: day("2023-05-31")},
			want: []string{
				"2023-03 2023-03-01–2023-03-31", "2023-04 2023-04-01–2023-04-28", "2023-05 2023-05-01–2023-05-31",
			},
		},
		{
			phrase: "последний рабочий день месяца: рабочая суббота 27.04.2024",
			every:  plans.Every{Each: plans.EachMonth, Workday: -1},
			period: plans.Span{From: day("2024-04-01"), To: day("2024-04-30")},
			want:   []string{"2024-04 2024-04-01–2024-04-27"},
		},
		{
			phrase: "последний рабочий день квартала",
			every:  plans.Every{Each: plans.EachQuarter, Workday: -1},
			want: []string{
				"2023Q1 2023-01-01–2023-03-31", "2023Q2 2023-04-01–2023-06-30",
				"2023Q3 2023-07-01–2023-09-29", "2023Q4 2023-10-01–2023-12-29",
			},
		},
		{
			phrase: "последний рабочий день полугодия",
			every:  plans.Every{Each: plans.EachHalf, Workday: -1},
			want:   []string{"2023H1 2023-01-01–2023-06-30", "2023H2 2023-07-01–2023-12-29"},
		},
		{
			phrase: "последний рабочий день года", every: plans.Every{Each: plans.EachYear, Workday: -1},
			want: []string{"2023 2023-01-01–2023-12-29"},
		},
		{
			phrase: "последний рабочий день второго месяца квартала",
			every:  plans.Every{Each: plans.EachQuarter, Workday: -1, Month: 2},
			period: plans.Span{From: day("2023-04-01"), To: day("2023-12-31")},
			want: []string{
				"2023Q2 2023-04-01–2023-05-31", "2023Q3 2023-07-01–2023-08-31", "2023Q4 2023-10-01–2023-11-30",
			},
		},
		{
			phrase: "последний рабочий день месяца, следующего за отчетным кварталом",
			every:  plans.Every{Each: plans.EachQuarter, Workday: -1, Shift: 1},
			period: plans.Span{From: day("2023-01-01"), To: day("2023-06-30")},
			want:   []string{"2023Q1 2023-01-01–2023-04-28", "2023Q2 2023-04-01–2023-07-31"},
		},
		{
			phrase: "последний рабочий день месяца, предшествующего отчетному",
			every:  plans.Every{Each: plans.EachMonth, Workday: -1, Shift: -1},
			period: plans.Span{From: day("2023-01-01"), To: day("2023-02-28")},
			want:   []string{"2023-01 2022-12-01–2022-12-30", "2023-02 2023-01-01–2023-01-31"},
		},
		{
			phrase: "последний рабочий день месяца в плане до 15 апреля: до конца плана",
			every:  plans.Every{Each: plans.EachMonth, Workday: -1},
			period: plans.Span{From: day("2023-03-01"), To: day("2023-04-15")},
			want:   []string{"2023-03 2023-03-01–2023-03-31", "2023-04 2023-04-01–2023-04-15"},
		},
		{
			phrase: "последний рабочий день в неделю без рабочих дней: до её конца",
			every:  plans.Every{Each: plans.EachWeek, Workday: -1},
			period: plans.Span{From: day("2023-01-02"), To: day("2023-01-15")},
			want:   []string{"2023-W01 2023-01-02–2023-01-08", "2023-W02 2023-01-09–2023-01-13"},
		},
		{
			phrase: "до 25 числа месяца, предшествующего отчетному кварталу",
			every:  plans.Every{Each: plans.EachQuarter, Day: 25, Shift: -1, Month: 3},
			period: plans.Span{From: day("2023-04-01"), To: day("2023-09-30")},
			want:   []string{"2023Q2 2023-03-01–2023-03-25", "2023Q3 2023-06-01–2023-06-25"},
		},
		{
			phrase: "ежеквартально, до 20 декабря",
			every:  plans.Every{Each: plans.EachQuarter, To: day("2023-12-20")},
			period: plans.Span{From: day("2023-07-01"), To: day("2023-12-31")},
			want:   []string{"2023Q3 2023-07-01–2023-09-30", "2023Q4 2023-10-01–2023-12-20"},
		},
		{
			phrase: "еженедельно: неполные недели по краям",
			every:  plans.Every{Each: plans.EachWeek},
			period: plans.Span{From: day("2023-05-31"), To: day("2023-06-14")},
			want: []string{
				"2023-W22 2023-05-31–2023-06-04", "2023-W23 2023-06-05–2023-06-11", "2023-W24 2023-06-12–2023-06-14",
			},
		},
		{
			phrase: "каждую пятницу", every: plans.Every{Each: plans.EachWeek, Day: 5},
			period: plans.Span{From: day("2023-06-01"), To: day("2023-06-11")},
			want:   []string{"2023-W22 2023-06-01–2023-06-02", "2023-W23 2023-06-05–2023-06-09"},
		},
		{
			phrase: "в первый рабочий день недели", every: plans.Every{Each: plans.EachWeek, Workday: 1},
			period: plans.Span{From: day("2023-06-05"), To: day("2023-06-18")},
			want:   []string{"2023-W23 2023-06-05–2023-06-05", "2023-W24 2023-06-12–2023-06-13"},
		},
		{
			phrase: "в неделю без рабочих дней: до её конца", every: plans.Every{Each: plans.EachWeek, Workday: 1},
			period: plans.Span{From: day("2023-01-02"), To: day("2023-01-08")},
			want:   []string{"2023-W01 2023-01-02–2023-01-08"},
		},
		{
			phrase: "ежедневно", every: plans.Every{Each: plans.EachDay},
			period: plans.Span{From: day("2023-06-09"), To: day("2023-06-11")},
			want: []string{
				"2023-06-09 2023-06-09–2023-06-09", "2023-06-10 2023-06-10–2023-06-10", "2023-06-11 2023-06-11–2023-06-11",
			},
		},
		{
			phrase: "раз в две недели", every: plans.Every{Each: plans.EachWeek, N: 2},
			period: plans.Span{From: day("2023-06-05"), To: day("2023-07-02")},
			want:   []string{"2023-W24 2023-06-05–2023-06-18", "2023-W26 2023-06-19–2023-07-02"},
		},
		{
			phrase: "раз в три месяца", every: plans.Every{Each: plans.EachMonth, N: 3},
			want: []string{
				"2023-03 2023-01-01–2023-03-31", "2023-06 2023-04-01–2023-06-30",
				"2023-09 2023-07-01–2023-09-30", "2023-12 2023-10-01–2023-12-31",
			},
		},
		{
			phrase: "раз в пять месяцев: последний срок короче", every: plans.Every{Each: plans.EachMonth, N: 5},
			want: []string{
				"2023-05 2023-01-01–2023-05-31", "2023-10 2023-06-01–2023-10-31", "2023-12 2023-11-01–2023-12-31",
			},
		},
		{
			phrase: "один раз в 6 лет", every: plans.Every{Each: plans.EachYear, N: 6},
			want: []string{"2023 2023-01-01–2023-12-31"},
		},
		{
			phrase: "ежеквартально с 01.05 по 15.08",
			every:  plans.Every{Each: plans.EachQuarter, From: day("2023-05-01"), To: day("2023-08-15")},
			want:   []string{"2023Q2 2023-05-01–2023-06-30", "2023Q3 2023-07-01–2023-08-15"},
		},
		{
			phrase: "ежеквартально до 2027-01-01, затем выкл.: внутри плана",
			every:  plans.Every{Each: plans.EachHalf, To: day("2027-01-01")},
			want:   []string{"2023H1 2023-01-01–2023-06-30", "2023H2 2023-07-01–2023-12-31"},
		},
		{
			phrase: "еженедельно с 26.08.2013 по 08.09.2013: вне плана, как написано",
			every:  plans.Every{Each: plans.EachWeek, From: day("2013-08-26"), To: day("2013-09-08")},
			want:   []string{"2013-W35 2013-08-26–2013-09-01", "2013-W36 2013-09-02–2013-09-08"},
		},
		{
			phrase: "ежемесячно до 5 числа в плане с 10 марта по 3 июня",
			every:  plans.Every{Each: plans.EachMonth, Day: 5},
			period: plans.Span{From: day("2023-03-10"), To: day("2023-06-03")},
			want: []string{
				"2023-04 2023-04-01–2023-04-05", "2023-05 2023-05-01–2023-05-05", "2023-06 2023-06-01–2023-06-03",
			},
		},
		{phrase: "части, которой нет", every: plans.Every{Each: "fortnight"}},
	} {
		plan := planOf(tt.every)
		if tt.period.From != 0 {
			plan.Period = tt.period
		}
		var got []string
		for _, task := range Tasks(plan, nil, Facts{}, NewCalendar(nil)) {
			if !task.Announced || task.Kind != plans.Dated {
				t.Errorf("%s: %s", tt.phrase, brief(task))
			}
			got = append(got, fmt.Sprintf("%s %s–%s", task.Part, task.Opens, task.Due))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("«%s»:\n%s", tt.phrase, diff)
		}
	}
}

// TestEveryPartOfAPeriodIsOwedOnce: the windows of a plainly repeated row cover
// its bounds without a gap, whatever part and number.
func TestEveryPartOfAPeriodIsOwedOnce(t *testing.T) {
	cal := NewCalendar(nil)
	rapid.Check(t, func(t *rapid.T) {
		from := day("2022-01-01") + plans.Date(rapid.IntRange(0, 800).Draw(t, "from"))
		period := plans.Span{From: from, To: from + plans.Date(rapid.IntRange(0, 1200).Draw(t, "length"))}
		e := plans.Every{
			Each: rapid.SampledFrom(everyPart).Draw(t, "each"),
			N:    rapid.IntRange(0, 7).Draw(t, "n"),
		}
		plan := planOf(e)
		plan.Period = period
		tasks := Tasks(plan, nil, Facts{}, cal)
		next := period.From
		for _, task := range tasks {
			if task.Opens != next || task.Due < task.Opens {
				t.Fatalf("%s opens %s, want %s", task.ID, task.Opens, next)
			}
			next = task.Due + 1
		}
		if next != period.To+1 {
			t.Fatalf("the last window ends before %s, want %s", next, period.To+1)
		}
		n := max(e.N, 1)
		e.N = 1
		plan.Sections[0].Items[0].Deadline = e
		if all := len(Tasks(plan, nil, Facts{}, cal)); len(tasks) != (all+n-1)/n {
			t.Fatalf("%d windows of %d parts by %d", len(tasks), all, n)
		}
	})
}
