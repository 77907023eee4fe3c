package page

import (
	"strings"
	"testing"
	"time"
)

// TestOpenPages sits before open pages until the process ends.
func TestOpenPages(t *testing.T) {
	onStage(t, wheelStopsAtTheFirstMessage, answersToPressesAreShown, pagesAreToldWhatChanges)
}

// pagesAreToldWhatChanges has two pages open, one of which sleeps for an hour.
func pagesAreToldWhatChanges(s *stage) {
	one, closeOne := s.open()
	two, closeTwo := s.open()
	for _, w := range []*watch{one, two} {
		if got := w.take(); strings.Count(got, "event: chat\n") != 8 || !strings.Contains(got, "event: panel\n") {
			s.t.Errorf("a page that comes is told %.200q", got)
		}
	}
	closeTwo()
	s.press("fin", "Все задачи")
	if got := one.take(); !strings.Contains(got, `"id":"fin"`) || strings.Contains(got, `"id":"zhkh"`) {
		s.t.Errorf("after a press: %.300q", got)
	}
	time.Sleep(time.Hour)
	if got := one.take(); !strings.Contains(got, "event: panel\n") {
		s.t.Errorf("in an hour: %.200q", got)
	}
	two, closeTwo = s.open()
	if got := two.take(); strings.Count(got, "event: chat\n") != 8 {
		s.t.Errorf("a page that comes back is told %.200q", got)
	}
	s.site.hub.close()
	if got := one.take() + two.take(); strings.Count(got, "event: ended\n") != 2 {
		s.t.Errorf("at the end: %.200q", got)
	}
	closeOne()
	closeTwo()
}

func answersToPressesAreShown(s *stage) {
	s.done("/act/cult", "say", "/post")
	s.done("/act/cult", "text", "Идёт ремонт. #СДЕЛАЕМВМЕСТЕ")
	s.press("cult", "На согласование")
	w, shut := s.open()
	defer shut()
	w.take()
	s.press("group", "Утвердить", "who", "cult")
	if got := w.take(); !strings.Contains(got, "event: toast\n") {
		s.t.Errorf("a press without the right is answered %.300q", got)
	}
}

// nothingCame: the page says that nothing came only when nothing came.
func nothingCame(s *stage) {
	w, shut := s.open()
	defer shut()
	w.take()
	const nothing = "Новых сообщений нет"
	s.done("/clock", "to", "hour")
	if got := w.take(); !strings.Contains(got, nothing) {
		s.t.Errorf("after an hour in which nothing came: %.300q", got)
	}
	s.done("/clock", "to", "morning")
	if got := w.take(); strings.Contains(got, nothing) || !strings.Contains(got, "event: chat") {
		s.t.Errorf("after a morning on which reminders came: %.300q", got)
	}
}

func TestClockIsTurned(t *testing.T) { onStage(t, clockIsTurned, nothingCame) }

func clockIsTurned(s *stage) {
	d := s.site.district
	at := func() string { return d.Now().In(d.Zone).Format("2006-01-02 15:04") }
	for _, x := range []struct{ to, date, want string }{
		{"hour", "", "2023-04-19 10:00"},
		{"next", "", "2023-04-20 09:00"},
		{"morning", "", "2023-04-21 09:00"},
		{"week", "", "2023-04-28 09:00"},
		{"date", "2023-06-01", "2023-06-01 09:00"},
	} {
		s.done("/clock", "to", x.to, "date", x.date)
		if at() != x.want {
			s.t.Errorf("%s: it is %s, want %s", x.to, at(), x.want)
		}
	}
	if last := s.last("fin"); !strings.Contains(last.Text, "1 июня") {
		s.t.Errorf("on the first of June the specialist is told %q", last.Text)
	}
}

func wheelStopsAtTheFirstMessage(s *stage) {
	s.done("/clock", "to", "date", "date", "2023-04-21") // a Friday
	said := s.site.district.Telegram.Last(s.chat("fin")).ID
	s.done("/clock", "to", "wheel")
	if !s.site.wheel.turning() {
		s.t.Fatal("the wheel does not turn")
	}
	time.Sleep(10 * time.Second)
	if now := s.site.district.Now().In(s.site.district.Zone); s.site.wheel.turning() || now.Format("2006-01-02") != "2023-04-24" {
		s.t.Errorf("the wheel stands at %v", now)
	}
	if s.site.district.Telegram.Last(s.chat("fin")).ID == said {
		s.t.Error("it has stopped at nothing")
	}
	s.done("/clock", "to", "wheel")
	s.done("/clock", "to", "wheel")
	time.Sleep(2 * time.Second)
	if s.site.wheel.turning() {
		s.t.Error("the wheel cannot be stopped")
	}
}
