package plan

import (
	"errors"
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// offerPlan shows what loading would change and asks whether to load.
func offerPlan(t *chat.Turn, load store.PlanLoad, p schedule.Proposal, head string) error {
	load.Base = p.Base
	if err := t.Tx.PutPlanLoad(load); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	text, k, err := planOffer(t, load, p, 0)
	if err != nil {
		return err
	}
	if plans.Len(head)+plans.Len(text) < plans.TextLimit {
		text, head = head+text, ""
	}
	if head != "" {
		if err := t.Say(head, chat.Keyboard{}); err != nil {
			return err
		}
	}
	return t.Say(text, k)
}

// planOffer is a page of the comparison, with the buttons that decide.
func planOffer(t *chat.Turn, load store.PlanLoad, p schedule.Proposal, page int) (string, chat.Keyboard, error) {
	lost, err := deserted(t, p)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	rules, err := rulesChanged(t, p)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	closing, err := closed(t, p)
	if err != nil {
		return "", chat.Keyboard{}, err
	}
	texts := chat.Pack(textOfferTitle(t, p, rules), textOffer(t, load, p, rules, lost, closing))
	shown := chat.PageOf(texts, 1, page)
	var k chat.Keyboard
	shown.Keys(&k, toPlanPage(load))
	if err := placeKeys(t, &k, load, p); err != nil {
		return "", k, err
	}
	return shown.Shown[0], k, nil
}

// rulesChanged is what loading would change beside the rows: rules, units, and the
// people and projects that the file brings or describes anew.
func rulesChanged(t *chat.Turn, p schedule.Proposal) ([]string, error) {
	if p.Another() {
		return nil, nil
	}
	var people []plans.Person
	for _, person := range p.Plan.People {
		_, err := t.Tx.Person(person.ID)
		switch {
		case errors.Is(err, plans.ErrNotFound):
			people = append(people, person)
		case err != nil:
			return nil, err
		}
	}
	var projects []plans.Project
	for _, project := range p.Plan.Projects {
		known, err := t.Tx.Project(project.ID)
		if err != nil && !errors.Is(err, plans.ErrNotFound) {
			return nil, err
		}
		if err != nil || known.Project != known.Project.Told(project) {
			projects = append(projects, project)
		}
	}
	return append(textRules(p, t.Settings, unknown(t)), textNewcomers(people, projects)...), nil
}

// unknown reports of a unit whether no plan of the district has it, finished ones too.
func unknown(t *chat.Turn) func(plans.UnitID) bool {
	return func(id plans.UnitID) bool {
		_, known := t.UnitOf(id)
		return !known
	}
}

// desertion is a unit the plan before has and the file does not, with those who
// would be left without a unit: nobody would remind them of anything.
type desertion struct {
	unit             string
	people, projects int
}

// deserted finds the units that loading would take from people and projects, since no
// other plan in force has them.
func deserted(t *chat.Turn, p schedule.Proposal) ([]desertion, error) {
	people, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	projects, err := t.Tx.Projects()
	if err != nil {
		return nil, err
	}
	var lost []desertion
	if !p.Amends {
		return nil, nil
	}
	for _, u := range p.Old.Units {
		if _, stays := p.Plan.Unit(u.ID); stays || slices.ContainsFunc(t.Plans, func(o plans.Plan) bool {
			_, has := o.Unit(u.ID)
			return has && o.ID != p.Old.ID
		}) {
			continue
		}
		d := desertion{unit: u.Name}
		for _, person := range people {
			if person.In(u.ID) && !person.Left {
				d.people++
			}
		}
		for _, project := range projects {
			if project.Unit == u.ID {
				d.projects++
			}
		}
		if d.people+d.projects > 0 {
			lost = append(lost, d)
		}
	}
	return lost, nil
}

// pressedPlanPage turns the pages of a file's faults or of the comparison.
func pressedPlanPage(t *chat.Turn, b chat.Press) error {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return err
	}
	page, err := b.Arg.Page()
	if err != nil {
		return err
	}
	if len(load.Faults) > 0 {
		text, k := planFaults(load, page)
		return t.Edit(text, k)
	}
	p, err := propose(t, load)
	if err != nil {
		return err
	}
	text, k, err := planOffer(t, load, p, page)
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}

// pressedLoadPlan puts the plan in force.
func pressedLoadPlan(t *chat.Turn, b chat.Press) error {
	load, err := pendingLoad(t, b.Number)
	if err != nil {
		return err
	}
	return loadPending(t, load)
}

// loadPending puts a plan in force of which everything is decided. A comparison that is
// no longer true is shown anew instead.
func loadPending(t *chat.Turn, load store.PlanLoad) error {
	p, err := propose(t, load)
	if err != nil {
		return err
	}
	if p.Unplaced || load.Asked != nil || len(load.Faults)+len(load.Doubts)+len(unclearRows(p.Plan, load)) > 0 {
		return chat.Refuse(chat.Answered, textAnswered)
	}
	if err := t.Strip(); err != nil {
		return err
	}
	if p.Base != load.Base {
		return offerPlan(t, load, p, textPlanMovedOn)
	}
	document, err := documentOf(t, load)
	if err != nil {
		return err
	}
	if err := DropPlanLoad(t); err != nil {
		return err
	}
	if err := keepAnswers(t, load); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	change, err := loadPlan(t, p)
	if err != nil {
		return err
	}
	document.Layout = load.Layout.Of(p.Plan)
	if err := t.Tx.PutOriginal(p.Plan.ID, document); err != nil {
		return err
	}
	t.Answer(textLoadedShort)
	var k chat.Keyboard
	if len(t.Plans) > 1 && !p.Amends && p.Plan.Short == "" {
		n, err := t.PlanNumber(p.Plan.ID)
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: "Короткое название плана", Verb: "plname", Number: n})
	}
	return t.Say(textPlanLoaded(p, len(change.Added)), k)
}

