package plans

import (
	"fmt"
	"time"
)

// Date is a calendar day without a zone: the number of days since 0000-12-31 of
// the proleptic Gregorian calendar, so dates compare and subtract as numbers.
// The zero Date is no day at all.
type Date int

var dayZero = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).Unix() / 86400

// NewDate gives the day; values beyond their range are carried over as
// [time.Date] does.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 - dayZero)
}

// ValidDate gives the day and true, or false when the calendar has no such day.
func ValidDate(year int, month time.Month, day int) (Date, bool) {
	if year < 1 || year > 9999 {
		return 0, false
	}
	d := NewDate(year, month, day)
	y, m, dd := d.Split()
	return d, y == year && m == month && dd == day
}

// DateOf gives the calendar day of an instant in a zone.
func DateOf(t time.Time, zone *time.Location) Date {
	return NewDate(t.In(zone).Date())
}

// ParseDate reads an ISO day, "2023-03-20". The error is an [ErrInvalid].
func ParseDate(s string) (Date, error) {
	// Most texts that are no day, such as «2023Q2», are of another length, and
	// [time.Parse] takes long to say what is wrong with them.
	if len(s) != len(time.DateOnly) {
		return 0, fmt.Errorf("date %q: %w", s, ErrInvalid)
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date %q: %w", s, ErrInvalid)
	}
	return NewDate(t.Date()), nil
}

func (d Date) midnight() time.Time {
	return time.Unix((int64(d)+dayZero)*86400, 0).UTC()
}

// Split gives year, month and day of the month.
func (d Date) Split() (int, time.Month, int) { return d.midnight().Date() }

// Year is the calendar year.
func (d Date) Year() int { return d.midnight().Year() }

// Month is the month of the year.
func (d Date) Month() time.Month { return d.midnight().Month() }

// Day is the day of the month, from 1.
func (d Date) Day() int { return d.midnight().Day() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// AddMonths moves by whole months, back for a negative n; where the day is missing
// in the month reached, its last day is taken (ГК РФ ст. 192 п. 3).
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Split()
	first := NewDate(y, m+time.Month(n), 1)
	return min(first+Date(day-1), first.MonthEnd())
}

// MonthEnd is the last day of the day's month.
func (d Date) MonthEnd() Date {
	y, m, _ := d.Split()
	return NewDate(y, m+1, 0)
}

// At gives the instant of a clock time on this day in a zone; the zero Clock is
// midnight.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	y, m, day := d.Split()
	return time.Date(y, m, day, c.hour(), c.minute(), 0, 0, zone)
}

// IsZero reports whether this is no day at all.
func (d Date) IsZero() bool { return d == 0 }

// String is the ISO form, "2023-03-20"; the zero Date gives "".
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format(time.DateOnly)
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; the empty text gives the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Span is the days from From to To, both included.
type Span struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Years is the span of whole calendar years, both included.
func Years(from, to int) Span {
	return Span{From: NewDate(from, time.January, 1), To: NewDate(to, time.December, 31)}
}

// Contains reports whether the day lies in the span.
func (s Span) Contains(d Date) bool { return s.From <= d && d <= s.To }

// Overlaps reports whether the spans share a day.
func (s Span) Overlaps(o Span) bool { return s.From <= o.To && o.From <= s.To }
