package store

import (
	"fmt"
	"maps"
	"strconv"

	"sdelaemvmeste/plans"
)

// An amended plan may give a row another number, and the identity of a task
// holds the row's number. What people have said belongs to the row, not to the
// number: identities move with the rows, and short numbers, confirmations,
// moved deadlines, posts and recorded events follow.

// Row is a row of one plan.
type Row struct {
	Plan plans.PlanID
	Item plans.ItemNo
}

func (r Row) identity() string { return string(r.Plan) + "/" + string(r.Item) }

// MoveRows gives everything kept about the rows to their new places, all at
// once, so that two rows may change places. What is kept about the rows gone is
// put aside: its tasks stay under identities no row can have, so that another
// row under the same number does not inherit what was said of the old one. A row
// moved onto one that stays is a [plans.ErrConflict].
func (tx *Tx) MoveRows(to map[Row]Row, gone []Row) error {
	if err := tx.moveTasks(to, gone); err != nil {
		return err
	}
	if err := tx.moveItems(to, gone); err != nil {
		return err
	}
	return tx.moveEvents(to, gone)
}

// aside is the identity of a task whose row has gone: a row's number holds no «~».
func aside(t TaskRecord) plans.TaskID {
	return t.ID + "~" + plans.TaskID(strconv.FormatUint(t.Number, 10))
}

func (tx *Tx) moveTasks(to map[Row]Row, gone []Row) error {
	all, err := tx.Tasks()
	if err != nil {
		return err
	}
	left := map[Row]bool{}
	for _, r := range gone {
		left[r] = true
	}
	renamed := map[plans.TaskID]plans.TaskID{}
	var changed []TaskRecord
	for _, t := range all {
		old := t.ID
		row, ok := rowOf(t)
		if !ok {
			continue
		}
		if next, moves := to[row]; moves && next != row {
			t.Item = next.Item
			t.ID = plans.MakeTaskID(next.Plan, next.Item, t.Project, t.Part)
		} else if left[row] {
			t.ID = aside(t)
		} else {
			continue
		}
		renamed[old] = t.ID
		changed = append(changed, t)
	}
	for old := range renamed {
		if err := numbers.delete(tx, join(named(string(TaskNumber)), []byte(old))); err != nil {
			return err
		}
	}
	for _, t := range changed {
		if err := tx.reidentify(TaskNumber, t.Number, string(t.ID)); err != nil {
			return err
		}
		if err := tx.PutTask(t); err != nil {
			return err
		}
		if err := tx.moveConfirmations(t); err != nil {
			return err
		}
	}
	if err := tx.moveMoves(renamed); err != nil {
		return err
	}
	return tx.movePosts(renamed)
}

// rowOf gives the row of a task; ok is false for one put aside already.
func rowOf(t TaskRecord) (Row, bool) {
	tail := string(plans.MakeTaskID("", t.Item, t.Project, t.Part))
	n := len(t.ID) - len(tail)
	if n <= 0 || string(t.ID[n:]) != tail {
		return Row{}, false
	}
	return Row{plans.PlanID(t.ID[:n]), t.Item}, true
}

// reidentify gives a short number another identity; the one it had must have
// been taken away.
func (tx *Tx) reidentify(kind NumberKind, n uint64, identity string) error {
	key := join(named(string(kind)), []byte(identity))
	if other, ok, err := numbers.get(tx, key); err != nil {
		return err
	} else if ok && other != n {
		return fmt.Errorf("%s %q has number %d: %w", kind, identity, other, plans.ErrConflict)
	}
	if err := numbers.put(tx, key, n); err != nil {
		return err
	}
	return identities.put(tx, join(named(string(kind)), num(n)), identity)
}

func (tx *Tx) moveConfirmations(t TaskRecord) error {
	said, err := tx.Confirmations(t.Number)
	if err != nil {
		return err
	}
	for _, c := range said {
		c.Task = t.ID
		if err := tx.PutConfirmation(t.Number, c); err != nil {
			return err
		}
	}
	return nil
}

// moveMoves moves the moved deadlines; all old places are emptied before any new
// one is filled.
func (tx *Tx) moveMoves(renamed map[plans.TaskID]plans.TaskID) error {
	all, err := tx.Moves()
	if err != nil {
		return err
	}
	for _, m := range all {
		if _, ok := renamed[m.Task]; ok {
			if err := tx.DropMove(m.Task); err != nil {
				return err
			}
		}
	}
	for _, m := range all {
		if next, ok := renamed[m.Task]; ok {
			m.Task = next
			if err := tx.MoveTask(m); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) movePosts(renamed map[plans.TaskID]plans.TaskID) error {
	all, err := posts.all(tx, nil)
	if err != nil {
		return err
	}
	for _, p := range all {
		next, ok := renamed[p.Task]
		if !ok {
			continue
		}
		p.Task = next
		if err := tx.PutPost(p); err != nil {
			return err
		}
	}
	return nil
}

// moveItems lets the buttons of a row lead to it under its new number. The
// number of a row that has gone stands for no row any more.
func (tx *Tx) moveItems(to map[Row]Row, gone []Row) error {
	next := map[uint64]string{}
	take := func(from Row, identity func(n uint64) string) error {
		n, err := tx.NumberOf(ItemNumber, from.identity())
		if err != nil || n == 0 {
			return err
		}
		next[n] = identity(n)
		return numbers.delete(tx, join(named(string(ItemNumber)), []byte(from.identity())))
	}
	for from, into := range to {
		if from == into {
			continue
		}
		if err := take(from, func(uint64) string { return into.identity() }); err != nil {
			return err
		}
	}
	for _, r := range gone {
		err := take(r, func(n uint64) string { return r.identity() + "~" + strconv.FormatUint(n, 10) })
		if err != nil {
			return err
		}
	}
	for n, identity := range next {
		if err := tx.reidentify(ItemNumber, n, identity); err != nil {
			return err
		}
	}
	return nil
}

// moveEvents moves the events recorded for rows, all old places emptied before any
// new one is filled; that of a row gone is dropped, the journal keeps it.
func (tx *Tx) moveEvents(to map[Row]Row, gone []Row) error {
	next := maps.Clone(to)
	for _, r := range gone {
		if next == nil {
			next = map[Row]Row{}
		}
		next[r] = Row{}
	}
	all, err := events.all(tx, nil)
	if err != nil {
		return err
	}
	var moved []EventRecord
	for _, e := range all {
		from := Row{e.Plan, e.Item}
		into, ok := next[from]
		if !ok || into == from {
			continue
		}
		if err := events.delete(tx, eventKey(e.Plan, e.Item)); err != nil {
			return err
		}
		if into != (Row{}) {
			e.Plan, e.Item = into.Plan, into.Item
			moved = append(moved, e)
		}
	}
	for _, e := range moved {
		if err := tx.RecordEvent(e); err != nil {
			return err
		}
	}
	return nil
}
