package store

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

// rows keeps a task, a button, a confirmation, a moved deadline, a post and an
// event for each row named, numbered in that order.
func rows(tx *Tx, items ...plans.ItemNo) error {
	for _, no := range items {
		id := plans.MakeTaskID("p", no, "", "")
		rec, err := task(tx, id, no)
		_, err1 := tx.Number(ItemNumber, "p/"+string(no))
		_, err2 := tx.Confirm(rec.Number, plans.Confirmation{Task: id, By: "a", At: noon, State: plans.Given})
		_, err3 := tx.NewPost(plans.Post{Author: "a", Task: id, State: plans.Drafting, Created: noon})
		if err := firstOf(err, err1, err2, err3,
			tx.MoveTask(Move{Task: id, Due: plans.Date(rec.Number), At: noon}),
			tx.RecordEvent(EventRecord{Plan: "p", Item: no, Day: plans.Date(rec.Number), At: noon}),
		); err != nil {
			return err
		}
	}
	return nil
}

// places says for each number given by rows where its task, button, confirmation,
// moved deadline, post and event stand now; an event that is dropped is "none".
func places(t *testing.T, tx *Tx) [][6]string {
	t.Helper()
	tasks, err := tx.Tasks()
	if err != nil {
		t.Fatal(err)
	}
	var all [][6]string
	for _, rec := range tasks {
		p := [6]string{0: string(rec.ID), 5: "none"}
		var errs [5]error
		p[1], errs[0] = tx.Identity(ItemNumber, rec.Number)
		c, err := tx.Confirmation(rec.Number, rec.Number)
		p[2], errs[1] = string(c.Task), err
		moves, err := tx.Moves()
		errs[2] = err
		for _, m := range moves {
			if m.Due == plans.Date(rec.Number) {
				p[3] = string(m.Task)
			}
		}
		post, err := tx.Post(rec.Number)
		p[4], errs[3] = string(post.Task), err
		events, err := events.all(tx, nil)
		errs[4] = err
		for _, e := range events {
			if e.Day == plans.Date(rec.Number) {
				p[5] = string(e.Item)
			}
		}
		if err := errors.Join(errs[:]...); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// place is where everything about a row stands, when all of it is together.
func place(id plans.TaskID, item string) [6]string {
	return [6]string{string(id), string(id), string(id), string(id), string(id), item}
}

// TestEverythingAboutARowMovesWithIt moves the rows 1.1, 1.2 and 1.3 of the plan p.
func TestEverythingAboutARowMovesWithIt(t *testing.T) {
	row := func(no plans.ItemNo) Row { return Row{"p", no} }
	for name, c := range map[string]struct {
		to   map[Row]Row
		gone []Row
		want [][6]string
	}{
		"nothing": {nil, nil, [][6]string{place("p/1.1", "1.1"), place("p/1.2", "1.2"), place("p/1.3", "1.3")}},
		"each stays": {map[Row]Row{row("1.1"): row("1.1"), row("1.2"): row("1.2")}, nil,
			[][6]string{place("p/1.1", "1.1"), place("p/1.2", "1.2"), place("p/1.3", "1.3")}},
		"two change places": {map[Row]Row{row("1.1"): row("1.2"), row("1.2"): row("1.1")}, nil,
			[][6]string{place("p/1.2", "1.2"), place("p/1.1", "1.1"), place("p/1.3", "1.3")}},
		"each goes one further": {map[Row]Row{row("1.1"): row("1.2"), row("1.2"): row("1.3"), row("1.3"): row("1.4")}, nil,
			[][6]string{place("p/1.2", "1.2"), place("p/1.3", "1.3"), place("p/1.4", "1.4")}},
		"one is gone": {nil, []Row{row("1.2")},
			[][6]string{place("p/1.1", "1.1"), place("p/1.2~2", "none"), place("p/1.3", "1.3")}},
		"one takes the place of one gone": {map[Row]Row{row("1.3"): row("1.2")}, []Row{row("1.2")},
			[][6]string{place("p/1.1", "1.1"), place("p/1.2~2", "none"), place("p/1.2", "1.2")}},
		"into another plan": {map[Row]Row{row("1.1"): {"q", "2.1"}}, nil,
			[][6]string{place("q/2.1", "2.1"), place("p/1.2", "1.2"), place("p/1.3", "1.3")}},
		"row of another plan": {map[Row]Row{{"q", "1.1"}: {"q", "1.1"}}, []Row{{"q", "1.9"}},
			[][6]string{place("p/1.1", "1.1"), place("p/1.2", "1.2"), place("p/1.3", "1.3")}},
	} {
		t.Run(name, func(t *testing.T) {
			fresh(t, func(tx *Tx) error {
				if err := firstOf(rows(tx, "1.1", "1.2", "1.3"), tx.MoveRows(c.to, c.gone)); err != nil {
					return err
				}
				if d := cmp.Diff(c.want, places(t, tx)); d != "" {
					t.Errorf("task, button, confirmation, move, post, event: want -, got +\n%s", d)
				}
				for number, place := range places(t, tx) {
					if n, err := tx.NumberOf(TaskNumber, place[0]); err != nil || n != uint64(number+1) {
						t.Errorf("%s has number %d, %v", place[0], n, err)
					}
				}
				return nil
			})
		})
	}
}

func TestTasksOfProjectsAndPartsMoveWithTheirRow(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for _, id := range []plans.TaskID{"p/1.1@park", "p/1.1@alley#2023Q2", "p/1.1#2023Q2", "p/1.10"} {
			rec, err := task(tx, id, "1.1")
			switch id {
			case "p/1.1@park":
				rec.Project = "park"
			case "p/1.1@alley#2023Q2":
				rec.Project, rec.Part = "alley", "2023Q2"
			case "p/1.1#2023Q2":
				rec.Part = "2023Q2"
			case "p/1.10":
				rec.Item = "1.10"
			}
			if err := firstOf(err, tx.PutTask(rec)); err != nil {
				return err
			}
		}
		if err := tx.MoveRows(map[Row]Row{{"p", "1.1"}: {"p", "2.5"}}, nil); err != nil {
			return err
		}
		for id, number := range map[plans.TaskID]uint64{"p/2.5@park": 1, "p/2.5@alley#2023Q2": 2, "p/2.5#2023Q2": 3, "p/1.10": 4} {
			rec, err := tx.TaskByID(id)
			if err != nil || rec.Number != number || rec.ID != id || number < 4 && rec.Item != "2.5" {
				t.Errorf("%s: %+v, %v", id, rec, err)
			}
		}
		return nil
	})
}

