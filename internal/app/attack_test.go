package app_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
)

// discreet fails the test when the log of a story holds the token, a name, or
// what somebody wrote: a log is read by more people than the chats are.
func discreet(t *testing.T, log, script, token string) {
	t.Helper()
	_, secret, _ := strings.Cut(token, ":")
	private := []string{secret}
	for line := range strings.Lines(script) {
		for _, m := range quoted.FindAllStringSubmatch(line, -1) {
			// A word or two may be a button, or part of the plan.
			if words := strings.ReplaceAll(m[1], `\n`, " "); strings.HasPrefix(line, "person ") || len([]rune(words)) > 12 {
				private = append(private, words)
			}
		}
	}
	for _, p := range private {
		if strings.Contains(log, p) {
			t.Errorf("the log holds %q", p)
		}
	}
}

var quoted = regexp.MustCompile(`"([^"]+)"`)

// TestFloodOfOne slows who sends without a pause: he is told once and not heard,
// while others are served as ever.
func TestFloodOfOne(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", func(p *app.Parts) { p.Flood = 20 })
		s.pass(time.Minute) // Start was in the minute before
		const stranger = 2001
		s.server.AddUser(emulator.User{ID: stranger, FirstName: "Незнакомец"})
		s.server.Start(stranger)
		for i := range 300 {
			s.server.Say(stranger, stranger, fmt.Sprintf("письмо %d", i))
		}
		s.server.Say(adminID, adminID, "/help")
		s.pass(20 * time.Second)
		if m := s.server.Last(adminID); !m.FromBot || !strings.Contains(m.Text, "/settings") {
			t.Errorf("the administrator reads %q", m.Text)
		}
		s.pass(10 * time.Minute)
		answers, slowed := 0, 0
		for _, m := range s.server.Messages(stranger) {
			if m.FromBot {
				answers++
			}
			if strings.Contains(m.Text, "Слишком много сообщений подряд") {
				slowed++
			}
		}
		if answers > 7 || slowed != 1 {
			t.Errorf("%d answers, %d times told to slow down", answers, slowed)
		}
		s.server.Say(stranger, stranger, "теперь спокойно")
		s.pass(time.Minute)
		if m := s.server.Last(stranger); !strings.Contains(m.Text, "только по приглашению") {
			t.Errorf("a minute later he reads %q", m.Text)
		}
		return s
	})
}

// TestFloodOfPresses answers every press, as each keeps a button busy, and does
// nothing more.
func TestFloodOfPresses(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", func(p *app.Parts) { p.Flood = 20 })
		s.server.Say(adminID, adminID, "/settings")
		s.pass(time.Minute)
		card := s.server.Last(adminID)
		var last *emulator.Press
		for range 60 {
			p, err := s.server.Press(adminID, adminID, card.ID, "Время напоминаний")
			if err != nil {
				t.Fatal(err)
			}
			last = p
		}
		s.pass(5 * time.Minute)
		if text, _, _ := last.Answered(); !strings.Contains(text, "Слишком много") {
			t.Errorf("the last press was answered %q", text)
		}
		asked := s.told("Во сколько присылать напоминания")
		if asked > 20 {
			t.Errorf("asked %d times", asked)
		}
		return s
	})
}

// TestGuessingInvitations makes who guesses wait, so that not even the right code
// lets him in meanwhile.
func TestGuessingInvitations(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		const guesser = 2002
		s.server.AddUser(emulator.User{ID: guesser, FirstName: "Чужой"})
		for i := range 8 {
			s.server.Say(guesser, guesser, fmt.Sprintf("/start AAAAAAAAAAAAAAAAAAAA%02d", i))
			s.pass(10 * time.Second)
		}
		paused := 0
		for _, m := range s.server.Messages(guesser) {
			if m.FromBot && m.Text == s.server.Last(guesser).Text {
				paused++
			}
		}
		if paused != 3 {
			t.Errorf("%d of 8 guesses were not looked at, want 3; the last answer: %q", paused, s.server.Last(guesser).Text)
		}
		return s
	})
}

// TestStrangersChannelIsAskedAboutOnce, however often the bot is let into it; and who
// does it without a pause is not heard.
func TestStrangersChannelIsAskedAboutOnce(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", func(p *app.Parts) { p.Flood = 120 })
		const eve = 2002
		s.server.AddUser(emulator.User{ID: eve, FirstName: "Посторонний"})
		channel := s.server.AddChannel("Петровский округ", "petr_fake", eve)
		for range 5 {
			s.server.PromoteBot(channel, emulator.AllRights(), eve)
			s.pass(time.Minute)
			s.server.DemoteBot(channel, eve)
			s.pass(time.Minute)
		}
		s.wantTold("Публиковать в этот канал?", 1)
		for range 100 {
			s.server.PromoteBot(channel, emulator.AllRights(), eve)
		}
		s.pass(time.Minute)
		s.wantTold("Публиковать в этот канал?", 1)
		return s
	})
}
