package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func person(id plans.PersonID, user plans.UserID) PersonRecord {
	return PersonRecord{Person: plans.Person{ID: id, Name: string(id)}, User: user}
}

func TestPersonIsFoundByTheAccountOfNow(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		whose := func(user plans.UserID) plans.PersonID {
			p, err := tx.PersonOf(user)
			if err != nil && !errors.Is(err, plans.ErrNotFound) {
				t.Fatal(err)
			}
			return p.ID
		}
		if err := firstOf(tx.PutPerson(person("a", 11)), tx.PutPerson(person("b", 12)), tx.PutPerson(person("c", 0))); err != nil {
			return err
		}
		if whose(11) != "a" || whose(12) != "b" || whose(0) != "" {
			t.Errorf("accounts of %q, %q, %q", whose(11), whose(12), whose(0))
		}
		// Kept again, with another account, and without one.
		if err := firstOf(tx.PutPerson(person("a", 11)), tx.PutPerson(person("b", 13)), tx.PutPerson(person("c", 14)), tx.PutPerson(person("c", 0))); err != nil {
			return err
		}
		for user, want := range map[plans.UserID]plans.PersonID{11: "a", 12: "", 13: "b", 14: ""} {
			if got := whose(user); got != want {
				t.Errorf("account %d is of %q, want %q", user, got, want)
			}
		}
		all, err := tx.People()
		if len(all) != 3 || all[0].ID != "a" || all[2].ID != "c" {
			t.Errorf("everybody: %+v", all)
		}
		return err
	})
}

func TestPersonIsConnectedWhileMessagesArrive(t *testing.T) {
	for name, c := range map[string]struct {
		person PersonRecord
		want   bool
	}{
		"with an account":  {PersonRecord{User: 1}, true},
		"not come yet":     {PersonRecord{}, false},
		"refused messages": {PersonRecord{User: 1, Unreachable: true}, false},
		"left":             {PersonRecord{User: 1, Left: true}, false},
	} {
		if c.person.Connected() != c.want {
			t.Errorf("%s: want %v", name, c.want)
		}
	}
}

func TestLeaveIncludesItsFirstAndLastDay(t *testing.T) {
	away := PersonRecord{Away: Away{Span: plans.Span{From: 10, To: 12}}}
	for day, want := range map[plans.Date]bool{9: false, 10: true, 12: true, 13: false} {
		if away.AwayOn(day) != want {
			t.Errorf("day %d: want %v", day, want)
		}
	}
	if (PersonRecord{}).AwayOn(0) {
		t.Error("no leave has no day")
	}
}

func TestNewIdsAreNobodys(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		p1, err1 := tx.NewPersonID()
		p2, err2 := tx.NewPersonID()
		j1, err3 := tx.NewProjectID()
		j2, err4 := tx.NewProjectID()
		if p1 != "p1" || p2 != "p2" || j1 != "project-1" || j2 != "project-2" {
			t.Errorf("%s, %s, %s, %s", p1, p2, j1, j2)
		}
		return firstOf(err1, err2, err3, err4)
	})
}

func TestWrongCodesAreCountedByAccount(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		want := Guesses{Count: 3, Last: noon}
		if err := tx.PutGuesses(7, want); err != nil {
			return err
		}
		for user, want := range map[plans.UserID]Guesses{7: want, 8: {}, -7: {}} {
			if got, err := tx.Guesses(user); err != nil || got != want {
				t.Errorf("account %d: %+v, %v", user, got, err)
			}
		}
		return nil
	})
}

func TestInvitationsOfOnePersonAreCancelled(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(
			tx.PutPerson(person("a", 0)), tx.PutPerson(person("b", 0)),
			tx.PutInvite([32]byte{1}, Invite{Person: "a"}), tx.PutInvite([32]byte{2}, Invite{Person: "b", By: 5, Expires: noon}),
			tx.PutInvite([32]byte{3}, Invite{Person: "a"}), tx.CancelInvites("a"),
		); err != nil {
			return err
		}
		for code, want := range map[byte]bool{1: false, 2: true, 3: false} {
			i, ok, err := tx.Invite([32]byte{code})
			if err != nil || ok != want || ok && i != (Invite{Person: "b", By: 5, Expires: noon}) {
				t.Errorf("invitation %d: %+v, %v, %v", code, i, ok, err)
			}
		}
		return nil
	})
}

