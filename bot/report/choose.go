package report

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// begin asks for the plan, where there are several, and for the time.
func begin(t *chat.Turn, _ string) error {
	if err := t.May(chat.MakeReport); err != nil {
		return err
	}
	states, err := t.Tx.PlanStates()
	if err != nil {
		return err
	}
	switch {
	case len(states) == 0:
		return t.NoPlan()
	case len(states) == 1:
		text, k, err := askPeriod(t, states[0].Plan)
		if err != nil {
			return err
		}
		return t.Say(text, k)
	}
	text, k, err := askPlan(t, 0)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// askPlan asks which plan the report is about: those in force first, then the finished
// ones.
func askPlan(t *chat.Turn, number int) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	states, err := t.Tx.PlanStates()
	if err != nil {
		return "", k, err
	}
	var ids, finished []plans.PlanID
	for _, s := range states {
		if s.InForce() {
			ids = append(ids, s.Plan)
		} else {
			finished = append(finished, s.Plan)
		}
	}
	page := chat.PageOf(append(ids, finished...), chat.PageSize, number)
	for i, id := range page.Shown {
		p, err := t.PlanOf(id)
		if err != nil {
			return "", k, err
		}
		n, err := t.PlanNumber(id)
		if err != nil {
			return "", k, err
		}
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", page.Before+i+1, textPlanKey(t, p)), Verb: "rpplan", Number: n})
	}
	page.Keys(&k, chat.Press{Verb: "rpplans"}.PageInNumber)
	return textWhichPlan, k, nil
}

// pressedPlans turns the pages of plans.
func pressedPlans(t *chat.Turn, b chat.Press) error {
	if err := t.May(chat.MakeReport); err != nil {
		return err
	}
	text, k, err := askPlan(t, b.Page())
	if err != nil {
		return err
	}
	if b.Arg.Word() == "new" {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

// planOf is the plan of a short number, in force or finished; without a number it is
// the one that has been in force longest.
func planOf(t *chat.Turn, n uint64) (plans.Plan, error) {
	if err := t.May(chat.MakeReport); err != nil {
		return plans.Plan{}, err
	}
	if n == 0 {
		return t.NumberedPlan(0)
	}
	id, err := t.Tx.Identity(store.PlanNumber, n)
	if err != nil {
		return plans.Plan{}, err
	}
	return t.PlanOf(plans.PlanID(id))
}

// pressedPlan asks for the time of the report: of «Отчёт» under a plan as well, whose
// message stays.
func pressedPlan(t *chat.Turn, b chat.Press) error {
	p, err := planOf(t, b.Number)
	if err != nil {
		return err
	}
	text, k, err := askPeriod(t, p.ID)
	if err != nil {
		return err
	}
	if b.Arg.Word() == "new" {
		return t.Say(text, k)
	}
	return t.Edit(text, k)
}

// askPeriod offers the times that reports are made of.
func askPeriod(t *chat.Turn, id plans.PlanID) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	p, err := t.PlanOf(id)
	if err != nil {
		return "", k, err
	}
	n, err := t.PlanNumber(id)
	if err != nil {
		return "", k, err
	}
	for _, c := range choices(p.Period, t.Today()) {
		k.Row(chat.Key{Text: c.caption + ": " + c.period.Words, Verb: "rpper", Number: n, Arg: spanArgs(c.period.Span)})
	}
	k.Row(chat.Key{Text: "Другой период", Verb: "rpother", Number: n})
	return textWhichPeriod(p), k, nil
}

// choice is a time that is offered.
type choice struct {
	caption string
	period  made.Period
}

// reportMonth is how long after the end of a quarter or a half-year it is what people
// report on; later it is the one at hand.
const reportMonth = 31

// choices are the times offered on a day: of the parts of the year the one that is
// reported on now, within the plan.
func choices(plan plans.Span, today plans.Date) []choice {
	day := min(max(today, plan.From), plan.To)
	part := func(of func(plans.Date) plans.Span) plans.Span {
		s := of(day)
		if before := of(s.From - 1); day-s.From < reportMonth && before.Overlaps(plan) && day == today {
			return before
		}
		return s
	}
	return []choice{
		{"За квартал", made.PeriodOf(part(made.Quarter))},
		{"За полугодие", made.PeriodOf(part(made.Half))},
		{"За год", made.PeriodOf(plans.Years(day.Year(), day.Year()))},
		{"С начала года", made.SoFar(plan, today)},
	}
}

func spanArgs(s plans.Span) chat.Args { return chat.ArgsOf(chat.Day(s.From), chat.Day(s.To)) }

// periodOf reads the time that a button carries.
func periodOf(r *chat.Reader) (made.Period, error) {
	s := plans.Span{From: r.Day(), To: r.Day()}
	if s.From.IsZero() || s.From > s.To {
		return made.Period{}, chat.Stale()
	}
	return made.PeriodOf(s), nil
}

// pressedOther asks for the time in words.
func pressedOther(t *chat.Turn, b chat.Press) error {
	p, err := planOf(t, b.Number)
	if err != nil {
		return err
	}
	n, err := t.PlanNumber(p.ID)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "rpperiod", Number: n}); err != nil {
		return err
	}
	return t.Say(textAskPeriod, chat.CancelKeys())
}

// otherPeriod takes the time in words.
func otherPeriod(t *chat.Turn, d store.Dialog) error {
	p, err := planOf(t, d.Number)
	if err != nil {
		return t.GiveUp(err)
	}
	period, ok := inWords(t.Words(), p.Period, t.Today())
	if !ok {
		return chat.Refuse(chat.NotUnderstood, textPeriodUnknown)
	}
	if err := t.Done(); err != nil {
		return err
	}
	text, k := askFormat(t, p, d.Number, period)
	return t.Say(text, k)
}
