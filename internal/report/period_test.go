package report_test

import (
	"errors"
	"testing"

	"sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

func TestPeriodsOfTheCommandLine(t *testing.T) {
	for code, want := range map[string]string{
		"2023": "2023-01-01 2023-12-31 2023 год", "2023Q2": "2023-04-01 2023-06-30 II квартал 2023 года",
		"2023q4": "2023-10-01 2023-12-31 IV квартал 2023 года", "2023H2": "2023-07-01 2023-12-31 II полугодие 2023 года",
		"2024-02": "2024-02-01 2024-02-29 февраль 2024 года", "2023-04-01..2023-05-15": "2023-04-01 2023-05-15 период с 01.04.2023 по 15.05.2023",
		"2023-01-01..2023-03-31": "2023-01-01 2023-03-31 I квартал 2023 года",
	} {
		p, err := report.ParsePeriod(code)
		if got := p.From.String() + " " + p.To.String() + " " + p.Words; got != want || err != nil {
			t.Errorf("%s: %s, %v; want %s", code, got, err, want)
		}
		again, err := report.ParsePeriod(p.Code())
		if again != p || err != nil {
			t.Errorf("%s: its code %s is %+v, %v", code, p.Code(), again, err)
		}
	}
	for _, code := range []string{"", "23", "2023Q5", "2023H3", "2023-13", "2023-00", "0000", "2023-05-15..2023-04-01", "..", "2023-04-01..", "2023Q", "весна"} {
		if p, err := report.ParsePeriod(code); !errors.Is(err, plans.ErrInvalid) {
			t.Errorf("%q: %+v, %v", code, p, err)
		}
	}
}

func TestTimeSoFar(t *testing.T) {
	plan := plans.Years(2023, 2023)
	for today, want := range map[string]string{
		"2023-07-03": "2023-01-01 2023-07-03", "2022-12-01": "2023-01-01 2023-01-01", "2024-03-01": "2023-01-01 2023-12-31",
	} {
		p := report.SoFar(plan, day(today))
		if got := p.From.String() + " " + p.To.String(); got != want {
			t.Errorf("%s: %s, want %s", today, got, want)
		}
	}
}
