package bot

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// records tells whether this person may record the project's events: a
// controller, or somebody of the unit that runs it.
func (t *turn) records(p plans.Project) bool {
	if t.admin || t.known() && t.who.Has(plans.Controller) {
		return true
	}
	return t.allowed(recordEvent, nil) && t.who.In(p.Unit)
}

// projectEvent is an event of a project as buttons and texts name it.
type projectEvent struct {
	event  plans.Event
	button string
	done   string // «контракт заключён»
	past   string // «дату заключения контракта»
	ahead  string // «заключение контракта»
}

func events() []projectEvent {
	return []projectEvent{
		{plans.Selection, "🗳 Отбор состоялся", "отбор состоялся", "дату отбора проекта", "проведение отбора"},
		{plans.ContractSigned, "🖊 Контракт заключён", "контракт заключён", "дату заключения контракта", "заключение контракта"},
		{plans.Completed, "🏁 Проект завершён", "проект завершён", "дату завершения проекта", "завершение проекта"},
		{plans.Opening, "🎀 Объект открыт", "объект открыт", "дату открытия объекта", "открытие объекта"},
	}
}

func eventNamed(name string) (projectEvent, bool) {
	i := slices.IndexFunc(events(), func(e projectEvent) bool { return string(e.event) == name })
	if i < 0 {
		return projectEvent{}, false
	}
	return events()[i], true
}

// recordable gives the project and event of a button or an answer to somebody
// who may record it.
func (t *turn) recordable(n uint64, name string) (store.ProjectRecord, projectEvent, error) {
	e, ok := eventNamed(name)
	if !ok {
		return store.ProjectRecord{}, e, stale()
	}
	p, err := t.project(n)
	if err != nil {
		return p, e, err
	}
	if !t.records(p.Project) {
		return p, e, fmt.Errorf("record event: %w", plans.ErrForbidden)
	}
	return p, e, nil
}

// pressedEvent asks on which day it happened.
func (t *turn) pressedEvent(p press) error {
	project, e, err := t.recordable(p.number, p.arg)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "event", Number: p.number, Text: string(e.event)}); err != nil {
		return err
	}
	return t.say(textAskEvent(project.Project, e, t.foreseen(e.event)), dayKeys("evday", p.number, string(e.event)+":"))
}

// dayKeys are the ready answers to the question when something happened.
func dayKeys(verb string, number uint64, arg string) keyboard {
	var k keyboard
	k.row(key{text: "Сегодня", verb: verb, number: number, arg: arg + "0"}, key{text: "Вчера", verb: verb, number: number, arg: arg + "1"})
	k.row(key{text: "Отмена", verb: "no"})
	return k
}

// readyDay is the day of «Сегодня» or «Вчера», whose argument ends in 0 or 1.
func (t *turn) readyDay(arg string) (head string, day plans.Date, err error) {
	if arg == "" {
		return "", 0, stale()
	}
	head, back := arg[:len(arg)-1], arg[len(arg)-1]
	if back != '0' && back != '1' {
		return "", 0, stale()
	}
	return head, t.today() - plans.Date(back-'0'), nil
}

// pressedEventDay is «Сегодня» or «Вчера».
func (t *turn) pressedEventDay(p press) error {
	head, day, err := t.readyDay(p.arg)
	if err != nil || head == "" {
		return stale()
	}
	project, e, err := t.recordable(p.number, head[:len(head)-1])
	if err != nil {
		return err
	}
	if err := t.checkEvent(project.Project, e.event, day); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.recordEvent(project, e, day)
}

// eventDate takes the day in words.
func (t *turn) eventDate(d store.Dialog) error {
	project, e, err := t.recordable(d.Number, d.Text)
	if err != nil {
		return err
	}
	day, err := t.eventDay(e.event)
	if err != nil {
		return err
	}
	if err := t.checkEvent(project.Project, e.event, day); err != nil {
		return err
	}
	return t.recordEvent(project, e, day)
}

// foreseen tells whether the event's day is named before it comes: some row counts
// its term back from it.
func (t *turn) foreseen(e plans.Event) bool {
	return slices.ContainsFunc(t.plan.Items(), func(i plans.Item) bool {
		d, ok := i.Deadline.(plans.AfterEvent)
		return ok && d.Before && d.Event == e
	})
}

// eventDay reads the day of an event. A day without its year is the nearer one,
// where it may lie on either side of today.
func (t *turn) eventDay(e plans.Event) (plans.Date, error) {
	if !t.foreseen(e) {
		return t.pastDay()
	}
	ahead, _, will := t.future(t.words(), 0)
	back, was := t.past(t.words())
	switch {
	case will && (!was || ahead-t.today() <= t.today()-back):
		return ahead, nil
	case was:
		return back, nil
	}
	return 0, refuse(plans.ErrInvalid, textDateUnknown)
}

