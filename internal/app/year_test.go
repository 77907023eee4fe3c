package app_test

import (
	"fmt"
	"io"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// yearPlan gives the seed plan three projects and people in every unit.
const yearPlan = `
short: Медиаплан
people:
  - {id: fin-1, name: Специалист финансового управления, unit: finance, roles: [responsible]}
  - {id: fin-2, name: Начальник финансового управления, unit: finance, roles: [controller, approver]}
  - {id: zhkh-1, name: Специалист отдела ЖКХ, unit: zhkh, roles: [responsible]}
  - {id: culture-1, name: Специалист отдела культуры, unit: culture, roles: [responsible]}
  - {id: training-1, name: Методист учебного центра, unit: training, roles: [responsible]}
projects:
  - {id: park, name: Благоустройство парка, unit: zhkh, contract: 10.04.2023, completed: 15.08.2023}
  - {id: club, name: Ремонт дома культуры, unit: culture, contract: 01.03.2023, completed: 29.09.2023}
  - {id: court, name: Спортивная площадка, unit: zhkh, contract: 15.05.2023}
`

// TestYear plays a year of two plans in which nobody ever confirms anything and
// compares what reached every chat with the rehearsal of both. The plans have rows of
// the same numbers, a project and two units in common and each a ladder of its own;
// somebody is in units of both. Then the year's figures are compared with those counted
// by hand.
func TestYear(t *testing.T) {
	t.Parallel()
	both := []plans.Plan{petrovsky(t, yearPlan), secondPlan(t)}
	zone, err := time.LoadLocation(both[0].Zone)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := schedule.Preview(both, 0, both[0].Period.To, schedule.NewCalendar(nil))
	if err != nil {
		t.Fatal(err)
	}
	want := rehearsed(staffOf(both...), entries)
	got := map[string][]string{}
	synctest.Test(t, func(t *testing.T) {
		p := play.New(io.Discard, zone)
		s := newStage(t, time.Date(2022, 12, 30, 12, 0, 0, 0, zone), p, 24*time.Hour)
		for _, plan := range both {
			s.load(plan)
			time.Sleep(time.Minute) // the plan that is in force longer gives the hour
		}
		group := s.everybody(staffOf(both...))
		s.start()
		defer func() {
			if err := s.end(); err != nil {
				t.Error(err)
			}
			s.sound()
		}()
		s.watch(p, group, got)
		if err := s.Leap(time.Date(2023, 12, 31, 23, 0, 0, 0, zone)); err != nil {
			t.Fatal(err)
		}
		s.countYear(p)
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("year (-rehearsal +chats):\n%s", diff)
	}
	t.Logf("%d messages", len(got))
}

// rehearsed says, for every instant and addressee, which tasks the rehearsal
// tells of.
func rehearsed(staff []plans.Person, entries []schedule.Entry) map[string][]string {
	want := map[string][]string{}
	add := func(at time.Time, who string, task plans.TaskID) {
		key := at.UTC().Format(time.DateTime) + " " + who
		if !slices.Contains(want[key], string(task)) {
			want[key] = append(want[key], string(task))
		}
	}
	for _, e := range entries {
		id := plans.MakeTaskID(e.Plan, e.Item, e.Project, e.Part)
		for _, p := range staff {
			if e.Kind != schedule.Escalation && p.In(e.Units...) || e.Rung == "controller" && p.Has(plans.Controller) {
				add(e.At, string(p.ID), id)
			}
		}
		if e.Rung == "group" {
			add(e.At, "group", id)
		}
	}
	for k := range want {
		slices.Sort(want[k])
	}
	return want
}

// everybody connects people and binds a group.
func (s *stage) everybody(staff []plans.Person) int64 {
	var ids []int64
	for _, p := range staff {
		u := s.server.AddUser(emulator.User{FirstName: p.Name})
		s.server.Start(u.ID)
		ids = append(ids, u.ID)
	}
	group := s.server.AddGroup("Медиаплан", ids[0], ids[1:]...)
	s.server.AddBotToChat(group, ids[0])
	db := s.open()
	err := db.Update(func(tx *store.Tx) error {
		for i, p := range staff {
			if err := tx.PutPerson(store.PersonRecord{Person: p, User: plans.UserID(ids[i])}); err != nil {
				return err
			}
		}
		return tx.PutSettings(store.Settings{Group: group})
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		s.t.Fatal(err)
	}
	return group
}

// watch notes which tasks every digest and every escalation tells of. A digest's
// later pages are read from the store: they are shown on demand.
func (s *stage) watch(p *play.Play, group int64, got map[string][]string) {
	p.OnEvent(func(e emulator.Event) {
		if e.Kind != emulator.Sent || !e.Message.FromBot {
			return
		}
		at := s.Now().UTC().Truncate(time.Minute).Format(time.DateTime)
		err := s.program.Store.View(func(tx *store.Tx) error {
			if e.Message.Chat == group && e.Message.Kind == "text" {
				return s.noteEscalation(tx, got, at, escalated(e.Message.Text))
			}
			if play.Morning(e.Message.Text) {
				return s.noteDigest(tx, got, at, plans.UserID(e.Message.Chat))
			}
			return nil
		})
		if err != nil {
			s.t.Error(err)
		}
	})
}

func (s *stage) noteDigest(tx *store.Tx, got map[string][]string, at string, user plans.UserID) error {
	p, err := tx.PersonOf(user)
	if err != nil {
		return err
	}
	d, err := tx.NewestDigest(p.ID)
	if err != nil {
		return err
	}
	key := at + " " + string(p.ID)
	if _, twice := got[key]; twice {
		return fmt.Errorf("a second digest: %s", key)
	}
	for _, l := range d.Lines {
		t, err := tx.Task(l.Task)
		if err != nil {
			return err
		}
		got[key] = append(got[key], string(t.ID))
	}
	slices.Sort(got[key])
	return nil
}
