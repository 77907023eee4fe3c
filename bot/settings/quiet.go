package settings

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// readQuiet reads «22:00-8:00»; «нет» is no quiet hours at all.
func readQuiet(_ *chat.Turn, words string, s *store.Settings) bool {
	if strings.EqualFold(words, "нет") {
		s.Quiet = &plans.Hours{}
		return true
	}
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", " ", "").Replace(words), "-")
	if !ok {
		return false
	}
	var h plans.Hours
	var err error
	if h.From, err = clockOf(from); err != nil {
		return false
	}
	if h.To, err = clockOf(to); err != nil || h.From == h.To {
		return false
	}
	s.Quiet = &h
	return true
}

func clockOf(s string) (plans.Clock, error) {
	if len(s) == len("8:00") {
		s = "0" + s
	}
	return plans.ParseClock(s)
}

func sayQuiet(_ *chat.Turn, s store.Settings) string {
	if h := chat.QuietHours(s); h != (plans.Hours{}) {
		return h.String()
	}
	return "нет"
}
