package task

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// asked are the tasks in the order in which the question about something kept names
// them.
func asked(t *chat.Turn, kept store.Kept) ([]View, error) {
	d, _, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return nil, err
	}
	var first []View
	if d.Await == awaitWhose && d.Number == uint64(kept.Number()) {
		for word := range strings.FieldsSeq(d.Text) {
			n, err := strconv.ParseUint(word, 10, 64)
			if err != nil {
				continue
			}
			o, err := ViewOf(t, n)
			if _, refused := chat.Refusal(err); refused {
				continue
			}
			if err != nil {
				return nil, err
			}
			first = append(first, o)
		}
	}
	return offered(t, first)
}

// whoseWords takes what is said while the question is open: the number of a task in
// the list or of its row, or more of the same.
func whoseWords(t *chat.Turn, d store.Dialog) error {
	kept, err := t.Tx.Kept(t.In.Chat.ID, int(min(d.Number, 1<<40)))
	if errors.Is(err, plans.ErrNotFound) {
		return Offer(t, "")
	}
	if err != nil {
		return err
	}
	tasks, err := asked(t, kept)
	if err != nil {
		return err
	}
	if o, ok := named(tasks, t.Words()); ok && len(t.Media) == 0 {
		return takeFor(t, kept, o)
	}
	if _, err := proofs(t); err != nil {
		return err
	}
	kept.Messages = append(kept.Messages, t.Parts)
	if err := t.Tx.PutKept(kept); err != nil {
		return err
	}
	return refreshQuestion(t, kept)
}

// named is the task that words name: by its place in the list, or by the number of
// its row where that is one task's alone.
func named(tasks []View, words string) (View, bool) {
	if n, err := strconv.Atoi(words); err == nil && n >= 1 && n <= len(tasks) {
		return tasks[n-1], true
	}
	var found []View
	for _, o := range tasks {
		if strings.EqualFold(string(o.PlanItem.No), words) {
			found = append(found, o)
		}
	}
	if len(found) != 1 {
		return View{}, false
	}
	return found[0], true
}

// refreshQuestion rewrites the question after more has come. One that is still on
// its way is brought up when it has arrived.
func refreshQuestion(t *chat.Turn, kept store.Kept) error {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Await != awaitWhose || d.Number != uint64(kept.Number()) {
		return err
	}
	s, ok, err := t.LastShown(d.Card)
	if err != nil || !ok {
		return err
	}
	tasks, err := asked(t, kept)
	if err != nil {
		return err
	}
	text, k := question(t, kept, tasks, 0)
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{
		Do: store.EditText, Chat: s.Chat, Message: s.Messages[0], Text: text, Buttons: k.Rows, NoPreview: true, Replaces: d.Card,
	})
}

// bringUpQuestion rewrites a question that has just arrived, if more was sent since.
func bringUpQuestion(t *chat.Turn, o store.Outgoing, out store.Outcome) error {
	d, ok, err := t.Tx.Dialog(o.Chat, plans.UserID(o.Chat))
	if err != nil || !ok || d.Await != awaitWhose || d.Card != o.Card {
		return err
	}
	kept, err := t.Tx.Kept(o.Chat, int(min(d.Number, 1<<40)))
	if err != nil {
		return chat.NotFoundIsNone(err)
	}
	if len(kept.Messages) == 1 {
		return nil
	}
	if t, err = t.Env.Turn(t.Tx, store.Received{Incoming: store.Incoming{
		Chat: store.Chat{ID: o.Chat, Kind: store.Private}, From: store.User{ID: plans.UserID(o.Chat)},
	}}); err != nil {
		return err
	}
	t.Series = "shown/" + strconv.FormatUint(o.Seq, 10)
	tasks, err := asked(t, kept)
	if err != nil {
		return err
	}
	text, k := question(t, kept, tasks, 0)
	return t.BringUp(o, out, text, k)
}

// Idle reports whether nothing but what a person sends anyway is awaited: a command in
// a word is a command all the same.
func Idle(d store.Dialog) bool { return d.Await == awaitPieces || d.Await == awaitWhose }

// TakesProof reports whether proof is awaited: an answer to another task's card is
// that task's all the same.
func TakesProof(d store.Dialog) bool {
	return Idle(d) || slices.Contains([]string{"proof", "more", "redo"}, d.Await)
}

// CallOff is /cancel for the question what a message is for: it forgets what was kept
// and gives the line that names it, "" when nothing was.
func CallOff(t *chat.Turn) (string, error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Await != awaitWhose {
		return "", err
	}
	kept, err := t.Tx.Kept(t.In.Chat.ID, int(min(d.Number, 1<<40)))
	if err != nil {
		return "", chat.NotFoundIsNone(err)
	}
	return textForgotten(kept), t.Tx.DropKept(kept)
}
