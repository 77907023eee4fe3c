package bot

import (
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// rowEvent gives the event of a row that hangs on something else than a project:
// somebody must say when it happened.
func rowEvent(i plans.Item) (plans.AfterEvent, bool) {
	e, ok := i.Deadline.(plans.AfterEvent)
	return e, ok && !e.Event.OfProject()
}

// recordsRow tells whether this person may record the row's event: a controller,
// or somebody of a unit the row names.
func (t *turn) recordsRow(i plans.Item) bool {
	if t.admin || t.known() && t.who.Has(plans.Controller) {
		return true
	}
	return t.allowed(recordEvent, nil) && t.who.In(i.Responsible...)
}

// recordableRow gives the row of a button or an answer, and its event.
func (t *turn) recordableRow(n uint64) (plans.Item, plans.AfterEvent, error) {
	item, err := t.rowByNumber(n)
	if err != nil {
		return item, plans.AfterEvent{}, err
	}
	e, ok := rowEvent(item)
	if !ok {
		return item, e, stale()
	}
	if !t.recordsRow(item) {
		return item, e, fmt.Errorf("record event: %w", plans.ErrForbidden)
	}
	return item, e, nil
}

// pressedRowEvent asks when the row's event happened or, where the term is
// counted back from it, will happen.
func (t *turn) pressedRowEvent(p press) error {
	item, e, err := t.recordableRow(p.number)
	if err != nil {
		return err
	}
	known, _, err := t.tx.Event(item.No)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "rowev", Number: p.number}); err != nil {
		return err
	}
	k := dayKeys("rowday", p.number, "")
	if e.Before {
		k = cancelKeys()
	}
	return t.say(textAskRowEvent(item, e, known.Day), k)
}

// pressedRowEventDay is «Сегодня» or «Вчера».
func (t *turn) pressedRowEventDay(p press) error {
	item, e, err := t.recordableRow(p.number)
	if err != nil {
		return err
	}
	head, day, err := t.readyDay(p.arg)
	if err != nil || head != "" {
		return stale()
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.recordRowEvent(item, e, day)
}

// rowEventDate takes the day in words.
func (t *turn) rowEventDate(d store.Dialog) error {
	item, e, err := t.recordableRow(d.Number)
	if err != nil {
		return err
	}
	if e.Before {
		day, _, ok := t.future(t.words(), 0)
		if !ok {
			day, ok = t.past(t.words())
		}
		if !ok {
			return refuse(plans.ErrInvalid, textDateUnknown)
		}
		return t.recordRowEvent(item, e, day)
	}
	day, err := t.pastDay()
	if err != nil {
		return err
	}
	return t.recordRowEvent(item, e, day)
}

// recordRowEvent keeps the day; the row's term follows.
func (t *turn) recordRowEvent(item plans.Item, e plans.AfterEvent, day plans.Date) error {
	known, _, err := t.tx.Event(item.No)
	switch {
	case err != nil:
		return err
	case day > t.today() && !e.Before:
		return refuse(plans.ErrInvalid, textEventFuture)
	case day == known.Day:
		return refuse(plans.ErrConflict, textEventSame(day))
	}
	if err := t.done(); err != nil {
		return err
	}
	record := store.EventRecord{Item: item.No, Day: day, By: t.who.ID, At: t.now}
	if err := t.tx.RecordEvent(record); err != nil {
		return err
	}
	var before any
	if known.Day != 0 {
		before = known
	}
	if err := t.note("event", "row/"+string(t.plan.ID)+"/"+string(item.No), before, record); err != nil {
		return err
	}
	return t.follow(textRowEventHead(item, day, known.Day))
}
