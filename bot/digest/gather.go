package digest

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// gathered is what is to go out at one tick, by recipient.
type gathered struct {
	everybody []store.PersonRecord
	// reached is who hears of the tasks of some units: many tasks are of the same.
	reached map[string]chat.Reach
	// silent holds who does not want to hear yet of which task.
	silent map[personTask]bool
	// recipients stand in the order in which something was found for them.
	recipients []*recipient
	byPerson   map[plans.PersonID]*recipient
	group      []task.View
	// absent are people of units nobody attends who have never come.
	absent []store.PersonRecord
}

// personTask is a person and a task of which they hear, or do not want to.
type personTask struct {
	person plans.PersonID
	task   uint64
}

// recipient is a person and the lines of their digest before it is written.
type recipient struct {
	person store.PersonRecord
	lines  []task.Line
}

// put adds a task to a person's digest; one already there keeps the more urgent
// heading.
func (g *gathered) put(p store.PersonRecord, s task.Line) {
	to, ok := g.byPerson[p.ID]
	if !ok {
		to = &recipient{person: p, lines: make([]task.Line, 0, chat.PageSize)}
		g.byPerson[p.ID] = to
		g.recipients = append(g.recipients, to)
	}
	for i := range to.lines {
		old := &to.lines[i]
		if old.Number != s.Number {
			continue
		}
		s.Unattended = s.Unattended || old.Unattended
		if s.Urgency < old.Urgency {
			*old = s
		}
		old.Unattended = s.Unattended
		return
	}
	to.lines = append(to.lines, s)
}

// reachOf is [chat.Turn.ReachOf] today, found out once for the same units.
func (g *gathered) reachOf(t *chat.Turn, units []plans.UnitID) chat.Reach {
	var key strings.Builder
	for _, u := range units {
		key.WriteString(string(u) + " ")
	}
	r, ok := g.reached[key.String()]
	if !ok {
		r = t.ReachOf(units, g.everybody, t.Today())
		g.reached[key.String()] = r
	}
	return r
}

// gather puts all that is due before those who must hear of it.
func gather(t *chat.Turn, due []schedule.Due) (gathered, error) {
	g := gathered{reached: map[string]chat.Reach{}, byPerson: map[plans.PersonID]*recipient{}}
	var err error
	if g.everybody, err = t.Tx.People(); err != nil {
		return g, err
	}
	if g.silent, err = silences(t); err != nil {
		return g, err
	}
	for _, d := range due {
		o, err := task.Describe(t, d.Task)
		if err != nil {
			return g, err
		}
		if err := address(t, &g, o, d); err != nil {
			return g, err
		}
	}
	return g, nil
}

// address puts one due task before everybody who must hear of it.
func address(t *chat.Turn, g *gathered, o task.View, d schedule.Due) error {
	if d.Person != 0 {
		return addressOne(t, g, o, d.Person)
	}
	var ladder []schedule.Moment
	for _, moment := range d.Moments {
		switch moment.Rung {
		case "controller":
			for _, c := range t.ControllersOf(g.everybody) {
				g.put(c, task.Line{View: &o, Urgency: task.Controlled})
			}
		case "group":
			g.group = append(g.group, o)
		default:
			ladder = append(ladder, moment)
		}
	}
	if len(ladder) == 0 {
		return nil
	}
	s := task.Line{View: &o, Urgency: task.UrgencyAt(o, ladder, t.Today())}
	r := g.reachOf(t, o.Units)
	for _, p := range r.People {
		if !g.silent[personTask{p.ID, o.Number}] {
			g.put(p, s)
		}
	}
	for _, p := range people.Absentees(r.Unattended, g.everybody) {
		if !slices.ContainsFunc(g.absent, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
			g.absent = append(g.absent, p)
		}
	}
	if len(r.Unattended) > 0 || len(o.Units) == 0 {
		s.Unattended = true
		for _, c := range t.ControllersOf(g.everybody) {
			g.put(c, s)
		}
	}
	return nil
}

// addressOne reminds a person of a task of which they did not want to hear until now.
func addressOne(t *chat.Turn, g *gathered, o task.View, number uint64) error {
	id, err := t.Tx.Identity(store.PersonNumber, number)
	if err != nil {
		return err
	}
	p, err := t.Tx.Person(plans.PersonID(id))
	if err != nil {
		return err
	}
	if p.Connected() {
		g.put(p, task.Line{View: &o, Urgency: task.UrgencyOf(o, t.Today())})
	}
	return nil
}

// silences gives every silence that lasts.
func silences(t *chat.Turn) (map[personTask]bool, error) {
	all, err := t.Tx.Silences()
	if err != nil {
		return nil, err
	}
	lasting := map[personTask]bool{}
	for _, q := range all {
		if !q.Until.After(t.Now) {
			continue
		}
		id, err := t.Tx.Identity(store.PersonNumber, q.Person)
		if err != nil {
			return nil, err
		}
		lasting[personTask{plans.PersonID(id), q.Task}] = true
	}
	return lasting, nil
}
