package task

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// editedProof takes a changed message of a confirmation: its proofs are replaced
// while nobody has judged them.
func editedProof(t *chat.Turn) (bool, error) {
	card, err := t.Tx.CardAt(t.In.Chat.ID, t.In.Message)
	if err != nil {
		return false, err
	}
	rest, is := strings.CutPrefix(card, "proof/")
	if !is {
		return false, nil
	}
	c, o, err := confirmationAt(t, rest)
	if err != nil {
		return true, err
	}
	if c.By != t.Who.ID {
		return false, nil
	}
	if c.State != plans.Given {
		return true, t.Say(chat.Esc(textEditedLate(c)), chat.Keyboard{})
	}
	fresh, err := proofs(t)
	if err != nil {
		return true, err
	}
	after := c
	after.Proofs = replaced(c.Proofs, t.In.Message, fresh)
	if err := keepAmended(t, o, c, after, "proof changed"); err != nil {
		return true, err
	}
	if err := showNewFiles(t, o, c, fresh); err != nil {
		return true, err
	}
	if err := refreshTaken(t, o, after); err != nil {
		return true, err
	}
	return true, t.Say(chat.Esc(textEditTaken), chat.Keyboard{})
}

// replaced puts the proofs of a message in the place of those it gave before.
func replaced(all []plans.Proof, message int, fresh []plans.Proof) []plans.Proof {
	at := slices.IndexFunc(all, func(p plans.Proof) bool { return p.Message == message })
	if at < 0 {
		at = len(all)
	}
	rest := slices.DeleteFunc(slices.Clone(all[at:]), func(p plans.Proof) bool { return p.Message == message })
	return slices.Concat(all[:at], fresh, rest)
}

// showNewFiles shows the controllers the files that a changed message holds and the
// confirmation did not.
func showNewFiles(t *chat.Turn, o View, before plans.Confirmation, fresh []plans.Proof) error {
	known := map[string]bool{}
	for _, p := range before.Proofs {
		for _, m := range p.Media {
			known[m.Unique] = true
		}
	}
	var files []plans.Media
	for _, p := range fresh {
		files = append(files, slices.DeleteFunc(slices.Clone(p.Media), func(m plans.Media) bool { return known[m.Unique] })...)
	}
	if len(files) == 0 {
		return nil
	}
	controllers, err := otherControllers(t, before.By)
	if err != nil {
		return err
	}
	shown := plans.Confirmation{Proofs: []plans.Proof{{Kind: plans.FileProof, Media: files}}}
	for _, p := range controllers {
		if err := showFiles(t, p, o, shown, textMoreFiles(o, t.Who.Name)); err != nil {
			return err
		}
	}
	return nil
}

// editedKept takes a changed message that waits for its author to say what it is
// for.
func editedKept(t *chat.Turn) (bool, error) {
	all, err := t.Tx.KeptIn(t.In.Chat.ID)
	if err != nil {
		return false, err
	}
	for _, k := range all {
		i := slices.IndexFunc(k.Messages, func(parts []store.Incoming) bool { return parts[0].Message == t.In.Message })
		if i < 0 {
			continue
		}
		k.Messages[i] = t.Parts
		if err := t.Tx.PutKept(k); err != nil {
			return true, err
		}
		return true, refreshQuestion(t, k)
	}
	return false, nil
}
