package report

import (
	"testing"

	"sdelaemvmeste/plans"
)

func TestPeriodInWords(t *testing.T) {
	plan, today := plans.Years(2023, 2023), plans.NewDate(2023, 7, 3)
	for words, want := range map[string]string{
		"II квартал": "2023-04-01 2023-06-30", "за 3 квартал": "2023-07-01 2023-09-30", "март-апрель": "2023-03-01 2023-04-30",
		"с 1 апреля по 15 мая": "2023-04-01 2023-05-15", "01.04.2023-15.05.2023": "2023-04-01 2023-05-15", "первое полугодие": "2023-01-01 2023-06-30",
		"с начала года": "2023-01-01 2023-07-03", "Год": "2023-01-01 2023-12-31", "2023Q2": "2023-04-01 2023-06-30", "2023q2": "2023-04-01 2023-06-30",
		"2023 год": "2023-01-01 2023-12-31", "апрель.": "2023-04-01 2023-04-30", "до 15 мая": "2023-01-01 2023-05-15", "2023-04": "2023-04-01 2023-04-30",
	} {
		p, ok := inWords(words, plan, today)
		if got := p.From.String() + " " + p.To.String(); got != want || !ok {
			t.Errorf("%s: %s, %v; want %s", words, got, ok, want)
		}
	}
	for _, words := range []string{"", "когда-нибудь", "по мере необходимости", "ежеквартально"} {
		if p, ok := inWords(words, plan, today); ok {
			t.Errorf("%q: %+v", words, p)
		}
	}
}

// In the first month of a quarter people report on the one before, later on the one at
// hand; never on a time before the plan.
func TestTimesOffered(t *testing.T) {
	plan := plans.Years(2023, 2023)
	for today, want := range map[string][2]string{
		"2023-04-03": {"I квартал 2023 года", "I полугодие 2023 года"}, "2023-05-15": {"II квартал 2023 года", "I полугодие 2023 года"},
		"2023-07-05": {"II квартал 2023 года", "I полугодие 2023 года"}, "2023-01-09": {"I квартал 2023 года", "I полугодие 2023 года"},
		"2024-01-10": {"IV квартал 2023 года", "II полугодие 2023 года"},
	} {
		d, err := plans.ParseDate(today)
		if err != nil {
			t.Fatal(err)
		}
		got := choices(plan, d)
		if got[0].period.Words != want[0] || got[1].period.Words != want[1] || got[2].period.Words != "2023 год" {
			t.Errorf("%s: %+v", today, got)
		}
	}
}
