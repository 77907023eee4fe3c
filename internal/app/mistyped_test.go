package app_test

import (
	"strings"
	"testing"
)

// TestImpossibleLineOfAPlay: a line of the keyboard that nobody could act at
// Telegram's is refused, and the play goes on.
func TestImpossibleLineOfAPlay(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s, p := fewPeople(t)
		if err := p.Run("person admin \"Администратор\" 1001\nperson zhkh \"Специалист\" 1003\nchannel channel \"Округ\" okrug admin"); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"zhkh says привет @channel", "zhkh album 1 \"Фото\""} {
			if err := p.Act(line); err == nil {
				t.Errorf("«%s» was acted", line)
			}
		}
		if err := p.Act("zhkh says /help"); err != nil {
			t.Error(err)
		}
		if last := s.server.Last(1003).Text; !strings.Contains(last, "приглашение") {
			t.Errorf("the bot is silent: %q", last)
		}
		return s
	})
}
