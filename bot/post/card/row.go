package card

import (
	"errors"
	"fmt"
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// RowOf gives the task the post is for, if the plan still has it.
func RowOf(t *chat.Turn, rec store.PostRecord) (task.View, bool, error) {
	if rec.Task == "" {
		return task.View{}, false, nil
	}
	found, err := t.Tx.TaskByID(rec.Task)
	if err != nil {
		return task.View{}, false, chat.NotFoundIsNone(err)
	}
	o, err := task.Describe(t, found)
	if errors.Is(err, plans.ErrConflict) {
		return task.View{}, false, nil
	}
	return o, err == nil, err
}

// report confirms the row of the plan by what is out of the post, once: as soon as
// one page shows it, or where the administrators want it all of them do. The pages on
// which it comes out later prove the row further.
func report(t *chat.Turn, rec *store.PostRecord) error {
	proofs, whole := proofsOf(t, *rec)
	if len(proofs) == 0 || rec.State == plans.Removing || rec.State == plans.Removed {
		return nil
	}
	if rec.Reported {
		return proveFurther(t, *rec, proofs)
	}
	if t.Settings.AllPages && !whole {
		return nil
	}
	o, ok, err := RowOf(t, *rec)
	if err != nil || !ok || !o.Undone() {
		return err
	}
	if _, err := task.ConfirmAs(t, rec.Author, o.TaskRecord, proofs); err != nil {
		return err
	}
	rec.Reported = true
	return nil
}

// proofsOf are what is out of a post, and whether nothing more is to come.
func proofsOf(t *chat.Turn, rec store.PostRecord) (proofs []plans.Proof, whole bool) {
	whole = true
	for _, u := range rec.Publications {
		switch u.State {
		case plans.Out:
			proofs = append(proofs, plans.Proof{Kind: plans.PostProof, Text: ProofOf(t, rec, u)})
		case plans.Sending, plans.Doubtful, plans.ToPlace, plans.Failed:
			whole = false
		case plans.Unplaced, plans.TakenDown:
		}
	}
	return proofs, whole
}

// proveFurther adds to the post's confirmation what has come out since. The journal
// has the publication itself.
func proveFurther(t *chat.Turn, rec store.PostRecord, proofs []plans.Proof) error {
	o, ok, err := RowOf(t, rec)
	if err != nil || !ok {
		return err
	}
	c, ok, err := ConfirmedBy(t, rec, o)
	if err != nil || !ok {
		return err
	}
	before := c.Proofs
	c.Proofs = slices.Clone(c.Proofs)
	for _, p := range proofs {
		if !slices.ContainsFunc(c.Proofs, func(q plans.Proof) bool { return q.Text == p.Text }) {
			c.Proofs = append(c.Proofs, p)
		}
	}
	if len(c.Proofs) == len(before) {
		return nil
	}
	if err := t.Note("proof", task.JournalName(o.TaskRecord), before, c.Proofs); err != nil {
		return err
	}
	return t.Tx.PutConfirmation(o.Number, c)
}

// ConfirmedBy gives the newest standing confirmation of a row by the post.
func ConfirmedBy(t *chat.Turn, rec store.PostRecord, o task.View) (plans.Confirmation, bool, error) {
	said, err := t.Tx.Confirmations(o.Number)
	if err != nil {
		return plans.Confirmation{}, false, err
	}
	var proofs []string
	for _, u := range rec.Publications {
		proofs = append(proofs, ProofOf(t, rec, u))
	}
	for _, c := range slices.Backward(said) {
		ours := slices.ContainsFunc(c.Proofs, func(p plans.Proof) bool {
			return p.Kind == plans.PostProof && slices.Contains(proofs, p.Text)
		})
		if ours && c.Stands() {
			return c, true, nil
		}
	}
	return plans.Confirmation{}, false, nil
}

// ProofOf is the link of a publication, or, as long as nobody has given it,
// words in its place.
func ProofOf(t *chat.Turn, rec store.PostRecord, u plans.Publication) string {
	if u.Link != "" {
		return u.Link
	}
	p, _ := t.Page(u.Page)
	return textProofWithoutLink(rec.Number, p)
}

// textProofWithoutLink stands in a proof for a link that nobody has given.
func textProofWithoutLink(n uint64, p store.Page) string {
	switch {
	case p.Name == "":
		return fmt.Sprintf("пост № %d", n)
	case p.Kind.ByHand():
		return fmt.Sprintf("пост № %d, %s", n, chat.Plain(p.Name))
	}
	return fmt.Sprintf("пост № %d в канале «%s»", n, chat.Plain(p.Name))
}
