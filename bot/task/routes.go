// Package task is the conversation about a task: its card, confirming it with
// proof, amending and judging confirmations, moving deadlines, silence, pleas for
// help, lists, and the words in which the group is told of a week.
package task

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about tasks and their confirmations.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"tasks": {Run: tasks, Private: true, Help: "мои задачи", Need: chat.SeePlan},
		},
		Verbs: map[string]chat.Verb{
			"list":    pressedList,
			"task":    pressedTask,
			"done":    pressedDone,
			"bare":    pressedBare,
			"judge":   pressedJudge,
			"ok":      pressedAccept,
			"ret":     pressedReturn,
			"back":    pressedReopen,
			"mute":    pressedSilence,
			"mute+":   pressedSilenceFor,
			"help":    pressedHelp,
			"reply":   pressedHelpReply,
			"move":    pressedMove,
			"off":     pressedOff,
			"hist":    pressedHistory,
			"show":    pressedShow,
			"more":    pressedMore,
			"redo":    pressedRedo,
			"undo":    pressedTakeBack,
			"factday": pressedFactDay,
			"name":    pressedName,

			"whose":   pressedWhose,
			"whosepg": pressedWhosePage,
			"whoseno": pressedWhoseNothing,
		},
		Days: []string{"silence", "move", "factday"},
		Awaits: map[string]chat.Await{
			"proof":     proof,
			"return":    returnReason,
			"reopen":    reopenReason,
			"silence":   silenceDate,
			"help":      helpWords,
			"helpreply": helpReplyWords,
			"move":      moveDate,
			"movewhy":   moveReason,
			"off":       offReason,
			"more":      moreProof,
			"redo":      otherProof,
			"factday":   factDay,
			"name":      namedDate,
			awaitWhose:  whoseWords,
		},
		Edits: []chat.Edit{editedProof, editedKept},
	}
}
