package store

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var errUndo = errors.New("undo")

// agendaModel is the agenda as it should be: one moment for each task and for
// each silence.
type agendaModel struct {
	tx       *Tx
	moments  map[[2]uint64]time.Time // by task and person
	silences map[[2]uint64]time.Time
}

// TestAgendaHoldsTheNewestMomentOfEach compares the agenda with a plain map.
func TestAgendaHoldsTheNewestMomentOfEach(t *testing.T) {
	db := opened(t)
	rapid.Check(t, func(t *rapid.T) {
		err := db.Update(func(tx *Tx) error {
			m := agendaModel{tx, map[[2]uint64]time.Time{}, map[[2]uint64]time.Time{}}
			t.Repeat(map[string]func(*rapid.T){
				"appoint": m.appoint, "cancel": m.cancel, "silence": m.silence, "speak": m.speak, "": m.check,
			})
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Fatal(err)
		}
	})
}

func drawnMoment(t *rapid.T) time.Time {
	return noon.Add(time.Duration(rapid.IntRange(-3, 3).Draw(t, "second")) * time.Second)
}

func drawnOwner(t *rapid.T, person uint64) [2]uint64 {
	return [2]uint64{rapid.Uint64Range(1, 3).Draw(t, "task"), rapid.Uint64Range(person, 2).Draw(t, "person")}
}

func (m agendaModel) appoint(t *rapid.T) {
	owner, at := drawnOwner(t, 0), drawnMoment(t)
	if err := m.tx.Appoint(Appointment{at, owner[0], owner[1]}); err != nil {
		t.Fatal(err)
	}
	m.moments[owner] = at
}

func (m agendaModel) cancel(t *rapid.T) {
	owner := drawnOwner(t, 0)
	if err := m.tx.Cancel(owner[0], owner[1]); err != nil {
		t.Fatal(err)
	}
	delete(m.moments, owner)
}

func (m agendaModel) silence(t *rapid.T) {
	owner, until := drawnOwner(t, 1), drawnMoment(t)
	if err := m.tx.Silence(Silence{Person: owner[1], Task: owner[0], Until: until}); err != nil {
		t.Fatal(err)
	}
	m.moments[owner], m.silences[owner] = until, until
}

func (m agendaModel) speak(t *rapid.T) {
	owner := drawnOwner(t, 1)
	if err := m.tx.Speak(owner[1], owner[0]); err != nil {
		t.Fatal(err)
	}
	delete(m.moments, owner)
	delete(m.silences, owner)
}

func (m agendaModel) check(t *rapid.T) {
	var want []Appointment
	for owner, at := range m.moments {
		want = append(want, Appointment{at, owner[0], owner[1]})
	}
	slices.SortFunc(want, func(a, b Appointment) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Task, b.Task), cmp.Compare(a.Person, b.Person))
	})
	if all, err := m.tx.Agenda(); err != nil || !slices.Equal(all, want) {
		t.Fatalf("agenda %v, %v; want %v", all, err, want)
	}
	now := drawnMoment(t)
	due := slices.DeleteFunc(slices.Clone(want), func(a Appointment) bool { return a.At.After(now) })
	if got, err := m.tx.Due(now); err != nil || !slices.Equal(got, due) {
		t.Fatalf("due by %s: %v, %v; want %v", now, got, err, due)
	}
	first, ok, err := m.tx.FirstDue()
	if err != nil || ok != (len(want) > 0) || ok && !first.Equal(want[0].At) {
		t.Fatalf("first at %s, %v, %v; want %v", first, ok, err, want)
	}
	for task := range uint64(3) {
		for person := range uint64(2) {
			s, ok, err := m.tx.Silenced(person+1, task+1)
			until, silent := m.silences[[2]uint64{task + 1, person + 1}]
			if err != nil || ok != silent || !s.Until.Equal(until) {
				t.Fatalf("person %d is silent about task %d until %s, %v, %v; want %s", person+1, task+1, s.Until, ok, err, until)
			}
		}
	}
	all, err := m.tx.Silences()
	if err != nil || len(all) != len(m.silences) {
		t.Fatalf("silences %v, %v; want those of %v", all, err, slices.Collect(maps.Keys(m.silences)))
	}
}

// TestAgendaIsSoundAfterEveryChange goes through every way a moment comes and goes.
func TestAgendaIsSoundAfterEveryChange(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		one, err := task(tx, "p/1.1", "1.1")
		two, err2 := task(tx, "p/1.2", "1.2")
		return firstOf(
			err, err2,
			tx.Appoint(Appointment{At: noon, Task: one.Number}),
			tx.Appoint(Appointment{At: noon.Add(time.Hour), Task: one.Number}),
			tx.Appoint(Appointment{At: noon, Task: two.Number}),
			tx.Silence(Silence{Person: 1, Task: two.Number, Until: noon}),
			tx.Silence(Silence{Person: 1, Task: one.Number, Until: noon}),
			tx.Speak(1, one.Number),
			tx.Cancel(two.Number, 0),
		)
	})
}

func TestMarkIsKeptToTheSecond(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if at, err := tx.Mark(); err != nil || !at.IsZero() {
			t.Errorf("before any tick: %s, %v", at, err)
		}
		if err := tx.SetMark(noon.In(time.FixedZone("Чита", 9*60*60)).Add(999 * time.Millisecond)); err != nil {
			return err
		}
		if at, err := tx.Mark(); err != nil || at != noon {
			t.Errorf("kept %s, %v", at, err)
		}
		return nil
	})
	change(t, filled(t), func(tx *Tx) error {
		if err := meta.put(tx, []byte("mark"), "скоро"); err != nil {
			return err
		}
		if _, err := tx.Mark(); err == nil {
			t.Error("a mark that is no instant is read")
		}
		return nil
	})
}
