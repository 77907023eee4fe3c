package yaml

import (
	"regexp"
	"strconv"
	"time"

	"sdelaemvmeste/plans"
)

var (
	dayText    = `\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}`
	dayWhole   = regexp.MustCompile(`^(?:` + dayText + `)$`)
	periodText = regexp.MustCompile(`^(?:с )?(` + dayText + `) ?(?:[-–—−/]|по) ?(` + dayText + `)$`)
)

// parseDay reads «10.04.2023» or «2023-04-10».
func parseDay(s string) (plans.Date, bool) {
	if !dayWhole.MatchString(s) {
		return 0, false
	}
	if d, err := plans.ParseDate(s); err == nil {
		return d, true
	}
	parts := regexp.MustCompile(`\d+`).FindAllString(s, 3)
	var v [3]int
	for i, p := range parts {
		v[i], _ = strconv.Atoi(p)
	}
	return plans.ValidDate(v[2], time.Month(v[1]), v[0])
}

// parsePeriod reads «01.01.2023-31.12.2023»; ok is false when either day is
// not one. The days are given as written, also when they are reversed.
func parsePeriod(s string) (span plans.Span, ok bool) {
	m := periodText.FindStringSubmatch(s)
	if m == nil {
		return plans.Span{}, false
	}
	from, ok1 := parseDay(m[1])
	to, ok2 := parseDay(m[2])
	return plans.Span{From: from, To: to}, ok1 && ok2
}
