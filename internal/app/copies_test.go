package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/cli"
	"sdelaemvmeste/store"
)

// TestNightlyCopies makes a sound copy every night and tells when one fails.
func TestNightlyCopies(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		folder := filepath.Join(t.TempDir(), store.CopiesFolder)
		s := watched(t, "2023-03-13 01:00", func(p *app.Parts) { p.Copies = folder })
		s.pass(time.Hour)
		if names := listed(t, folder); len(names) > 0 {
			t.Errorf("before the hour: %q", names)
		}
		s.pass(2 * 24 * time.Hour)
		want := []string{"sdelaem-2023-03-13.db", "sdelaem-2023-03-14.db"}
		if names := listed(t, folder); !slices.Equal(names, want) {
			t.Errorf("copies %q, want %q", names, want)
		}
		for _, name := range want {
			if r, err := store.Check(filepath.Join(folder, name)); err != nil || !r.Sound() {
				t.Errorf("%s: %v, %q", name, err, r.Findings())
			}
		}
		must(t, os.RemoveAll(folder))
		must(t, os.WriteFile(folder, nil, 0o600)) // no folder can be made here
		s.pass(26 * time.Hour)
		s.wantTold("Ночная копия базы данных не снята", 1)
		must(t, os.Remove(folder))
		s.pass(2 * time.Hour)
		if names := listed(t, folder); len(names) != 1 {
			t.Errorf("tried again: %q", names)
		}
		return s
	})
}

// TestFourteenNightlyCopiesAreKept: a night's copy takes the place of the oldest.
func TestFourteenNightlyCopiesAreKept(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		folder := filepath.Join(t.TempDir(), store.CopiesFolder)
		must(t, os.Mkdir(folder, 0o700))
		for day := range 20 {
			must(t, os.WriteFile(filepath.Join(folder, fmt.Sprintf("sdelaem-2023-02-%02d.db", day+1)), nil, 0o600))
		}
		s := watched(t, "2023-03-13 01:00", func(p *app.Parts) { p.Copies = folder })
		s.pass(3 * time.Hour)
		names := listed(t, folder)
		if len(names) != 14 || names[0] != "sdelaem-2023-02-08.db" || names[13] != "sdelaem-2023-03-13.db" {
			t.Errorf("copies %q", names)
		}
		return s
	})
}

func listed(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestCopyInChat sends the database to an administrator sealed, never otherwise,
// and what was sent can be restored with the secret key.
func TestCopyInChat(t *testing.T) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, identity := filepath.Join(dir, "copy.age"), filepath.Join(dir, "key.txt")
	must(t, os.WriteFile(identity, []byte(key.String()+"\n"), 0o600))
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		s.askForCopy()
		if m := s.server.Last(adminID); m.Kind != "text" {
			t.Errorf("without a key a %s was sent", m.Kind)
		}
		must(t, s.end())
		seal, err := cli.Environment{BackupKey: key.Recipient().String()}.Seal()
		must(t, err)
		s.with = func(p *app.Parts) { p.Seal = seal }
		s.start()
		s.askForCopy()
		m := s.server.Last(adminID)
		if m.Kind != "document" || m.Files[0].Name != "sdelaem-2023-03-13.db.gz.age" {
			t.Fatalf("sent %s %+v %q", m.Kind, m.Files, m.Text)
		}
		must(t, os.WriteFile(file, s.download(m.Files[0].ID), 0o600))
		return s
	})

	restore := func(args ...string) (int, string) {
		var out bytes.Buffer
		env := func(name string) string { return map[string]string{"SDELAEM_DATA": filepath.Join(dir, "data")}[name] }
		code := cli.Run(context.Background(), append([]string{"restore"}, args...), env, &out, &out)
		return code, out.String()
	}
	if code, out := restore(file); code != cli.CodeMisuse || !strings.Contains(out, "зашифрована: добавьте --identity") {
		t.Errorf("without a key: %d, %s", code, out)
	}
	other, err := age.GenerateX25519Identity()
	must(t, err)
	wrong := filepath.Join(dir, "wrong.txt")
	must(t, os.WriteFile(wrong, []byte(other.String()), 0o600))
	if code, out := restore(file, "--identity", wrong); code != cli.CodeFault || !strings.Contains(out, "не открывается") {
		t.Errorf("with a wrong key: %d, %s", code, out)
	}
	if code, out := restore(file, "--identity", identity); code != cli.CodeDone {
		t.Errorf("with the key: %d, %s", code, out)
	}
	if r, err := store.Check(filepath.Join(dir, "data", store.FileName)); err != nil || !r.Sound() {
		t.Errorf("restored: %v, %q", err, r.Findings())
	}
	if names := listed(t, filepath.Join(dir, "data")); !slices.Equal(names, []string{store.FileName}) {
		t.Errorf("left beside it: %q", names)
	}
}

// askForCopy presses «Копия» under /settings.
func (s *stage) askForCopy() {
	s.t.Helper()
	s.server.Say(adminID, adminID, "/settings")
	s.pass(5 * time.Second)
	if _, err := s.server.Press(adminID, adminID, s.server.Last(adminID).ID, "Копия"); err != nil {
		s.t.Fatal(err)
	}
	s.pass(10 * time.Second)
}

// download fetches a file from the emulated Telegram, as a person's client does.
func (s *stage) download(id string) []byte {
	s.t.Helper()
	var answer struct {
		Result struct {
			Path string `json:"file_path"`
		} `json:"result"`
	}
	if err := json.Unmarshal(s.ask("/bot"+s.server.Token()+"/getFile?file_id="+id), &answer); err != nil {
		s.t.Fatal(err)
	}
	return s.ask("/file/bot" + s.server.Token() + "/" + answer.Result.Path)
}
