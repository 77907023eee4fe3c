package torture

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// heavy makes a database of so many megabytes, which takes its time to copy.
func heavy(t *testing.T, data string, megabytes int) {
	t.Helper()
	db, err := store.Open(data)
	must(t, err)
	must(t, db.Update(func(tx *store.Tx) error {
		for i := range megabytes {
			o := store.Outgoing{
				Key: fmt.Sprint("file/", i), Chat: 1, Do: store.SendUpload,
				Upload: &store.Upload{Name: "file", Data: bytes.Repeat([]byte{byte(i)}, 1<<20)},
			}
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	}))
	must(t, db.Close())
}

// lighten takes the files of a heavy database out again; the space stays with it.
func lighten(t *testing.T, data string) {
	t.Helper()
	db, err := store.Open(data)
	must(t, err)
	must(t, db.Update(func(tx *store.Tx) error {
		all, err := tx.Outbox()
		for _, o := range all {
			if err := tx.Drop(o); err != nil {
				return err
			}
		}
		return err
	}))
	must(t, db.Close())
}

// TestServiceCompacts: the service gives back the space of a file more than half
// free when it starts, says so, and goes on with the same facts.
func TestServiceCompacts(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if code, out := inside(t.Context(), data, "plan", "load", planFile); code != cli.CodeDone {
		t.Fatalf("load: %d, %s", code, out)
	}
	heavy(t, data, 9)
	path := filepath.Join(data, store.FileName)
	for _, want := range []bool{false, true, false} {
		before := fileSize(t, path)
		code, out := inside(stopped, data, "run")
		if said := strings.Contains(out, "database compacted"); code != cli.CodeDone || said != want || want != (fileSize(t, path) < before/2) {
			t.Errorf("compacted: %v, want %v, %d bytes before and %d now; %d, %s", said, want, before, fileSize(t, path), code, out)
		}
		lighten(t, data)
	}
	if code, out := inside(t.Context(), data, "check"); code != cli.CodeDone {
		t.Errorf("check: %d, %s", code, out)
	}
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}