// TestForgetTakesOnePersonAndNobodyElse forgets "a", who has the account 11, and
// looks at what is kept of "a" and of "b".
func TestForgetTakesOnePersonAndNobodyElse(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		a, b := person("a", 11), person("b", 12)
		a.Units, a.Roles, a.Unreachable, a.Away = []plans.UnitID{"u"}, []plans.Role{plans.Controller}, true, Away{Span: plans.Span{From: 1, To: 2}, Deputy: "b"}
		two, err := task(tx, "p/1.1", "1.1")
		old := plans.Plan{ID: "p", People: []plans.Person{{ID: "b", Name: "b"}, {ID: "a", Name: "a", Roles: a.Roles}}}
		_, err1 := tx.LoadPlan(old, "", noon)
		_, err2 := tx.LoadPlan(plans.Plan{ID: "p", People: []plans.Person{{ID: "a", Name: "a", Roles: a.Roles}}}, "", noon)
		_, err3 := tx.PutDigest("a", Digest{Day: 1})
		digest, err4 := tx.PutDigest("b", Digest{Day: 1})
		load, err5 := tx.NewPlanLoad("b", 12, "план.docx", noon)
		if err := firstOf(
			err, err1, err2, err3, err4, err5, tx.PutPlanLoad(load), tx.PutPerson(a), tx.PutPerson(b),
			tx.PutInvite([32]byte{1}, Invite{Person: "a", By: 12}), tx.PutInvite([32]byte{2}, Invite{Person: "b", By: 11}), tx.PutInvite([32]byte{3}, Invite{Person: "b", By: 12}),
			tx.PutGuesses(11, Guesses{Count: 1}), tx.PutGuesses(12, Guesses{Count: 1}),
			tx.PutDialog(-5, 11, Dialog{Await: "x"}), tx.PutDialog(-5, 12, Dialog{Await: "x"}),
			tx.PutSettings(Settings{Admins: []plans.UserID{12, 11}, Bot: "bot"}),
			tx.Show("task/1", 11, []int{5}), tx.Show("task/1", 12, []int{6}), tx.Show("task/2", 11, []int{7}),
			tx.Send(Outgoing{Key: "a", Chat: 11, Do: SendText}), tx.Send(Outgoing{Key: "b", Chat: 12, Do: SendText}),
			tx.Appoint(Appointment{At: noon, Task: two.Number}),
			tx.Forget("a"),
		); err != nil {
			return err
		}
		got, err := tx.Person("a")
		want := PersonRecord{Person: plans.Person{ID: "a", Name: "Сотрудник № 1", Units: a.Units, Roles: a.Roles}, Left: true}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("the record: want -, got +, %v\n%s", err, d)
		}
		versions, err := tx.PlanVersions("p")
		if len(versions) != 2 || err != nil {
			t.Errorf("%d versions, %v", len(versions), err)
		}
		for _, v := range versions {
			all := v.Plan.People
			if last := all[len(all)-1]; last.Name != "Сотрудник № 1" || !last.Has(plans.Controller) || len(all) > 1 && all[0].Name != "b" {
				t.Errorf("version %d names %+v", v.Version, all)
			}
		}
		return firstOf(forgottenAccount(t, tx), keptAccount(t, tx, digest))
	})
}

func forgottenAccount(t *testing.T, tx *Tx) error {
	_, strange := tx.PersonOf(11)
	_, invited, err1 := tx.Invite([32]byte{1})
	guesses, err2 := tx.Guesses(11)
	_, asked, err3 := tx.Dialog(-5, 11)
	_, waits, err4 := tx.Waiting("a")
	card, err5 := tx.CardAt(11, 5)
	other, err6 := tx.Card("task/2")
	digest, err7 := tx.NewestDigest("a")
	if !errors.Is(strange, plans.ErrNotFound) || invited || guesses.Count > 0 || asked || waits || card != "" || len(other) > 0 || digest.Day != 0 {
		t.Errorf("kept of the person forgotten: %v, %v, %v, %v, %v, %q, %v, %v", strange, invited, guesses, asked, waits, card, other, digest)
	}
	return firstOf(err1, err2, err3, err4, err5, err6, err7)
}

func keptAccount(t *testing.T, tx *Tx, digest uint64) error {
	other, err := tx.PersonOf(12)
	given, ok, err1 := tx.Invite([32]byte{2})
	theirs, ok3, err8 := tx.Invite([32]byte{3})
	guesses, err2 := tx.Guesses(12)
	_, asked, err3 := tx.Dialog(-5, 12)
	_, waits, err4 := tx.Waiting("b")
	card, err5 := tx.Card("task/1")
	set, err6 := tx.Settings()
	_, loads, err7 := tx.PlanLoad("b")
	_, err9 := tx.Digest("b", digest)
	if other.Name != "b" || !ok || given.By != 0 || !ok3 || theirs.By != 12 || guesses.Count != 1 || !asked || !waits || !loads {
		t.Errorf("of the other person: %+v, %+v, %+v, %v, %v, %v, %v", other, given, theirs, guesses, asked, waits, loads)
	}
	if d := cmp.Diff([]Shown{{12, []int{6}}}, card); d != "" {
		t.Errorf("the card they share: %s", d)
	}
	if !slices.Equal(set.Admins, []plans.UserID{12}) || set.Bot != "bot" {
		t.Errorf("settings: %+v", set)
	}
	return firstOf(err, err1, err2, err3, err4, err5, err6, err7, err8, err9)
}

