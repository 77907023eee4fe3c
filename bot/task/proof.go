package task

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// proofs reads what the message at hand proves by.
func proofs(t *chat.Turn) ([]plans.Proof, error) { return proofsOf(t.Parts) }

// proofsOf reads what a message proves by, from the pieces that it was sent in: all
// their files first, then the words and links of each in the order of sending.
func proofsOf(parts []store.Incoming) ([]plans.Proof, error) {
	var files []plans.Media
	var said []plans.Proof
	for _, p := range parts {
		if p.Media != nil {
			if !provable(p.Media.Kind) {
				return nil, chat.Refuse(chat.WrongFile, textNotProof(p.Media.Kind))
			}
			files = append(files, *p.Media)
		}
		links, words := linksIn(p.Text, p.Entities)
		for _, l := range links {
			said = append(said, plans.Proof{Kind: plans.LinkProof, Text: l})
		}
		if words != "" {
			said = append(said, plans.Proof{Kind: plans.WordProof, Text: words})
		}
	}
	var all []plans.Proof
	if len(files) > 0 {
		all = append(all, plans.Proof{Kind: plans.FileProof, Media: files})
	}
	all = append(all, said...)
	if len(all) == 0 {
		return nil, chat.Refuse(chat.WrongFile, textProofKind)
	}
	for i := range all {
		all[i].Message = parts[0].Message
	}
	return all, nil
}

// provable reports whether a file of this kind can be a proof: one that a controller
// can look at in a moment.
func provable(k plans.MediaKind) bool {
	switch k {
	case plans.Photo, plans.Video, plans.Document, plans.Animation:
		return true
	case plans.Voice, plans.VideoNote, plans.Audio, plans.OtherMedia:
	}
	return false
}

// sentAt is when the update's author sent it: by Telegram's clock for a message, for
// a press now.
func sentAt(t *chat.Turn) time.Time {
	if t.In.Kind == store.InMessage && !t.In.Sent.IsZero() {
		return t.In.Sent
	}
	return t.Env.Real().UTC()
}
