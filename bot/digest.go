package bot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Tick does what the hour asks for: it gathers what is due by person into one
// digest each and lets scheduled posts out. An idle tick only looks.
func (b *Bot) Tick() error {
	now := b.Now().UTC()
	pending := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		pending, err = schedule.Pending(tx, now)
		return err
	})
	if err != nil {
		return err
	}
	if pending {
		if err := b.Store.Update(func(tx *store.Tx) error {
			err := b.remind(tx, now)
			b.Step("tick: before commit")
			return err
		}); err != nil {
			return fmt.Errorf("remind: %w", err)
		}
		b.Step("tick: committed")
	}
	if err := b.tickUnjudged(now); err != nil {
		return fmt.Errorf("accept the unjudged: %w", err)
	}
	if err := b.tickWeekly(now); err != nil {
		return fmt.Errorf("weekly: %w", err)
	}
	return b.tickPosts(now)
}

// ownTurn is a turn of the program's own, without an update. The series must be
// unique to the occasion: it heads the keys of what is sent.
func (b *Bot) ownTurn(tx *store.Tx, series string) (*turn, error) {
	t, err := b.turn(tx, store.Received{})
	if err != nil {
		return nil, err
	}
	t.series = series
	return t, nil
}

// remind takes what is due and writes the digests and escalations.
func (b *Bot) remind(tx *store.Tx, now time.Time) error {
	due, err := schedule.Take(tx, now)
	if err != nil || len(due) == 0 {
		return err
	}
	if err := tx.ForgetUpdates(now); err != nil {
		return err
	}
	t, err := b.ownTurn(tx, "tick/"+strconv.FormatInt(now.Unix(), 10))
	if err != nil {
		return err
	}
	t.now = now
	m, err := t.gatherDigests(due)
	if err != nil {
		return err
	}
	for _, id := range m.order {
		if err := t.digest(m.people[id], m.slots[id]); err != nil {
			return err
		}
	}
	if err := t.reportAbsent(m.absent); err != nil {
		return err
	}
	return t.escalate(m.group)
}

// mail is what is to go out at one tick, by person.
type mail struct {
	people map[plans.PersonID]store.PersonRecord
	slots  map[plans.PersonID][]slot
	order  []plans.PersonID
	group  []owed
	// absent are people of units nobody attends who have never come.
	absent []store.PersonRecord
}

// put adds a task to a person's digest; one already there keeps the more urgent
// heading.
func (m *mail) put(p store.PersonRecord, s slot) {
	if _, ok := m.people[p.ID]; !ok {
		m.people[p.ID] = p
		m.order = append(m.order, p.ID)
	}
	for i, old := range m.slots[p.ID] {
		if old.Number == s.Number {
			s.unattended = s.unattended || old.unattended
			m.slots[p.ID][i].unattended = s.unattended
			if s.urgency < old.urgency {
				m.slots[p.ID][i] = s
			}
			return
		}
	}
	m.slots[p.ID] = append(m.slots[p.ID], s)
}

func (t *turn) gatherDigests(due []schedule.Due) (mail, error) {
	m := mail{people: map[plans.PersonID]store.PersonRecord{}, slots: map[plans.PersonID][]slot{}}
	all, err := t.tx.People()
	if err != nil {
		return m, err
	}
	for _, d := range due {
		o, err := t.describe(d.Task)
		if err != nil {
			return m, err
		}
		if err := t.address(&m, o, d, all); err != nil {
			return m, err
		}
	}
	return m, nil
}

