package schedule

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// changed writes what a derivation did: the identities added, moved and ended.
func changed(c Change) [3][]plans.TaskID {
	var all [3][]plans.TaskID
	for i, tasks := range [][]store.TaskRecord{c.Added, c.Moved, c.Ended} {
		for _, t := range tasks {
			all[i] = append(all[i], t.ID)
		}
	}
	return all
}

// TestDerivationNamesWhatItChanged loads one version after another.
func TestDerivationNamesWhatItChanged(t *testing.T) {
	june, july := plans.ByDate{To: plans.NewDate(2023, 6, 1)}, plans.ByDate{To: plans.NewDate(2023, 7, 3)}
	kept(t, func(tx *store.Tx) error {
		for _, step := range []struct {
			name string
			plan plans.Plan
			want [3][]plans.TaskID
		}{
			{"the first", rowsOwing(june, june), [3][]plans.TaskID{0: {"p/1.1", "p/1.2"}}},
			{"the same again", rowsOwing(june, june), [3][]plans.TaskID{}},
			{"another date", rowsOwing(june, july), [3][]plans.TaskID{1: {"p/1.2"}}},
			{"a row more", rowsOwing(june, july, july), [3][]plans.TaskID{0: {"p/1.3"}}},
			{"rows that owe nothing", rowsOwing(june, plans.Unclear{}, plans.Unclear{}), [3][]plans.TaskID{2: {"p/1.2", "p/1.3"}}},
			{"still nothing", rowsOwing(june, plans.Unclear{}, plans.Unclear{}), [3][]plans.TaskID{}},
			{"one owes again", rowsOwing(june, july, plans.Unclear{}), [3][]plans.TaskID{1: {"p/1.2"}}},
		} {
			c, err := Load(tx, step.plan, "a", amendedAt)
			if err != nil {
				return err
			}
			if d := cmp.Diff(step.want, changed(c)); d != "" {
				t.Errorf("%s: want -, got +\n%s", step.name, d)
			}
			for _, rec := range slices.Concat(c.Moved, c.Ended, c.Added) {
				if now, err := tx.Task(rec.Number); err != nil || !cmp.Equal(now, rec) {
					t.Errorf("%s: kept %+v, %v; said to be %+v", step.name, now, err, rec)
				}
			}
		}
		return nil
	})
}

func TestNewTaskIsOpenAndKnownSinceItsDerivation(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		at := amendedAt.In(time.FixedZone("Чита", 9*60*60)).Add(700 * time.Millisecond)
		c, err := Load(tx, rowsOwing(by20March), "a", at)
		if err != nil {
			return err
		}
		rec := c.Added[0]
		if rec.Number != 1 || rec.State != store.TaskOpen || rec.Since != amendedAt || rec.Ended {
			t.Errorf("%+v", rec)
		}
		if _, err := Load(tx, rowsOwing(by20March), "a", at.AddDate(0, 1, 0)); err != nil {
			return err
		}
		if again, err := tx.Task(1); err != nil || again.Since != amendedAt {
			t.Errorf("known since %s after the same plan came again, %v", again.Since, err)
		}
		return nil
	})
}

// TestTaskThatEndedIsSilentForEverybody: its places in the agenda go, those of
// others stay.
func TestTaskThatEndedIsSilentForEverybody(t *testing.T) {
	for name, end := range map[string]func(tx *store.Tx, rec store.TaskRecord) error{
		"the row owes nothing": func(tx *store.Tx, _ store.TaskRecord) error {
			_, err := Load(tx, rowsOwing(plans.Unclear{}, by20March), "a", amendedAt)
			return err
		},
		"it was done": func(tx *store.Tx, rec store.TaskRecord) error {
			rec.State = store.TaskDone
			return Settle(tx, rec)
		},
	} {
		kept(t, func(tx *store.Tx) error {
			c, err := Load(tx, rowsOwing(by20March, by20March), "a", amendedAt)
			if err != nil {
				return err
			}
			for _, rec := range c.Added {
				if err := tx.Silence(store.Silence{Person: 5, Task: rec.Number, Until: instant("09.03 09:00")}); err != nil {
					return err
				}
			}
			if err := end(tx, c.Added[0]); err != nil {
				return err
			}
			agenda, err := tx.Agenda()
			want := []store.Appointment{{At: instant("06.03 09:00"), Task: 2}, {At: instant("09.03 09:00"), Task: 2, Person: 5}}
			if d := cmp.Diff(want, agenda); d != "" {
				t.Errorf("%s: want -, got +\n%s", name, d)
			}
			return err
		})
	}
}

