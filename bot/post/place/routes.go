// Package place is the official pages on which people place posts by hand: the ready
// package for whoever does it, what has become of it, the reminders, and how many
// posts a week each page gets. It knows no wire.
package place

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the buttons and answers about pages kept by hand.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"hput":  pressedPlaced,
			"hany":  pressedElsewhere,
			"hnot":  pressedUnplaced,
			"hget":  pressedPackage,
			"hgone": pressedGone,
		},
		Awaits: map[string]chat.Await{
			"hlink": pageLink,
		},
		Morning: []chat.Morning{morning},
		Week:    []chat.Week{week},
	}
}
