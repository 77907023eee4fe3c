// Package review is the vote on a frozen version: approval, rework, rejection.
package review

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about the review in the group.
func Routes() chat.Routes {
	return chat.Routes{
		Verbs: map[string]chat.Verb{
			"psend": pressedSubmit,
		},
		GroupVerbs: map[string]chat.Verb{
			"pok":   pressedApprove,
			"punok": pressedUnvote,
			"pfix":  pressedRework,
			"prej":  pressedReject,
		},
		Awaits: map[string]chat.Await{
			"pfix": reworkWords,
		},
	}
}
