// Package watch looks after the service itself: alarms for the administrators and
// copies of the database.
package watch

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about copies and the clock.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"copy":  pressedCopy,
			"clock": pressedClock,
		},
	}
}
