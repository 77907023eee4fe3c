package bot

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// step is one thing that happens.
func (w *world) step() {
	switch rapid.IntRange(0, 13).Draw(w.t, "what") {
	case 0, 1, 2:
		w.pass(rapid.IntRange(1, 60).Draw(w.t, "hours"))
	case 3:
		w.now = w.now.Add(time.Duration(rapid.IntRange(1, 100).Draw(w.t, "down")) * time.Hour)
		w.must(w.db.Close())
		w.open()
		w.tick()
	case 4:
		w.membership()
	case 5:
		w.leave()
	case 6:
		w.administer()
	case 7:
		w.comes()
	case 8:
		w.keepPlans()
	case 9:
		w.tellsOfEvent()
	default:
		w.acts()
	}
}

// pass lets hours go by, with a tick at each.
func (w *world) pass(hours int) {
	for range hours {
		w.now = w.now.Truncate(time.Hour).Add(time.Hour)
		w.tick()
	}
}

func (w *world) account() int64 {
	return rapid.SampledFrom([]int64{10, 10, 11, 12, 13, 14, 99}).Draw(w.t, "account")
}

// talk is a button of a task (or of a confirmation) and what is said to what it asks.
type talk struct {
	press string
	words []string
}

var taskTalks = []talk{
	{"task:%d", nil},
	{"done:%d", []string{"https://petrgosk.ru/1"}},
	{"done:%d", []string{"сделали", "и ещё слово"}},
	{"bare:%d", nil},
	{"mute+:%d:1", nil},
	{"mute+:%d:mon", nil},
	{"mute:%d", []string{"через 3 рабочих дня"}},
	{"help:%d", []string{"не знаю как"}},
	{"move:%d", []string{"15.05.2023", "причина"}},
	{"move:%d", []string{"завтра", "причина"}},
	{"off:%d", []string{"причина"}},
	{"back:%d", []string{"причина"}},
	{"name:%d", []string{"20.04.2023"}},
	{"hist:%d", nil},
	{"role:%d:controller", nil},
	{"left:%d", nil},
	{"member:%d:1.0", nil},
	{"set!:%d:at", nil},
}

var confirmationTalks = []talk{
	{"ok:%d:%d", nil},
	{"ret:%d:%d", []string{"причина"}},
	{"more:%d:%d", []string{"ещё слова"}},
	{"redo:%d:%d", []string{"другие слова"}},
	{"undo:%d:%d", nil},
	{"factday:%d:%d", []string{"10.02.2023"}},
}

// acts lets any account press any of it, whoever may and whoever may not.
func (w *world) acts() {
	who := w.account()
	if rapid.IntRange(0, 40).Draw(w.t, "forgets") == 0 {
		w.presses(who, fmt.Sprintf("v1:forget!:%d", rapid.IntRange(1, 5).Draw(w.t, "whom")))
		return
	}
	t := rapid.SampledFrom(taskTalks).Draw(w.t, "talk")
	subject := []any{rapid.IntRange(1, 30).Draw(w.t, "task")}
	given := w.confirmations()
	if len(given) > 0 && rapid.Bool().Draw(w.t, "of what was said") {
		t = rapid.SampledFrom(confirmationTalks).Draw(w.t, "judgement")
		c := rapid.SampledFrom(given).Draw(w.t, "confirmation")
		subject = []any{c[0], c[1]}
	}
	w.presses(who, "v1:"+fmt.Sprintf(t.press, subject...))
	for _, words := range t.words {
		w.says(who, words)
	}
}

// confirmations are all that were ever given: task and number.
func (w *world) confirmations() (found [][2]uint64) {
	w.look(func(tx *store.Tx) error {
		tasks, err := tx.Tasks()
		if err != nil {
			return err
		}
		for _, t := range tasks {
			said, err := tx.Confirmations(t.Number)
			if err != nil {
				return err
			}
			for _, c := range said {
				found = append(found, [2]uint64{t.Number, c.Number})
			}
		}
		return nil
	})
	return found
}

// leave sends somebody on leave with some deputy, or calls it off.
func (w *world) leave() {
	who := w.account()
	w.says(who, "/away")
	w.says(who, rapid.SampledFrom([]string{"с 10 по 24 марта", "завтра", "с 1 апреля по 15 мая", "до 5 апреля"}).Draw(w.t, "days"))
	w.presses(who, fmt.Sprintf("v1:dep:%d", rapid.IntRange(0, 5).Draw(w.t, "deputy")))
	if rapid.IntRange(0, 3).Draw(w.t, "off") == 0 {
		w.presses(who, fmt.Sprintf("v1:awayoff:%d", rapid.IntRange(1, 5).Draw(w.t, "whose")))
	}
}

// administer is the administrator at work.
func (w *world) administer() {
	n := rapid.IntRange(1, 5).Draw(w.t, "person")
	switch rapid.IntRange(0, 4).Draw(w.t, "deed") {
	case 0:
		w.presses(owner, fmt.Sprintf("v1:left:%d", n))
	case 1:
		w.presses(owner, fmt.Sprintf("v1:role:%d:controller", n))
	case 2:
		w.presses(owner, fmt.Sprintf("v1:units:%d", n))
		w.presses(owner, fmt.Sprintf("v1:member:%d:%d.0", n, rapid.IntRange(1, 3).Draw(w.t, "unit")))
	case 3:
		set := rapid.SampledFrom([][2]string{
			{"at", "10:00"}, {"at", "08:00"}, {"before", "10, 5, 1"}, {"overdue", "раз в неделю"}, {"days", "15.03.2023 выходной"},
			{"days", "18.03.2023 рабочий"}, {"escalate", "1, 2"}, {"nudge", "раз в квартал"},
		}).Draw(w.t, "setting")
		w.presses(owner, "v1:set:0:"+set[0])
		w.says(owner, set[1])
		w.presses(owner, "v1:set!:0:"+set[0])
	case 4:
		w.presses(owner, fmt.Sprintf("v1:inv:%d:person", n))
	}
}

