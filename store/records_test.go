package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/plans"
)

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	change(t, filled(t), func(tx *Tx) error {
		for name, read := range map[string]func() error{
			"task":                    func() error { _, err := tx.Task(99); return err },
			"task by identity":        func() error { _, err := tx.TaskByID("seed/9"); return err },
			"person":                  func() error { _, err := tx.Person("nobody"); return err },
			"person of an account":    func() error { _, err := tx.PersonOf(99); return err },
			"project":                 func() error { _, err := tx.Project("none"); return err },
			"post":                    func() error { _, err := tx.Post(99); return err },
			"confirmation":            func() error { _, err := tx.Confirmation(1, 99); return err },
			"confirmation of another": func() error { _, err := tx.Confirmation(2, 1); return err },
			"identity":                func() error { _, err := tx.Identity(TaskNumber, 99); return err },
			"identity of another":     func() error { _, err := tx.Identity(UnitNumber, 1); return err },
			"digest":                  func() error { _, err := tx.Digest("p1", 99); return err },
			"offered channel":         func() error { _, err := tx.OfferedChannel("-8"); return err },
		} {
			if err := read(); !errors.Is(err, plans.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	})
	fresh(t, func(tx *Tx) error {
		if _, err := tx.Plan("seed"); !errors.Is(err, plans.ErrNotFound) {
			t.Errorf("plan in force: %v", err)
		}
		return nil
	})
}

// TestConfirmationsWaitUntilJudged: those nobody has looked at are found by their
// age, whatever task they are of.
func TestConfirmationsWaitUntilJudged(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if _, ok := tx.OldestUnjudged(); ok {
			t.Error("one waits in an empty database")
		}
		a, err1 := task(tx, "p/1.1", "1.1")
		b, err2 := task(tx, "p/1.2", "1.2")
		if err := firstOf(err1, err2); err != nil {
			return err
		}
		give := func(task TaskRecord, at time.Time, state plans.ConfirmationState) plans.Confirmation {
			c, err := tx.Confirm(task.Number, plans.Confirmation{Task: task.ID, By: "x", At: at, State: state})
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		late := give(b, noon.Add(time.Hour), plans.Given)
		early := give(a, noon, plans.Given)
		give(a, noon.Add(-time.Hour), plans.Accepted)
		if late.Number != 1 || early.Number != 2 {
			t.Errorf("numbers %d and %d", late.Number, early.Number)
		}
		waiting := func(before time.Time, want ...uint64) {
			t.Helper()
			all, err := tx.Unjudged(before)
			var got []uint64
			for _, u := range all {
				got = append(got, u.Task, u.Number)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("given before %s: %d, %v; want %d", before, got, err, want)
			}
		}
		if at, ok := tx.OldestUnjudged(); !ok || at != noon {
			t.Errorf("the oldest is of %s, %v", at, ok)
		}
		waiting(noon)
		waiting(noon.Add(time.Second), a.Number, 2)
		waiting(noon.Add(2*time.Hour), a.Number, 2, b.Number, 1)

		accepted, err := early.Accept("ctl", noon)
		if err := firstOf(err, tx.PutConfirmation(a.Number, accepted)); err != nil {
			return err
		}
		waiting(noon.Add(2*time.Hour), b.Number, 1)
		late.At = noon.Add(3 * time.Hour)
		if err := tx.PutConfirmation(b.Number, late); err != nil {
			return err
		}
		waiting(noon.Add(2 * time.Hour))
		waiting(noon.Add(4*time.Hour), b.Number, 1)

		of, err1 := tx.Confirmations(a.Number)
		all, err2 := tx.AllConfirmations()
		if len(of) != 2 || of[0].Number != 2 || of[0].State != plans.Accepted || len(all) != 3 {
			t.Errorf("of the task %+v, %d in all", of, len(all))
		}
		return firstOf(err1, err2)
	})
}

func TestPostsAreWokenInTheOrderOfTheirTime(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		var all []PostRecord
		for range 4 {
			p, err := tx.NewPost(plans.Post{Author: "a", State: plans.Drafting, Created: noon})
			if err != nil {
				return err
			}
			all = append(all, p)
		}
		for i, wake := range []time.Time{noon.Add(time.Hour), noon, {}, noon.Add(2 * time.Hour)} {
			all[i].Wake = wake
			if err := tx.PutPost(all[i]); err != nil {
				return err
			}
		}
		waking := func(now time.Time, want ...uint64) {
			t.Helper()
			found, err := tx.WakingPosts(now)
			var got []uint64
			for _, p := range found {
				got = append(got, p.Number)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("by %s: %d, %v; want %d", now, got, err, want)
			}
		}
		waking(noon.Add(-time.Second))
		waking(noon, 2)
		waking(noon.Add(time.Hour), 2, 1)
		all[1].Wake, all[0].Wake = time.Time{}, noon.Add(3*time.Hour)
		if err := firstOf(tx.PutPost(all[1]), tx.PutPost(all[0])); err != nil {
			return err
		}
		waking(noon.Add(24*time.Hour), 4, 1)
		posts, err := tx.Posts()
		if len(posts) != 4 || posts[0].Number != 1 || posts[3].Number != 4 {
			t.Errorf("%+v", posts)
		}
		return err
	})
}

