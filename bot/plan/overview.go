package plan

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// overview shows the plan: its sections with how much is done. In a group it is
// a summary without buttons.
func overview(t *chat.Turn, _ string) error {
	if ours := t.In.Chat.ID == t.Settings.Group; !t.Private() && !t.Admin {
		switch {
		case !ours && !t.Known():
			return nil
		case !ours:
			return t.Whisper(chat.TextGroupUnbound)
		case !t.Known() && !t.In.Anonymous:
			return t.Whisper(chat.Esc(chat.TextStranger))
		}
	}
	if t.Private() {
		if err := t.May(chat.SeePlan); err != nil {
			return err
		}
	}
	if len(t.Plans) == 0 {
		if handled, err := finishedOnly(t); handled || err != nil {
			return err
		}
		return t.NoPlan()
	}
	text, k, err := home(t)
	if err != nil {
		return err
	}
	if !t.Private() {
		return t.Whisper(text)
	}
	return t.Say(text, k)
}

// home is what the way through the plan begins with: the plan, or a list of those in
// force.
func home(t *chat.Turn) (string, chat.Keyboard, error) {
	records, err := t.Tx.Tasks()
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	if len(t.Plans) > 1 {
		return plansPage(t, records, 0)
	}
	return planView(t, t.Longest(), records)
}

// pressedHome leads back to the beginning.
func pressedHome(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	if len(t.Plans) == 0 {
		return t.NoPlan()
	}
	text, k, err := home(t)
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// planView is a plan's sections with how much is done.
func planView(t *chat.Turn, p plans.Plan, records []store.TaskRecord) (text string, k chat.Keyboard, err error) {
	if k, err = planKeys(t, p); err != nil {
		return "", k, err
	}
	c, err := counting(t, records, p.ID)
	return textOverview(t.PlanName(p), p, c), k, err
}

func planKeys(t *chat.Turn, p plans.Plan) (k chat.Keyboard, err error) {
	if !t.Private() {
		return k, nil
	}
	n, err := t.PlanNumber(p.ID)
	if err != nil {
		return k, err
	}
	for i, s := range p.Sections {
		k.Row(chat.Key{Text: fmt.Sprintf("%d. %s", i+1, chat.Cut(s.Title, 48)), Verb: "psec", Number: n, Arg: sectionPage(int64(i+1), 0)})
	}
	if err := filterKeys(t, &k); err != nil {
		return k, err
	}
	if t.Allowed(chat.MakeReport, nil) {
		k.Row(chat.Key{Text: "📊 Отчёт", Verb: "rpplan", Number: n, Arg: "new"})
	}
	keeperKeys(t, &k, p, n)
	if len(t.Plans) > 1 {
		k.Row(chat.Press{Verb: "plans"}.Back())
	}
	return k, nil
}

// pressedSection shows the rows of a section of the plan that was in force when there
// was one alone.
func pressedSection(t *chat.Turn, p chat.Press) error {
	number, err := p.Arg.Page()
	if err != nil {
		return err
	}
	return section(t, 0, int64(p.Number), number)
}

// pressedPlanSection shows the rows of a section.
func pressedPlanSection(t *chat.Turn, p chat.Press) error {
	r := p.Arg.Read()
	of, page := r.Number(), r.Page()
	if !r.Whole() {
		return chat.Stale()
	}
	return section(t, p.Number, of, page)
}

// sectionPage is the argument of a page of a section.
func sectionPage(of int64, page int) chat.Args { return chat.ArgsOf(chat.Num(of), chat.PageNo(page)) }

func section(t *chat.Turn, plan uint64, of int64, number int) error {
	if err := t.May(chat.SeePlan); err != nil {
		return err
	}
	p, err := t.NumberedPlan(plan)
	if err != nil {
		return err
	}
	if of < 1 || of > int64(len(p.Sections)) {
		return chat.Stale()
	}
	if plan, err = t.PlanNumber(p.ID); err != nil {
		return err
	}
	s := p.Sections[of-1]
	page := chat.PageOf(s.Items, chat.PageSize, number)
	records, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	c, err := counting(t, records, p.ID)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	for _, item := range page.Shown {
		n, err := row{p, item}.number(t)
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: chat.Cut(string(item.No)+" "+item.Form, 48), Verb: "rowin", Number: n, Arg: chat.ArgsOf(chat.PageNo(page.Number), chat.PageNo(0))})
	}
	page.KeysBack(&k, chat.Press{Verb: "plshow", Number: plan}, func(n int) chat.Press {
		return chat.Press{Verb: "psec", Number: plan, Arg: sectionPage(of, n)}
	})
	return t.Edit(chat.OfPlan(t, p)+textSection(int(of), s.Title, page.Shown, c), k)
}
