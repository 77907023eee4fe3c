package phrase

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// year2023 is the period of the plan of the seed.
var year2023 = plans.Span{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2023, 12, 31)}

// TestLongText checks that a long cell without a deadline is answered quickly.
func TestLongText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("до 1 мая, ", 10_000),
		strings.Repeat("(", longestPhrase),
		strings.Repeat("в течение ", longestPhrase/10),
		strings.Repeat("1 ", longestPhrase/2),
		strings.Repeat("1,", longestPhrase/2),
	} {
		if d, _ := Parse(text, year2023); d.Kind() != (plans.Unclear{}).Kind() {
			t.Errorf("%.40q… is %s", text, marshal(t, d))
		}
	}
}

// TestLongest checks on which side of the limit a text of that very length is.
func TestLongest(t *testing.T) {
	text := "до 1 мая" + strings.Repeat(" ", longestPhrase-utf8.RuneCountInString("до 1 мая"))
	if d, _ := Parse(text, year2023); unclear(d) {
		t.Errorf("%d characters are %s", longestPhrase, marshal(t, d))
	}
	if d, _ := Parse(text+" ", year2023); !unclear(d) {
		t.Errorf("%d characters are %s", longestPhrase+1, marshal(t, d))
	}
}

// TestNoPeriod checks that without a period only what names its own year has a date.
func TestNoPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"до 20.03.2023":                  `{"kind":"by_date","to":"2023-03-20"}`,
		"к 1 марта 2026 года, 14:00":     `{"kind":"by_date","to":"2026-03-01","time":"14:00"}`,
		"01.04.2026-31.05.2026":          `{"kind":"between","from":"2026-04-01","to":"2026-05-31"}`,
		"с 1 по 15 октября 2026 г.":      `{"kind":"between","from":"2026-10-01","to":"2026-10-15"}`,
		"II квартал 2026 года":           `{"kind":"period","from":"2026-04-01","to":"2026-06-30"}`,
		"апрель -\nмай 2026 года":        `{"kind":"period","from":"2026-04-01","to":"2026-05-31"}`,
		"III, IV кварталы 2026 года":     `{"kind":"period","from":"2026-07-01","to":"2026-12-31"}`,
		"в течение 2026 года":            `{"kind":"period","from":"2026-01-01","to":"2026-12-31"}`,
		"до 28 апреля, 28 июля 2026":     `{"kind":"dates","days":["2026-04-28","2026-07-28"]}`,
		"до 10 февраля 2025-2026 гг.":    `{"kind":"dates","days":["2025-02-10","2026-02-10"]}`,
		"ежеквартально":                  `{"kind":"every","each":"quarter"}`,
		"ежегодно до 31 марта":           `{"kind":"every","each":"year","day":31,"month":3}`,
		"ежемесячно в 2026 году":         `{"kind":"every","each":"month","from":"2026-01-01","to":"2026-12-31"}`,
		"последний рабочий день месяца":  `{"kind":"every","each":"month","workday":-1}`,
		"по мере необходимости":          `{"kind":"as_it_happens"}`,
		"в течение года":                 `{"kind":"throughout"}`,
		"за 3 дня до открытия":           `{"kind":"after_event","event":"opening","n":3,"unit":"day","before":true}`,
		"до 20 марта":                    `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до 1 июня текущего года":        `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"апрель - май":                   `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"III, IV кварталы":               `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"II этап – с 1 апреля по 1 июля": `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до 1 марта, 1 июня":             `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"ежемесячно с марта по май":      `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до конца года":                  `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до конца периода":               `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
	} {
		d, problems := Parse(text, plans.Span{})
		if got := marshal(t, d); got != want || len(problems) > 0 {
			t.Errorf("%q is %s %q; want %s", text, got, problems, want)
		}
	}
}

// BenchmarkParse reads phrases of the table in turn. Beside the time it gives the
// ratio to what splitting the same text into lower-case words takes, which does
// not depend on the machine.
func BenchmarkParse(b *testing.B) {
	rows := readTable(b)
	start := time.Now()
	const rounds = 20
	for range rounds {
		for _, r := range rows {
			strings.Fields(strings.ToLower(r.phrase))
		}
	}
	words := float64(time.Since(start).Nanoseconds()) / float64(rounds*len(rows))
	for i := 0; b.Loop(); i++ {
		r := rows[i%len(rows)]
		Parse(r.phrase, r.period)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/words, "words")
}
