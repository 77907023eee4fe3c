package document

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans/planfile/wording"
)

// Shown are the parts of a date that the format of a cell shows.
type Shown struct{ Day, Month, Year, Clock bool }

// DateText writes the shown parts of a date as documents do: «20.03.2023»,
// «20 марта», «март 2023 г.». A time of day is written when the cell holds one,
// and alone when the format shows nothing else; seconds are not kept.
func DateText(t time.Time, s Shown) string {
	t = t.Round(time.Minute)
	clock := ""
	if s.Clock && (t.Hour() != 0 || t.Minute() != 0) {
		clock = t.Format(" 15:04")
	}
	switch {
	case s.Clock && !s.Day && !s.Month && !s.Year:
		return t.Format("15:04")
	case s.Day && s.Month && !s.Year:
		return fmt.Sprintf("%d %s", t.Day(), wording.MonthOf(t.Month())) + clock
	case !s.Day && s.Month && s.Year:
		return fmt.Sprintf("%s %d г.", wording.Month(t.Month()), t.Year())
	case !s.Day && s.Month:
		return wording.Month(t.Month())
	}
	return t.Format("02.01.2006") + clock
}
