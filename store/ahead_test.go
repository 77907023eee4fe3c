package store

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
)

// filledAhead writes a year ahead all that a program with a wrong clock writes.
func filledAhead(t *testing.T, tx *Tx, year time.Time) {
	t.Helper()
	n, err := tx.Number(TaskNumber, "p/1")
	task := TaskRecord{Task: plans.Task{ID: "p/1"}, Number: n, State: TaskDone}
	given := plans.Confirmation{Task: "p/1", At: noon, State: plans.Given}
	unseen, failed := given.Expire(year)
	for _, err := range []error{
		err, failed, tx.PutTask(task),
		tx.Hold(Telegram, year),
		tx.LookAtPlans(year),
		tx.PutLeap(Leap{To: year}),
		tx.OfferQuarter(plans.DateOf(year, time.UTC)),
		tx.SetPictured(plans.DateOf(year, time.UTC)),
		tx.PutSettings(Settings{Recast: map[plans.PersonID]Recast{"fin-1": {Since: year}}}),
		tx.Send(Outgoing{Key: "a", Chat: 1, Do: SendText, Queued: year, NotBefore: year, Failing: year}),
		tx.PutAlarm("disk", Alarm{Since: year}),
		tx.Gather(Gathering{Chat: 1, Album: "a", Last: year}),
		tx.PutWeekly(Weekly{Monday: plans.DateOf(year, time.UTC), Next: year}),
		tx.Write(year, "", "accepted unseen", "task/1", nil, nil),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	given.At = year
	for _, c := range []plans.Confirmation{unseen, given} {
		if _, err := tx.Confirm(n, c); err != nil {
			t.Fatal(err)
		}
	}
	rec, err := tx.NewPost(plans.Post{State: plans.InReview})
	if err != nil {
		t.Fatal(err)
	}
	rec.Heard, rec.Wake = year, year
	if err := tx.PutPost(rec); err != nil {
		t.Fatal(err)
	}
}

// TestAheadIsFoundAndMended finds each thing that a clock a year ahead has left, once.
func TestAheadIsFoundAndMended(t *testing.T) {
	db := opened(t)
	year := noon.AddDate(1, 0, 0)
	at := Clocks{noon, noon}
	err := db.Update(func(tx *Tx) error {
		filledAhead(t, tx, year)
		if found, err := tx.Ahead(Clocks{year, year}, true); err != nil || len(found) != 0 {
			t.Errorf("by the clock that wrote it %d lie ahead, %v", len(found), err)
		}
		if ahead, err := tx.WrittenAhead(noon); err != nil || !ahead {
			t.Errorf("the journal shows no wrong clock: %v", err)
		}
		found, err := tx.Ahead(at, true)
		if err != nil || len(found) != 13 {
			t.Errorf("%d found, want 13; %v", len(found), err)
		}
		for _, a := range found {
			if err := a.Mend(tx); err != nil {
				return err
			}
		}
		if left, err := tx.Ahead(at, true); err != nil || len(left) != 0 {
			t.Errorf("%v is left, %v", left, err)
		}
		mended, err := tx.Journal("task/1")
		if err != nil || len(mended) != 3 || mended[1].Did != "clock mended" || mended[2].Did != "clock mended" {
			t.Errorf("the journal says of the task: %+v, %v", mended, err)
		}
		if waiting, err := tx.Unjudged(noon.Add(time.Hour)); err != nil || len(waiting) != 2 {
			t.Errorf("%d wait to be looked at, want both; %v", len(waiting), err)
		}
		o, _, err := tx.Waiting("a")
		if err != nil || !o.NotBefore.IsZero() || !o.Queued.Equal(noon) {
			t.Errorf("message waits until %s, queued %s; %v", o.NotBefore, o.Queued, err)
		}
		if r := tx.Check(); len(r.Damage) > 0 {
			t.Errorf("damage: %q", r.Damage)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatLiesAsFarAheadAsItMayIsInOrder and what lies a second farther is not: a day for
// what was written at some past moment, a month for what waits.
func TestWhatLiesAsFarAheadAsItMayIsInOrder(t *testing.T) {
	db := opened(t)
	err := db.Update(func(tx *Tx) error {
		filledAhead(t, tx, noon.Add(AheadBy))
		post, err := tx.NewPost(plans.Post{State: plans.InReview})
		if err != nil {
			return err
		}
		post.Wake = noon.Add(waitsAtMost)
		approved, err := tx.NewPost(plans.Post{State: plans.Approved})
		if err != nil {
			return err
		}
		approved.Wake = noon.AddDate(1, 0, 0) // a person has chosen that hour
		for _, err := range []error{
			tx.PutPost(post), tx.PutPost(approved), tx.Hold(Telegram, noon.Add(waitsAtMost)), tx.LookAtPlans(noon.Add(waitsAtMost)),
			tx.Send(Outgoing{Key: "waits", Chat: 1, Do: SendText, Queued: noon, NotBefore: noon.Add(waitsAtMost)}),
		} {
			if err != nil {
				return err
			}
		}
		if found, err := tx.Ahead(Clocks{noon, noon}, true); err != nil || len(found) != 0 {
			t.Errorf("in order, but found: %v, %v", found, err)
		}
		if ahead, err := tx.WrittenAhead(noon); err != nil || ahead {
			t.Errorf("the journal shows a wrong clock: %v", err)
		}
		before := noon.Add(-time.Second)
		found, err := tx.Ahead(Clocks{before, before}, true)
		// Days lie as they lay, and the approved post waits for its hour.
		if err != nil || len(found) != 12 {
			t.Errorf("a second earlier %d are found, want 12: %v, %v", len(found), found, err)
		}
		if ahead, err := tx.WrittenAhead(before); err != nil || !ahead {
			t.Errorf("the journal shows no wrong clock: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestRecallByAStepBack moves what waits with the clock, and nothing beyond now.
func TestRecallByAStepBack(t *testing.T) {
	db := opened(t)
	const step = 3 * time.Hour
	was := noon.Add(step)
	err := db.Update(func(tx *Tx) error {
		for _, err := range []error{
			tx.Hold(Telegram, was.Add(time.Minute)),
			tx.Send(Outgoing{Key: "later", Chat: 1, Do: SendText, Queued: was, NotBefore: was.Add(5 * time.Minute)}),
			tx.Send(Outgoing{Key: "since", Chat: 2, Do: SendText, Queued: noon, NotBefore: noon.Add(time.Minute)}),
			tx.Recall(noon, step),
		} {
			if err != nil {
				return err
			}
		}
		held, err := tx.HeldUntil(Telegram)
		if err != nil || !held.Equal(noon.Add(time.Minute)) {
			t.Errorf("held until %s, %v", held, err)
		}
		for key, want := range map[string]time.Time{"later": noon.Add(5 * time.Minute), "since": {}} {
			o, _, err := tx.Waiting(key)
			if err != nil || !o.NotBefore.Equal(want) || !o.Queued.Equal(noon) {
				t.Errorf("%s waits until %s, want %s; queued %s; %v", key, o.NotBefore, want, o.Queued, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
