package card

import (
	"errors"
	"fmt"

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

// report confirms the row of the plan by the links of the publications, once,
// as soon as none is under way.
func report(t *chat.Turn, rec *store.PostRecord) error {
	var proofs []plans.Proof
	for _, u := range rec.Publications {
		switch u.State {
		case plans.Sending, plans.Doubtful:
			return nil
		case plans.Out:
			proofs = append(proofs, plans.Proof{Kind: plans.PostProof, Text: ProofOf(t, *rec, u)})
		case plans.Failed:
		}
	}
	if len(proofs) == 0 || rec.Reported {
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

// ProofOf is the link of a publication, or, as long as nobody has given it,
// words in its place.
func ProofOf(t *chat.Turn, rec store.PostRecord, u plans.Publication) string {
	if u.Link != "" {
		return u.Link
	}
	c, _ := t.Channel(u.Channel)
	return textProofWithoutLink(rec.Number, c)
}

// textProofWithoutLink stands in a proof for a link that nobody has given.
func textProofWithoutLink(n uint64, c store.BoundChannel) string {
	if c.Title == "" {
		return fmt.Sprintf("пост № %d", n)
	}
	return fmt.Sprintf("пост № %d в канале «%s»", n, chat.Plain(c.Title))
}
