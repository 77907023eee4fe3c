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

// mail is what is to go out at one tick, by person.
type mail struct {
	everybody []store.PersonRecord
	// reached is who hears of the tasks of some units: many tasks are of the same.
	reached map[string]chat.Reach
	// silent holds who does not want to hear yet of which task.
	silent  map[hearing]bool
	letters []*letter
	letter  map[plans.PersonID]*letter
	group   []task.View
	// absent are people of units nobody attends who have never come.
	absent []store.PersonRecord
}

// hearing is a person hearing of a task.
type hearing struct {
	person plans.PersonID
	task   uint64
}

// letter is one person's digest before it is written.
type letter struct {
	to    store.PersonRecord
	lines []task.Line
}

// put adds a task to a person's digest; one already there keeps the more urgent
// heading.
func (m *mail) put(p store.PersonRecord, s task.Line) {
	l, ok := m.letter[p.ID]
	if !ok {
		l = &letter{to: p, lines: make([]task.Line, 0, chat.PageSize)}
		m.letter[p.ID] = l
		m.letters = append(m.letters, l)
	}
	for i := range l.lines {
		old := &l.lines[i]
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
	l.lines = append(l.lines, s)
}

// reachOf is [turn.reachOf] today, found out once for the same units.
func (m *mail) reachOf(t *chat.Turn, units []plans.UnitID) chat.Reach {
	var key strings.Builder
	for _, u := range units {
		key.WriteString(string(u) + " ")
	}
	r, ok := m.reached[key.String()]
	if !ok {
		r = t.ReachOf(units, m.everybody, t.Today())
		m.reached[key.String()] = r
	}
	return r
}

// mailOf puts all that is due before those who must hear of it.
func mailOf(t *chat.Turn, due []schedule.Due) (mail, error) {
	m := mail{reached: map[string]chat.Reach{}, letter: map[plans.PersonID]*letter{}}
	var err error
	if m.everybody, err = t.Tx.People(); err != nil {
		return m, err
	}
	if m.silent, err = silences(t); err != nil {
		return m, err
	}
	for _, d := range due {
		o, err := task.Describe(t, d.Task)
		if err != nil {
			return m, err
		}
		if err := address(t, &m, o, d); err != nil {
			return m, err
		}
	}
	return m, nil
}

// address puts one due task before everybody who must hear of it.
func address(t *chat.Turn, m *mail, o task.View, d schedule.Due) error {
	if d.Person != 0 {
		return addressOne(t, m, o, d.Person)
	}
	var ladder []schedule.Moment
	for _, moment := range d.Moments {
		switch moment.Rung {
		case "controller":
			for _, c := range t.ControllersOf(m.everybody) {
				m.put(c, task.Line{View: &o, Urgency: task.Controlled})
			}
		case "group":
			m.group = append(m.group, o)
		default:
			ladder = append(ladder, moment)
		}
	}
	if len(ladder) == 0 {
		return nil
	}
	s := task.Line{View: &o, Urgency: task.UrgencyAt(o, ladder, t.Today())}
	r := m.reachOf(t, o.Units)
	for _, p := range r.People {
		if !m.silent[hearing{p.ID, o.Number}] {
			m.put(p, s)
		}
	}
	for _, p := range people.Absentees(r.Unattended, m.everybody) {
		if !slices.ContainsFunc(m.absent, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
			m.absent = append(m.absent, p)
		}
	}
	if len(r.Unattended) > 0 || len(o.Units) == 0 {
		s.Unattended = true
		for _, c := range t.ControllersOf(m.everybody) {
			m.put(c, s)
		}
	}
	return nil
}

// addressOne recalls a task to the person whose silence has ended.
func addressOne(t *chat.Turn, m *mail, o task.View, number uint64) error {
	id, err := t.Tx.Identity(store.PersonNumber, number)
	if err != nil {
		return err
	}
	p, err := t.Tx.Person(plans.PersonID(id))
	if err != nil {
		return err
	}
	if p.Connected() {
		m.put(p, task.Line{View: &o, Urgency: task.UrgencyOf(o, t.Today())})
	}
	return nil
}

// silences gives every silence that lasts.
func silences(t *chat.Turn) (map[hearing]bool, error) {
	all, err := t.Tx.Silences()
	if err != nil {
		return nil, err
	}
	lasting := map[hearing]bool{}
	for _, q := range all {
		if !q.Until.After(t.Now) {
			continue
		}
		id, err := t.Tx.Identity(store.PersonNumber, q.Person)
		if err != nil {
			return nil, err
		}
		lasting[hearing{plans.PersonID(id), q.Task}] = true
	}
	return lasting, nil
}
