package bot

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
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
	load.Read, load.Document = true, r.Document
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
	if len(known) == 0 {
		return planfile.ReadFirst(name, data), nil
	}
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
func (t *turn) newUnits(load store.PlanLoad, p schedule.Proposal) []string {
	if !p.Amends {
		return nil
	}
	var names []string
	for _, u := range p.Plan.Units {
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

// propose works out what loading the file would do now.
func (t *turn) propose(load store.PlanLoad) (schedule.Proposal, error) {
	return schedule.Propose(t.tx, load.Plan, load.Document)
}
