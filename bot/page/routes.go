// Package page is the list of the district's official pages that administrators keep:
// Telegram channels, channels in MAX, and pages on which people place posts by hand.
// It must not know what becomes of posts there.
package page

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the buttons and answers about official pages.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"pages":  pressedList,
			"pgadd":  pressedAdd,
			"pgkind": pressedKind,
			"pgopen": pressedOpen,
			"pgset":  pressedSet,
			"pgwho":  pressedWho,
			"pgput":  pressedPut,
			"pgoff":  pressedOff,
			"pgoff!": pressedOffSure,
		},
		Awaits: map[string]chat.Await{
			"pgnew":  newAddress,
			"pgword": newWord,
		},
	}
}
