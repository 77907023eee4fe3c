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

// TestBotIsSwitchedOffForThreeDays: what was missed comes as one digest.
func TestBotIsSwitchedOffForThreeDays(t *testing.T) {
	onStage(t, func(s *stage) {
		telegram := s.site.district.Telegram
		before := len(telegram.Messages(s.chat("fin")))
		s.done("/fault", "kind", "off")
		s.done("/clock", "to", "morning")
		s.done("/clock", "to", "morning")
		if got := telegram.Messages(s.chat("fin")); mornings(got[before:]) != 1 {
			t.Errorf("%d digests after three days and a weekend", mornings(got[before:]))
		}
	})
}

// TestTelegramDoesNotAnswer: what people wrote and what the bot had to say comes
// when it answers again, once.
func TestTelegramDoesNotAnswer(t *testing.T) {
	onStage(t, func(s *stage) {
		telegram := s.site.district.Telegram
		before := len(telegram.Messages(s.chat("fin")))
		s.done("/fault", "kind", "silence")
		s.done("/act/fin", "say", "/help")
		s.done("/clock", "to", "morning")
		if got := telegram.Messages(s.chat("fin"))[before:]; count(got, "") != 0 {
			t.Errorf("the bot got through: %+v", got)
		}
		if !strings.Contains(s.get("/").Body.String(), "Telegram сейчас не отвечает") {
			t.Error("the page does not say so")
		}
		s.done("/fault", "kind", "answer")
		got := telegram.Messages(s.chat("fin"))[before:]
		if mornings(got) != 1 || count(got, "/tasks") != 1 || count(got, "повтор") != 0 {
			t.Errorf("afterwards: %+v", got)
		}
	})
}

// TestProcessIsKilled kills the program with a post just handed on: what was committed
// is there afterwards, once.
func TestProcessIsKilled(t *testing.T) {
	onStage(t, func(s *stage) {
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
			t.Errorf("the channel got %d posts", len(got))
		}
		s.done("/clock", "to", "morning")
		if v := telegram.Violations(); len(v) > 0 {
			t.Errorf("violations: %q", v)
		}
	})
}
