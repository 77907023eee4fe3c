package plan

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// readPlanFile understands a fetched file with what was answered about it, and asks
// on or says what it holds.
func readPlanFile(t *chat.Turn, load store.PlanLoad, data []byte, head string) error {
	options, err := known(t, load)
	if err != nil {
		return err
	}
	r, err := readGuarded(load.File, data, options)
	if err != nil {
		t.Env.Log.Error("plan file failed", "load", load.Number, "err", err)
		if err := DropPlanLoad(t); err != nil {
			return err
		}
		return t.Say(chat.Esc(textPlanFileBroken(load.File)), chat.Keyboard{})
	}
	load.Read, load.Document, load.Asked = true, r.Document, nil
	q, open := openQuestion(r)
	if open || r.Document && r.Loadable() {
		if err := t.Tx.PutPlanFile(load.By, data); err != nil {
			return err
		}
	}
	if open {
		load.Asked = &q
		return proceed(t, load, head)
	}
	if !r.Loadable() {
		for _, f := range r.Faults() {
			load.Faults = append(load.Faults, f.String())
		}
		if err := t.Tx.PutPlanLoad(load); err != nil {
			return err
		}
		text, k := planFaults(load, 0)
		return t.Say(text, k)
	}
	if err := adopt(t, &r, options.Known); err != nil {
		return err
	}
	load.Plan, load.Layout, load.Remarks = r.Plan, r.Original.Layout, remarksOf(r)
	for _, q := range r.Questions {
		load.Doubts = append(load.Doubts, store.UnitDoubt{Found: q.Found, FoundName: q.FoundName, Near: q.Near, NearName: q.NearName, Items: q.Items})
	}
	p, err := propose(t, load)
	if err != nil {
		return err
	}
	if p.Zone != "" {
		if err := DropPlanLoad(t); err != nil {
			return err
		}
		return t.Say(head+textOtherZone(load.File, p.Plan.Zone, p.Zone), chat.Keyboard{})
	}
	if err := t.Say(head+textPlanSummary(load, p, newUnits(t, load, p)), chat.Keyboard{}); err != nil {
		return err
	}
	return proceed(t, load, "")
}

// adopt gives a plan written in YAML the ids of the district's units.
func adopt(t *chat.Turn, r *planfile.Result, units []plans.Unit) error {
	if r.Document {
		return nil
	}
	before, err := t.Tx.Plan(r.Plan.ID)
	if err != nil && !errors.Is(err, plans.ErrNotFound) {
		return err
	}
	r.Plan, r.Questions = planfile.Adopt(r.Plan, before.Plan.Units, units)
	return nil
}

// readGuarded reads a file from outside; a panic of the reader costs the file,
// not the delivery.
func readGuarded(name string, data []byte, o planfile.Options) (r planfile.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return planfile.ReadWith(name, data, o), nil
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

// newUnits are the names of units that the district does not have and
// nobody will be asked about.
func newUnits(t *chat.Turn, load store.PlanLoad, p schedule.Proposal) []string {
	if p.Base == 0 {
		return nil
	}
	var names []string
	for _, u := range p.Plan.Units {
		_, known := t.UnitOf(u.ID)
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
func planFaults(load store.PlanLoad, page int) (string, chat.Keyboard) {
	p := chat.PageOf(load.Faults, faultsPage, page)
	var k chat.Keyboard
	p.Keys(&k, toPlanPage(load))
	return textPlanFaults(load.File, len(load.Faults), p.Before, p.Shown), k
}

// toPlanPage turns the pages of a file's message.
func toPlanPage(load store.PlanLoad) func(page int) chat.Press {
	return chat.Press{Verb: "plpage", Number: load.Number}.PageInArg
}

// propose works out what loading the file would do now.
func propose(t *chat.Turn, load store.PlanLoad) (schedule.Proposal, error) {
	return schedule.Propose(t.Tx, load.Plan, load.Document, placeOf(load))
}
