package bot

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"testing"
	"time"

	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// The rules below held in no test when the program was first mutated: each of these
// fails when its rule is taken away.

// TestCopyNeedsTheRight: the database holds everybody's data.
func TestCopyNeedsTheRight(t *testing.T) {
	d := newDesk(t)
	d.bot.Seal = func(plain []byte) ([]byte, error) { return plain[:1], nil }
	press := store.Incoming{
		Update: 1, At: d.now, Kind: store.InPress, PressID: "1", Data: "v1:copy:0", Message: 1,
		Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
	}
	d.receive(press)
	if sent := d.outbox(); len(sent) != 0 {
		t.Errorf("somebody without the right got %+v", sent)
	}
	d.bot.Admins = []plans.UserID{7}
	press.Update = 2
	d.receive(press)
	if sent := d.outbox(); len(sent) != 1 || sent[0].Upload == nil {
		t.Errorf("an administrator got %+v", sent)
	}
}

// TestInvitationIsValidForSevenDays to the second.
func TestInvitationIsValidForSevenDays(t *testing.T) {
	for _, late := range []time.Duration{0, time.Second} {
		d := newDesk(t)
		d.change(func(tx *store.Tx) error {
			if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: "new", Name: "Новый"}}); err != nil {
				return err
			}
			return tx.PutInvite(sha256.Sum256([]byte("CODE")), store.Invite{Person: "new", By: 7, Expires: d.now.AddDate(0, 0, 7)})
		})
		d.now = d.now.AddDate(0, 0, 7).Add(late)
		d.receive(d.writes(1, 99, "/start CODE"))
		d.change(func(tx *store.Tx) error {
			_, err := tx.PersonOf(99)
			if in := !errors.Is(err, plans.ErrNotFound); in != (late == 0) {
				t.Errorf("%s after its end: let in %v", late, in)
			}
			return nil
		})
	}
}

// TestDeputyStandsInDuringTheLeaveAlone, its first and its last day included.
func TestDeputyStandsInDuringTheLeaveAlone(t *testing.T) {
	d := newDesk(t)
	first := plans.DateOf(d.now, time.UTC)
	boss := store.PersonRecord{Person: plans.Person{ID: "boss", Units: []plans.UnitID{"finance"}}, User: 8}
	boss.Away = store.Away{Span: plans.Span{From: first, To: first + 2}, Deputy: "author"}
	d.change(func(tx *store.Tx) error {
		if err := tx.PutPerson(boss); err != nil {
			return err
		}
		all, err := tx.People()
		if err != nil {
			return err
		}
		turn, err := d.bot.OwnTurn(tx, "deputy")
		if err != nil {
			return err
		}
		for day, want := range map[plans.Date]plans.PersonID{first - 1: "boss", first: "author", first + 2: "author", first + 3: "boss"} {
			if r := turn.ReachOf([]plans.UnitID{"finance"}, all, day); len(r.People) != 1 || r.People[0].ID != want {
				t.Errorf("%s: %+v, want %s alone", day, r.People, want)
			}
		}
		return nil
	})
}

// TestEventIsRecordedByWhoMay: neither an observer nor somebody of another unit.
func TestEventIsRecordedByWhoMay(t *testing.T) {
	for name, c := range map[string]struct {
		person plans.Person
		may    bool
	}{
		"observer":              {plans.Person{ID: "author", Roles: []plans.Role{plans.Observer}}, false},
		"of another unit":       {plans.Person{ID: "author", Units: []plans.UnitID{"culture"}, Roles: []plans.Role{plans.Responsible}}, false},
		"of the project's unit": {plans.Person{ID: "author", Units: []plans.UnitID{"zhkh"}, Roles: []plans.Role{plans.Responsible}}, true},
		"controller":            {plans.Person{ID: "author", Roles: []plans.Role{plans.Controller}}, true},
	} {
		d := newDesk(t)
		var n uint64
		d.change(func(tx *store.Tx) (err error) {
			if err := tx.PutPerson(store.PersonRecord{Person: c.person, User: 7}); err != nil {
				return err
			}
			if err := tx.PutProject(store.ProjectRecord{Project: plans.Project{ID: "park", Name: "Парк", Unit: "zhkh"}}); err != nil {
				return err
			}
			n, err = tx.Number(store.ProjectNumber, "park")
			return err
		})
		d.receive(store.Incoming{
			Update: 1, At: d.now, Kind: store.InPress, PressID: "1", Data: fmt.Sprintf("v1:evday:%d:contract.0", n), Message: 1,
			Chat: store.Chat{ID: 7, Kind: store.Private}, From: store.User{ID: 7},
		})
		d.change(func(tx *store.Tx) error {
			entries, err := tx.Journal("")
			recorded := false
			for _, e := range entries {
				recorded = recorded || e.Did == "event"
			}
			if recorded != c.may {
				t.Errorf("%s: recorded %v, want %v: %+v", name, recorded, c.may, entries)
			}
			return err
		})
	}
}

