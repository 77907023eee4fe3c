package publish

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

func TestNextHourIsNeverQuietAndNeverTooSoon(t *testing.T) {
	zone := time.FixedZone("MSK", 3*3600)
	at := func(s string) time.Time {
		parsed, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	afternoon := plans.Hours{From: 13*60 + 1, To: 14*60 + 31}
	for _, c := range []struct {
		now, want string
		quiet     plans.Hours
	}{
		{"2023-03-20 12:00", "2023-03-20 13:00", plans.DefaultQuiet()},
		{"2023-03-20 12:31", "2023-03-20 14:00", plans.DefaultQuiet()},
		{"2023-03-20 19:45", "2023-03-21 08:00", plans.DefaultQuiet()},
		{"2023-03-18 01:00", "2023-03-18 08:00", plans.DefaultQuiet()},
		{"2023-03-18 07:20", "2023-03-18 08:00", plans.DefaultQuiet()},
		{"2023-03-18 07:50", "2023-03-18 09:00", plans.DefaultQuiet()},
		{"2023-03-18 23:50", "2023-03-19 08:00", plans.DefaultQuiet()},
		{"2023-03-18 23:50", "2023-03-19 01:00", plans.Hours{}},
		{"2023-03-18 12:10", "2023-03-18 14:30", afternoon},
	} {
		if got := nextHour(at(c.now), c.quiet, zone); !got.Equal(at(c.want)) {
			t.Errorf("after %s: %s, want %s", c.now, got, c.want)
		}
	}
}
