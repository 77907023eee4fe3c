package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/store"
)

// away is /away: it shows the leave one has, or asks for its days.
func (t *turn) away(string) error {
	n, err := t.tx.Number(store.PersonNumber, string(t.who.ID))
	if err != nil {
		return err
	}
	if t.who.Away.To < t.today() {
		return t.askAway(t.who, n)
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	return t.say(textAway(t.who, names[t.who.Away.Deputy]), awayKeys(n))
}

func awayKeys(n uint64) keyboard {
	var k keyboard
	k.row(key{text: "Другие даты", verb: "away", number: n}, key{text: "Заместитель", verb: "awaydep", number: n})
	k.row(key{text: "Отпуск не нужен", verb: "awayoff", number: n})
	return k
}

// names are the names of everybody, by id.
func (t *turn) names() (map[plans.PersonID]string, error) {
	all, err := t.tx.People()
	return personNames(all), err
}

func (t *turn) askAway(p store.PersonRecord, n uint64) error {
	if err := t.await(store.Dialog{Await: "away", Number: n}); err != nil {
		return err
	}
	return t.say(textAskAway(p, p.ID == t.who.ID), cancelKeys())
}

// leaver gives the person whose leave this is about: one's own, or for an
// administrator anybody's.
func (t *turn) leaver(n uint64) (store.PersonRecord, error) {
	id, err := t.tx.Identity(store.PersonNumber, n)
	if err != nil {
		return store.PersonRecord{}, err
	}
	if plans.PersonID(id) != t.who.ID {
		if err := t.may(invite); err != nil {
			return store.PersonRecord{}, err
		}
	}
	p, err := t.tx.Person(plans.PersonID(id))
	if err == nil && p.Left {
		err = refuse(plans.ErrConflict, textAlreadyLeft)
	}
	return p, err
}

// pressedAway asks for the days of somebody's leave.
func (t *turn) pressedAway(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	return t.askAway(person, p.number)
}

// awayDates takes the days and asks for a deputy.
func (t *turn) awayDates(d store.Dialog) error {
	person, err := t.leaver(d.Number)
	if err != nil {
		return err
	}
	s, ok := daysOf(t.words(), t.today())
	switch {
	case !ok:
		return refuse(plans.ErrInvalid, textAwayUnknown)
	case s.To < t.today():
		return refuse(plans.ErrInvalid, textAwayPast)
	case s.To-s.From > awayLimit:
		return refuse(plans.ErrInvalid, textAwayLong)
	}
	return t.askDeputy(person, d.Number, s)
}

// awayLimit is the longest leave, in days: a slip in the year is likelier than
// two years away.
const awayLimit = 730

// pressedAwayDeputy asks for another deputy for the same days.
func (t *turn) pressedAwayDeputy(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	if person.Away.To < t.today() {
		return refuse(plans.ErrConflict, textNoLeave)
	}
	return t.askDeputy(person, p.number, person.Away.Span)
}

// askDeputy offers everybody who could stand in; where there is nobody, nobody it
// is.
func (t *turn) askDeputy(p store.PersonRecord, n uint64, s plans.Span) error {
	can, err := t.candidates(p, s)
	if err != nil {
		return err
	}
	if len(can) == 0 {
		if err := t.done(); err != nil {
			return err
		}
		return t.keepAway(p, n, store.Away{Span: s})
	}
	if err := t.await(store.Dialog{Await: "awaydep", Number: n, Text: s.From.String() + " " + s.To.String()}); err != nil {
		return err
	}
	k, err := t.deputyKeys(can, 0)
	if err != nil {
		return err
	}
	return t.say(textAskDeputy(p, s, p.ID == t.who.ID), k)
}

// candidates are those who can be reached and are not on leave themselves on any
// of the days; colleagues of the unit come first.
func (t *turn) candidates(p store.PersonRecord, s plans.Span) ([]store.PersonRecord, error) {
	all, err := t.tx.People()
	if err != nil {
		return nil, err
	}
	can := slices.DeleteFunc(all, func(q store.PersonRecord) bool {
		overlaps := q.Away.To != 0 && q.Away.From <= s.To && q.Away.To >= s.From
		return q.ID == p.ID || !q.Connected() || overlaps
	})
	slices.SortStableFunc(can, func(a, b store.PersonRecord) int {
		switch x, y := a.In(p.Units...), b.In(p.Units...); {
		case x == y:
			return strings.Compare(a.Name, b.Name)
		case x:
			return -1
		}
		return 1
	})
	return can, nil
}

func (t *turn) deputyKeys(can []store.PersonRecord, page int) (keyboard, error) {
	var k keyboard
	pages := max(1, (len(can)+pageSize-1)/pageSize)
	page = max(0, min(page, pages-1))
	for _, q := range can[page*pageSize : min((page+1)*pageSize, len(can))] {
		n, err := t.tx.Number(store.PersonNumber, string(q.ID))
		if err != nil {
			return k, err
		}
		k.row(key{text: cut(nameOr(q.Name), 48), verb: "dep", number: n})
	}
	var nav []key
	if page > 0 {
		nav = append(nav, key{text: "‹ Назад", verb: "deps", number: uint64(page - 1)})
	}
	if page < pages-1 {
		nav = append(nav, key{text: "Дальше ›", verb: "deps", number: uint64(page + 1)})
	}
	k.row(nav...)
	k.row(key{text: "Никто", verb: "dep"}, key{text: "Отмена", verb: "no"})
	return k, nil
}

// asked gives the leave a deputy is being chosen for.
func (t *turn) askedAway() (p store.PersonRecord, n uint64, s plans.Span, err error) {
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil {
		return p, 0, s, err
	}
	from, to, two := strings.Cut(d.Text, " ")
	if !ok || d.Await != "awaydep" || !two {
		return p, 0, s, stale()
	}
	if s.From, err = plans.ParseDate(from); err != nil {
		return p, 0, s, err
	}
	if s.To, err = plans.ParseDate(to); err != nil {
		return p, 0, s, err
	}
	p, err = t.leaver(d.Number)
	return p, d.Number, s, err
}

// pressedDeputies turns the pages of the possible deputies.
func (t *turn) pressedDeputies(p press) error {
	person, _, s, err := t.askedAway()
	if err != nil {
		return err
	}
	can, err := t.candidates(person, s)
	if err != nil {
		return err
	}
	k, err := t.deputyKeys(can, int(min(p.number, 1<<10)))
	if err != nil {
		return err
	}
	return t.edit(textAskDeputy(person, s, person.ID == t.who.ID), k)
}

// pressedDeputy keeps the leave with the deputy chosen, or with nobody.
func (t *turn) pressedDeputy(p press) error {
	person, n, s, err := t.askedAway()
	if err != nil {
		return err
	}
	a := store.Away{Span: s}
	if p.number != 0 {
		id, err := t.tx.Identity(store.PersonNumber, p.number)
		if err != nil {
			return err
		}
		a.Deputy = plans.PersonID(id)
		can, err := t.candidates(person, s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(can, func(q store.PersonRecord) bool { return q.ID == a.Deputy }) {
			return refuse(plans.ErrConflict, textDeputyCannot)
		}
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.keepAway(person, n, a)
}

// deputyAsked is words where a button was asked for.
func (t *turn) deputyAsked(store.Dialog) error { return refuse(plans.ErrInvalid, textPressDeputy) }

// keepAway keeps the leave and tells those it concerns.
func (t *turn) keepAway(p store.PersonRecord, n uint64, a store.Away) error {
	before := p.Away
	if before.To < t.today() {
		before = store.Away{}
	}
	p.Away = a
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	if err := t.note("away", "person/"+string(p.ID), before, a); err != nil {
		return err
	}
	if before.Deputy != a.Deputy {
		if err := t.tellDeputy(before.Deputy, textDeputyFreed(p, before.Span)); err != nil {
			return err
		}
	}
	if err := t.tellDeputy(a.Deputy, textDeputyNamed(p, t.unitNames(p.Units), a.Span)); err != nil {
		return err
	}
	names, err := t.names()
	if err != nil {
		return err
	}
	if p.ID != t.who.ID {
		if err := t.tell(p, textAway(p, names[a.Deputy]), awayKeys(n)); err != nil {
			return err
		}
	} else {
		t.who = p
	}
	return t.say(textAway(p, names[a.Deputy]), awayKeys(n))
}

func (t *turn) tellDeputy(id plans.PersonID, text string) error {
	if id == "" || id == t.who.ID {
		return nil
	}
	p, err := t.tx.Person(id)
	if err != nil {
		return err
	}
	return t.tell(p, text, keyboard{})
}

// pressedAwayOff ends a leave, or calls it off.
func (t *turn) pressedAwayOff(p press) error {
	person, err := t.leaver(p.number)
	if err != nil {
		return err
	}
	if person.Away.To < t.today() {
		return refuse(plans.ErrConflict, textNoLeave)
	}
	before := person.Away
	person.Away = store.Away{}
	if err := t.tx.PutPerson(person); err != nil {
		return err
	}
	if err := t.note("back", "person/"+string(person.ID), before, nil); err != nil {
		return err
	}
	if err := t.tellDeputy(before.Deputy, textDeputyFreed(person, before.Span)); err != nil {
		return err
	}
	return t.edit(textAwayOff(person, person.ID == t.who.ID), keyboard{})
}

// daysOf reads the days of a leave: two days named («с завтра по пятницу»), a
// window as plans write it («с 3 по 16 июля»), or a single day.
func daysOf(words string, today plans.Date) (plans.Span, bool) {
	words = strings.ToLower(strings.Join(strings.Fields(plain(words)), " "))
	bare := strings.TrimPrefix(strings.TrimPrefix(words, "со "), "с ")
	for _, between := range []string{" по ", " до ", " - ", " – ", " — "} {
		left, right, two := strings.Cut(bare, between)
		if !two {
			continue
		}
		from, ok := onDay(left, today)
		if !ok {
			continue
		}
		to, ok := onDay(right, from)
		return plans.Span{From: from, To: to}, ok && from <= to
	}
	if rest, until := strings.CutPrefix(words, "до "); until {
		to, ok := onDay(rest, today)
		return plans.Span{From: today, To: to}, ok
	}
	if day, ok := onDay(words, today); ok {
		return plans.Span{From: day, To: day}, true
	}
	year := plans.Span{From: plans.NewDate(today.Year(), 1, 1), To: plans.NewDate(today.Year(), 12, 31)}
	switch d, _ := phrase.Parse(words, year); d := d.(type) {
	case plans.Between:
		return plans.Span{From: d.From, To: d.To}, d.Time.IsZero() && d.From <= d.To
	case plans.Period:
		return plans.Span{From: d.From, To: d.To}, d.From <= d.To
	}
	return plans.Span{}, false
}

func onDay(words string, today plans.Date) (plans.Date, bool) {
	m, err := phrase.When(words, today, phrase.Future)
	if err != nil || !m.Time.IsZero() {
		return 0, false
	}
	on, ok := m.Day.(phrase.On)
	return on.Date, ok
}

// pageArg reads the page a button names, 0 for none.
func pageArg(arg string) (int, error) {
	n, err := strconv.ParseUint("0"+arg, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("page %q: %w", arg, plans.ErrNotFound)
	}
	return int(n), nil
}
