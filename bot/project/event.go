package project

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// records reports whether this person may record the project's events: a
// controller, or somebody of the unit that runs it.
func records(t *chat.Turn, p plans.Project) bool {
	if t.Admin || t.Known() && t.Who.Has(plans.Controller) {
		return true
	}
	return t.Allowed(chat.RecordEvent, nil) && t.Who.In(p.Unit)
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
func recordable(t *chat.Turn, n uint64, name string) (store.ProjectRecord, projectEvent, error) {
	e, ok := eventNamed(name)
	if !ok {
		return store.ProjectRecord{}, e, chat.Stale()
	}
	p, err := Project(t, n)
	if err != nil {
		return p, e, err
	}
	if !records(t, p.Project) {
		return p, e, fmt.Errorf("record event: %w", plans.ErrForbidden)
	}
	return p, e, nil
}

// pressedEvent asks on which day it happened.
func pressedEvent(t *chat.Turn, p chat.Press) error {
	project, e, err := recordable(t, p.Number, p.Arg.Word())
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "event", Number: p.Number, Text: string(e.event)}); err != nil {
		return err
	}
	return t.Say(textAskEvent(project.Project, e, foreseen(t, e.event)), DayKeys("evday", p.Number, chat.Word(e.event)))
}

// DayKeys are the ready answers to the question when something happened; of are the
// values that say what.
func DayKeys(verb string, number uint64, of ...chat.Value) chat.Keyboard {
	back := func(days int) chat.Args { return chat.ArgsOf(append(slices.Clone(of), chat.Num(days))...) }
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Сегодня", Verb: verb, Number: number, Arg: back(0)}, chat.Key{Text: "Вчера", Verb: verb, Number: number, Arg: back(1)})
	k.Row(chat.Key{Text: "Отмена", Verb: "no"})
	return k
}

// ReadyDay reads the day of «Сегодня» or «Вчера», the last value of its button.
func ReadyDay(t *chat.Turn, r *chat.Reader) (plans.Date, bool) {
	back := r.Number()
	return t.Today() - plans.Date(back), r.Whole() && (back == 0 || back == 1)
}

