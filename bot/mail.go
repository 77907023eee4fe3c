package bot

import (
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// mail is what is to go out at one tick, by person.
type mail struct {
	everybody []store.PersonRecord
	// reached is who hears of the tasks of some units: many tasks are of the same.
	reached map[string]reach
	// silent holds who does not want to hear yet of which task.
	silent  map[hearing]bool
	letters []*letter
	letter  map[plans.PersonID]*letter
	group   []owed
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
	slots []slot
}

// put adds a task to a person's digest; one already there keeps the more urgent
// heading.
func (m *mail) put(p store.PersonRecord, s slot) {
	l, ok := m.letter[p.ID]
	if !ok {
		l = &letter{to: p, slots: make([]slot, 0, pageSize)}
		m.letter[p.ID] = l
		m.letters = append(m.letters, l)
	}
	for i := range l.slots {
		old := &l.slots[i]
		if old.Number != s.Number {
			continue
		}
		s.unattended = s.unattended || old.unattended
		if s.urgency < old.urgency {
			*old = s
		}
		old.unattended = s.unattended
		return
	}
	l.slots = append(l.slots, s)
}

// reachOf is [turn.reachOf] today, found out once for the same units.
func (m *mail) reachOf(t *turn, units []plans.UnitID) reach {
	var key strings.Builder
	for _, u := range units {
		key.WriteString(string(u) + " ")
	}
	r, ok := m.reached[key.String()]
	if !ok {
		r = t.reachOf(units, m.everybody, t.today())
		m.reached[key.String()] = r
	}
	return r
}

// mailOf puts all that is due before those who must hear of it.
func (t *turn) mailOf(due []schedule.Due) (mail, error) {
	m := mail{reached: map[string]reach{}, letter: map[plans.PersonID]*letter{}}
	var err error
	if m.everybody, err = t.tx.People(); err != nil {
		return m, err
	}
	if m.silent, err = t.silences(); err != nil {
		return m, err
	}
	for _, d := range due {
		o, err := t.describe(d.Task)
		if err != nil {
			return m, err
		}
		if err := t.address(&m, o, d); err != nil {
			return m, err
		}
	}
	return m, nil
}

// address puts one due task before everybody who must hear of it.
func (t *turn) address(m *mail, o owed, d schedule.Due) error {
	if d.Person != 0 {
		return t.addressOne(m, o, d.Person)
	}
	var ladder []schedule.Moment
	for _, moment := range d.Moments {
		switch moment.Rung {
		case "controller":
			for _, c := range t.controllersOf(m.everybody) {
				m.put(c, slot{owed: &o, urgency: controlled})
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
	s := slot{owed: &o, urgency: urgencyAt(o, ladder, t.today())}
	r := m.reachOf(t, o.Units)
	for _, p := range r.people {
		if !m.silent[hearing{p.ID, o.Number}] {
			m.put(p, s)
		}
	}
	for _, p := range absentees(r.unattended, m.everybody) {
		if !slices.ContainsFunc(m.absent, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
			m.absent = append(m.absent, p)
		}
	}
	if len(r.unattended) > 0 || len(o.Units) == 0 {
		s.unattended = true
		for _, c := range t.controllersOf(m.everybody) {
			m.put(c, s)
		}
	}
	return nil
}

// addressOne recalls a task to the person whose silence has ended.
func (t *turn) addressOne(m *mail, o owed, number uint64) error {
	id, err := t.tx.Identity(store.PersonNumber, number)
	if err != nil {
		return err
	}
	p, err := t.tx.Person(plans.PersonID(id))
	if err != nil {
		return err
	}
	if p.Connected() {
		m.put(p, slot{owed: &o, urgency: urgencyOf(o, t.today())})
	}
	return nil
}

// silences gives every silence that lasts.
func (t *turn) silences() (map[hearing]bool, error) {
	all, err := t.tx.Silences()
	if err != nil {
		return nil, err
	}
	lasting := map[hearing]bool{}
	for _, q := range all {
		if !q.Until.After(t.now) {
			continue
		}
		id, err := t.tx.Identity(store.PersonNumber, q.Person)
		if err != nil {
			return nil, err
		}
		lasting[hearing{plans.PersonID(id), q.Task}] = true
	}
	return lasting, nil
}
