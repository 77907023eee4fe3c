package plan

import (
	"fmt"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/project"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// rowEvent gives the event of a row that hangs on something else than a project:
// somebody must say when it happened.
func rowEvent(i plans.Item) (plans.AfterEvent, bool) {
	e, ok := i.Deadline.(plans.AfterEvent)
	return e, ok && !e.Event.OfProject()
}

// recordsRow reports whether this person may record the row's event: a controller,
// or somebody of a unit the row names.
func recordsRow(t *chat.Turn, i plans.Item) bool {
	if t.Admin || t.Known() && t.Who.Has(plans.Controller) {
		return true
	}
	return t.Allowed(chat.RecordEvent, nil) && t.Who.In(i.Responsible...)
}

// recordableRow gives the row of a button or an answer, and its event.
func recordableRow(t *chat.Turn, n uint64) (row, plans.AfterEvent, error) {
	r, err := rowByNumber(t, n)
	if err != nil {
		return r, plans.AfterEvent{}, err
	}
	e, ok := rowEvent(r.item)
	if !ok {
		return r, e, chat.Stale()
	}
	if !recordsRow(t, r.item) {
		return r, e, fmt.Errorf("record event: %w", plans.ErrForbidden)
	}
	return r, e, nil
}

// pressedRowEvent asks when the row's event happened or, where the term is
// counted back from it, will happen.
func pressedRowEvent(t *chat.Turn, p chat.Press) error {
	of, e, err := recordableRow(t, p.Number)
	if err != nil {
		return err
	}
	known, _, err := t.Tx.Event(of.plan.ID, of.item.No)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "rowev", Number: p.Number}); err != nil {
		return err
	}
	k := project.DayKeys("rowday", p.Number)
	if e.Before {
		k = chat.CancelKeys()
	}
	return t.Say(textAskRowEvent(of.item, e, known.Day), k)
}

// pressedRowEventDay is «Сегодня» or «Вчера».
func pressedRowEventDay(t *chat.Turn, p chat.Press) error {
	of, e, err := recordableRow(t, p.Number)
	if err != nil {
		return err
	}
	r := p.Arg.Read()
	day, ok := project.ReadyDay(t, r)
	if !ok {
		return chat.Stale()
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return recordRowEvent(t, of, e, day)
}

// rowEventDate takes the day in words.
func rowEventDate(t *chat.Turn, d store.Dialog) error {
	of, e, err := recordableRow(t, d.Number)
	if err != nil {
		return err
	}
	if e.Before {
		day, _, ok := t.Future(t.Words(), 0)
		if !ok {
			day, ok = t.Past(t.Words())
		}
		if !ok {
			return chat.Refuse(chat.NotUnderstood, chat.TextDateUnknown)
		}
		return recordRowEvent(t, of, e, day)
	}
	day, err := project.PastDay(t)
	if err != nil {
		return err
	}
	return recordRowEvent(t, of, e, day)
}

// recordRowEvent keeps the day; the row's term follows.
func recordRowEvent(t *chat.Turn, of row, e plans.AfterEvent, day plans.Date) error {
	known, _, err := t.Tx.Event(of.plan.ID, of.item.No)
	switch {
	case err != nil:
		return err
	case day > t.Today() && !e.Before:
		return chat.Refuse(chat.WrongDay, chat.TextEventFuture)
	case day == known.Day:
		return chat.Refuse(chat.NothingToDo, project.TextEventSame(day))
	}
	if err := t.Done(); err != nil {
		return err
	}
	record := store.EventRecord{Plan: of.plan.ID, Item: of.item.No, Day: day, By: t.Who.ID, At: t.Now}
	if err := t.Tx.RecordEvent(record); err != nil {
		return err
	}
	var before any
	if known.Day != 0 {
		before = known
	}
	if err := t.Note("event", "row/"+of.identity(), before, record); err != nil {
		return err
	}
	return project.Follow(t, textRowEventHead(of.item, day, known.Day))
}
