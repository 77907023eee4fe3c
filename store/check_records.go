package store

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/plans"
)

func inspectMeta(tx *Tx, r *Report) {
	inspect(tx, r, meta, func(key []byte, v string) error {
		switch name := string(key); name {
		case "schema":
			return nil // was read when the file was opened
		case "clock":
			if k := ClockKind(v); k != RealClock && k != RehearsalClock {
				return errors.New("is no clock")
			}
		case "mark", string(holdKey(Telegram)), string(holdKey(Max)), "leapt from", "leapt to", "next list":
			if _, err := time.Parse(time.RFC3339Nano, v); err != nil {
				return errors.New("is no instant")
			}
		}
		return nil
	})
	if !tx.Current() {
		inspect(tx, r, table[settingsBefore](settings), func(key []byte, _ settingsBefore) error { return keyed(key, []byte("settings")) })
		return
	}
	inspect(tx, r, settings, func(key []byte, s Settings) error {
		return errors.Join(keyed(key, []byte("settings")), checkPages(s))
	})
}

func inspectPlans(tx *Tx, r *Report) {
	inspect(tx, r, planTable, func(key []byte, v PlanVersion) error {
		if tx.Current() && planStates.bucket(tx).Get([]byte(v.Plan.ID)) == nil {
			return fmt.Errorf("plan %s is neither in force nor finished", v.Plan.ID)
		}
		return errors.Join(
			keyed(key, versionKey(v.Plan.ID, v.Version)),
			numbered(tx, planTable, v.Version))
	})
	inspect(tx, r, planStates, func(key []byte, s PlanState) error {
		if err := keyed(key, []byte(s.Plan)); err != nil {
			return err
		}
		if planTable.bucket(tx).Get(versionKey(s.Plan, s.Version)) == nil {
			return fmt.Errorf("version %d of plan %s is not there", s.Version, s.Plan)
		}
		return nil
	})
	inspect(tx, r, projects, func(key []byte, p ProjectRecord) error { return keyed(key, []byte(p.ID)) })
	inspect(tx, r, events, func(key []byte, e EventRecord) error { return keyed(key, e.key()) })
	inspect(tx, r, planFiles, func(key, _ []byte) error {
		_, ok, err := planLoads.get(tx, key)
		if err == nil && !ok {
			err = errors.New("a file of no load")
		}
		return err
	})
	inspect(tx, r, planLoads, func(key []byte, l PlanLoad) error {
		return errors.Join(keyed(key, []byte(l.By)), numbered(tx, planLoads, l.Number))
	})
	inspect(tx, r, moves, func(key []byte, m Move) error { return keyed(key, []byte(m.Task)) })
}

func inspectTasks(tx *Tx, r *Report) {
	inspect(tx, r, tasks, func(key []byte, t TaskRecord) error {
		if err := keyed(key, num(t.Number)); err != nil {
			return err
		}
		if t.State != TaskOpen && t.State != TaskDone && t.State != TaskOff {
			return fmt.Errorf("state %q is not known", t.State)
		}
		n, err := tx.NumberOf(TaskNumber, string(t.ID))
		if err == nil && n != t.Number {
			err = fmt.Errorf("number of %s is %d", t.ID, n)
		}
		return err
	})
}

// lastNumber is the head of the keys that count how many numbers were given.
const lastNumber = "last "

func inspectNumbers(tx *Tx, r *Report) {
	inspect(tx, r, numbers, func(key []byte, n uint64) error {
		if strings.HasPrefix(string(key), lastNumber) {
			return nil
		}
		kind, identity, ok := bytes.Cut(key, []byte{0})
		if !ok {
			return errors.New("key has no kind")
		}
		last, _, err := numbers.get(tx, join([]byte(lastNumber), kind))
		if err == nil && n > last {
			err = fmt.Errorf("number %d is beyond the last one given, %d", n, last)
		}
		if err != nil {
			return err
		}
		back, err := tx.Identity(NumberKind(kind), n)
		if err == nil && back != string(identity) {
			err = fmt.Errorf("number %d stands for %q", n, back)
		}
		return err
	})
	inspect(tx, r, identities, func(key []byte, identity string) error {
		kind, n, ok := bytes.Cut(key, []byte{0})
		if !ok || len(n) != 8 {
			return errors.New("key has no kind or number")
		}
		back, err := tx.NumberOf(NumberKind(kind), identity)
		if err == nil && back != unnum(n) {
			err = fmt.Errorf("%q has number %d", identity, back)
		}
		return err
	})
}

func inspectAgenda(tx *Tx, r *Report) {
	inspect(tx, r, agenda, func(key []byte, _ flag) error {
		if err := sized(key, 24); err != nil {
			return err
		}
		a := readAppointment(key)
		at, ok, err := moments.get(tx, num(a.Task, a.Person))
		switch {
		case err != nil:
			return err
		case !ok || at != a.At.Unix():
			return fmt.Errorf("task %d, person %d: moment is not %d", a.Task, a.Person, a.At.Unix())
		}
		return taskKnown(tx, a.Task)
	})
	inspect(tx, r, moments, func(key []byte, at int64) error {
		if err := sized(key, 16); err != nil {
			return err
		}
		a := Appointment{At: time.Unix(at, 0), Task: unnum(key), Person: unnum(key[8:])}
		if _, ok, err := agenda.get(tx, agendaKey(a)); err != nil || !ok {
			return fmt.Errorf("task %d, person %d: moment %d is not in the agenda", a.Task, a.Person, at)
		}
		return nil
	})
	inspect(tx, r, silences, func(key []byte, s Silence) error {
		return keyed(key, num(s.Person, s.Task))
	})
}

// taskKnown does not read the task again: that is [inspectTasks]'s to do.
func taskKnown(tx *Tx, n uint64) error {
	if tasks.bucket(tx).Get(num(n)) == nil {
		return fmt.Errorf("task %d: %w", n, errNotFound)
	}
	return nil
}

func inspectPeople(tx *Tx, r *Report) {
	inspect(tx, r, people, func(key []byte, p PersonRecord) error {
		if err := keyed(key, []byte(p.ID)); err != nil || p.User == 0 {
			return err
		}
		id, _, err := accounts.get(tx, signed(int64(p.User)))
		if err == nil && id != p.ID {
			err = fmt.Errorf("account %d belongs to %q", p.User, id)
		}
		return err
	})
	inspect(tx, r, accounts, func(key []byte, id plans.PersonID) error {
		if err := sized(key, 8); err != nil {
			return err
		}
		p, err := tx.Person(id)
		if user := plans.UserID(unsigned(key)); err == nil && p.User != user {
			err = fmt.Errorf("account %d: person %s has account %d", user, id, p.User)
		}
		return err
	})
	inspect(tx, r, invites, func(key []byte, i Invite) error {
		if err := sized(key, 32); err != nil {
			return err
		}
		_, err := tx.Person(i.Person)
		return err
	})
	inspect(tx, r, guesses, func(key []byte, _ Guesses) error { return sized(key, 8) })
}
