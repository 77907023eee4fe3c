package store

import "sdelaemvmeste/plans"

// Changes are the tasks and projects whose records, or what was said of them, a
// transaction has changed.
type Changes struct {
	Tasks    map[uint64]bool
	Projects map[plans.ProjectID]bool
}

// note takes the key of a record that was put or taken out.
func (c *Changes) note(bucket string, key []byte) {
	switch bucket {
	case tasks.name, confirmations.name:
		if len(key) < 8 {
			return
		}
		if c.Tasks == nil {
			c.Tasks = map[uint64]bool{}
		}
		c.Tasks[unnum(key)] = true
	case projects.name:
		if c.Projects == nil {
			c.Projects = map[plans.ProjectID]bool{}
		}
		c.Projects[plans.ProjectID(key)] = true
	}
}

// OnChange has fn called at the end of every transaction that has changed a task or a
// project; what fn does belongs to the same transaction, and an error of its undoes it
// whole.
func (db *DB) OnChange(fn func(*Tx, Changes) error) {
	db.writing.Lock()
	defer db.writing.Unlock()
	db.onChange = fn
}

// follow does what follows from what the transaction has changed.
func (tx *Tx) follow() error {
	if tx.db.onChange == nil || len(tx.changes.Tasks) == 0 && len(tx.changes.Projects) == 0 {
		return nil
	}
	return tx.db.onChange(tx, tx.changes)
}

// Serial is the number of the transaction, which no later one has that is kept.
func (tx *Tx) Serial() int { return tx.bolt.ID() }
