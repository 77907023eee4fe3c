package app_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"sdelaemvmeste/store"
)

const (
	// benchUpdates is how many confirmations come in one poll (Bot API
	// «getUpdates»: at most 100).
	benchUpdates = 100
	// benchRounds bounds how many hundreds a benchmark confirms: a task can be
	// confirmed once.
	benchRounds = 1_000
)

// BenchmarkUpdates handles a hundred confirmations, durably: received and handled
// one by one, and as one polled batch; «times» is how many times dearer one by
// one is.
func BenchmarkUpdates(b *testing.B) {
	dir := b.TempDir()
	if err := fill(dir, 3*benchUpdates*benchRounds, 1); err != nil {
		b.Fatal(err)
	}
	var single time.Duration
	b.Run("single", func(b *testing.B) { single = benchConfirm(b, dir, 0, 1) })
	b.Run("as they come", func(b *testing.B) { benchAsTheyCome(b, dir, 2*benchUpdates*benchRounds) })
	b.Run("batch", func(b *testing.B) {
		benchConfirm(b, dir, benchUpdates*benchRounds, benchUpdates)
		reportTimes(b, single)
	})
}

// benchConfirm confirms the tasks after one number, so many at a time, a hundred
// an operation.
func benchConfirm(b *testing.B, dir string, task uint64, batch int) time.Duration {
	db := benchStore(b, dir)
	m := benchBot(b, db, benchDay(), nil)
	last := task + benchUpdates*benchRounds
	for b.Loop() {
		if task+benchUpdates > last {
			b.Fatal("no task is left to confirm")
		}
		for sent := 0; sent < benchUpdates; sent += batch {
			err := db.Update(func(tx *store.Tx) error {
				for range batch {
					task++
					if err := tx.Receive(confirming(task)); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			if err := m.Drain(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.StopTimer()
	err := db.View(func(tx *store.Tx) error {
		last, err := tx.Task(task)
		if err == nil && last.Open() {
			err = errors.New("what was confirmed is still open")
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N*benchUpdates)/b.Elapsed().Seconds(), "updates/s")
	return b.Elapsed() / time.Duration(b.N)
}

// benchAsTheyCome confirms the tasks after one number, a hundred an operation, each
// received and handled in one transaction, as when nothing else waits.
func benchAsTheyCome(b *testing.B, dir string, task uint64) {
	m := benchBot(b, benchStore(b, dir), benchDay(), nil)
	for b.Loop() {
		for range benchUpdates {
			task++
			if err := m.Receive(context.Background(), []store.Incoming{confirming(task)}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*benchUpdates)/b.Elapsed().Seconds(), "updates/s")
}

// confirming is somebody of the task's unit pressing «Без подтверждения».
func confirming(task uint64) store.Incoming {
	user := benchUser(int(task))
	return store.Incoming{
		Update: int64(task), At: benchDay(), Kind: store.InPress, Chat: store.Chat{ID: int64(user), Kind: store.Private},
		From: store.User{ID: user}, Message: int(task), PressID: strconv.FormatUint(task, 10), Data: "v1:bare:" + strconv.FormatUint(task, 10),
	}
}