// TestCommentStandsInTheJournal under its author, and only an approver's is one.
func TestCommentStandsInTheJournal(t *testing.T) {
	for name, c := range map[string]struct {
		roles []plans.Role
		user  plans.UserID
		want  int
	}{
		"approver":  {[]plans.Role{plans.Approver}, 8, 1},
		"colleague": {[]plans.Role{plans.Responsible}, 8, 0},
		"stranger":  {nil, 99, 0},
	} {
		d := newDesk(t)
		rec := d.inReview()
		d.change(func(tx *store.Tx) error {
			if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: "other", Name: "Другой", Roles: c.roles}, User: 8}); err != nil {
				return err
			}
			return tx.Show(fmt.Sprintf("post/%d/group", rec.Number), -5, []int{77})
		})
		before := d.post(rec.Number).Heard
		d.now = d.now.Add(time.Hour)
		d.receive(store.Incoming{
			Update: 1, At: d.now, Kind: store.InMessage, Chat: store.Chat{ID: -5, Kind: store.Supergroup},
			From: store.User{ID: c.user, Name: "Имя"}, Text: "Проверьте дату", Message: 90, ReplyTo: 77,
		})
		if heard := d.post(rec.Number).Heard; heard.Equal(before) != (c.want == 0) {
			t.Errorf("%s: the post was last spoken of %s, before %s", name, heard, before)
		}
		d.change(func(tx *store.Tx) error {
			entries, err := tx.Journal(fmt.Sprintf("post/%d", rec.Number))
			n := 0
			for _, e := range entries {
				if e.Did == "post comment" && e.By == "other" {
					n++
				}
			}
			if n != c.want {
				t.Errorf("%s: %d entries, want %d", name, n, c.want)
			}
			return err
		})
	}
}

// TestSilenceIsKept: a task put off is not in its person's message, and is in the others'.
func TestSilenceIsKept(t *testing.T) {
	d := newDesk(t)
	const plan = `
plan: p
title: План
period: 01.01.2023-31.12.2023
timezone: Europe/Moscow
units: [{id: finance, name: финансовое управление}]
sections: [{title: Раздел, items: [{form: публикация, deadline: до 20.03.2023, responsible: [finance]}]}]
`
	read := planfile.Read("p.yaml", []byte(plan), nil)
	if !read.Loadable() {
		t.Fatal(read.Problems)
	}
	d.now = time.Date(2023, 3, 21, 6, 30, 0, 0, time.UTC)
	d.change(func(tx *store.Tx) error {
		for user, id := range map[plans.UserID]plans.PersonID{7: "author", 8: "other"} {
			if err := tx.PutPerson(store.PersonRecord{Person: plans.Person{ID: id, Name: string(id), Units: []plans.UnitID{"finance"}}, User: user}); err != nil {
				return err
			}
		}
		if _, err := schedule.Load(tx, read.Plan, "", d.now.AddDate(0, 0, -10)); err != nil {
			return err
		}
		n, err := tx.Number(store.PersonNumber, "author")
		if err != nil {
			return err
		}
		tasks, err := tx.Tasks()
		if err != nil {
			return err
		}
		return tx.Silence(store.Silence{Person: n, Task: tasks[0].Number, Until: d.now.AddDate(0, 0, 2)})
	})
	d.change(func(tx *store.Tx) error { return digest.Remind(d.bot.Env, tx, d.now) })
	got := map[int64]int{}
	for _, o := range d.outbox() {
		got[o.Chat]++
	}
	if got[7] != 0 || got[8] != 1 {
		t.Errorf("messages by account: %v, want one to 8 alone", got)
	}
}
