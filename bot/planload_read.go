package bot

import (
	"bytes"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// readPlanFile understands a fetched file and says what it holds.
func (t *turn) readPlanFile(load store.PlanLoad, data []byte) error {
	r, err := readGuarded(load.File, data, t.plan.Units)
	if err != nil {
		t.bot.Log.Error("plan file failed", "load", load.Number, "err", err)
		if err := t.dropPlanLoad(); err != nil {
			return err
		}
		return t.say(esc(textPlanFileBroken(load.File)), keyboard{})
	}
	load.Read, load.Document = true, bytes.HasPrefix(data, []byte("PK"))
	if !r.Loadable() {
		for _, f := range r.Faults() {
			load.Faults = append(load.Faults, f.String())
		}
		if err := t.tx.PutPlanLoad(load); err != nil {
			return err
		}
		text, k := planFaults(load, 0)
		return t.say(text, k)
	}
	load.Plan, load.Remarks = r.Plan, remarksOf(r)
	for _, q := range r.Questions {
		load.Doubts = append(load.Doubts, store.UnitDoubt{Found: q.Found, FoundName: q.FoundName, Near: q.Near, NearName: q.NearName, Items: q.Items})
	}
	p, err := t.propose(load)
	if err != nil {
		return err
	}
	if err := t.say(textPlanSummary(load, p, t.newUnits(load, p)), keyboard{}); err != nil {
		return err
	}
	return t.proceed(load, "")
}

// readGuarded reads a file from outside; a panic of the reader costs the file,
// not the delivery.
func readGuarded(name string, data []byte, known []plans.Unit) (r planfile.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return planfile.Read(name, data, known), nil
}

// remarksOf are the warnings of a file without those that tell why a row is
// unclear: those rows are asked about one by one.
func remarksOf(r planfile.Result) []string {
	var remarks []string
	for _, p := range r.Problems {
		if item, _, ok := r.Plan.Item(p.Item); ok {
			if u, unclear := item.Deadline.(plans.Unclear); unclear && strings.HasSuffix(p.Text, u.Why) {
				continue
			}
		}
		remarks = append(remarks, p.String())
	}
	return remarks
}

// newUnits are the names of units that the plan in force does not have and
// nobody will be asked about.
func (t *turn) newUnits(load store.PlanLoad, p proposal) []string {
	if !p.amends {
		return nil
	}
	var names []string
	for _, u := range p.plan.Units {
		_, known := t.plan.Unit(u.ID)
		asked := slices.ContainsFunc(load.Doubts, func(d store.UnitDoubt) bool { return d.Found == u.ID })
		if !known && !asked {
			names = append(names, u.Name)
		}
	}
	return names
}

// faultsPage is how many faults a message lists.
const faultsPage = 12

// planFaults is a page of what forbids loading a file.
func planFaults(load store.PlanLoad, page int) (string, keyboard) {
	pages := max(1, (len(load.Faults)+faultsPage-1)/faultsPage)
	page = max(0, min(page, pages-1))
	from := page * faultsPage
	shown := load.Faults[from:min(from+faultsPage, len(load.Faults))]
	var k keyboard
	k.row(planPages(load.Number, page, pages)...)
	return textPlanFaults(load.File, len(load.Faults), from, shown), k
}

// planPages are the buttons that turn the pages of a file's message.
func planPages(number uint64, page, pages int) []key {
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "plpage", number: number, arg: strconv.Itoa(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "plpage", number: number, arg: strconv.Itoa(page + 1)})
	}
	return nav
}

// proposal is what loading a file would put in force.
type proposal struct {
	plan plans.Plan
	// amends tells that there is a plan it is compared with; diff is the
	// comparison, old the plan compared with.
	amends bool
	old    plans.Plan
	diff   schedule.Difference
	// base is the version in force, 0 for none.
	base uint64
	// carried are the rows whose deadline was given in chat before.
	carried []plans.ItemNo
}

// another tells whether the plan shares no row with one before: it is the first,
// or one of another period.
func (p proposal) another() bool {
	return !p.amends || !p.old.Period.Overlaps(p.plan.Period)
}

// propose works out what loading would do now. A document says nothing of what
// stands in chat and in the YAML alone, so that is taken from the plan in force.
func (t *turn) propose(load store.PlanLoad) (proposal, error) {
	p := proposal{plan: clonePlan(load.Plan)}
	if t.plan.ID != "" {
		v, err := t.tx.Plan()
		if err != nil {
			return p, err
		}
		p.base = v.Version
		if load.Document {
			p.plan = inherit(p.plan, v.Plan)
		}
	}
	old, ok, err := schedule.Previous(t.tx, p.plan)
	if err != nil || !ok {
		return p, err
	}
	p.amends, p.old = true, old.Plan
	p.carried = keepWords(&p.plan, schedule.Diff(old.Plan, p.plan))
	p.diff = schedule.Diff(old.Plan, p.plan)
	return p, nil
}

func clonePlan(p plans.Plan) plans.Plan {
	p.Units = slices.Clone(p.Units)
	p.Sections = slices.Clone(p.Sections)
	for i := range p.Sections {
		p.Sections[i].Items = slices.Clone(p.Sections[i].Items)
	}
	return p
}

// inherit completes a plan read from a document with what a document can't say.
func inherit(p, force plans.Plan) plans.Plan {
	p.Zone, p.Reminders, p.Approval = force.Zone, force.Reminders, force.Approval
	if p.Hashtag == "" {
		p.Hashtag = force.Hashtag
	}
	if p.Period.Overlaps(force.Period) {
		p.ID = force.ID
	}
	for _, u := range force.Units {
		i := slices.IndexFunc(p.Units, func(x plans.Unit) bool { return x.ID == u.ID })
		if i < 0 {
			p.Units = append(p.Units, u)
			continue
		}
		aliases := slices.Clone(u.Aliases)
		for _, a := range p.Units[i].Aliases {
			if !slices.Contains(aliases, a) {
				aliases = append(aliases, a)
			}
		}
		p.Units[i] = u
		p.Units[i].Aliases = aliases
	}
	return p
}

// keepWords gives rows that are still unclear in the same words the deadline
// that a controller named for them before.
func keepWords(p *plans.Plan, d schedule.Difference) []plans.ItemNo {
	var kept []plans.ItemNo
	for _, pair := range d.Kept {
		_, unclear := pair.Now.Deadline.(plans.Unclear)
		if !unclear || pair.Was.Words == "" || strings.TrimSpace(pair.Was.Phrase) != strings.TrimSpace(pair.Now.Phrase) {
			continue
		}
		deadline, _ := phrase.Parse(pair.Was.Words, p.Period)
		if _, still := deadline.(plans.Unclear); still {
			continue
		}
		setWords(p, pair.Now.No, pair.Was.Words, deadline)
		kept = append(kept, pair.Now.No)
	}
	return kept
}

// setWords gives a row a controller's words and what they mean.
func setWords(p *plans.Plan, no plans.ItemNo, words string, d plans.Deadline) {
	for s := range p.Sections {
		for i := range p.Sections[s].Items {
			if item := &p.Sections[s].Items[i]; item.No == no {
				item.Words, item.Deadline = words, d
			}
		}
	}
}
