package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"filippo.io/age"

	"sdelaemvmeste/bot/emulator"
	"sdelaemvmeste/bot/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// watched is a stage with an administrator who has pressed Start.
func watched(t *testing.T, at string, with func(*parts)) *stage {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, when, play.New(io.Discard, zone), 0)
	s.admins, s.with = []plans.UserID{adminID}, with
	s.load(petrovsky(t, ""))
	s.start()
	s.server.AddUser(emulator.User{ID: adminID, FirstName: "Администратор"})
	s.server.Start(adminID)
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.sound)
	return s
}

// pass lets time go by.
func (s *stage) pass(d time.Duration) {
	s.t.Helper()
	if err := s.Leap(s.Now().Add(d)); err != nil {
		s.t.Fatal(err)
	}
	synctest.Wait()
}

// told counts what the administrator was told in these words.
func (s *stage) told(words string) int {
	n := 0
	for _, m := range s.server.Messages(adminID) {
		if m.FromBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

func (s *stage) wantTold(words string, n int) {
	s.t.Helper()
	if got := s.told(words); got != n {
		s.t.Errorf("%s: told %d times %q, want %d", s.Now().Format(time.DateTime), got, words, n)
	}
}

// bubble runs a test in a bubble and ends its stage.
func bubble(t *testing.T, test func(t *testing.T) *stage) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		if err := test(t).end(); err != nil {
			t.Error(err)
		}
	})
}

// TestAlarmOfALowDisk is told once until it has passed, and then again.
func TestAlarmOfALowDisk(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		var free atomic.Uint64 // the metronome reads it
		free.Store(10 << 30)
		s := watched(t, "2023-03-13 12:00", func(p *parts) { p.free = func() (uint64, bool) { return free.Load(), true } })
		const words = "На диске с базой данных осталось 99 МБ"
		s.pass(time.Hour)
		s.wantTold(words, 0)
		free.Store(99 << 20)
		s.pass(time.Hour)
		s.wantTold(words, 1)
		free.Store(10 << 30)
		s.pass(time.Hour)
		free.Store(99 << 20)
		s.pass(time.Hour)
		s.wantTold(words, 2)
		return s
	})
}

// TestAlarmWaitsForAnAdministrator holds an alarm until somebody can be told.
func TestAlarmWaitsForAnAdministrator(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", func(p *parts) { p.free = func() (uint64, bool) { return 1 << 20, true } })
		s.pass(2 * time.Minute)
		s.wantTold("На диске с базой данных", 1)
		return s
	})
}

// TestAlarmOfARival is told when another program polls with the token.
func TestAlarmOfARival(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		rival := func() { s.ask("/bot" + s.server.Token() + "/getUpdates?timeout=20") }
		const words = "С токеном этого бота работает ещё одна программа"
		rival() // once is a restart of our own that overlaps
		s.pass(5 * time.Minute)
		s.wantTold(words, 0)
		for range 10 {
			rival()
			s.pass(30 * time.Second)
		}
		s.pass(time.Minute)
		s.wantTold(words, 1)
		return s
	})
}

// TestAlarmOfAStuckOutbox is told once Telegram answers again.
func TestAlarmOfAStuckOutbox(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		s.server.Fault(emulator.Fault{Do: emulator.TooMany, Method: "sendMessage", Times: 3, RetryAfter: 400})
		s.server.Say(adminID, adminID, "/help")
		s.pass(5 * time.Minute)
		s.wantTold("Сообщения не уходят", 0)
		s.pass(40 * time.Minute)
		s.wantTold("Сообщения не уходят больше 10 минут", 1)
		return s
	})
}

// TestAlarmOfNextYearsCalendar is told in October of the last year whose next one
// is not known.
func TestAlarmOfNextYearsCalendar(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2027-09-29 12:00", nil)
		const words = "нет производственного календаря на 2028 год"
		s.pass(12 * time.Hour)
		s.wantTold(words, 0)
		s.pass(5 * 24 * time.Hour)
		s.wantTold(words, 1)
		return s
	})
}

