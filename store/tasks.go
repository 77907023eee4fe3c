package store

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
)

var tasks = table[TaskRecord]{"tasks"}

// TaskRecord is a derived task with what has become of it.
type TaskRecord struct {
	Number uint64 `json:"number"`
	plans.Task
	// Since is when the program came to know of the task.
	Since time.Time `json:"since"`
	State TaskState `json:"state"`
	// Ended is true when the plan no longer asks for the task; the state stays.
	Ended bool `json:"ended,omitempty"`
	// Finished is true when its plan was finished; the state stays as it was then,
	// but for what a post that was under way still closes.
	Finished bool `json:"finished,omitempty"`
	// Reason is why it was taken off control.
	Reason string `json:"reason,omitempty"`
}

// TaskState is where a task stands.
type TaskState string

// The states of a task.
const (
	TaskOpen TaskState = "open"
	TaskDone TaskState = "done"
	// TaskOff is a task taken off control with a reason.
	TaskOff TaskState = "off"
)

// Open reports whether the task still waits for somebody.
func (t TaskRecord) Open() bool { return t.State == TaskOpen && !t.Ended && !t.Finished }

// Undone reports whether the task still wants to be done, though its plan may be
// finished.
func (t TaskRecord) Undone() bool { return t.State == TaskOpen && !t.Ended }

// PutTask keeps a task, also in the place of one that cannot be read any more.
func (tx *Tx) PutTask(t TaskRecord) error {
	if old, ok, err := tasks.get(tx, num(t.Number)); err == nil && ok {
		tx.count(old, -1)
	}
	tx.count(t, 1)
	return tasks.put(tx, num(t.Number), t)
}

// Task gives a task by its number; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) Task(n uint64) (TaskRecord, error) {
	t, ok, err := tasks.get(tx, num(n))
	if err == nil && !ok {
		err = fmt.Errorf("task %d: %w", n, errNotFound)
	}
	return t, err
}

// TaskByID gives a task by its identity; an unknown one is a [plans.ErrNotFound].
func (tx *Tx) TaskByID(id plans.TaskID) (TaskRecord, error) {
	n, err := tx.NumberOf(TaskNumber, string(id))
	if err != nil {
		return TaskRecord{}, err
	}
	return tx.Task(n)
}

// Tasks gives all tasks in the order of their numbers, ended ones too.
func (tx *Tx) Tasks() ([]TaskRecord, error) { return tasks.all(tx, nil) }

// OpenTasks gives the tasks that still wait for somebody, decoded once in a transaction
// that changes none: a morning's messages all count them. A record that cannot be read is
// passed over, because it must not hold up what is said of the others; whoever needs that
// very one gets the error. The list is shared by all who ask and must not be changed in
// place.
func (tx *Tx) OpenTasks() ([]TaskRecord, error) {
	return once(tx, tasks, "open", func() ([]TaskRecord, error) {
		var open []TaskRecord
		c := tasks.bucket(tx).Cursor()
		for k, b := c.First(); k != nil; k, b = c.Next() {
			var t TaskRecord
			if err := read(b, &t); err == nil && t.Open() {
				open = append(open, t)
			}
		}
		return open, nil
	})
}
