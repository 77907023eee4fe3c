package app_test

import (
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// benchReadAll is the usual way: every minute all rows are read to find those due.
func benchReadAll(b *testing.B, dir string) time.Duration {
	db := benchStore(b, dir)
	for b.Loop() {
		due := 0
		err := db.View(func(tx *store.Tx) error {
			all, err := tx.Tasks()
			for _, t := range all {
				if t.Open() && t.Due <= plans.NewDate(2023, 3, 20) {
					due++
				}
			}
			return err
		})
		if err != nil || due != benchDue {
			b.Fatal(due, err)
		}
	}
	return b.Elapsed() / time.Duration(b.N)
}

// benchIdleTick is a minute in which nothing is due; «times» is how many times
// dearer the usual way is.
func benchIdleTick(b *testing.B, dir string, usual time.Duration) {
	m := benchBot(b, benchStore(b, dir), benchDay().Add(-time.Hour), nil)
	for b.Loop() {
		if err := m.Tick(); err != nil {
			b.Fatal(err)
		}
	}
	reportTimes(b, usual)
}

// benchDueTick is the minute in which benchDue tasks are due, with the digests
// written and kept; «ms-commit» is what of it the disk takes to keep them, which
// the usual way does not do.
func benchDueTick(b *testing.B, dir string, usual time.Duration) {
	db := benchStore(b, dir)
	var commit time.Duration
	m := benchBot(b, db, benchDay(), func(step string) {
		switch step {
		case "tick: before commit":
			commit -= b.Elapsed()
		case "tick: committed":
			commit += b.Elapsed()
		}
	})
	for b.Loop() {
		if err := m.Tick(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Update(rewind); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(commit.Seconds()*1e3/float64(b.N), "ms-commit")
	reportTimes(b, usual)
}

// reportTimes says how many times longer than an operation the other way takes.
func reportTimes(b *testing.B, other time.Duration) {
	b.Helper()
	if other > 0 { // not measured when -bench has picked this one alone
		b.ReportMetric(float64(other)*float64(b.N)/float64(b.Elapsed()), "times")
	}
}

// rewind makes what was due so again, and empties the outbox of its digests.
func rewind(tx *store.Tx) error {
	for i := range benchDue {
		if err := tx.Appoint(store.Appointment{At: benchDay(), Task: uint64(i + 1)}); err != nil {
			return err
		}
	}
	waiting, err := tx.Outbox()
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if err := tx.Drop(o); err != nil {
			return err
		}
	}
	return nil
}

// benchOpen opens a database as the service opens one too large to be read through
// at every start.
func benchOpen(b *testing.B, dir string) {
	for b.Loop() {
		db, err := store.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