// pastDay reads the day something happened from the message; a day ahead is
// refused in words of its own.
func (t *turn) pastDay() (plans.Date, error) {
	if day, ok := t.past(t.words()); ok {
		return day, nil
	}
	if day, _, ok := t.future(t.words(), 0); ok && day > t.today() {
		return 0, refuse(plans.ErrInvalid, textEventFuture)
	}
	return 0, refuse(plans.ErrInvalid, textPastUnknown)
}

// checkEvent refuses a day that cannot be right: one ahead of an event nobody
// foresees, or one against the order of things, selection, contract, completion and opening.
func (t *turn) checkEvent(p plans.Project, e plans.Event, day plans.Date) error {
	if day > t.today() && !t.foreseen(e) {
		return refuse(plans.ErrInvalid, textEventFuture)
	}
	if day == p.Day(e) {
		return refuse(plans.ErrConflict, textEventSame(day))
	}
	known := func(d plans.Date) bool { return !d.IsZero() }
	switch e {
	case plans.Completed, plans.Opening:
		if known(p.Contract) && day < p.Contract {
			return refuse(plans.ErrInvalid, textEventBefore("заключения контракта", p.Contract))
		}
	case plans.ContractSigned:
		switch {
		case known(p.Selected) && day < p.Selected:
			return refuse(plans.ErrInvalid, textEventBefore("отбора проекта", p.Selected))
		case known(p.Completed) && day > p.Completed:
			return refuse(plans.ErrInvalid, textEventAfter("завершения проекта", p.Completed))
		case known(p.Opened) && day > p.Opened:
			return refuse(plans.ErrInvalid, textEventAfter("открытия объекта", p.Opened))
		}
	case plans.Selection:
		if known(p.Contract) && day > p.Contract {
			return refuse(plans.ErrInvalid, textEventAfter("заключения контракта", p.Contract))
		}
	case plans.OtherEvent:
	}
	return nil
}

// recordEvent keeps the day; the deadlines that hang on it follow, and their
// people are told.
func (t *turn) recordEvent(p store.ProjectRecord, e projectEvent, day plans.Date) error {
	before := p
	p.Project = p.With(e.event, day)
	p.Recorded = maps.Clone(p.Recorded)
	if p.Recorded == nil {
		p.Recorded = map[plans.Event]time.Time{}
	}
	p.Recorded[e.event] = t.now
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutProject(p); err != nil {
		return err
	}
	if err := t.note("event", "project/"+string(p.ID), before.Project, p.Project); err != nil {
		return err
	}
	return t.follow(textEventHead(p.Project, e, day, before.Day(e.event), t.today()))
}

// redue is a task whose deadline follows from an event, with the one it had.
type redue struct {
	owed
	was plans.Date
}

// follow derives the tasks anew after an event was recorded, and tells what
// follows under the head that says why: to this person all, to the others what
// is theirs.
func (t *turn) follow(head string) error {
	kept, err := t.tx.Tasks()
	if err != nil {
		return err
	}
	was := map[uint64]plans.Date{}
	for _, k := range kept {
		if !k.Ended {
			was[k.Number] = k.Due
		}
	}
	change, err := schedule.Sync(t.tx, t.now)
	if err != nil {
		return err
	}
	records := slices.DeleteFunc(slices.Concat(change.Added, change.Moved), func(r store.TaskRecord) bool { return !r.Open() })
	tasks, err := t.describeAll(records)
	if err != nil {
		return err
	}
	changed := make([]redue, 0, len(tasks))
	for _, o := range tasks {
		changed = append(changed, redue{o, was[o.Number]})
	}
	if err := t.tellConcerned(changed, head); err != nil {
		return err
	}
	return t.say(textFollows(head, changed), redueKeys(changed))
}

// tellConcerned tells the people of the changed tasks, each once and of what is
// theirs.
func (t *turn) tellConcerned(changed []redue, head string) error {
	all, err := t.tx.People()
	if err != nil {
		return err
	}
	theirs := map[plans.PersonID][]redue{}
	var order []store.PersonRecord
	for _, c := range changed {
		for _, p := range t.reachOf(c.Units, all, t.today()).people {
			if p.ID == t.who.ID {
				continue
			}
			if _, ok := theirs[p.ID]; !ok {
				order = append(order, p)
			}
			theirs[p.ID] = append(theirs[p.ID], c)
		}
	}
	head += "\n" + textRecordedBy(t.who.Name)
	for _, p := range order {
		if err := t.tell(p, textFollows(head, theirs[p.ID]), redueKeys(theirs[p.ID])); err != nil {
			return err
		}
	}
	return nil
}

func redueKeys(changed []redue) keyboard {
	tasks := make([]owed, 0, len(changed))
	for _, c := range changed {
		tasks = append(tasks, c.owed)
	}
	return taskKeys(tasks)
}