func TestReopenedTaskGoesOnFromWhereTheAgendaIs(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		c, err := Load(tx, rowsOwing(by20March), "a", amendedAt)
		if err != nil {
			return err
		}
		rec := c.Added[0]
		rec.State = store.TaskDone
		if err := Settle(tx, rec); err != nil {
			return err
		}
		if err := tx.SetMark(instant("13.03 09:00")); err != nil {
			return err
		}
		rec.State = store.TaskOpen
		if err := Settle(tx, rec); err != nil {
			return err
		}
		if now, err := tx.Task(1); err != nil || now.State != store.TaskOpen || next(t, tx) != "17.03 09:00" {
			t.Errorf("%s, next %s, %v", now.State, next(t, tx), err)
		}
		return nil
	})
}

func TestWithoutAPlanNothingIsDerived(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		if err := tx.PutProject(store.ProjectRecord{Project: plans.Project{ID: "park"}}); err != nil {
			return err
		}
		synced, err1 := Sync(tx, amendedAt)
		recast, err2 := Recast(tx, amendedAt)
		if nothing := changed(Change{}); !cmp.Equal(changed(synced), nothing) || !cmp.Equal(changed(recast), nothing) {
			t.Errorf("%+v, %+v", synced, recast)
		}
		if mark, err := tx.Mark(); err != nil || !mark.IsZero() {
			t.Errorf("marked %s, %v", mark, err)
		}
		n, err := tx.Number(store.TaskNumber, "p/1.1")
		rec := store.TaskRecord{Number: n, Task: plans.Task{ID: "p/1.1", Kind: plans.Dated, Due: day("2023-03-20")}, State: store.TaskOpen, Finished: true}
		if err := errors.Join(err, Settle(tx, rec)); err != nil || next(t, tx) != "" {
			t.Errorf("a task settled: %v, next at %s", err, next(t, tx))
		}
		return errors.Join(err1, err2)
	})
}

// TestChangedRulesTellNothingTwiceInADay changes the hour of reminders at noon of 6
// March, a day on which a reminder of the old rules was due at nine.
func TestChangedRulesTellNothingTwiceInADay(t *testing.T) {
	evening := plans.DefaultReminders()
	evening.At = 18*60 + 1
	for name, c := range map[string]struct {
		tick string // the last tick before the change
		want string
	}{
		"told at nine":             {"06.03 09:00", "13.03 18:00"},
		"the last tick was before": {"05.03 23:59", "06.03 18:00"},
	} {
		kept(t, func(tx *store.Tx) error {
			if _, err := Load(tx, rowsOwing(by20March), "a", amendedAt); err != nil {
				return err
			}
			if err := tx.SetMark(instant(c.tick)); err != nil {
				return err
			}
			if err := tx.PutSettings(store.Settings{At: &evening.At}); err != nil {
				return err
			}
			if _, err := Recast(tx, instant("06.03 12:00")); err != nil {
				return err
			}
			if next(t, tx) != c.want {
				t.Errorf("%s: next at %s, want %s", name, next(t, tx), c.want)
			}
			mark, err := tx.Mark()
			if told := c.tick == "06.03 09:00"; told && !mark.Equal(instant("06.03 23:59").Add(59*time.Second)) || !told && !mark.Equal(instant(c.tick)) {
				t.Errorf("%s: marked %s", name, mark)
			}
			return err
		})
	}
}

func TestFactsRecordedInChatShapeTheTasks(t *testing.T) {
	other := plans.AfterEvent{Event: plans.OtherEvent, What: "сход", N: 3, Unit: plans.TermDay}
	completed := plans.AfterEvent{Event: plans.Completed, N: 1, Unit: plans.TermDay}
	kept(t, func(tx *store.Tx) error {
		if _, err := Load(tx, rowsOwing(by20March, other, completed), "a", amendedAt); err != nil {
			return err
		}
		for _, err := range []error{
			tx.MoveTask(store.Move{Task: "p/1.1", Due: day("2023-04-03"), At: amendedAt}),
			tx.RecordEvent(store.EventRecord{Plan: "p", Item: "1.2", Day: day("2023-04-10"), At: amendedAt}),
			tx.PutProject(store.ProjectRecord{Project: plans.Project{ID: "park", Unit: "u", Completed: day("2023-05-10")}}),
			tx.PutSettings(store.Settings{LocalDays: []store.LocalDay{{Day: day("2023-05-11"), Why: "день района"}}}),
		} {
			if err != nil {
				return err
			}
		}
		if _, err := Sync(tx, amendedAt); err != nil {
			return err
		}
		for id, due := range map[plans.TaskID]string{"p/1.1": "2023-04-03", "p/1.2": "2023-04-13", "p/1.3@park": "2023-05-12"} {
			if rec, err := tx.TaskByID(id); err != nil || rec.Due != day(due) {
				t.Errorf("%s is due %s, %v; want %s", id, rec.Due, err, due)
			}
		}
		return nil
	})
}

