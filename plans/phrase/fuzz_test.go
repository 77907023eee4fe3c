package phrase

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// sound says what is wrong with a deadline that no reading may give.
func sound(d plans.Deadline) string {
	for _, day := range days(d) {
		if y := day.Year(); day <= 0 || y < firstYear-1 || y > finalYear+1 {
			return "date out of range"
		}
	}
	switch d := d.(type) {
	case plans.Between:
		return turned(d.From, d.To)
	case plans.Period:
		return turned(d.From, d.To)
	case plans.Dates:
		for i := range d.Days {
			if len(d.Days) < 2 || i > 0 && d.Days[i] <= d.Days[i-1] {
				return "dates not in order"
			}
		}
	case plans.Every:
		if d.N < 1 || d.Times < 0 || d.Each == "" || d.Day < -1 || d.Day > 31 || d.Workday < -1 || d.Day != 0 && d.Workday != 0 {
			return "no such repetition"
		}
		if d.Month < 0 || d.Month > 12 || d.Shift < -1 || d.Shift > 1 {
			return "no such month of a part"
		}
		if d.From != 0 && d.To != 0 {
			return turned(d.From, d.To)
		}
	case plans.AfterEvent:
		if d.N < 0 || d.Unit == "" || d.Event == "" || (d.Event == plans.OtherEvent) != (d.What != "") {
			return "no such term"
		}
	case plans.AsItHappens:
		if (d.Event == plans.OtherEvent) != (d.What != "") {
			return "no such event"
		}
	case plans.Unclear:
		if d.Why == "" {
			return "no reason"
		}
	}
	return ""
}

func turned(from, to plans.Date) string {
	if from > to {
		return "from after to"
	}
	return ""
}

// noisy changes what must not change the reading: case, spaces, dashes, ё, soft
// hyphens.
func noisy(text string, seed uint8) string {
	switch seed % 4 {
	case 0:
		text = strings.ToUpper(text)
	case 1:
		text = strings.ToLower(text)
	}
	space := []string{" ", "\u00a0", "  ", " \u200b "}[seed>>2%4]
	dash := []string{"-", "–", "—", "\u2011"}[seed>>4%4]
	text = strings.NewReplacer(" ", space, "-", dash, "ё", "е").Replace(text)
	var b strings.Builder
	for i, r := range text {
		b.WriteRune(r)
		if seed&128 != 0 && i%5 == 0 {
			b.WriteRune('\u00ad')
		}
	}
	return b.String()
}

// plain reports whether the text is one on which noisy keeps the meaning: letters
// whose case goes both ways, no line breaks (they matter), no dashes of its own.
func plain(text string) bool {
	for _, r := range text {
		if r > unicode.MaxASCII && !(r >= 'А' && r <= 'я') && !strings.ContainsRune("ёЁ«»№", r) || unicode.IsControl(r) {
			return false
		}
	}
	return !strings.Contains(text, "--")
}

// spoken is the deadline without the differences that noise may make in a quotation.
func spoken(t *testing.T, d plans.Deadline) string {
	t.Helper()
	return strings.NewReplacer("–", "-", "—", "-", "ё", "е").Replace(strings.ToLower(marshal(t, d)))
}

func FuzzParse(f *testing.F) {
	for _, r := range readTable(f) {
		f.Add(r.phrase, uint8(r.line))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint8) {
		if !utf8.ValidString(text) {
			Parse(text, year2023)
			return
		}
		for _, period := range []plans.Span{
			year2023, {},
			{From: plans.NewDate(2023, 9, 1), To: plans.NewDate(2024, 5, 31)},
			{From: plans.NewDate(2023, 1, 1), To: plans.NewDate(2025, 12, 31)},
		} {
			d, problems := Parse(text, period)
			if fault := sound(d); fault != "" {
				t.Fatalf("%q is %s: %s", text, marshal(t, d), fault)
			}
			if _, unclear := d.(plans.Unclear); unclear && len(problems) > 0 {
				t.Fatalf("%q is unclear with problems %q", text, problems)
			}
			back, err := plans.UnmarshalDeadline([]byte(marshal(t, d)))
			if err != nil || marshal(t, back) != marshal(t, d) {
				t.Fatalf("%q: %s does not come back from JSON: %v", text, marshal(t, d), err)
			}
		}
		if d, _ := Parse(text, unnamedYear()); Complete(text) && unclear(d) && d.(plans.Unclear).Why != whyWeekdayNo && d.(plans.Unclear).Why != whyLineBreak {
			t.Fatalf("%q is complete and %s", text, marshal(t, d))
		}
		before, line, _ := strings.Cut(text, " ")
		whole, _ := Parse(text, year2023)
		broken, _ := Parse(before+"\n"+line, year2023)
		if !unclear(whole) && !unclear(broken) && marshal(t, whole) != marshal(t, broken) {
			t.Fatalf("%q is %s, but %q below %q is %s", text, marshal(t, whole), line, before, marshal(t, broken))
		}
		if !plain(text) || utf8.RuneCountInString(noisy(text, seed)) > longestPhrase {
			return
		}
		d, _ := Parse(text, year2023)
		again, _ := Parse(noisy(text, seed), year2023)
		if spoken(t, d) != spoken(t, again) {
			t.Fatalf("%q is %s, but %q is %s", text, marshal(t, d), noisy(text, seed), marshal(t, again))
		}
	})
}

func FuzzWhen(f *testing.F) {
	for _, m := range readMoments(f) {
		f.Add(m.text, int(m.today), uint8(m.line))
	}
	f.Fuzz(func(t *testing.T, text string, today int, seed uint8) {
		first, last := int(plans.NewDate(firstYear+9, 1, 1)), int(plans.NewDate(finalYear-9, 1, 1))
		day := plans.Date(first + ((today-first)%(last-first)+(last-first))%(last-first))
		for _, lean := range []Lean{Past, Future} {
			m, err := When(text, day, lean)
			if err != nil {
				continue
			}
			switch d := m.Day.(type) {
			case On:
				if y := d.Date.Year(); y < firstYear || y > finalYear {
					t.Fatalf("%q is %s", text, d.Date)
				}
			case InWorkingDays:
				if d.N < 1 {
					t.Fatalf("%q is %+v", text, d)
				}
			case BeforeDue:
				if d.N < 0 {
					t.Fatalf("%q is %+v", text, d)
				}
			case AfterDaysOff:
				if lean == Past || d.Month > 0 && !d.Holiday {
					t.Fatalf("%q is %+v", text, d)
				}
			case InMinutes:
				if lean == Past || d.N < 1 {
					t.Fatalf("%q is %+v", text, d)
				}
			case NoDay:
				if m.Time.IsZero() {
					t.Fatalf("%q is nothing", text)
				}
			default:
				t.Fatalf("%q has no day", text)
			}
			if !utf8.ValidString(text) || !plain(text) || utf8.RuneCountInString(noisy(text, seed)) > longestPhrase {
				continue
			}
			again, err := When(noisy(text, seed), day, lean)
			if err != nil || again != m {
				t.Fatalf("%q is %+v, but %q is %+v, %v", text, m, noisy(text, seed), again, err)
			}
		}
	})
}
