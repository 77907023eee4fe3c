package phrase

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// drawCell gives a cell as plans have it: a phrase of the table or one put together.
func drawCell(t *rapid.T, rows []row) (string, plans.Span) {
	if rapid.Bool().Draw(t, "from the table") {
		r := rapid.SampledFrom(rows).Draw(t, "row")
		return strings.ReplaceAll(r.phrase, "\n", " "), r.period
	}
	of := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(t, what) }
	number := func() string { return of("number", "1", "2", "5", "10", "15", "20", "25", "28") }
	month := func() string {
		return of("month", "января", "марта", "апреля", "мая", "июня", "сентября", "ноября", "декабря")
	}
	year := func() string {
		return of("year", "", "", " 2023 г.", " 2023 года", " 2024 года", " 2023-2024 годов", " текущего года")
	}
	day := func() string {
		if rapid.Bool().Draw(t, "figures") {
			return number() + "." + of("month", "03", "04", "11", "12") + of("year", "", ".2023", ".2024")
		}
		return number() + " " + month() + year()
	}
	by := func() string { return of("by", "до ", "не позднее ", "к ", "") }
	joint := func() string { return of("joint", " - ", "-", "- ", " – ") }
	var cell string
	switch of("kind", "day", "list", "range", "months", "part", "term", "quarter") {
	case "day":
		cell = by() + day() + of("tail", "", " ежегодно", ", 14:00", " (понедельник)", " включительно")
	case "list":
		cell = by() + day() + of("comma", ", ", "; ", " и ") + of("by", "", "до ") + day()
	case "range":
		cell = of("stage", "", "II этап – ", "1 этап: ") + of("words", "с "+day()+" по "+day(), day()+joint()+day(), "с "+number()+" по "+day())
	case "months":
		cell = of("month", "март", "апрель") + of("joint", joint(), ", ", " и ") + of("month", "май", "июнь") + year()
	case "part":
		cell = of("each", "ежемесячно", "ежеквартально", "ежегодно", "1 раз в полугодие") + of("comma", ", ", " ") + by() + number() +
			" числа месяца" + of("which", "", ", следующего за отчетным", ", следующего за отчетным кварталом")
	case "term":
		cell = "в течение " + number() + of("unit", " дней", " рабочих дней") + " со дня " + of("event", "подписания контракта", "открытия объекта")
	case "quarter":
		cell = of("number", "I", "II, III", "I - II", "4") + of("word", " квартал", " кварталы", " кв.") + year()
	}
	return cell, year2023
}

// broken puts a line break in place of some of the blanks.
func broken(t *rapid.T, cell string) string {
	words := strings.Split(cell, " ")
	var b strings.Builder
	for i, word := range words {
		if i > 0 {
			b.WriteString(rapid.SampledFrom([]string{" ", " ", "\n"}).Draw(t, "blank"))
		}
		b.WriteString(word)
	}
	return b.String()
}

// TestBrokenTable breaks every phrase of the table at each of its blanks.
func TestBrokenTable(t *testing.T) {
	for _, r := range readTable(t) {
		cell := strings.ReplaceAll(r.phrase, "\n", " ")
		whole, _ := Parse(cell, r.period)
		if unclear(whole) {
			continue
		}
		for i, c := range cell {
			if c != ' ' {
				continue
			}
			before, line := cell[:i], cell[i+1:]
			d, _ := Parse(before+"\n"+line, r.period)
			if !unclear(d) && marshal(t, d) != marshal(t, whole) {
				t.Errorf("%q is %s, but broken before %q it is %s", cell, marshal(t, whole), line, marshal(t, d))
			}
			if !Continues(before, line) && marshal(t, d) != marshal(t, whole) {
				t.Errorf("%q is %s, but %q is taken for another deadline", cell, marshal(t, whole), line)
			}
		}
	}
}

// TestBrokenCells checks that a line break in place of a blank gives no other
// deadline: the same one, or a question. Only lines which are deadlines of their
// own may mean together what the line without a break does not.
func TestBrokenCells(t *testing.T) {
	rows := readTable(t)
	rapid.Check(t, func(t *rapid.T) {
		cell, period := drawCell(t, rows)
		torn := broken(t, cell)
		whole, _ := Parse(cell, period)
		d, _ := Parse(torn, period)
		if unclear(d) || sameDeadline(t, whole, d) {
			return
		}
		lines := strings.Split(torn, "\n")
		if !unclear(whole) || !slices.ContainsFunc(lines, Complete) {
			t.Fatalf("%q is %s, but %q is %s", cell, marshal(t, whole), torn, marshal(t, d))
		}
	})
}

// TestLinesOfBrokenCells checks that lines of which none continues the one before
// it have no other dates than the cell without breaks.
func TestLinesOfBrokenCells(t *testing.T) {
	rows := readTable(t)
	rapid.Check(t, func(t *rapid.T) {
		cell, period := drawCell(t, rows)
		whole, _ := Parse(cell, period)
		lines := strings.Split(broken(t, cell), "\n")
		for i := range lines[1:] {
			if Continues(lines[i], lines[i+1]) {
				return
			}
		}
		if unclear(whole) || len(lines) == 1 {
			return
		}
		for _, line := range lines {
			d, _ := Parse(line, period)
			for _, day := range dueDays(d) {
				if !slices.Contains(dueDays(whole), day) {
					t.Fatalf("%q is %s, but its line %q is %s", cell, marshal(t, whole), line, marshal(t, d))
				}
			}
		}
	})
}

func unclear(d plans.Deadline) bool { return d.Kind() == (plans.Unclear{}).Kind() }

func sameDeadline(t *rapid.T, a, b plans.Deadline) bool {
	return marshal(t, a) == marshal(t, b)
}
