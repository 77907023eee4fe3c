package page

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/internal/demo"
)

// panel is the clock and what can be done with it.
type panel struct {
	Time, ISO, Date, Last string
	Weekday               string
	Next                  string // what comes and when; empty when nothing does
	Months                []month
	Now                   int // on the strip, which has a unit a day
	Strip                 string
	Soon                  []string
	Turning, Silent       bool
}

// month is a month on the strip of a year.
type month struct {
	Name string
	X    int
	Days []mark
}

// mark is a day on the strip on which something is due.
type mark struct {
	X, Y, Height int
	Title        string
}

// The strip's height, and how much of it a task due on a day takes.
const (
	stripHeight = 28
	markHeight  = 5
	soonest     = 4 // days named in words
)

func (s *Site) panel() (panel, error) {
	ahead, err := s.district.Ahead()
	if err != nil {
		return panel{}, err
	}
	zone := s.district.Zone
	now := s.district.Now().In(zone)
	p := panel{
		Time: now.Format("15:04"), ISO: now.Format("2006-01-02T15:04:05Z07:00"), Date: now.Format("2006-01-02"),
		Last: now.AddDate(1, 0, 0).Format("2006-01-02"), Weekday: weekdays[now.Weekday()] + ", " + day(now),
		Turning: s.wheel.turning(), Silent: s.district.Silent(), Now: now.YearDay(),
	}
	if !ahead.Next.IsZero() {
		at := ahead.Next.In(zone)
		p.Next = fmt.Sprintf("%d %s, %s — %s", at.Day(), months[at.Month()-1], at.Format("15:04"), ahead.What)
	}
	p.strip(now, ahead.Dues)
	return p, nil
}

// strip lays the days of the clock's year out, with what is due on them.
func (p *panel) strip(now time.Time, dues []demo.Due) {
	for m := time.January; m <= time.December; m++ {
		first := time.Date(now.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		p.Months = append(p.Months, month{Name: []string{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}[m-1], X: first.YearDay()})
	}
	total := 0
	for _, d := range dues {
		if d.Day.Year() != now.Year() {
			continue
		}
		total++
		rows := strings.Join(d.Items, ", ")
		at := time.Date(d.Day.Year(), d.Day.Month(), d.Day.Day(), 0, 0, 0, 0, time.UTC)
		name := fmt.Sprintf("%d %s", at.Day(), months[at.Month()-1])
		h := min(len(d.Items)*markHeight, stripHeight-4)
		p.Months[at.Month()-1].Days = append(p.Months[at.Month()-1].Days, mark{at.YearDay(), stripHeight - h, h, name + ": " + rows})
		if at.YearDay() >= now.YearDay() && len(p.Soon) < soonest {
			p.Soon = append(p.Soon, name+": "+rows)
		}
	}
	p.Strip = fmt.Sprintf("Год на ленте: дней со сроками — %d", total)
}
