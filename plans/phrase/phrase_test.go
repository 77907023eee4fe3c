package phrase

import (
	"strings"
	"testing"
	"time"

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

// TestNoPeriod checks that without a period only what names its own year has a date.
func TestNoPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"до 20.03.2023":    `{"kind":"by_date","to":"2023-03-20"}`,
		"ежеквартально":    `{"kind":"every","each":"quarter"}`,
		"до 20 марта":      `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до конца года":    `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
		"до конца периода": `{"kind":"unclear","why":"` + whyWhatYear + `"}`,
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
