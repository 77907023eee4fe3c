package bot

import (
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

// future reads a day (and perhaps an hour) that lies ahead; due is the task's
// own due date, for «за день до срока».
func (t *turn) future(words string, due plans.Date) (plans.Date, plans.Clock, bool) {
	d, ok := t.day(words)
	return d, 0, ok && d >= t.today()
}

// past reads a day that has been.
func (t *turn) past(words string) (plans.Date, bool) { return t.day(words) }

func (t *turn) day(words string) (plans.Date, bool) {
	at, err := time.Parse("02.01.2006", strings.TrimSpace(words))
	return plans.NewDate(at.Date()), err == nil
}
