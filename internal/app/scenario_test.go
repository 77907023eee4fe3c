package app_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
)

var update = flag.Bool("update", false, "write the transcripts of the scenarios anew")

// shortStories is of how many stories one is played under -short.
const shortStories = 4

// TestScenarios plays every story of testdata/scenarios over the whole program
// and compares the transcript. An archive holds «script», «plan» (YAML laid
// over the embedded plan; may be missing), «transcript» and files that people
// send; those of the plan reader's tests may be sent too.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for i, f := range files {
		if testing.Short() && i%shortStories != 0 {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			synctest.Test(t, func(t *testing.T) { got = playOut(t, archive) })
			if *update {
				writeTranscript(t, f, archive, got)
				return
			}
			if diff := cmp.Diff(part(archive, "transcript"), got); diff != "" {
				t.Errorf("transcript (-want +got):\n%s", diff)
			}
		})
	}
}

// adminID is the account of the administrator in every story.
const adminID = 1001

// playOut acts a script whose first line sets the time.
func playOut(t *testing.T, archive *txtar.Archive) string {
	script, more := part(archive, "script"), part(archive, "plan")
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(strings.TrimSpace(script), "\n")
	at, err := time.ParseInLocation("time 2006-01-02 15:04", first, zone)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := play.New(&out, zone)
	p.Read = func(name string) ([]byte, error) {
		if text := part(archive, name); text != "" {
			return []byte(text), nil
		}
		return os.ReadFile(filepath.Join("../../plans/planfile/testdata", filepath.FromSlash(name)))
	}
	s := newStage(t, at, p, 0)
	s.admins = []plans.UserID{adminID}
	// Deliveries to two chats at once may end in either order; a transcript has one.
	lost := strings.Fields(part(archive, "lost"))
	s.with = func(p *app.Parts) {
		p.Workers = 1
		p.Lost = func(_ context.Context, address string) bool { return slices.Contains(lost, address) }
	}
	if strings.Contains(script, "\nmax ") {
		s.withMax(p)
	}
	var log bytes.Buffer
	s.log = &log
	if more != "none\n" {
		s.load(petrovsky(t, more))
	}
	s.start()
	if err := p.Run(rest); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
	if err := s.end(); err != nil {
		t.Error(err)
	}
	s.sound()
	discreet(t, log.String(), script, s.server.Token())
	if s.max != nil && strings.Contains(log.String(), s.max.Token()) {
		t.Error("the token of MAX is in the log")
	}
	return strings.TrimSpace(out.String()) + "\n"
}

func part(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func writeTranscript(t *testing.T, path string, a *txtar.Archive, got string) {
	kept := a.Files[:0]
	for _, f := range a.Files {
		if f.Name != "transcript" {
			kept = append(kept, f)
		}
	}
	a.Files = append(kept, txtar.File{Name: "transcript", Data: []byte(got)})
	if err := os.WriteFile(path, txtar.Format(a), 0o600); err != nil {
		t.Fatal(err)
	}
}
