package app_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/bot/max"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// watched is a stage with an administrator who has pressed Start.
func watched(t *testing.T, at string, with func(*app.Parts)) *stage {
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
	t.Parallel()
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
		s := watched(t, "2023-03-13 12:00", func(p *app.Parts) { p.Free = func() (uint64, bool) { return free.Load(), true } })
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
		s := watched(t, "2023-03-13 12:00", func(p *app.Parts) { p.Free = func() (uint64, bool) { return 1 << 20, true } })
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
	clock := func() time.Time { return now }
	h := app.NewHealth(db, clock, clock)
	want := func(problems ...string) {
		t.Helper()
		if c := h.Condition(); !slices.Equal(c.Problems, problems) || c.OK != (len(problems) == 0) {
			t.Errorf("%+v, want problems %q", c, problems)
		}
	}
	beat := func() { h.Observer().Polled(0); h.Ticked(time.Millisecond) }
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
	beat()
	now = now.Add(-3 * time.Hour) // the clock is put back: not in order for ever
	want("clock")
	now = now.Add(4 * time.Minute)
	want("polling", "tick", "clock")
	now = now.Add(3 * time.Hour)
	beat()
	want("outbox")
	h.MaxStatus(max.BadToken)
	want("outbox", "max")
	h.MaxStatus(max.Up)
	want("outbox")
	must(t, db.Update(func(tx *store.Tx) error {
		return tx.Send(store.Outgoing{Key: "m", Chat: 1, Wire: store.Max, Do: store.SendText, Text: "m", Queued: now})
	}))
	if c := h.Condition(); c.Max != max.Up || c.MaxWaiting != 1 || c.OutboxWaiting != 1 {
		t.Errorf("%+v", c)
	}
	now = now.Add(11 * time.Minute)
	beat()
	want("outbox", "max")
	h.MaxObserver().Call("sendMessage", "ok")
	h.MaxObserver().Outcome(store.SendText, store.Refused, store.Gone)
	if got := scrape(t, h)["sdelaem_max_outbox_waiting"].GetMetric()[0].GetGauge().GetValue(); got != 1 {
		t.Errorf("%v records wait for MAX", got)
	}
	must(t, db.Close())
	want("database")
	families := scrape(t, h)
	for _, name := range []string{
		"sdelaem_updates_total", "sdelaem_tick_seconds", "sdelaem_outbox_waiting", "sdelaem_outbox_oldest_seconds",
		"sdelaem_agenda_entries", "sdelaem_database_bytes", "sdelaem_telegram_link", "sdelaem_inbox_waiting", "sdelaem_plans_in_force",
		"sdelaem_max_link", "sdelaem_max_requests_total", "sdelaem_max_deliveries_total", "sdelaem_max_outbox_oldest_seconds",
	} {
		if families[name] == nil {
			t.Errorf("no %s among the metrics", name)
		}
	}
}
