package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

// TestCheckFindsWhatLiesUnderAWrongKey spoils a key or an index in one way each, in
// a transaction that is undone.
func TestCheckFindsWhatLiesUnderAWrongKey(t *testing.T) {
	db := reopened(t)
	n := func(ns ...uint64) string { return string(num(ns...)) }
	at := uint64(noon.Unix())
	given := plans.Confirmation{Task: "seed/1.1", Number: 1, By: "p1", At: noon, State: plans.Given}
	accepted, later := given, given
	accepted.State, later.At = plans.Accepted, noon.Add(time.Second)
	post := PostRecord{Post: plans.Post{Number: 1, Author: "p1", Task: "seed/1.1", State: plans.Drafting, Created: noon}}
	for name, c := range map[string]struct {
		do   func(*Tx) error
		want string
	}{
		"confirmation's key cut":        {lay(confirmations, "short", given), "key of 5 bytes"},
		"confirmation of another":       {lay(confirmations, n(1, 2), given), "wrong key"},
		"confirmation beyond the last":  {lay(confirmations, n(1, 0), plans.Confirmation{Task: "seed/1.1", State: plans.Accepted}), "beyond the last one given"},
		"judged, and waits":             {lay(confirmations, n(1, 1), accepted), "is accepted and waits to be looked at: true"},
		"given, and does not wait":      {drop(givens, n(at, 1, 1)), "is given and waits to be looked at: false"},
		"waits at another time":         {lay(confirmations, n(1, 1), later), "is given and waits to be looked at: false"},
		"waiting place's key cut":       {lay(givens, "short", flag{}), "key of 5 bytes"},
		"waiting place of none":         {lay(givens, n(at, 1, 9), flag{}), "confirmation 9 of task 1: not found"},
		"waiting place of another time": {lay(givens, n(at+5, 1, 1), flag{}), "wrong key"},

		"week of another key":    {lay(weeklies, n(1), Weekly{Monday: 8}), "wrong key"},
		"post of another key":    {lay(posts, n(2), post), "wrong key"},
		"post that is woken":     {lay(posts, n(1), post), "wrong key"}, // the place it is woken from is left
		"waking place's key cut": {lay(postwakes, "short", flag{}), "key of 5 bytes"},
		"waking place of none":   {lay(postwakes, n(at, 9), flag{}), "post 9: not found"},

		"digest without a number":  {lay(digests, "p1\x001", Digest{}), "no person or number"},
		"digest without a person":  {lay(digests, n(^uint64(0)), Digest{}), "no person or number"},
		"digest beyond the last":   {lay(digests, "p1\x00"+n(9), Digest{}), "beyond the last one given"},
		"alarm without an instant": {lay(alarms, "bans", Alarm{}), "no name or no instant"},
		"dialog's key cut":         {lay(dialogs, n(1), Dialog{}), "key of 8 bytes"},
		"message's key cut":        {lay(shown, n(1), "task/1"), "key of 8 bytes"},
		"message of another card":  {lay(shown, string(join(signed(101), num(9))), "task/1"), "does not name message 9 in chat 101"},
		"message of another chat":  {lay(shown, string(join(signed(102), num(5))), "task/1"), "does not name message 5 in chat 102"},

		"inbox's key cut":         {lay(inbox, "short", Incoming{}), "key of 5 bytes"},
		"update's key cut":        {lay(updates, "short", 1), "key of 5 bytes"},
		"outgoing of another key": {lay(outbox, string(join(signed(5), num(1))), Outgoing{Chat: 6, Seq: 1}), "wrong key"},
		"outgoing beyond":         {func(tx *Tx) error { return keep(tx, Outgoing{Key: "x", Chat: 5, Seq: 9}) }, "beyond the last one given"},
		"outgoing found by two":   {func(tx *Tx) error { return keep(tx, Outgoing{Key: "digest/p1/2023-03-13", Chat: 5, Seq: 1}) }, "is not found by its name"},
		"name of another":         {lay(outkeys, "other", join(signed(101), num(1))), "no record of that name"},

		"state of another plan":   {lay(planStates, "other", PlanState{Plan: "seed", Version: 1}), "wrong key"},
		"plan of a version gone":  {lay(planStates, "seed", PlanState{Plan: "seed", Version: 9}), `version 9 of plan seed is not there`},
		"pause without an end":    {lay(meta, "hold", "soon"), "is no instant"},
		"version of another key":  {lay(planTable, "seed\x00"+n(2), PlanVersion{Version: 1, Plan: plans.Plan{ID: "seed"}}), "wrong key"},
		"version beyond the last": {lay(planTable, "seed\x00"+n(9), PlanVersion{Version: 9, Plan: plans.Plan{ID: "seed"}}), "beyond the last one given"},
		"event of another row":    {lay(events, "1.2", EventRecord{Plan: "seed", Item: "1.1"}), "wrong key"},
		"file of another person":  {lay(planLoads, "p2", PlanLoad{Number: 1, By: "p1"}), "wrong key"},
		"file beyond the last":    {lay(planLoads, "p2", PlanLoad{Number: 9, By: "p2"}), "beyond the last one given"},
		"move of another task":    {lay(moves, "seed/2", Move{Task: "seed/1.1"}), "wrong key"},

		"task of another key":         {lay(tasks, n(2), TaskRecord{Number: 1, State: TaskOpen}), "wrong key"},
		"number without a kind":       {lay(numbers, "seed", uint64(1)), "key has no kind"},
		"number of two":               {lay(numbers, "task\x00seed/7", uint64(1)), `number 1 stands for "seed/1.1"`},
		"identity without a kind":     {lay(identities, "seed", "x"), "no kind or number"},
		"identity without a number":   {lay(identities, "task\x001", "x"), "no kind or number"},
		"identity of another number":  {lay(identities, "task\x00"+n(2), "seed/1.1"), `"seed/1.1" has number 1`},
		"appointment at another time": {lay(agenda, n(at+9, 1, 0), flag{}), "moment is not"},
		"moment's key cut":            {lay(moments, n(1), 1), "key of 8 bytes"},
		"person of another key":       {lay(people, "p2", PersonRecord{Person: plans.Person{ID: "p1"}}), "wrong key"},
		"account's key cut":           {lay(accounts, "short", plans.PersonID("p1")), "key of 5 bytes"},
		"invitation's key cut":        {lay(invites, "short", Invite{Person: "p1"}), "key of 5 bytes"},
		"guesses' key cut":            {lay(guesses, "short", Guesses{}), "key of 5 bytes"},
		"journal entry elsewhere":     {lay(journal, n(3), Entry{N: 2, At: noon}), "wrong key"},
	} {
		undone(t, db, func(tx *Tx) error {
			if err := c.do(tx); err != nil {
				return err
			}
			if found := strings.Join(tx.Check().Findings(), "\n"); !strings.Contains(found, c.want) {
				t.Errorf("%s: found %q, want %q in it", name, found, c.want)
			}
			return nil
		})
	}
}

