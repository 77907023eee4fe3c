package soak

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

var days = flag.Int("days", 3, "for how many virtual days TestYear lets the program work")

// TestYear lets the program serve the crowd in virtual time, forty acts a day, and looks
// at this process once a week. Its heap holds the emulator and all its messages too:
// what is the program's shows when it has ended.
//
// The long variant is go test ./internal/soak -run TestYear -days 365 -timeout 2h -v .
func TestYear(t *testing.T) {
	dir := t.TempDir()
	before := held(t)
	synctest.Test(t, func(t *testing.T) {
		began := time.Date(2023, 3, 13, 5, 0, 0, 0, time.UTC)
		offset := began.Sub(time.Now())
		now := func() time.Time { return time.Now().Add(offset) }
		w := newCrowd(2, emulator.Config{Now: now, Pace: time.Now, LongPollMax: 24 * time.Hour})
		w.district(t, dir, began.AddDate(0, 0, -3))
		db, err := store.Open(dir)
		must(t, err)
		failed := &lines{}
		p, err := app.Assemble(app.Parts{
			Store: db, Token: w.server.Token(), ApiURL: "https://telegram.test", Http: w.server.Client(), Now: now, Real: time.Now, Speed: 1,
			Log: slog.New(slog.NewTextHandler(failed, &slog.HandlerOptions{Level: slog.LevelError})), PollTimeout: 24 * time.Hour,
		})
		must(t, err)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- p.Run(ctx) }()
		var most vitals
		for day := range *days {
			w.day(t)
			if v := held(t); day%7 == 6 || day+1 == *days {
				t.Logf("day %d, %d acts: %+v", day+1, w.acts, v)
				v.heap = 0 // the emulator's for the most part
				v.goroutines -= before.goroutines
				v.files -= before.files
				v.under(t, ceiling(), now().Format(time.DateOnly))
				most = most.most(v)
			}
		}
		with := held(t)
		stop()
		must(t, <-ended)
		must(t, db.Close())
		p, db = nil, nil
		without := held(t)
		own := vitals{heap: with.heap - without.heap}
		own.under(t, ceiling(), "at the end")
		t.Logf("%d days, %d acts, %d requests; most goroutines %d, files %d; the program's own heap at the end %.1f MB; errors logged: %d",
			*days, w.acts, len(w.server.Journal()), most.goroutines, most.files, own.heap, failed.n)
		if v := w.server.Violations(); len(v) > 0 {
			t.Errorf("requests a real Telegram would not understand: %q", v)
		}
	})
	verify(t, dir)
}

// day lets a day pass: what people do lies between eight and eighteen o'clock in Moscow.
func (w *crowd) day(t *testing.T) {
	t.Helper()
	const acts = 40
	for range acts {
		must(t, w.act())
		time.Sleep(15 * time.Minute)
	}
	time.Sleep(24*time.Hour - acts*15*time.Minute)
}

// verify fails the test unless the closed database is sound and its agenda follows from
// the facts.
func verify(t *testing.T, dir string) {
	t.Helper()
	if r, err := store.Check(filepath.Join(dir, store.FileName)); err != nil || !r.Sound() {
		t.Errorf("check: %v, %q", err, r.Findings())
	}
	db, err := store.Open(dir)
	must(t, err)
	must(t, db.View(func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		for _, f := range faults {
			t.Error(f)
		}
		return err
	}))
	must(t, db.Close())
}

// held is what this process holds; open files are counted where the system shows them.
func held(t *testing.T) vitals {
	t.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	v := vitals{goroutines: runtime.NumGoroutine(), heap: float64(m.HeapAlloc) / 1e6}
	if files, err := os.ReadDir("/proc/self/fd"); err == nil {
		v.files = len(files)
	}
	return v
}

// lines counts what is logged.
type lines struct{ n int }

var _ io.Writer = (*lines)(nil)

func (l *lines) Write(p []byte) (int, error) {
	l.n++
	return len(p), nil
}
