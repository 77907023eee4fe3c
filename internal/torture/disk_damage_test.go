package torture

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// inside runs a command in this process, which a fault of memory would end, and
// gives the code and what it printed. The service is told at once to stop.
func inside(ctx context.Context, data string, args ...string) (code int, printed string) {
	env := map[string]string{
		"SDELAEM_DATA": data, "SDELAEM_ADMINS": "1001", "TELEGRAM_TOKEN": "7000000001:SECRETSECRETSECRETSECRETSECRETSECRE",
		"TELEGRAM_API_URL": "http://127.0.0.1:1",
	}
	var out bytes.Buffer
	code = cli.Run(ctx, args, func(name string) string { return env[name] }, &out, &out)
	return code, out.String()
}

// TestDamageAtRandom flips bits anywhere in a database, clears and doubles
// stretches of it and cuts it short. Whatever is hit, every command says in a clear
// line that it is damaged, or works on a database that checks as sound; none
// panics, and what is refused is left as it was.
func TestDamageAtRandom(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if code, out := inside(t.Context(), data, "plan", "load", planFile); code != cli.CodeDone {
		t.Fatalf("load: %d, %s", code, out)
	}
	copied := filepath.Join(dir, "copy.db")
	if code, out := inside(t.Context(), data, "backup", copied); code != cli.CodeDone {
		t.Fatalf("backup: %d, %s", code, out)
	}
	sound, err := os.ReadFile(copied) // without the empty end of the file
	must(t, err)
	path := filepath.Join(data, store.FileName)
	luck := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for i := range 150 {
		b := spoiledAtRandom(slices.Clone(sound), luck)
		must(t, os.WriteFile(path, b, 0o600))
		code, out := inside(t.Context(), data, "check")
		if code == cli.CodeDone != strings.Contains(out, "Нарушений нет") || strings.Contains(out, "goroutine") {
			t.Errorf("%d: check: %d, %s", i, code, out)
		}
		saved := filepath.Join(dir, "saved.db")
		switch saves, said := inside(t.Context(), data, "backup", saved); {
		case saves != cli.CodeDone && (code == cli.CodeDone || !strings.HasPrefix(said, "sdelaem: ")):
			t.Errorf("%d: check %d, %s; backup %d, %s", i, code, out, saves, said)
		case saves == cli.CodeDone:
			if r, err := store.Check(saved); err != nil || !r.Sound() {
				t.Errorf("%d: the copy: %v, %q", i, err, r.Findings())
			}
			must(t, os.Remove(saved))
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, b) {
			t.Fatalf("%d: reading has changed the file: %v", i, err)
		}
		switch served, said := inside(stopped, data, "run"); {
		case served == cli.CodeDone:
			if code, out := inside(t.Context(), data, "check"); code != cli.CodeDone && !strings.Contains(said, "out of step") {
				t.Errorf("%d: served, and then: %d, %s", i, code, out)
			}
		case !strings.Contains(said, "sdelaem: база данных") || strings.Contains(said, "goroutine"):
			t.Errorf("%d: run: %d, %s", i, served, said)
		default:
			refused++
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, b) {
				t.Errorf("%d: what was refused has changed: %v", i, err)
			}
		}
	}
	if t.Logf("%d of 150 refused", refused); refused == 0 {
		t.Error("no damage was seen")
	}
	if code, out := inside(t.Context(), data, "restore", copied, "--force"); code != cli.CodeDone {
		t.Errorf("restore: %d, %s", code, out)
	}
	if code, out := inside(t.Context(), data, "check"); code != cli.CodeDone {
		t.Errorf("check: %d, %s", code, out)
	}
}

// spoiledAtRandom damages a file in one of the ways disks do.
func spoiledAtRandom(b []byte, luck *rand.Rand) []byte {
	at := luck.IntN(len(b))
	to := min(at+luck.IntN(3*4096), len(b))
	switch luck.IntN(8) {
	case 0:
		return b[:at]
	case 1:
		clear(b[at:to])
	case 2:
		from := luck.IntN(len(b) - (to - at))
		copy(b[at:to], b[from:])
	default:
		for range 1 + luck.IntN(3) {
			b[luck.IntN(len(b))] ^= 1 << luck.IntN(8)
		}
	}
	return b
}