// TestAlarmOfALostChannel tells the administrator once, whatever brings it to
// light: the membership or a publication.
func TestAlarmOfALostChannel(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		channel := s.server.AddChannel("Округ", "petrgosk", adminID)
		s.server.PromoteBot(channel, emulator.AllRights(), adminID)
		s.pass(time.Minute)
		if _, err := s.server.Press(adminID, adminID, s.server.Last(adminID).ID, "Да"); err != nil {
			t.Fatal(err)
		}
		s.pass(time.Minute)
		const words = "больше не может публиковать в канале «Округ»"
		for _, want := range []int{1, 2} {
			s.server.DemoteBot(channel, adminID)
			s.pass(time.Minute)
			s.server.PromoteBot(channel, emulator.Rights{}, adminID)
			s.pass(time.Minute)
			s.wantTold(words, want)
			s.server.PromoteBot(channel, emulator.AllRights(), adminID)
			s.pass(time.Minute)
		}
		return s
	})
}

// TestNightlyCopies makes a sound copy every night and tells when one fails.
func TestNightlyCopies(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		folder := filepath.Join(t.TempDir(), store.CopiesFolder)
		s := watched(t, "2023-03-13 01:00", func(p *parts) { p.copies = folder })
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
		seal, err := environment{BackupKey: key.Recipient().String()}.seal()
		must(t, err)
		s.with = func(p *parts) { p.seal = seal }
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
		code := run(context.Background(), append([]string{"restore"}, args...), env, &out, &out)
		return code, out.String()
	}
	if code, out := restore(file); code != codeMisuse || !strings.Contains(out, "зашифрована: добавьте --identity") {
		t.Errorf("without a key: %d, %s", code, out)
	}
	other, err := age.GenerateX25519Identity()
	must(t, err)
	wrong := filepath.Join(dir, "wrong.txt")
	must(t, os.WriteFile(wrong, []byte(other.String()), 0o600))
	if code, out := restore(file, "--identity", wrong); code != codeFault || !strings.Contains(out, "не открывается") {
		t.Errorf("with a wrong key: %d, %s", code, out)
	}
	if code, out := restore(file, "--identity", identity); code != codeDone {
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

// ask makes a request of its own to the emulated Telegram.
func (s *stage) ask(path string) []byte {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, "https://telegram.test"+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := s.server.Client().Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		s.t.Fatal(err)
	}
	return body
}

// TestHealth follows what /healthz says when one thing after another fails.
func TestHealth(t *testing.T) {
	db, err := store.Open(t.TempDir())
	must(t, err)
	now := time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC)
	h := newHealth(db, func() time.Time { return now })
	want := func(problems ...string) {
		t.Helper()
		if c := h.condition(); !slices.Equal(c.Problems, problems) || c.OK != (len(problems) == 0) {
			t.Errorf("%+v, want problems %q", c, problems)
		}
	}
	beat := func() { h.observer().Polled(0); h.ticked(time.Millisecond) }
	want()
	now = now.Add(4 * time.Minute)
	want("polling", "tick")
	beat()
	want()
	must(t, db.Update(func(tx *store.Tx) error {
		return tx.Send(store.Outgoing{Key: "a", Chat: 1, Do: store.SendText, Text: "a", Queued: now})
	}))
	now = now.Add(11 * time.Minute)
	beat()
	want("outbox")
	must(t, db.Close())
	want("database")
	families, err := h.registry.Gather()
	must(t, err)
	for _, name := range []string{
		"sdelaem_updates_total", "sdelaem_tick_seconds", "sdelaem_outbox_waiting", "sdelaem_outbox_oldest_seconds",
		"sdelaem_agenda_entries", "sdelaem_database_bytes", "sdelaem_telegram_link", "sdelaem_inbox_waiting",
	} {
		if !strings.Contains(fmt.Sprint(families), name) {
			t.Errorf("no %s among the metrics", name)
		}
	}
}
