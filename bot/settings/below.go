package settings

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

func readBelow(_ about, words string, s *store.Settings) bool {
	s.NoBelow = strings.EqualFold(words, "нет")
	return s.NoBelow || strings.EqualFold(words, "да")
}

// readAllPages reads whether a row is closed by the first page of its post or by all.
func readAllPages(_ about, words string, s *store.Settings) bool {
	s.AllPages = strings.EqualFold(words, "все")
	return s.AllPages || strings.EqualFold(words, "первая")
}

func sayAllPages(_ about, s store.Settings) string {
	if s.AllPages {
		return "вышел на всех страницах"
	}
	return "вышел на первой странице"
}

func sayBelow(_ about, s store.Settings) string {
	if s.NoBelow {
		return "нет"
	}
	return "да"
}

// tellBelow gives everybody the keyboard under the input field, or takes it away: a
// client does either only with a message.
func tellBelow(t *chat.Turn) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	text := textBelowShown
	if t.Settings.NoBelow {
		text = textBelowGone
	}
	for _, p := range all {
		if err := t.Welcome(p, text); err != nil {
			return err
		}
	}
	return nil
}