// documentOf is the document that a plan was read from, to be kept with it: a report is
// written into it. Without one it is empty.
func documentOf(t *chat.Turn, load store.PlanLoad) (plans.Original, error) {
	if !load.Document {
		return plans.Original{}, nil
	}
	data, err := t.Tx.PlanFile(load.By)
	if errors.Is(err, plans.ErrNotFound) {
		// Sent before documents were kept.
		return plans.Original{}, nil
	}
	return plans.Original{Name: load.File, Data: data}, err
}

// loadPlan loads what was proposed and tells the people concerned.
func loadPlan(t *chat.Turn, p schedule.Proposal) (schedule.Change, error) {
	before, err := answering(t, p.Old)
	if err != nil {
		return schedule.Change{}, err
	}
	change, err := schedule.Replace(t.Tx, p.Instead, p.Plan, t.Who.ID, t.Now)
	if err != nil {
		return change, fmt.Errorf("load plan: %w", err)
	}
	if err := t.ReadPlans(); err != nil {
		return change, err
	}
	if !p.Amends {
		return change, nil
	}
	loaded, err := t.PlanOf(p.Plan.ID)
	if err != nil {
		return change, err
	}
	after, err := answering(t, loaded)
	if err != nil {
		return change, err
	}
	return change, tellNews(t, loaded.Title, p.Diff, before, after)
}

// answering gives, for each row of a plan, the units that answer for it: those of
// its tasks, by-project ones resolved, and those it names itself.
func answering(t *chat.Turn, p plans.Plan) (map[plans.ItemNo][]plans.UnitID, error) {
	units := map[plans.ItemNo][]plans.UnitID{}
	for _, i := range p.Items() {
		for _, id := range i.Responsible {
			if u, ok := p.Unit(id); ok && !u.ByProject {
				units[i.No] = append(units[i.No], id)
			}
		}
	}
	records, err := t.Tx.Tasks()
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if _, _, ok := p.Item(r.Item); ok && !r.Ended && r.ID.Plan() == p.ID {
			units[r.Item] = append(units[r.Item], r.Units...)
		}
	}
	return units, nil
}

// tellNews tells everybody, in one message each, what an amendment changes for
// him. Who pressed «Загрузить» has seen it all.
func tellNews(t *chat.Turn, title string, d schedule.Difference, before, after map[plans.ItemNo][]plans.UnitID) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	n := news{Turn: t, all: all, lines: map[plans.PersonID][]string{}, people: map[plans.PersonID]store.PersonRecord{}}
	for _, p := range d.Kept {
		n.pair(p, before[p.Was.No], after[p.Now.No])
	}
	for _, i := range d.Added {
		n.put(after[i.No], textNewsAdded(i))
	}
	for _, i := range d.Gone {
		n.put(before[i.No], textNewsGone(i))
	}
	for _, id := range n.order {
		var k chat.Keyboard
		k.Row(chat.Key{Text: "Все задачи", Verb: "list", Arg: "new"})
		if err := t.Tell(n.people[id], textNews(title, n.lines[id]), k); err != nil {
			return err
		}
	}
	return nil
}

// news gathers, by person, what has changed.
type news struct {
	*chat.Turn
	all    []store.PersonRecord
	lines  map[plans.PersonID][]string
	people map[plans.PersonID]store.PersonRecord
	order  []plans.PersonID
}

// put adds a line for everybody who is to hear of these units' tasks today.
func (n *news) put(units []plans.UnitID, line string) {
	for _, p := range n.ReachOf(units, n.all, n.Today()).People {
		n.add(p, line)
	}
}

func (n *news) add(p store.PersonRecord, line string) {
	if p.ID == n.Who.ID {
		return
	}
	if _, ok := n.people[p.ID]; !ok {
		n.people[p.ID] = p
		n.order = append(n.order, p.ID)
	}
	n.lines[p.ID] = append(n.lines[p.ID], line)
}

// pair adds what changed in a row that remains: to those who answered for it and
// no longer do that it is theirs no more, to the others what is new.
func (n *news) pair(p schedule.Pair, before, after []plans.UnitID) {
	was := n.ReachOf(before, n.all, n.Today()).People
	now := n.ReachOf(after, n.all, n.Today()).People
	among := func(people []store.PersonRecord, p store.PersonRecord) bool {
		for _, q := range people {
			if q.ID == p.ID {
				return true
			}
		}
		return false
	}
	for _, person := range was {
		if !among(now, person) && p.Reassigned() {
			n.add(person, textNewsLost(p.Now))
		}
	}
	for _, person := range now {
		switch {
		case !among(was, person) && p.Reassigned():
			n.add(person, textNewsGiven(p.Now))
		case p.Redated():
			n.add(person, textNewsRedated(p))
		case p.Reworded():
			n.add(person, textNewsReworded(p))
		}
	}
}
