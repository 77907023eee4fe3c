package page

import (
	"strings"
	"testing"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

func count(all []emulator.Message, words string) (n int) {
	for _, m := range all {
		if m.FromBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// mornings counts the morning messages.
func mornings(all []emulator.Message) (n int) {
	for _, m := range all {
		if m.FromBot && play.Morning(m.Text) {
			n++
		}
	}
	return n
}

// TestFaults tries all that may go wrong, beginning on a Wednesday.
func TestFaults(t *testing.T) {
	onStage(t, botIsSwitchedOffForThreeDays, telegramDoesNotAnswer, processIsKilled)
}

// botIsSwitchedOffForThreeDays: what was missed comes as one digest.
func botIsSwitchedOffForThreeDays(s *stage) {
	telegram := s.site.district.Telegram
	before := len(telegram.Messages(s.chat("fin")))
	s.done("/fault", "kind", "off")
	s.done("/clock", "to", "morning")
	s.done("/clock", "to", "morning")
	if got := telegram.Messages(s.chat("fin")); mornings(got[before:]) != 1 {
		s.t.Errorf("%d digests after three days and a weekend", mornings(got[before:]))
	}
}

// telegramDoesNotAnswer: what people wrote and what the bot had to say comes
// when it answers again, once.
func telegramDoesNotAnswer(s *stage) {
	telegram := s.site.district.Telegram
	before := len(telegram.Messages(s.chat("fin")))
	s.done("/fault", "kind", "silence")
	s.done("/act/fin", "say", "/help")
	s.done("/clock", "to", "morning")
	if got := telegram.Messages(s.chat("fin"))[before:]; count(got, "") != 0 {
		s.t.Errorf("the bot got through: %+v", got)
	}
	if !strings.Contains(s.get("/").Body.String(), "Telegram сейчас не отвечает") {
		s.t.Error("the page does not say so")
	}
	s.done("/fault", "kind", "answer")
	got := telegram.Messages(s.chat("fin"))[before:]
	if mornings(got) != 1 || count(got, "/tasks") != 1 || count(got, "повтор") != 0 {
		s.t.Errorf("afterwards: %+v", got)
	}
}

// processIsKilled kills the program with a post just handed on: what was committed
// is there afterwards, once.
func processIsKilled(s *stage) {
	telegram := s.site.district.Telegram
	s.done("/act/cult", "say", "/post")
	s.done("/act/cult", "text", "Ремонт идёт по плану. #СДЕЛАЕМВМЕСТЕ")
	s.press("cult", "На согласование")
	posts := len(telegram.Messages(s.chat("channel")))
	s.done("/fault", "kind", "kill")
	s.press("group", "Утвердить", "who", "ctl")
	s.done("/fault", "kind", "kill")
	s.done("/fault", "kind", "kill")
	if got := telegram.Messages(s.chat("channel"))[posts:]; len(got) != 1 {
		s.t.Errorf("the channel got %d posts", len(got))
	}
	s.done("/clock", "to", "morning")
	if v := telegram.Violations(); len(v) > 0 {
		s.t.Errorf("violations: %q", v)
	}
}
