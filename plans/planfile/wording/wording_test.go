package wording

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

func TestDeadline(t *testing.T) {
	d := func(month time.Month, day int) plans.Date { return plans.NewDate(2023, month, day) }
	half, _ := plans.NewClock(14, 30)
	for _, c := range []struct {
		deadline plans.Deadline
		want     string
	}{
		{plans.ByDate{To: d(3, 20)}, "до 20 марта 2023 г."},
		{plans.ByDate{To: d(3, 20), Time: half}, "до 20 марта 2023 г., 14:30"},
		{plans.Between{From: d(4, 1), To: d(5, 31)}, "с 1 апреля по 31 мая 2023 г."},
		{plans.Between{From: d(10, 1), To: d(10, 15)}, "с 1 по 15 октября 2023 г."},
		{plans.Between{From: d(12, 25), To: plans.NewDate(2024, 1, 15)}, "с 25 декабря 2023 г. по 15 января 2024 г."},
		{plans.Between{From: d(12, 25), To: d(12, 25)}, "25 декабря 2023 г."},
		{plans.Period{From: d(10, 1), To: d(12, 31)}, "IV квартал 2023 г."},
		{plans.Period{From: d(7, 1), To: d(12, 31)}, "2-е полугодие 2023 г."},
		{plans.Period{From: d(12, 1), To: d(12, 31)}, "декабрь 2023 г."},
		{plans.Period{From: d(3, 1), To: d(4, 30)}, "март – апрель 2023 г."},
		{plans.Period{From: d(2, 1), To: d(4, 30)}, "февраль – апрель 2023 г."},
		{plans.Period{From: d(1, 1), To: d(12, 31)}, "2023 год"},
		{plans.Period{From: d(1, 1), To: plans.NewDate(2024, 12, 31)}, "2023–2024 годы"},
		{plans.Period{From: d(11, 1), To: plans.NewDate(2024, 2, 29)}, "ноябрь 2023 г. – февраль 2024 г."},
		{plans.Period{From: d(6, 5), To: d(6, 12)}, "с 5 по 12 июня 2023 г."},
		{plans.Throughout{}, "в течение всего периода плана"},
		{plans.Every{Each: plans.EachQuarter, N: 1}, "каждый квартал"},
		{plans.Every{Each: plans.EachMonth, N: 1, Day: 5}, "каждый месяц, до 5-го числа месяца"},
		{plans.Every{Each: plans.EachMonth, N: 1, Day: 10, Shift: 1}, "каждый месяц, до 10-го числа следующего месяца"},
		{plans.Every{Each: plans.EachMonth, N: 1, Workday: 6, Shift: 1}, "каждый месяц, до 6-го рабочего дня следующего месяца"},
		{plans.Every{Each: plans.EachMonth, N: 1, Workday: -1}, "каждый месяц, до последнего рабочего дня месяца"},
		{plans.Every{Each: plans.EachMonth, N: 1, Day: -1}, "каждый месяц, до последнего дня месяца"},
		{plans.Every{Each: plans.EachMonth, N: 1, Day: 25, Shift: -1}, "каждый месяц, до 25-го числа предыдущего месяца"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Day: 10, Shift: 1}, "каждый квартал, до 10-го числа следующего месяца"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Day: 20}, "каждый квартал, до 20-го числа последнего месяца квартала"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Day: 20, Month: 2}, "каждый квартал, до 20-го числа 2-го месяца квартала"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Day: 20, Month: 2, Shift: 1}, "каждый квартал, до 20-го числа 2-го месяца следующего квартала"},
		{plans.Every{Each: plans.EachYear, N: 1, Day: 1, Month: 3, Shift: 1}, "каждый год, до 1 марта следующего года"},
		{plans.Every{Each: plans.EachYear, N: 1, Day: 25, Month: 12}, "каждый год, до 25 декабря"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Times: 1}, "каждый квартал, не реже 1 раза"},
		{plans.Every{Each: plans.EachHalf, N: 1, Times: 2}, "каждое полугодие, не реже 2 раз"},
		{plans.Every{Each: plans.EachWeek, N: 2}, "каждые 2 недели"},
		{plans.Every{Each: plans.EachYear, N: 5}, "каждые 5 лет"},
		{plans.Every{Each: plans.EachDay, N: 21}, "раз в 21 день"},
		{plans.Every{Each: plans.EachWeek, N: 21}, "раз в 21 неделю"},
		{plans.Every{Each: plans.EachQuarter, N: 1, Shift: 1}, "каждый квартал, до конца следующего квартала"},
		{plans.Every{Each: plans.EachMonth, N: 1, From: d(4, 1), To: d(10, 31)}, "каждый месяц, с 1 апреля по 31 октября 2023 г."},
		{plans.Every{Each: plans.EachMonth, N: 1, From: d(4, 1)}, "каждый месяц, с 1 апреля 2023 г."},
		{plans.Every{Each: plans.EachDay, N: 1, To: d(4, 1), Time: half}, "каждый день, 14:30, по 1 апреля 2023 г."},
		{plans.Dates{Days: []plans.Date{d(4, 28), d(7, 28)}}, "28 апреля и 28 июля 2023 г."},
		{plans.Dates{Days: []plans.Date{d(5, 13), d(5, 27), plans.NewDate(2024, 6, 17)}}, "13 мая, 27 мая 2023 г. и 17 июня 2024 г."},
		{plans.AfterEvent{Event: plans.Completed, N: 30, Unit: plans.TermDay}, "в течение 30 дней после завершения проекта"},
		{plans.AfterEvent{Event: plans.ContractSigned, N: 1, Unit: plans.TermWorkingDay}, "в течение 1 рабочего дня после заключения контракта"},
		{plans.AfterEvent{Event: plans.Selection, N: 21, Unit: plans.TermDay}, "в течение 21 дня после конкурсного отбора"},
		{plans.AfterEvent{Event: plans.OtherEvent, What: "КС-2", N: 2, Unit: plans.TermWeek}, "в течение 2 недель после события «КС-2»"},
		{plans.AfterEvent{Event: plans.Opening, N: 3, Unit: plans.TermDay, Before: true}, "за 3 дня до открытия объекта"},
		{plans.AfterEvent{Event: plans.Opening, N: 1, Unit: plans.TermWeek, Before: true}, "за 1 неделю до открытия объекта"},
		{plans.AfterEvent{Event: plans.Opening, N: 11, Unit: plans.TermWorkingDay, Before: true}, "за 11 рабочих дней до открытия объекта"},
		{plans.AfterEvent{Event: plans.Opening, Unit: plans.TermDay}, "в день открытия объекта"},
		{plans.AsItHappens{Event: plans.Completed}, "без даты, по мере завершения проектов"},
		{plans.AsItHappens{What: "по отдельному графику"}, "без даты: «по отдельному графику»"},
		{plans.AsItHappens{}, "без даты, по мере необходимости"},
		{plans.Unclear{Why: "Не указано число дней."}, "срок не ясен. Не указано число дней."},
		{nil, "срок не указан"},
	} {
		if got := Deadline(c.deadline); got != c.want {
			t.Errorf("%#v: %q, want %q", c.deadline, got, c.want)
		}
	}
}