func TestSomebodyWithoutAnAccountIsForgottenToo(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(tx.PutPerson(person("a", 0)), tx.Send(Outgoing{Key: "menu", Chat: 0, Do: SetCommands}), tx.Forget("a")); err != nil {
			return err
		}
		if p, err := tx.Person("a"); err != nil || p.Name != "Сотрудник № 1" || !p.Left {
			t.Errorf("%+v, %v", p, err)
		}
		if _, waits, err := tx.Waiting("menu"); err != nil || !waits {
			t.Errorf("what waits for no chat is dropped: %v", err)
		}
		if err := tx.Forget("nobody"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("nobody: %v", err)
		}
		return nil
	})
}

func TestDialogIsOfOnePersonInOneChat(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(
			tx.PutDialog(5, 5, Dialog{Await: "proof", Number: 1}), tx.PutDialog(-9, 5, Dialog{Await: "reason"}), tx.PutDialog(-9, 6, Dialog{Await: "date"}),
			tx.PutDialog(5, 5, Dialog{Await: "text"}), tx.EndDialog(-9, 6),
		); err != nil {
			return err
		}
		for at, want := range map[[2]int64]string{{5, 5}: "text", {-9, 5}: "reason", {-9, 6}: "", {5, -9}: ""} {
			d, ok, err := tx.Dialog(at[0], plans.UserID(at[1]))
			if err != nil || d.Await != want || ok != (want != "") {
				t.Errorf("chat %d, user %d: %q, %v, %v", at[0], at[1], d.Await, ok, err)
			}
		}
		return nil
	})
}

func TestAlbumIsGatheredByChatAndName(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		a, b := Gathering{Chat: 5, Album: "x", Last: noon}, Gathering{Chat: 6, Album: "x", Last: noon.Add(time.Second)}
		more := Gathering{Chat: 5, Album: "x", Last: noon.Add(time.Minute), Parts: []Incoming{{Update: 1, At: noon}}}
		if err := firstOf(tx.Gather(a), tx.Gather(b), tx.Gather(more)); err != nil {
			return err
		}
		got, ok, err := tx.Gathered(5, "x")
		if d := cmp.Diff(more, got); d != "" || !ok || err != nil {
			t.Errorf("%v, %v\n%s", ok, err, d)
		}
		if all, err := tx.Gatherings(); err != nil || len(all) != 2 {
			t.Errorf("%+v, %v", all, err)
		}
		if err := tx.EndGathering(a); err != nil {
			return err
		}
		if _, ok, err := tx.Gathered(5, "x"); ok || err != nil {
			t.Errorf("still gathered: %v", err)
		}
		if _, ok, err := tx.Gathered(6, "x"); !ok || err != nil {
			t.Errorf("the other chat's is gone: %v", err)
		}
		return nil
	})
}

func TestNewestDigestTakesThePlaceOfTheOneBefore(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(tx.PutPerson(person("a", 0)), tx.PutPerson(person("ab", 0))); err != nil {
			return err
		}
		if d, err := tx.NewestDigest("a"); err != nil || d.Day != 0 {
			t.Errorf("nothing yet: %+v, %v", d, err)
		}
		old, err1 := tx.PutDigest("a", Digest{Day: 1})
		other, err2 := tx.PutDigest("ab", Digest{Day: 5})
		n, err3 := tx.PutDigest("a", Digest{Day: 2, Lines: []DigestLine{{Task: 7, Urgency: 1}}})
		if _, err := tx.Digest("a", old); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("the one before: %v", err)
		}
		if d, err := tx.Digest("a", n); err != nil || d.Day != 2 || len(d.Lines) != 1 || n <= old {
			t.Errorf("number %d after %d: %+v, %v", n, old, d, err)
		}
		if d, err := tx.NewestDigest("a"); err != nil || d.Day != 2 {
			t.Errorf("the newest: %+v, %v", d, err)
		}
		if d, err := tx.Digest("ab", other); err != nil || d.Day != 5 {
			t.Errorf("another person's: %+v, %v", d, err)
		}
		return firstOf(err1, err2, err3)
	})
}
