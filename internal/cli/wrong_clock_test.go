package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/store"
)

// keptBy makes a database that lives by a clock and whose agenda stands at an instant.
func keptBy(t *testing.T, kind store.ClockKind, mark time.Time) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *store.Tx) error {
		if err := tx.SetMark(mark); err != nil {
			return err
		}
		return tx.SetClock(kind)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// said runs a command with an environment and gives its code and what it printed.
func said(t *testing.T, env map[string]string, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // a service that starts ends at once
	code := Run(ctx, args, func(name string) string { return env[name] }, &out, &out)
	return code, out.String()
}

// TestRehearsalRefusesAWorkingDatabase, and the service one of a rehearsal.
func TestRehearsalRefusesAWorkingDatabase(t *testing.T) {
	const rehearsal = "2023-03-13T09:00:00+03:00"
	for name, c := range map[string]struct {
		kind  store.ClockKind
		clock string
		code  int
		words string
	}{
		"rehearsal on a working one": {store.RealClock, rehearsal, CodeMisuse, "SDELAEM_CLOCK: база данных"},
		"work on a rehearsal's":      {store.RehearsalClock, "", CodeMisuse, "осталась от репетиции"},
		"rehearsal goes on":          {store.RehearsalClock, rehearsal, CodeDone, "stopped"},
		"work goes on":               {store.RealClock, "", CodeDone, "stopped"},
	} {
		dir := keptBy(t, c.kind, time.Date(2023, 3, 13, 6, 0, 0, 0, time.UTC))
		code, out := said(t, map[string]string{
			"SDELAEM_DATA": dir, "SDELAEM_CLOCK": c.clock, "SDELAEM_ADMINS": "1001",
			"TELEGRAM_TOKEN": "7000000001:" + strings.Repeat("A", 35), "TELEGRAM_API_URL": "http://127.0.0.1:1",
		}, "run")
		if code != c.code || !strings.Contains(out, c.words) {
			t.Errorf("%s: code %d, want %d with %q:\n%s", name, code, c.code, c.words, out)
		}
	}
}

// TestCheckNamesWhatLiesInTheFuture of a working database; a rehearsal's days are its own.
func TestCheckNamesWhatLiesInTheFuture(t *testing.T) {
	later := time.Now().AddDate(1, 0, 0)
	dir := keptBy(t, store.RealClock, later)
	if code, out := said(t, map[string]string{"SDELAEM_DATA": dir}, "check"); code != CodeFault || !strings.Contains(out, "agenda's mark lies in the future") {
		t.Errorf("code %d:\n%s", code, out)
	}
	dir = keptBy(t, store.RehearsalClock, later)
	if code, out := said(t, map[string]string{"SDELAEM_DATA": dir}, "check"); code != CodeDone {
		t.Errorf("a rehearsal: code %d:\n%s", code, out)
	}
}
