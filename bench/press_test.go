package bench

import (
	"context"
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const (
	// presses is how many are measured in a turn, rounds how many turns there are tasks
	// for: a task can be confirmed once.
	presses = 50
	rounds  = 200
)

// BenchmarkPress receives confirmations and handles them, one after another: the program
// as it does when nothing else waits, in one transaction, the others in two.
func BenchmarkPress(b *testing.B) {
	const tasks = presses * rounds
	dir := b.TempDir()
	district(b, dir, tasks)
	bytes := replayed(b, tasks)
	db := opened(b, dir)
	m := program(b, db, morning())
	mattn, modernc := newByHand(b, "sqlite3", tasks), newByHand(b, "sqlite", tasks)
	turn := func(press func(task int)) func() {
		next := 0
		return func() {
			for range presses {
				if next++; next > tasks {
					b.Fatal("no task is left to confirm: -benchtime 100x at most")
				}
				press(next)
			}
		}
	}
	compete(b, presses, []rival{
		{name: "program", do: turn(func(task int) {
			must(b, m.Receive(context.Background(), []store.Incoming{confirming(task)}))
		})},
		{name: "mattn", do: turn(func(task int) { mattn.press(confirming(task)) })},
		{name: "modernc", do: turn(func(task int) { modernc.press(confirming(task)) })},
		{name: "bytes", do: turn(func(int) { bytes.press() })},
	})
}

// BenchmarkBatch receives a hundred confirmations together and handles them together.
func BenchmarkBatch(b *testing.B) {
	const batch, tasks = 100, 100 * rounds
	dir := b.TempDir()
	district(b, dir, tasks)
	db := opened(b, dir)
	m := program(b, db, morning())
	mattn, modernc := newByHand(b, "sqlite3", tasks), newByHand(b, "sqlite", tasks)
	turn := func(press func(ins ...store.Incoming)) func() {
		next := 0
		return func() {
			ins := make([]store.Incoming, batch)
			for i := range ins {
				if next++; next > tasks {
					b.Fatal("no task is left to confirm: -benchtime 200x at most")
				}
				ins[i] = confirming(next)
			}
			press(ins...)
		}
	}
	compete(b, batch, []rival{
		{name: "program", do: turn(func(ins ...store.Incoming) { must(b, m.Receive(context.Background(), ins)) })},
		{name: "mattn", do: turn(mattn.press)},
		{name: "modernc", do: turn(modernc.press)},
	})
}

// BenchmarkDueTick writes the digests of a thousand tasks that are due.
func BenchmarkDueTick(b *testing.B) {
	const tasks = 10 * due
	dir := b.TempDir()
	district(b, dir, tasks)
	db := opened(b, dir)
	m := program(b, db, morning())
	mattn, modernc := newByHand(b, "sqlite3", tasks), newByHand(b, "sqlite", tasks)
	compete(b, 1, []rival{
		{"program", func() { must(b, db.Update(rewind)) }, func() { must(b, m.Tick()) }},
		{"mattn", mattn.rewind, func() { mattn.tick(morning()) }},
		{"modernc", modernc.rewind, func() { modernc.tick(morning()) }},
		{"reading-all", nil, func() { must(b, db.View(readAll)) }},
	})
}

// BenchmarkIdleTick is a minute in which nothing is due.
func BenchmarkIdleTick(b *testing.B) {
	const tasks, times = 10 * due, 100
	dir := b.TempDir()
	district(b, dir, tasks)
	db := opened(b, dir)
	before := morning().Add(-time.Hour)
	m := program(b, db, before)
	mattn, modernc := newByHand(b, "sqlite3", tasks), newByHand(b, "sqlite", tasks)
	often := func(do func()) func() {
		return func() {
			for range times {
				do()
			}
		}
	}
	compete(b, times, []rival{
		{name: "program", do: often(func() { must(b, m.Tick()) })},
		{name: "mattn", do: often(func() { mattn.idle(before) })},
		{name: "modernc", do: often(func() { modernc.idle(before) })},
	})
}

// readAll is the usual way: every minute all rows are read to find those due.
func readAll(tx *store.Tx) error {
	all, err := tx.Tasks()
	found := 0
	for _, t := range all {
		if t.Open() && t.Due <= plans.NewDate(2023, 3, 20) {
			found++
		}
	}
	return err
}

// rewind makes what was due so again, and empties the outbox of its digests.
func rewind(tx *store.Tx) error {
	for i := range due {
		if err := tx.Appoint(store.Appointment{At: morning(), Task: uint64(i + 1)}); err != nil {
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