func TestJournalIsReadByWhatItIsAbout(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		at := noon.In(time.FixedZone("Чита", 9*60*60))
		for _, of := range []string{"task/1", "task/12", "post/1", "tasks", "task/1"} {
			if err := tx.Write(at, "a", "done", of, map[string]int{"n": 1}, nil); err != nil {
				return err
			}
		}
		for of, want := range map[string][]uint64{
			"task/1": {1, 5}, "task/": {1, 2, 5}, "": {1, 2, 3, 4, 5}, "task": nil, "post/": {3}, "post/2": nil,
		} {
			all, err := tx.Journal(of)
			var got []uint64
			for _, e := range all {
				got = append(got, e.N)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("about %q: %d, %v; want %d", of, got, err, want)
			}
		}
		all, err := tx.Journal("post/1")
		want := Entry{N: 3, At: noon, By: "a", Did: "done", Of: "post/1", Before: []byte(`{"n":1}`), Prev: hashOf(journal.bucket(tx).Get(num(2)))}
		if d := cmp.Diff([]Entry{want}, all); d != "" {
			t.Errorf("want -, got +\n%s", d)
		}
		return err
	})
	change(t, filled(t), func(tx *Tx) error {
		for name, values := range map[string][2]any{"before": {func() {}, nil}, "after": {nil, func() {}}} {
			if err := tx.Write(noon, "", "done", "task/1", values[0], values[1]); err == nil {
				t.Errorf("%s cannot be written, and nobody says so", name)
			}
		}
		return nil
	})
}

func TestSettingsLeaveThePlansRulesUntilOthersAreSet(t *testing.T) {
	plan := plans.Plan{Reminders: plans.DefaultReminders(), Approval: plans.Approval{Quorum: 2}}
	if r, a := (Settings{}).Rules(plan); !cmp.Equal(r, plan.Reminders) || !cmp.Equal(a, plan.Approval) {
		t.Errorf("nothing set: %+v, %+v", r, a)
	}
	own := Settings{Plans: map[plans.PlanID]PlanRules{plan.ID: {Reminders: &plans.Reminders{Controller: 9}, Approval: &plans.Approval{Quorum: 3, Own: true}}}}
	if r, a := own.Rules(plan); r.Controller != 9 || !cmp.Equal(a, plans.Approval{Quorum: 3, Own: true}) {
		t.Errorf("both set: %+v, %+v", r, a)
	}
}

func TestLinkToAMessageOfAChannel(t *testing.T) {
	for want, c := range map[string]BoundChannel{
		"https://t.me/okrug/5":          {ID: -1001234567890, Username: "okrug"},
		"https://t.me/c/1234567890/5":   {ID: -1001234567890},
		"https://t.me/c/999999999999/5": {ID: -1_999_999_999_999},
	} {
		if got := c.Link(5); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestChannelsAndAlarmsAreKeptByName(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		a := BoundChannel{ID: -7, Title: "Округ"}
		if err := firstOf(
			tx.OfferChannel(BoundChannel{ID: -7, Title: "Старое имя"}), tx.OfferChannel(a), tx.OfferChannel(BoundChannel{ID: -77}),
			tx.PutAlarm("disk", Alarm{Since: noon}), tx.PutAlarm("bans", Alarm{Since: noon}), tx.PutAlarm("disk", Alarm{Since: noon, Told: true}), tx.ClearAlarm("bans"),
		); err != nil {
			return err
		}
		if got, err := tx.OfferedChannel("-7"); err != nil || got != a {
			t.Errorf("%+v, %v", got, err)
		}
		if all, err := tx.OfferedChannels(); err != nil || len(all) != 2 {
			t.Errorf("%+v, %v", all, err)
		}
		disk, wrong, err := tx.Alarm("disk")
		if !wrong || !disk.Told || err != nil {
			t.Errorf("disk: %+v, %v, %v", disk, wrong, err)
		}
		_, wrong, err = tx.Alarm("bans")
		if wrong {
			t.Error("what was mended is still wrong")
		}
		return err
	})
}

func TestNewestWeekIsTheLastTold(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if _, ok, err := tx.LastWeekly(); ok || err != nil {
			t.Errorf("nothing told yet: %v, %v", ok, err)
		}
		monday := plans.NewDate(2023, 3, 13)
		newest := Weekly{Monday: monday + 7, Next: noon, Done: []uint64{1}}
		if err := firstOf(tx.PutWeekly(newest), tx.PutWeekly(Weekly{Monday: monday})); err != nil {
			return err
		}
		got, ok, err := tx.LastWeekly()
		if d := cmp.Diff(newest, got); d != "" || !ok {
			t.Errorf("%v\n%s", ok, d)
		}
		return err
	})
}