// address puts one due task before everybody who must hear of it.
func (t *turn) address(m *mail, o owed, d schedule.Due, all []store.PersonRecord) error {
	if d.Person != 0 {
		return t.addressOne(m, o, d.Person)
	}
	var ladder []schedule.Moment
	for _, moment := range d.Moments {
		switch moment.Rung {
		case "controller":
			for _, c := range t.controllersOf(all) {
				m.put(c, slot{owed: o, urgency: controlled})
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
	s := slot{owed: o, urgency: urgencyAt(o, ladder, t.today())}
	r := t.reachOf(o.Units, all, t.today())
	for _, p := range r.people {
		silent, err := t.silent(p, o.Number)
		if err != nil {
			return err
		}
		if !silent {
			m.put(p, s)
		}
	}
	for _, p := range absentees(r.unattended, all) {
		if !slices.ContainsFunc(m.absent, func(q store.PersonRecord) bool { return q.ID == p.ID }) {
			m.absent = append(m.absent, p)
		}
	}
	if len(r.unattended) > 0 || len(o.Units) == 0 {
		s.unattended = true
		for _, c := range t.controllersOf(all) {
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
		m.put(p, slot{owed: o, urgency: urgencyOf(o, t.today())})
	}
	return nil
}

func (t *turn) silent(p store.PersonRecord, task uint64) (bool, error) {
	n, err := t.tx.NumberOf(store.PersonNumber, string(p.ID))
	if err != nil || n == 0 {
		return false, err
	}
	s, ok, err := t.tx.Silenced(n, task)
	return ok && s.Until.After(t.now), err
}

// digest writes one person's digest.
func (t *turn) digest(p store.PersonRecord, slots []slot) error {
	sortSlots(slots)
	kept := store.Digest{Day: t.today()}
	for _, s := range slots {
		kept.Lines = append(kept.Lines, store.DigestLine{Task: s.Number, Urgency: int(s.urgency), Unattended: s.unattended})
	}
	n, err := t.tx.PutDigest(p.ID, kept)
	if err != nil {
		return err
	}
	text, k := t.digestPage(slots, n, 0)
	if k.err != nil {
		return k.err
	}
	return t.send(store.Outgoing{
		Key: digestKey(p.ID, n), Replaces: "digest/" + string(p.ID),
		Do: store.SendText, Chat: int64(p.User), Text: text, Buttons: k.rows, NoPreview: true,
		Follow: "person/" + string(p.ID),
	})
}

func (t *turn) digestPage(slots []slot, n uint64, page int) (string, keyboard) {
	text, k := page8(slots, page, t.today(), textDigestTitle(t.today()), "dig", n, t.calendar())
	k.row(key{text: "Все задачи", verb: "list", arg: "new"})
	return text, k
}

// pressedDigest turns the pages of a digest.
func (t *turn) pressedDigest(p press) error {
	d, err := t.tx.Digest(t.who.ID, p.number)
	if err != nil {
		return err
	}
	page, err := strconv.Atoi(p.arg)
	if err != nil {
		return stale()
	}
	var slots []slot
	for _, l := range d.Lines {
		o, err := t.owed(l.Task)
		switch {
		case errors.Is(err, plans.ErrConflict):
			continue
		case err != nil:
			return err
		}
		slots = append(slots, slot{owed: o, urgency: urgency(l.Urgency), unattended: l.Unattended})
	}
	text, k := t.digestPage(slots, p.number, page)
	return t.edit(text, k)
}

// escalate tells the group, naming units and never persons.
func (t *turn) escalate(tasks []owed) error {
	if len(tasks) == 0 || t.settings.Group == 0 {
		return nil
	}
	var lines []string
	for _, o := range tasks {
		units := t.unitNames(o.Units)
		if len(units) == 0 {
			units = []string{textNoUnit}
		}
		lines = append(lines, textEscalation(o, slices.Compact(units), t.today(), t.calendar()))
	}
	for i, text := range pack(textEscalationTitle, lines) {
		err := t.send(store.Outgoing{
			Key: fmt.Sprintf("%s/group/%d", t.series, i), Do: store.SendText,
			Chat: t.settings.Group, Thread: t.settings.Thread, Text: text, NoPreview: true, Follow: "group",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pack joins lines into as few messages as hold them, each under the title.
func pack(title string, lines []string) []string {
	var messages []string
	var b strings.Builder
	for _, l := range lines {
		if b.Len() > 0 && plans.Len(b.String())+plans.Len(l) > plans.TextLimit-200 {
			messages = append(messages, b.String())
			b.Reset()
		}
		if b.Len() == 0 {
			b.WriteString(bold(title))
		}
		b.WriteString("\n\n" + l)
	}
	if b.Len() > 0 {
		messages = append(messages, b.String())
	}
	return messages
}
