package planfile

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// understand reads a deadline in the document's words. Without a period there
// is nothing to lay a day without a year in, and the period's own fault is
// reported already.
func understand(text string, period plans.Span) (plans.Deadline, []string) {
	if period == (plans.Span{}) {
		return plans.Unclear{Why: "Период плана неизвестен"}, nil
	}
	return phrase.Parse(text, period)
}

// unclearText tells of a row whose deadline is not understood.
func unclearText(words string, u plans.Unclear) string {
	if words == "" {
		return "срок не ясен. " + u.Why
	}
	return "срок «" + clip(words) + "» не ясен. " + u.Why
}
