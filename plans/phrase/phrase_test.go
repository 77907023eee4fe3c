package phrase

import (
	"testing"

	"sdelaemvmeste/plans"
)

// year2023 is the period of the plan which the tables are judged for.
var year2023 = plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)}

func TestSeedPhrases(t *testing.T) {
	for text, want := range map[string]string{
		"до 20.03.2023":         `{"kind":"by_date","to":"2023-03-20"}`,
		"01.04.2023-31.05.2023": `{"kind":"between","from":"2023-04-01","to":"2023-05-31"}`,
		"в течении периода":     `{"kind":"throughout"}`,
		"до 01.07.2023":         `{"kind":"by_date","to":"2023-07-01"}`,
		"":                      `{"kind":"unclear","why":"` + whyEmpty + `"}`,
		"дней с даты заключения муниципального контракта": `{"kind":"unclear","why":"` + whyHowMany + `"}`,
		"ежеквартально": `{"kind":"every","each":"quarter"}`,
		"не позднее 30 календарных дней со дня завершения реализации проекта": `{"kind":"after_event","event":"completed","n":30,"unit":"day"}`,
		"до 15.06.2023": `{"kind":"by_date","to":"2023-06-15"}`,
		"4 кв. 2023 г.": `{"kind":"period","from":"2023-10-01","to":"2023-12-31"}`,
		"по мере реализации проектов": `{"kind":"as_it_happens","event":"completed"}`,
		"01.12.2023-30.12.2023":       `{"kind":"between","from":"2023-12-01","to":"2023-12-30"}`,
	} {
		d, problems := Parse(text, year2023)
		got, err := plans.MarshalDeadline(d)
		if err != nil || string(got) != want || len(problems) > 0 {
			t.Errorf("Parse(%q) = %s, %q, %v; want %s", text, got, problems, err, want)
		}
	}
}
