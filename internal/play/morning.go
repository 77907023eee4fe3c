package play

import "regexp"

var morning = regexp.MustCompile(`^(?:🔁 повтор\n)?\d{1,2} [а-я]+: \d+ задач`)

// Morning reports whether a text is a morning message.
func Morning(text string) bool { return morning.MatchString(text) }
