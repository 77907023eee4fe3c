package people

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
)

// daysOf reads the days of a leave: two days named («с завтра по пятницу»), a
// window as plans write it («с 3 по 16 июля»), or a single day.
func daysOf(words string, today plans.Date) (plans.Span, bool) {
	words = strings.ToLower(strings.Join(strings.Fields(chat.Plain(words)), " "))
	bare := strings.TrimPrefix(strings.TrimPrefix(words, "со "), "с ")
	for _, between := range []string{" по ", " до ", " - ", " – ", " — "} {
		left, right, two := strings.Cut(bare, between)
		if !two {
			continue
		}
		from, ok := onDay(left, today)
		if !ok {
			continue
		}
		to, ok := onDay(right, from)
		return plans.Span{From: from, To: to}, ok && from <= to
	}
	if left, length, lasts := strings.Cut(bare, " на "); lasts {
		if from, ok := onDay(left, today); ok {
			after, ok := onDay("через "+length, from)
			return plans.Span{From: from, To: after - 1}, ok && after > from
		}
	}
	if rest, until := strings.CutPrefix(words, "до "); until {
		to, ok := onDay(rest, today)
		return plans.Span{From: today, To: to}, ok
	}
	if day, ok := onDay(words, today); ok {
		return plans.Span{From: day, To: day}, true
	}
	year := plans.Span{From: plans.NewDate(today.Year(), 1, 1), To: plans.NewDate(today.Year(), 12, 31)}
	switch d, _ := phrase.Parse(words, year); d := d.(type) {
	case plans.Between:
		return plans.Span{From: d.From, To: d.To}, d.Time.IsZero() && d.From <= d.To
	case plans.Period:
		return plans.Span{From: d.From, To: d.To}, d.From <= d.To
	}
	return plans.Span{}, false
}

func onDay(words string, today plans.Date) (plans.Date, bool) {
	m, err := phrase.When(words, today, phrase.Future)
	if err != nil || !m.Time.IsZero() {
		return 0, false
	}
	on, ok := m.Day.(phrase.On)
	return on.Date, ok
}
