// Package digest is the morning message: what is due, gathered by person, and what the
// group is told: the escalations and the week.
package digest

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about the morning message.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"dig":     pressedDigest,
			"digok":   pressedMark,
			"weeksum": pressedWeek,
		},
	}
}