// comes lets some account use the newest invitation.
func (w *world) comes() {
	w.says(w.account(), "/start "+w.links[len(w.links)-1])
}

// membership lets somebody block the bot or let it speak again; Telegram's word of
// it may be lost.
func (w *world) membership() {
	who := w.account()
	w.blocked[who] = !w.blocked[who]
	if rapid.Bool().Draw(w.t, "told") {
		now := "member"
		if w.blocked[who] {
			now = "kicked"
		}
		w.receive(store.Incoming{Kind: store.InMember, Member: store.Member{Was: "member", Now: now}}, who)
	}
}

// expectation is who is to be told of a task at a tick.
type expectation struct {
	task uint64
	to   []store.PersonRecord
	// why asks that the person be told that the unit has nobody.
	why bool
}

// tick ticks once and compares the digests with what the rules ask for.
func (w *world) tick() {
	var want []expectation
	w.look(func(tx *store.Tx) (err error) {
		want, err = w.expected(tx)
		return err
	})
	w.must(w.bot.Tick())
	w.look(func(tx *store.Tx) error {
		for _, x := range want {
			for _, p := range x.to {
				if err := w.told(tx, x, p); err != nil {
					return err
				}
			}
		}
		return nil
	})
	w.deliver()
}

func (w *world) told(tx *store.Tx, x expectation, p store.PersonRecord) error {
	d, err := tx.NewestDigest(p.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.Lines, func(l store.DigestLine) bool { return l.Task == x.task })
	today := plans.DateOf(w.now, w.zone)
	if d.Day != today || i < 0 || x.why && !d.Lines[i].Unattended {
		return fmt.Errorf("%s was not told of task %d (why: %v) in the digest of %s", p.ID, x.task, x.why, d.Day)
	}
	return nil
}

// expected reads the ladder for itself: every open task with a date whose rung has
// come since the last tick, and the people at work that day.
func (w *world) expected(tx *store.Tx) ([]expectation, error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil || !d.Awake(w.now) {
		return nil, err
	}
	mark, err := tx.Mark()
	if err != nil {
		return nil, err
	}
	tasks, err := tx.Tasks()
	if err != nil {
		return nil, err
	}
	people, err := tx.People()
	if err != nil {
		return nil, err
	}
	var want []expectation
	for _, t := range tasks {
		if !t.Open() || t.Kind != plans.Dated {
			continue
		}
		s, ok := d.Standing(t.ID.Plan())
		if !ok {
			return nil, fmt.Errorf("task %s is open and its plan is not in force", t.ID)
		}
		due := slices.ContainsFunc(s.Ladder.Between(t.Task, t.Since, mark, w.now), func(m schedule.Moment) bool {
			return m.Kind == schedule.Reminder || m.Kind == schedule.Overdue
		})
		if !due {
			continue
		}
		for _, u := range t.Units {
			x, err := w.audience(tx, t.Number, u, people)
			if err != nil {
				return nil, err
			}
			want = append(want, x)
		}
	}
	return want, nil
}

// working are the people of a unit who can be told today, of some roles or of any, or those
// who stand in for them.
func working(people []store.PersonRecord, unit plans.UnitID, today plans.Date, roles ...plans.Role) []store.PersonRecord {
	var found []store.PersonRecord
	for _, p := range people {
		if p.Left || !p.In(unit) || len(roles) > 0 && !slices.ContainsFunc(roles, p.Has) {
			continue
		}
		if p.AwayOn(today) {
			i := slices.IndexFunc(people, func(q store.PersonRecord) bool { return q.ID == p.Away.Deputy })
			if i < 0 || people[i].AwayOn(today) {
				continue
			}
			p = people[i]
		}
		if p.Connected() {
			found = append(found, p)
		}
	}
	return found
}

func (w *world) audience(tx *store.Tx, task uint64, unit plans.UnitID, people []store.PersonRecord) (expectation, error) {
	today := plans.DateOf(w.now, w.zone)
	x := expectation{task: task}
	atWork := working(people, unit, today, plans.Responsible, plans.Controller)
	if len(atWork) == 0 {
		atWork = working(people, unit, today)
	}
	silences, err := tx.Silences()
	if err != nil {
		return x, err
	}
	for _, p := range atWork {
		n, err := tx.NumberOf(store.PersonNumber, string(p.ID))
		if err != nil {
			return x, err
		}
		silent := slices.ContainsFunc(silences, func(q store.Silence) bool {
			return q.Person == n && q.Task == task && q.Until.After(w.now)
		})
		if !silent {
			x.to = append(x.to, p)
		}
	}
	if len(atWork) > 0 {
		return x, nil
	}
	x.why = true
	for _, role := range []func(store.PersonRecord) bool{
		func(p store.PersonRecord) bool { return p.Has(plans.Controller) },
		func(p store.PersonRecord) bool { return p.User == owner },
	} {
		x.to = slices.DeleteFunc(slices.Clone(people), func(p store.PersonRecord) bool { return !p.Connected() || !role(p) })
		if here := slices.DeleteFunc(slices.Clone(x.to), func(p store.PersonRecord) bool { return p.AwayOn(today) }); len(here) > 0 {
			x.to = here
		}
		if len(x.to) > 0 {
			return x, nil
		}
	}
	return x, nil
}
