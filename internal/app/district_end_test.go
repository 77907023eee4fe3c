package app_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// districtPlan is the people and rules of a district.
func districtPlan(random *rand.Rand) string {
	return fmt.Sprintf(`
approval: {quorum: %d, own: false}
people:
  - {id: a-1, name: Специалист финансового управления, unit: finance, roles: [responsible]}
  - {id: b-2, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
  - {id: c-3, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: d-4, name: Пресс-служба, unit: culture, roles: [approver, responsible]}
projects:
  - {id: park, name: Благоустройство парка, unit: zhkh}
  - {id: club, name: Ремонт дома культуры, unit: culture, contract: 01.03.2023}
`, 1+random.IntN(2))
}

// healed ends all faults: whoever did not get messages any more writes to the bot again,
// and the leave is over.
func (d *district) healed() {
	d.note("faults have ended")
	for _, who := range d.people {
		d.says(who, "/start")
	}
}

// quietDay is a day on which nothing goes wrong: everything in doubt is answered, what is
// in review is voted on, and each working morning everybody hears of what is overdue.
func (d *district) quietDay() {
	start := d.local()
	at := func(hour, minute int) time.Time {
		return time.Date(start.Year(), start.Month(), start.Day(), hour, minute, 3, 0, start.Location())
	}
	d.until(at(8, 30))
	d.wake()
	owed := d.overdue()
	d.until(at(10, 0))
	d.reminded(owed)
	d.truth()
	d.everybodyVotes()
	d.truth()
	d.until(at(19, 0))
	if d.sleeps {
		d.sleep()
	}
	d.until(at(8, 29).AddDate(0, 0, 1))
}

// everybodyVotes approves every post that is in review.
func (d *district) everybodyVotes() {
	for _, m := range d.server.Messages(d.group) {
		for _, who := range d.people[controller:] {
			for _, b := range slices.Concat(m.Buttons...) {
				if strings.Contains(b.Text, "Утвердить") && !b.Disabled {
					_, err := d.server.PressData(who, d.group, m.ID, b.Data)
					must(d.t, err)
					d.pass(2 * time.Second)
				}
			}
		}
	}
}

// overdue are the tasks of which each person must hear this morning.
func (d *district) overdue() map[plans.PersonID][]uint64 {
	owed := map[plans.PersonID][]uint64{}
	must(d.t, d.look(func(tx *store.Tx) error {
		district, err := schedule.DistrictOf(tx)
		if err != nil {
			return err
		}
		today := plans.DateOf(d.Now(), district.Zone)
		if !district.Calendar.Working(today) {
			return nil
		}
		tasks, err := tx.Tasks()
		if err != nil {
			return err
		}
		everybody, err := tx.People()
		if err != nil {
			return err
		}
		for _, p := range everybody {
			n, err := tx.NumberOf(store.PersonNumber, string(p.ID))
			if err != nil {
				return err
			}
			for _, t := range tasks {
				if _, silent, err := tx.Silenced(n, t.Number); err != nil || silent {
					continue
				}
				// The plan's own rule: every working day once a date has passed.
				if t.Open() && t.Due != 0 && t.Due < today && t.Kind != plans.Gathering && t.ID.Plan() == "petrovsky-2023" &&
					p.Connected() && p.In(t.Units...) && !p.AwayOn(today) && p.Has(plans.Responsible) {
					owed[p.ID] = append(owed[p.ID], t.Number)
				}
			}
		}
		return nil
	}))
	return owed
}

// reminded proves that whoever was to hear this morning has.
func (d *district) reminded(owed map[plans.PersonID][]uint64) {
	d.t.Helper()
	must(d.t, d.look(func(tx *store.Tx) error {
		for _, id := range slices.Sorted(maps.Keys(owed)) {
			p, err := tx.Person(id)
			if err != nil {
				return err
			}
			newest, err := tx.NewestDigest(id)
			if err != nil {
				return err
			}
			if !d.told(int64(p.User), plans.DateOf(d.Now(), d.zone)) {
				d.t.Errorf("%s: %s owes %v and got no morning message", d.Now().Format(time.DateTime), id, owed[id])
			}
			for _, n := range owed[id] {
				if !slices.ContainsFunc(newest.Lines, func(l store.DigestLine) bool { return l.Task == n }) {
					d.t.Errorf("%s: %s is not reminded of the overdue task %d", d.Now().Format(time.DateTime), id, n)
				}
			}
			d.counts["mornings on which somebody had to hear"]++
		}
		return nil
	}))
}

// everythingDone proves that nothing is left to be done: what was said is handled, what
// was to be sent is sent, and what was approved is out.
func (d *district) everythingDone() {
	d.t.Helper()
	d.wake()
	d.pass(3 * time.Minute)
	must(d.t, d.look(func(tx *store.Tx) error {
		in, err := tx.Inbox(10)
		must(d.t, err)
		out, err := tx.Outbox()
		must(d.t, err)
		if len(in)+len(out) > 0 || d.server.Pending() > 0 {
			d.t.Errorf("not done: inbox %d, outbox %+v, not fetched %d", len(in), out, d.server.Pending())
		}
		posts, err := tx.Posts()
		must(d.t, err)
		for _, p := range posts {
			switch p.State {
			case plans.Approved, plans.Publishing, plans.Uncertain, plans.InReview, plans.Amending, plans.Removing:
				if p.PublishAt.Before(d.Now()) {
					d.t.Errorf("post %d is %s", p.Number, p.State)
				}
			}
		}
		return nil
	}))
}

// history is all that happened: what people and the program asked of Telegram and what it
// answered, the ends of the program, and its journal.
func (d *district) history() string {
	var b strings.Builder
	b.WriteString(d.diary.String())
	for _, r := range d.server.Journal() {
		fmt.Fprintf(&b, "%d %s %s %s %d %d %d %q %s %s %v %v\n", r.Seq, r.Time.Format("2006-01-02 15:04:05.000000"), r.Kind, r.Method, r.Actor, r.Chat,
			r.Status, r.Text, r.Error, r.Fault, r.Messages, r.Params)
	}
	must(d.t, d.look(func(tx *store.Tx) error {
		all, err := tx.Journal("")
		for _, e := range all {
			fmt.Fprintf(&b, "%d %s %s %s %s %s %s\n", e.N, e.At, e.By, e.Did, e.Of, e.Before, e.After)
		}
		return err
	}))
	return invitationCode.ReplaceAllString(b.String(), "КОД")
}

// invitationCode is what chance makes in the program, and influences nothing.
var invitationCode = regexp.MustCompile(`start(=|%3D|%253D| )[A-Za-z0-9_-]+`)

// ledger adds up the figures of districts.
type ledger struct {
	mu     sync.Mutex
	counts map[string]int
}

func (d *district) count(sum *ledger) {
	sum.mu.Lock()
	defer sum.mu.Unlock()
	if sum.counts == nil {
		sum.counts = map[string]int{}
	}
	sum.counts["districts"]++
	sum.counts["days"] += d.days
	for name, n := range d.counts {
		sum.counts[name] += n
	}
	for _, r := range d.server.Requests("") {
		sum.counts["requests"]++
		if r.Fault != "" {
			sum.counts["faults that struck: "+string(r.Fault)]++
		}
	}
}

func (l *ledger) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(l.counts)) {
		fmt.Fprintf(&b, "\n%s: %d", name, l.counts[name])
	}
	return b.String()
}