func TestWhatWasPutAsideStaysAside(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(rows(tx, "1.1"), tx.MoveRows(nil, []Row{{"p", "1.1"}}), rows(tx, "1.1"), tx.MoveRows(nil, []Row{{"p", "1.1"}})); err != nil {
			return err
		}
		want := [][6]string{place("p/1.1~1", "none"), place("p/1.1~2", "none")}
		if d := cmp.Diff(want, places(t, tx)); d != "" {
			t.Errorf("want -, got +\n%s", d)
		}
		return nil
	})
}

func TestEveryConfirmationOfARowMovesWithIt(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		rec, err := task(tx, "p/1.1", "1.1")
		for range 3 {
			_, given := tx.Confirm(rec.Number, plans.Confirmation{Task: rec.ID, By: "a", At: noon, State: plans.Given})
			err = firstOf(err, given)
		}
		if err := firstOf(err, tx.MoveRows(map[Row]Row{{"p", "1.1"}: {"p", "1.2"}}, nil)); err != nil {
			return err
		}
		all, err := tx.Confirmations(rec.Number)
		for _, c := range all {
			if c.Task != "p/1.2" {
				t.Errorf("confirmation %d is of %s", c.Number, c.Task)
			}
		}
		if len(all) != 3 {
			t.Errorf("%d of 3 confirmations", len(all))
		}
		return err
	})
}

func TestRowWithoutAButtonGetsItsFirstNumberLater(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(tx.MoveRows(nil, []Row{{"p", "1.1"}}), tx.MoveRows(map[Row]Row{{"p", "1.1"}: {"p", "1.2"}}, nil)); err != nil {
			return err
		}
		n, err := tx.Number(ItemNumber, "p/1.2")
		if n != 1 {
			t.Errorf("number %d", n)
		}
		return err
	})
}

func TestRowIsNotMovedOntoOneThatStays(t *testing.T) {
	change(t, filled(t), func(tx *Tx) error {
		if err := rows(tx, "1.1", "1.2"); err != nil {
			return err
		}
		if err := tx.MoveRows(map[Row]Row{{"p", "1.1"}: {"p", "1.2"}}, nil); !errors.Is(err, plans.ErrConflict) {
			t.Errorf("got %v", err)
		}
		return nil
	})
}
