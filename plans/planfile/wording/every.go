package wording

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

// part holds the words for one reporting part.
type part struct {
	// every is «каждый квартал»; few and many follow «каждые N».
	every, few, many string
	// of is the genitive, next and before with their adjective.
	of, next, before string
}

var partWords = map[plans.Part]part{
	plans.EachDay:     {"каждый день", "дня", "дней", "дня", "следующего дня", "предыдущего дня"},
	plans.EachWeek:    {"каждую неделю", "недели", "недель", "недели", "следующей недели", "предыдущей недели"},
	plans.EachMonth:   {"каждый месяц", "месяца", "месяцев", "месяца", "следующего месяца", "предыдущего месяца"},
	plans.EachQuarter: {"каждый квартал", "квартала", "кварталов", "квартала", "следующего квартала", "предыдущего квартала"},
	plans.EachHalf:    {"каждое полугодие", "полугодия", "полугодий", "полугодия", "следующего полугодия", "предыдущего полугодия"},
	plans.EachYear:    {"каждый год", "года", "лет", "года", "следующего года", "предыдущего года"},
}

// everyWords tells a repetition: how often, how many times, by which day of the
// part, between which bounds.
func everyWords(d plans.Every) string {
	p := partWords[d.Each]
	text := p.every
	if d.N > 1 {
		_, one, _ := strings.Cut(p.every, " ")
		unit := Plural(d.N, one, p.few, p.many)
		text = fmt.Sprintf("каждые %d %s", d.N, unit)
		if unit == one {
			text = fmt.Sprintf("раз в %d %s", d.N, unit)
		}
	}
	if d.Times > 0 {
		text += fmt.Sprintf(", не реже %d %s", d.Times, Plural(d.Times, "раза", "раз", "раз"))
	}
	if due := everyDay(d, p); due != "" {
		text += ", " + due
	}
	text += clockWords(d.Time)
	switch {
	case d.From != 0 && d.To != 0:
		text += ", " + Span(plans.Span{From: d.From, To: d.To})
	case d.From != 0:
		text += ", с " + Day(d.From)
	case d.To != 0:
		text += ", по " + Day(d.To)
	}
	return text
}

// everyDay tells the day on which a part is due; "" when it is the part's own
// end.
func everyDay(d plans.Every, p part) string {
	if d.Day == 0 && d.Workday == 0 {
		switch {
		case d.Shift > 0:
			return "до конца " + p.next
		case d.Shift < 0:
			return "до конца " + p.before
		}
		return ""
	}
	if d.Each == plans.EachYear && d.Month > 0 && d.Month <= 12 && d.Day > 0 {
		return fmt.Sprintf("до %d %s", d.Day, monthsOf[time.Month(d.Month)]) + yearSuffix(d.Shift, p)
	}
	day := fmt.Sprintf("до %d-го числа", d.Day)
	switch {
	case d.Workday < 0:
		day = "до последнего рабочего дня"
	case d.Workday != 0:
		day = fmt.Sprintf("до %d-го рабочего дня", d.Workday)
	case d.Day < 0:
		day = "до последнего дня"
	}
	return day + " " + monthOfPart(d, p)
}

func yearSuffix(shift int, p part) string {
	switch {
	case shift > 0:
		return " " + p.next
	case shift < 0:
		return " " + p.before
	}
	return ""
}

// monthOfPart names the month that holds the day. The first month after a
// reporting part is simply the next one.
func monthOfPart(d plans.Every, p part) string {
	whose := p.of
	switch {
	case d.Shift > 0:
		whose = p.next
	case d.Shift < 0:
		whose = p.before
	}
	switch {
	case d.Each == plans.EachDay || d.Each == plans.EachWeek || d.Each == plans.EachMonth:
		if d.Each == plans.EachMonth {
			return whose
		}
		return "месяца"
	case d.Shift == 1 && d.Month <= 1:
		return "следующего месяца"
	case d.Month == 0 && d.Shift == 0:
		return "последнего месяца " + whose
	}
	return fmt.Sprintf("%d-го месяца %s", max(d.Month, 1), whose)
}
