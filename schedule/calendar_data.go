package schedule

import (
	_ "embed"
	"encoding/json"
	"fmt"
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

func inTable(d plans.Date) bool { return firstDay <= d && d <= lastDay }

// productionCalendar holds the yearly decrees of the Government «О переносе
// выходных дней», as they were published.
//
//go:embed production-calendar.json
var productionCalendar []byte

// decreedYear is one year of the embedded data.
type decreedYear struct {
	Decree          string                `json:"decree"`
	Holidays        map[plans.Date]string `json:"holidays"`
	DaysOffMoved    map[plans.Date]string `json:"days_off_moved"`
	WorkingWeekends []plans.Date          `json:"working_weekends"`
	WorkingDays     int                   `json:"working_days"`
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
		for day := plans.NewDate(year, time.January, 1); day.Year() == year; day++ {
			d.working[day-firstDay] = !weekend(day)
		}
		for _, day := range y.WorkingWeekends {
			d.working[day-firstDay] = true
		}
		for day := range y.DaysOffMoved {
			d.working[day-firstDay] = false
		}
		for day, name := range y.Holidays {
			d.working[day-firstDay] = false
			d.names[day] = name
		}
	}
	return d
})

// readDecrees reads the years of the data; every day of a year must lie in it.
func readDecrees(data []byte) (map[int]decreedYear, error) {
	var years map[int]decreedYear
	if err := json.Unmarshal(data, &years); err != nil {
		return nil, fmt.Errorf("production calendar: %w", err)
	}
	for year, y := range years {
		if year < firstYear || year > lastYear {
			return nil, fmt.Errorf("production calendar: year %d is outside %d–%d: %w", year, firstYear, lastYear, plans.ErrInvalid)
		}
		days := append([]plans.Date(nil), y.WorkingWeekends...)
		for day := range y.Holidays {
			days = append(days, day)
		}
		for day := range y.DaysOffMoved {
			days = append(days, day)
		}
		for _, day := range days {
			if day.Year() != year {
				return nil, fmt.Errorf("production calendar: %s stands under %d: %w", day, year, plans.ErrInvalid)
			}
		}
	}
	return years, nil
}
