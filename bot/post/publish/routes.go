// Package publish is what follows a vote: publications in the channels, their
// doubtful outcomes, corrections and removals, links of other pages.
package publish

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about publications.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"pcorr":   pressedCorrect,
			"pgone":   pressedRemove,
			"pgoneok": pressedRemoveSure,
			"ppages":  pressedPages,
		},
		GroupVerbs: map[string]chat.Verb{
			"pnow": pressedPublish,
			"pout": pressedOut,
			"pnot": pressedNotOut,
		},
		Bound:    []chat.Bound{groupBound},
		PageGone: []chat.PageGone{pageGone},
		Awaits: map[string]chat.Await{
			"plinks": pageLinks,
		},
	}
}