// pressedEventDay is «Сегодня» or «Вчера».
func pressedEventDay(t *chat.Turn, p chat.Press) error {
	r := p.Arg.Read()
	name := r.Word()
	day, ok := ReadyDay(t, r)
	if !ok {
		return chat.Stale()
	}
	project, e, err := recordable(t, p.Number, name)
	if err != nil {
		return err
	}
	if err := checkEvent(t, project.Project, e.event, day); err != nil {
		return err
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return recordEvent(t, project, e, day)
}

// eventDate takes the day in words.
func eventDate(t *chat.Turn, d store.Dialog) error {
	project, e, err := recordable(t, d.Number, d.Text)
	if err != nil {
		return err
	}
	day, err := eventDay(t, e.event)
	if err != nil {
		return err
	}
	if err := checkEvent(t, project.Project, e.event, day); err != nil {
		return err
	}
	return recordEvent(t, project, e, day)
}

// foreseen reports whether the event's day is named before it comes: some row counts
// its term back from it.
func foreseen(t *chat.Turn, e plans.Event) bool {
	return slices.ContainsFunc(t.Plans, func(p plans.Plan) bool {
		return slices.ContainsFunc(p.Items(), func(i plans.Item) bool {
			d, ok := i.Deadline.(plans.AfterEvent)
			return ok && d.Before && d.Event == e
		})
	})
}

// eventDay reads the day of an event. A day without its year is the nearer one,
// where it may lie on either side of today.
func eventDay(t *chat.Turn, e plans.Event) (plans.Date, error) {
	if !foreseen(t, e) {
		return PastDay(t)
	}
	ahead, _, will := t.Future(t.Words(), 0)
	back, was := t.Past(t.Words())
	switch {
	case will && (!was || ahead-t.Today() <= t.Today()-back):
		return ahead, nil
	case was:
		return back, nil
	}
	return 0, chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
}

// PastDay reads the day something happened from the message; a day ahead is
// refused in words of its own.
func PastDay(t *chat.Turn) (plans.Date, error) {
	if day, ok := t.Past(t.Words()); ok {
		return day, nil
	}
	if day, _, ok := t.Future(t.Words(), 0); ok && day > t.Today() {
		return 0, chat.Refuse(chat.WrongDay, chat.TextEventFuture)
	}
	return 0, chat.Refuse(chat.NotUnderstood, textPastUnknown)
}

// checkEvent refuses a day that cannot be right: one ahead of an event nobody
// foresees, or one against the order of things, selection, contract, completion and opening.
func checkEvent(t *chat.Turn, p plans.Project, e plans.Event, day plans.Date) error {
	if day > t.Today() && !foreseen(t, e) {
		return chat.Refuse(chat.WrongDay, chat.TextEventFuture)
	}
	if day == p.Day(e) {
		return chat.Refuse(chat.NothingToDo, TextEventSame(day))
	}
	known := func(d plans.Date) bool { return !d.IsZero() }
	switch e {
	case plans.Completed, plans.Opening:
		if known(p.Contract) && day < p.Contract {
			return chat.Refuse(chat.WrongDay, textEventBefore("заключения контракта", p.Contract))
		}
	case plans.ContractSigned:
		switch {
		case known(p.Selected) && day < p.Selected:
			return chat.Refuse(chat.WrongDay, textEventBefore("отбора проекта", p.Selected))
		case known(p.Completed) && day > p.Completed:
			return chat.Refuse(chat.WrongDay, textEventAfter("завершения проекта", p.Completed))
		case known(p.Opened) && day > p.Opened:
			return chat.Refuse(chat.WrongDay, textEventAfter("открытия объекта", p.Opened))
		}
	case plans.Selection:
		if known(p.Contract) && day > p.Contract {
			return chat.Refuse(chat.WrongDay, textEventAfter("заключения контракта", p.Contract))
		}
	case plans.OtherEvent:
	}
	return nil
}

// recordEvent keeps the day; the deadlines that hang on it follow, and their
// people are told.
func recordEvent(t *chat.Turn, p store.ProjectRecord, e projectEvent, day plans.Date) error {
	before := p
	p.Project = p.With(e.event, day)
	p.Recorded = maps.Clone(p.Recorded)
	if p.Recorded == nil {
		p.Recorded = map[plans.Event]time.Time{}
	}
	p.Recorded[e.event] = t.Now
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.Tx.PutProject(p); err != nil {
		return err
	}
	if err := t.Note("event", "project/"+string(p.ID), before.Project, p.Project); err != nil {
		return err
	}
	return Follow(t, textEventHead(p.Project, e, day, before.Day(e.event), t.Today()))
}

// redue is a task whose deadline follows from an event, with the one it had.
type redue struct {
	task.View
	was plans.Date
}

// Follow derives the tasks anew after an event was recorded, and tells what
// follows under the head that says why: to this person all, to the others what
// is theirs.
func Follow(t *chat.Turn, head string) error {
	kept, err := t.Tx.Tasks()
	if err != nil {
		return err
	}
	was := map[uint64]plans.Date{}
	for _, k := range kept {
		if !k.Ended {
			was[k.Number] = k.Due
		}
	}
	change, err := schedule.Sync(t.Tx, t.Now)
	if err != nil {
		return err
	}
	records := slices.DeleteFunc(slices.Concat(change.Added, change.Moved), func(r store.TaskRecord) bool { return !r.Open() })
	tasks, err := task.DescribeAll(t, records)
	if err != nil {
		return err
	}
	changed := make([]redue, 0, len(tasks))
	for _, o := range tasks {
		changed = append(changed, redue{o, was[o.Number]})
	}
	if err := tellConcerned(t, changed, head); err != nil {
		return err
	}
	return t.Say(textFollows(head, changed, t.Today()), redueKeys(changed, t.Today()))
}

// tellConcerned tells the people of the changed tasks, each once and of what is
// theirs.
func tellConcerned(t *chat.Turn, changed []redue, head string) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	theirs := map[plans.PersonID][]redue{}
	var order []store.PersonRecord
	for _, c := range changed {
		for _, p := range t.ReachOf(c.Units, all, t.Today()).People {
			if p.ID == t.Who.ID {
				continue
			}
			if _, ok := theirs[p.ID]; !ok {
				order = append(order, p)
			}
			theirs[p.ID] = append(theirs[p.ID], c)
		}
	}
	head += "\n" + textRecordedBy(t.Who.Name)
	for _, p := range order {
		if err := t.Tell(p, textFollows(head, theirs[p.ID], t.Today()), redueKeys(theirs[p.ID], t.Today())); err != nil {
			return err
		}
	}
	return nil
}

func redueKeys(changed []redue, today plans.Date) chat.Keyboard {
	tasks := make([]task.View, 0, len(changed))
	for _, c := range changed {
		tasks = append(tasks, c.View)
	}
	return task.Keys(tasks, today)
}