// lay puts a record under a key, whatever the indexes say of it; drop takes one
// away.
func lay[V any](table table[V], key string, v V) func(*Tx) error {
	return func(tx *Tx) error { return table.put(tx, []byte(key), v) }
}

func drop[V any](table table[V], key string) func(*Tx) error {
	return func(tx *Tx) error { return table.delete(tx, []byte(key)) }
}

// keep puts a record into the outbox without its number being given.
func keep(tx *Tx, o Outgoing) error {
	if _, known, err := outkeys.get(tx, []byte(o.Key)); err != nil || known {
		return errors.Join(err, outbox.put(tx, outboxKey(o), o))
	}
	return errors.Join(outkeys.put(tx, []byte(o.Key), outboxKey(o)), outbox.put(tx, outboxKey(o), o))
}

// reopened is a filled database, open until the test ends.
func reopened(t *testing.T) *DB {
	t.Helper()
	db, err := Open(filled(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// undone runs a transaction and rolls it back.
func undone(t *testing.T, db *DB, fn func(*Tx) error) {
	t.Helper()
	err := db.Update(func(tx *Tx) error { return firstOf(fn(tx), errUndo) })
	if !errors.Is(err, errUndo) {
		t.Error(err)
	}
}

// TestSoundRecordsAreNoFindings: what is allowed to be missing or to stand alone.
func TestSoundRecordsAreNoFindings(t *testing.T) {
	db := reopened(t)
	for name, do := range map[string]func(*Tx) error{
		"person without an account": func(tx *Tx) error { return tx.PutPerson(person("new", 0)) },
		"post without a task":       func(tx *Tx) error { _, err := tx.NewPost(plans.Post{Author: "p1", Created: noon}); return err },
		"task off control": func(tx *Tx) error {
			return tx.PutTask(TaskRecord{Number: 1, Task: plans.Task{ID: "seed/1.1"}, State: TaskOff})
		},
		"task done": func(tx *Tx) error {
			return tx.PutTask(TaskRecord{Number: 1, Task: plans.Task{ID: "seed/1.1"}, State: TaskDone})
		},
		"pause":                func(tx *Tx) error { return tx.Hold(Telegram, noon) },
		"message of two cards": func(tx *Tx) error { return tx.Show("task/2", 101, []int{5}) },
	} {
		undone(t, db, func(tx *Tx) error {
			if err := do(tx); err != nil {
				return err
			}
			if r := tx.Check(); !r.Sound() {
				t.Errorf("%s: found %q", name, r.Findings())
			}
			return nil
		})
	}
}

func TestAnyFindingIsUnsoundAndDamageComesFirst(t *testing.T) {
	if r := (Report{Damage: []string{"d"}, Faults: []string{"f"}}); r.Sound() || strings.Join(r.Findings(), " ") != "d f" {
		t.Errorf("%q", r.Findings())
	}
	if (Report{Damage: []string{"d"}}).Sound() || (Report{Faults: []string{"f"}}).Sound() || !(Report{}).Sound() {
		t.Error("one finding is enough")
	}
}

// TestCheckOfALostBucketStops loses one that there has always been and one of the
// present schema.
func TestCheckOfALostBucketStops(t *testing.T) {
	for _, bucket := range []string{"silences", "asks"} {
		dir := filled(t)
		change(t, dir, func(tx *Tx) error {
			if err := tx.bolt.DeleteBucket([]byte(bucket)); err != nil {
				return err
			}
			r := tx.Check()
			if len(r.Damage) != 1 || !strings.Contains(r.Damage[0], "bucket "+bucket+" is missing") || len(r.Counts) > 0 {
				t.Errorf("found %q, counted %v", r.Findings(), r.Counts)
			}
			return nil
		})
		if _, err := Check(filepath.Join(dir, FileName)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("opened to be checked: %v", err)
		}
	}
}
