package planfile

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// Renew makes the plan of the time that follows out of a plan: calendar dates and
// periods move by its years, in the words too; terms counted from events stay as they
// are. People and projects are the district's and are left out. Notes, in Russian, name
// what a person should look at: a 29 February that the new year has not, and words of a
// deadline that had to be written anew.
func Renew(p plans.Plan) (next plans.Plan, notes []string) {
	r := renewal{by: p.Period.To.Year() - p.Period.From.Year() + 1, old: p}
	next = p
	next.Period = plans.Span{From: r.day("", p.Period.From), To: r.day("", p.Period.To)}
	r.period = next.Period
	next.ID = plans.PlanID(r.years(string(p.ID)))
	if next.ID == p.ID {
		next.ID = plans.PlanID(fmt.Sprintf("%s-%d", p.ID, next.Period.From.Year()))
	}
	next.Title, next.Short, next.Approved = r.years(p.Title), r.years(p.Short), ""
	next.People, next.Projects = nil, nil
	next.Sections = make([]plans.Section, len(p.Sections))
	for i, s := range p.Sections {
		next.Sections[i] = plans.Section{Title: r.years(s.Title), Items: make([]plans.Item, len(s.Items))}
		for j, item := range s.Items {
			next.Sections[i].Items[j] = r.item(item)
		}
	}
	return next, r.notes
}

// renewal moves one plan on.
type renewal struct {
	by     int // years
	old    plans.Plan
	period plans.Span // the new one
	notes  []string
}

func (r *renewal) note(no plans.ItemNo, format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf("строка %s: ", no)+fmt.Sprintf(format, args...))
}

// item moves a row on. Its words are moved and read anew; where they then mean
// something else than the deadline moved by itself, the deadline is said in words of
// our own.
func (r *renewal) item(i plans.Item) plans.Item {
	words := i.Phrase
	if i.Words != "" {
		words = i.Words
	}
	i.Form, i.Short, i.Words, i.Problems = r.years(i.Form), r.years(i.Short), "", nil
	want := r.deadline(i.No, i.Deadline)
	i.Phrase = r.years(words)
	i.Deadline, i.Problems = phrase.Parse(i.Phrase, r.period)
	if _, unclear := want.(plans.Unclear); unclear || reflect.DeepEqual(i.Deadline, want) {
		return i
	}
	own := Words(want)
	if d, problems := phrase.Parse(own, r.period); reflect.DeepEqual(d, want) {
		r.note(i.No, "срок «%s» записан словами «%s»", words, own)
		i.Phrase, i.Deadline, i.Problems = own, d, problems
		return i
	}
	r.note(i.No, "проверьте срок «%s»", i.Phrase)
	return i
}

// deadline moves the calendar days of a deadline.
func (r *renewal) deadline(no plans.ItemNo, d plans.Deadline) plans.Deadline {
	switch d := d.(type) {
	case plans.ByDate:
		d.To = r.day(no, d.To)
		return d
	case plans.Between:
		d.From, d.To = r.day(no, d.From), r.day(no, d.To)
		return d
	case plans.Period:
		d.From, d.To = r.day(no, d.From), r.monthEnd(no, d.To)
		return d
	case plans.Every:
		d.From, d.To = r.day(no, d.From), r.monthEnd(no, d.To)
		return d
	case plans.Dates:
		days := make([]plans.Date, len(d.Days))
		for i, day := range d.Days {
			days[i] = r.day(no, day)
		}
		d.Days = days
		return d
	case plans.Throughout, plans.AfterEvent, plans.AsItHappens, plans.Unclear:
		return d
	}
	return d
}

// day moves a day on; a 29 February that the year has not becomes the 28th.
func (r *renewal) day(no plans.ItemNo, d plans.Date) plans.Date {
	if d.IsZero() {
		return d
	}
	y, m, day := d.Split()
	if next := plans.NewDate(y+r.by, m, day); next.Month() == m {
		return next
	}
	r.note(no, "29 февраля %d года нет, взято 28 февраля", y+r.by)
	return plans.NewDate(y+r.by, time.February, 28)
}

// monthEnd moves the last day of a period on: the end of February stays its end.
func (r *renewal) monthEnd(no plans.ItemNo, d plans.Date) plans.Date {
	if d.IsZero() || d != d.MonthEnd() {
		return r.day(no, d)
	}
	y, m, _ := d.Split()
	return plans.NewDate(y+r.by, m, 1).MonthEnd()
}

var digits = regexp.MustCompile(`\d+`)

// years moves the years in words that lie in the plan's time or next to it; the year of
// an act or of a programme of other years stays.
func (r *renewal) years(text string) string {
	first, last := r.old.Period.From.Year()-1, r.old.Period.To.Year()+1
	return digits.ReplaceAllStringFunc(text, func(number string) string {
		y, err := strconv.Atoi(number)
		if err != nil || y < first || y > last {
			return number
		}
		return strconv.Itoa(y + r.by)
	})
}
