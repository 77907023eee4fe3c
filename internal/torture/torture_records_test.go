package torture

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"sdelaemvmeste/store"
)

// The witness believes none of the program's own readings: it goes through the
// emulator's journal of what was asked and done, and through the records of the
// file as bbolt gives them, by their names on disk.

// facts is what the witness takes from the file.
type facts struct {
	Journal []struct {
		By, Did, Of string
	}
	Posts         []post
	Confirmations []struct{ Task, By, State, Judge string }
	People        []person
	Moves         []struct{ Task, By, Due string }
	Projects      []project
	Silences      []struct{ Person, Task uint64 }
	Plans         []planState
	Tasks         []task
	Settings      []struct{ Group int64 }
	Inbox         []struct{ Kind string }
	Outbox        []struct {
		Chat      int64
		NotBefore time.Time `json:"not_before"`
		Trying    bool
	}
}

// post is a post as the file holds it.
type post struct {
	State  string
	Votes  []struct{ By string }
	Frozen struct {
		Text  string
		Media []struct{ Unique string }
	}
	Version      int
	Publications []struct{ State string }
}

// project is a project as the file holds it.
type project struct{ ID, Completed string }

// person is one of the people on the list.
type person struct {
	ID          string
	User        int64
	Unreachable bool
}

// read takes the facts from the file of the stopped program.
func (w *torture) read() (f facts) {
	w.t.Helper()
	db, err := bbolt.Open(filepath.Join(w.dir, store.FileName), 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	must(w.t, err)
	all := map[string]any{
		"journal": &f.Journal, "posts": &f.Posts, "confirmations": &f.Confirmations, "people": &f.People,
		"settings": &f.Settings, "inbox": &f.Inbox, "outbox": &f.Outbox,
		"planstates": &f.Plans, "tasks": &f.Tasks, "moves": &f.Moves, "projects": &f.Projects, "silences": &f.Silences,
	}
	err = db.View(func(tx *bbolt.Tx) error {
		for name, into := range all {
			var values []json.RawMessage
			err := tx.Bucket([]byte(name)).ForEach(func(_, v []byte) error {
				values = append(values, slices.Clone(v))
				return nil
			})
			if err != nil {
				return err
			}
			list, err := json.Marshal(values)
			if err != nil {
				return err
			}
			if err := json.Unmarshal(list, into); err != nil {
				return err
			}
		}
		return nil
	})
	must(w.t, err)
	must(w.t, db.Close())
	return f
}
