package report

import (
	"strings"

	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// inWords reads a time in the words that people use, «II квартал», «с 1 апреля по 15
// мая», «март-апрель», «с начала года», or as the command line writes it. A year that
// is not named is the plan's.
func inWords(words string, plan plans.Span, today plans.Date) (made.Period, bool) {
	words = strings.TrimPrefix(strings.TrimSuffix(strings.TrimSpace(strings.ToLower(words)), "."), "за ")
	if p, err := made.ParsePeriod(strings.ToUpper(words)); err == nil {
		return p, true
	}
	if strings.HasPrefix(words, "с начала") {
		return made.SoFar(plan, today), true
	}
	if words == "год" || words == "весь год" || words == "весь период" {
		return made.PeriodOf(plan), true
	}
	if len(words) > maxWords {
		return made.Period{}, false
	}
	d, _ := phrase.Parse(words, plan)
	switch d := d.(type) {
	case plans.Period:
		return spanned(d.From, d.To)
	case plans.Between:
		return spanned(d.From, d.To)
	case plans.ByDate:
		if strings.HasPrefix(words, "до ") || strings.HasPrefix(words, "по ") {
			return spanned(plan.From, d.To)
		}
		return spanned(d.To, d.To)
	}
	return made.Period{}, false
}

// maxWords is longer than any time in words.
const maxWords = 200

func spanned(from, to plans.Date) (made.Period, bool) {
	if from.IsZero() || to.IsZero() || from > to {
		return made.Period{}, false
	}
	return made.PeriodOf(plans.Span{From: from, To: to}), true
}
