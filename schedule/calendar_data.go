package schedule

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"sdelaemvmeste/plans"
)

// The years of the table: wide enough for any plan and its reports. Days
// outside it are worked out one by one.
const (
	firstYear = 2000
	lastYear  = 2099
)

// The bounds of the table as days; a Date counts days, so these are constants
// of the calendar: 2000-01-01 and 2099-12-31.
const (
	firstDay plans.Date = 730120
	lastDay  plans.Date = 766644
)

// endOfDays is 9999-12-31, the last day an ISO date can name.
const endOfDays plans.Date = 3652059

func inTable(d plans.Date) bool { return firstDay <= d && d <= lastDay }

// productionCalendar holds the yearly decrees of the Government «О переносе
// выходных дней», as they were published.
//
//go:embed production-calendar.json
var productionCalendar []byte

// decreedYear is one year of the embedded data.
type decreedYear struct {
	Holidays        map[plans.Date]string `json:"holidays"`
	DaysOffMoved    map[plans.Date]string `json:"days_off_moved"`
	WorkingWeekends []plans.Date          `json:"working_weekends"`
	// WorkingDays is the year's norm as published; it checks the rest.
	WorkingDays int `json:"working_days"`
}

// decrees is what the embedded data says of the days of the table.
type decrees struct {
	working []bool
	names   map[plans.Date]string
	years   map[int]bool
}

// decreed reads the embedded data once; nothing alters the result. The data is
// part of the program, so a fault in it is a fault of the build.
var decreed = sync.OnceValue(func() decrees {
	years, err := readDecrees(productionCalendar)
	if err != nil {
		panic(err)
	}
	d := decrees{
		working: make([]bool, lastDay-firstDay+1),
		names:   map[plans.Date]string{},
		years:   map[int]bool{},
	}
	for i := range d.working {
		d.working[i] = workingByCode(firstDay + plans.Date(i))
	}
	for year, y := range years {
		d.years[year] = true
		copy(d.working[plans.NewDate(year, time.January, 1)-firstDay:], y.working(year))
		maps.Copy(d.names, y.Holidays)
	}
	return d
})

// working says of each day of the year whether it is worked.
func (y decreedYear) working(year int) []bool {
	first, next := plans.NewDate(year, time.January, 1), plans.NewDate(year+1, time.January, 1)
	days := make([]bool, next-first)
	for i := range days {
		days[i] = !weekend(first + plans.Date(i))
	}
	for _, d := range y.WorkingWeekends {
		days[d-first] = true
	}
	for d := range y.DaysOffMoved {
		days[d-first] = false
	}
	for d := range y.Holidays {
		days[d-first] = false
	}
	return days
}

// readDecrees reads the years of the data. Every day must lie in its year, and
// the working days must come to the norm of the year; a fault is a
// [plans.ErrInvalid].
func readDecrees(data []byte) (map[int]decreedYear, error) {
	var years map[int]decreedYear
	if err := json.Unmarshal(data, &years); err != nil {
		return nil, fmt.Errorf("production calendar: %w: %w", plans.ErrInvalid, err)
	}
	for year, y := range years {
		if year < firstYear || year > lastYear {
			return nil, fmt.Errorf("production calendar: year %d is outside %d–%d: %w", year, firstYear, lastYear, plans.ErrInvalid)
		}
		named := slices.Concat(y.WorkingWeekends, slices.Collect(maps.Keys(y.Holidays)), slices.Collect(maps.Keys(y.DaysOffMoved)))
		for _, d := range named {
			if d.Year() != year {
				return nil, fmt.Errorf("production calendar: %s stands under %d: %w", d, year, plans.ErrInvalid)
			}
		}
		worked := 0
		for _, w := range y.working(year) {
			if w {
				worked++
			}
		}
		if worked != y.WorkingDays {
			return nil, fmt.Errorf("production calendar: %d has %d working days, its norm is %d: %w", year, worked, y.WorkingDays, plans.ErrInvalid)
		}
	}
	return years, nil
}