func TestWhatIsKnownFromChatOutlivesAFile(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		p := rowsOwing(by20March)
		p.Projects = []plans.Project{{ID: "park", Name: "Парк", Unit: "u", Contract: 5}}
		p.People = []plans.Person{{ID: "a", Name: "Анна", Units: []plans.UnitID{"u"}}}
		if _, err := Load(tx, p, "", amendedAt); err != nil {
			return err
		}
		park, err1 := tx.Project("park")
		anna, err2 := tx.Person("a")
		if park.Name != "Парк" || park.Contract != 5 || anna.Name != "Анна" {
			t.Errorf("of the file: %+v, %+v", park, anna)
		}
		park.Completed, park.Recorded = 700, map[plans.Event]time.Time{plans.Completed: amendedAt}
		anna.User, anna.Roles = 11, []plans.Role{plans.Controller}
		if err := errors.Join(err1, err2, tx.PutProject(park), tx.PutPerson(anna)); err != nil {
			return err
		}
		p.Projects = []plans.Project{{ID: "park", Name: "Парк у реки", Unit: "u", Contract: 5, Completed: 500, Opened: 800}}
		p.People = []plans.Person{{ID: "a", Name: "Алла"}, {ID: "b", Name: "Борис"}}
		if _, err := Load(tx, p, "", amendedAt); err != nil {
			return err
		}
		park, err1 = tx.Project("park")
		anna, err2 = tx.Person("a")
		boris, err3 := tx.Person("b")
		want := plans.Project{ID: "park", Name: "Парк у реки", Unit: "u", Contract: 5, Completed: 700, Opened: 800}
		if park.Project != want || len(park.Recorded) != 1 || anna.Name != "Анна" || anna.User != 11 || boris.Name != "Борис" {
			t.Errorf("of the next file: %+v, %+v, %+v", park, anna, boris)
		}
		return errors.Join(err1, err2, err3)
	})
}

func TestPlanWithoutAZoneIsRefusedWhole(t *testing.T) {
	db := database(t)
	err := db.Update(func(tx *store.Tx) error {
		p := rowsOwing(by20March)
		p.Zone = "Europe/Nowhere"
		_, err := Load(tx, p, "", amendedAt)
		return err
	})
	if !errors.Is(err, plans.ErrInvalid) {
		t.Errorf("got %v", err)
	}
	err = db.View(func(tx *store.Tx) error {
		if _, err := tx.Plan("p"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("in force: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestJournalSaysWhatAVersionChanged loads a version with a row of every sort.
func TestJournalSaysWhatAVersionChanged(t *testing.T) {
	kept(t, func(tx *store.Tx) error {
		forms := []string{"пресс-тур по объектам", "семинар для жителей", "выставка рисунков", "опрос граждан", "ярмарка"}
		old := versionOf(forms)
		if _, err := Load(tx, old, "a", amendedAt); err != nil {
			return err
		}
		next := versionOf([]string{"пресс-тур по объектам", "семинары для жителей", "выставка рисунков", "субботник", "опрос граждан"})
		items := next.Sections[0].Items
		items[0].Deadline = by20March
		items[2].Responsible = []plans.UnitID{"u", "v"}
		items[3].No, items[4].No = "1.6", "1.7"
		if err := tx.MoveTask(store.Move{Task: "p/1.1", Due: day("2023-04-03"), At: amendedAt}); err != nil {
			return err
		}
		if err := tx.MoveTask(store.Move{Task: "p/1.3", Due: day("2023-04-03"), At: amendedAt}); err != nil {
			return err
		}
		if _, err := Load(tx, next, "b", amendedAt); err != nil {
			return err
		}
		all, err := tx.Journal("plan/p")
		if opinion, err := tx.TaskByID("p/1.7"); err != nil || opinion.Number != 4 {
			t.Errorf("the row that was renumbered has task %d, %v", opinion.Number, err)
		}
		if err != nil || len(all) != 2 {
			return errors.Join(err, errors.New("the journal has not two entries about the plan"))
		}
		for i, want := range []struct{ before, after string }{
			{"", `{"version":1}`},
			{`{"plan":"p","version":1}`, `{"version":2,"added":["1.6"],"gone":["1.5"],"redated":["1.1"],"reassigned":["1.3"],` +
				`"reworded":["1.2"],"renumbered":["1.4 → 1.7"]}`},
		} {
			if e := all[i]; string(e.Before) != want.before || string(e.After) != want.after || e.Did != "plan loaded" {
				t.Errorf("entry %d: before %s, after %s", i+1, e.Before, e.After)
			}
		}
		dropped, err := tx.Journal("task/")
		if len(dropped) != 1 || dropped[0].Did != "move dropped" || dropped[0].Of != "task/1" || dropped[0].By != "b" {
			t.Errorf("dropped moves: %+v", dropped)
		}
		var m store.Move
		if len(dropped) > 0 {
			err = errors.Join(err, json.Unmarshal(dropped[0].Before, &m))
		}
		if m.Task != "p/1.1" {
			t.Errorf("the move dropped was of %s", m.Task)
		}
		if _, ok, err := tx.MoveOf("p/1.3"); !ok || err != nil {
			t.Errorf("the move of a row whose date stayed is gone: %v", err)
		}
		return err
	})
}
