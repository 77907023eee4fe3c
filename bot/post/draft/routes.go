// Package draft is writing a post: text, photos, hour, row, templates.
package draft

import (
	"sdelaemvmeste/bot/chat"
)

// Routes are the commands, buttons and answers about drafts.
func Routes() chat.Routes {
	return chat.Routes{
		Commands: map[string]chat.Command{
			"post": {Run: newPost, Private: true, Help: "новый пост", Need: chat.WritePost},
		},
		Verbs: map[string]chat.Verb{
			"post":    pressedPost,
			"tpls":    pressedTemplates,
			"tpl":     pressedTemplateText,
			"tplorig": pressedOriginalTemplate,
			"ment":    pressedMentions,
			"ptext":   pressedText,
			"pwhere":  pressedPages,
			"ppick":   pressedPick,
			"ppicked": pressedPicked,
			"pfoto":   pressedPhotos,
			"pdrop":   pressedDrop,
			"pready":  pressedReady,
			"pup":     pressedUp,
			"ptime":   pressedTime,
			"pwhen":   pressedWhen,
			"pquiet":  pressedTimeAgain,
			"pwords":  pressedWords,
			"pprior":  pressedPrior,
			"ptag":    pressedHashtag,
			"phttps":  pressedSecure,
			"pnote":   pressedNote,
			"ptpl":    pressedTemplate,
			"prow":    pressedRow,
			"prowis":  pressedRowIs,
			"pdel":    pressedDelete,
			"pundo":   pressedReopenPost,
			"pedit":   pressedEdit,
			"pretake": pressedTakeEdited,
			"pback":   pressedWithdraw,
		},
		Days: []string{"pwhen"},
		Awaits: map[string]chat.Await{
			"tpl":    templateWords,
			"ment":   mentionWords,
			"pdraft": draftMessage,
			"pwhen":  whenWords,
		},
		Edits: []chat.Edit{editedMessage},
	}
}
