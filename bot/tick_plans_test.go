package bot

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestIdleTickReadsNoPlan: what a minute costs in which nothing is due does not depend
// on the plans, as none of them is read, nor where they stand.
func TestIdleTickReadsNoPlan(t *testing.T) {
	d := morning(t)
	d.load(historyPlans("side"))
	tick := func(at time.Time) {
		t.Helper()
		d.now = at
		if err := d.bot.Tick(); err != nil {
			t.Fatal(err)
		}
	}
	tick(d.now)
	d.spoil(`{"plan":"hist",`)
	d.spoil(`{"version":1,"plan":{`)
	tick(d.now.Add(time.Minute))
	tick(d.now.Add(12 * time.Hour))
}

// TestFinishOfferedOnce: a plan whose period is over and in which nothing is open is
// offered to be finished on the first working morning after, and never again.
func TestFinishOfferedOnce(t *testing.T) {
	d := morning(t)
	p := historyPlans("side")
	p.Period.To = plans.NewDate(2023, 3, 31) // a Friday
	p.Sections[0].Items = p.Sections[0].Items[:1]
	p.Sections[0].Items[0].Deadline = plans.ByDate{To: plans.NewDate(2023, 3, 20)}
	d.load(p)
	d.change(func(tx *store.Tx) error {
		rec, err := tx.TaskByID("side/1.1")
		if err != nil {
			return err
		}
		rec.State = store.TaskDone
		return tx.PutTask(rec)
	})
	offers := func(at time.Time) int {
		t.Helper()
		d.now = at
		if err := d.bot.Tick(); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, o := range d.outbox() {
			for _, row := range o.Buttons {
				for _, b := range row {
					if b.Text == "Завершить план" {
						n++
					}
				}
			}
		}
		return n
	}
	monday := time.Date(2023, 4, 3, 6, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at   time.Time
		want int
	}{
		{monday.AddDate(0, 0, -3), 0}, {monday.AddDate(0, 0, -2), 0}, {monday.Add(-time.Minute), 0},
		{monday, 1}, {monday.Add(time.Minute), 1}, {monday.AddDate(0, 0, 1), 1},
	} {
		if n := offers(c.at); n != c.want {
			t.Errorf("%s: %d offers, want %d", c.at, n, c.want)
		}
	}
}
