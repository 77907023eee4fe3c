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
	Now                   int // on the strip
	Strip                 string
	Soon                  []string
	Turning, Silent       bool
	Advice                advice
}

// advice is what may be done next, and the title of the chat in which it is.
type advice struct {
	demo.Advice
	Title string
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

// The strip's measures, and how many days are named in words.
const (
	monthWidth  = 100
	stripHeight = 30
	markHeight  = 6 // of a row due on a day
	soonest     = 4
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
		Turning: s.wheel.turning(), Silent: s.district.Silent(),
	}
	if !ahead.Next.IsZero() {
		at := ahead.Next.In(zone)
		p.Next = fmt.Sprintf("%d %s, %s — %s", at.Day(), months[at.Month()-1], at.Format("15:04"), ahead.What)
	}
	p.strip(now, ahead.Dues)
	p.Advice.Advice = ahead.Advice
	if c, ok := s.find(ahead.Advice.Chat); ok {
		p.Advice.Title = c.Title
	}
	return p, nil
}

// strip lays the days of the clock's year out, with what is due on them.
func (p *panel) strip(now time.Time, dues []demo.Due) {
	for m := range 12 {
		p.Months = append(p.Months, month{Name: short[m], X: m * monthWidth})
	}
	p.Now = place(now)
	total := 0
	for _, d := range dues {
		year, m, dayOf := d.Day.Split()
		if year != now.Year() {
			continue
		}
		total++
		at := time.Date(year, m, dayOf, 12, 0, 0, 0, now.Location())
		title := fmt.Sprintf("%d %s: %s", dayOf, months[m-1], strings.Join(d.Items, ", "))
		h := min(len(d.Items)*markHeight, stripHeight)
		p.Months[m-1].Days = append(p.Months[m-1].Days, mark{place(at), stripHeight - h, h, title})
		if at.After(now) && len(p.Soon) < soonest {
			p.Soon = append(p.Soon, title)
		}
	}
	p.Strip = fmt.Sprintf("Лента года: дней со сроками %d", total)
}

// place is where a day stands on the strip, on which all months are equally wide.
func place(day time.Time) int {
	return (int(day.Month())-1)*monthWidth + (day.Day()-1)*monthWidth/31
}

var short = [...]string{"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}
