package task

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A proof comes in pieces: a comment and then the album it belongs to, photos one by
// one, words in two messages. What its author sends within piecesTime after it is
// added to the same confirmation, and the line that answered it is changed.

// piecesTime is how long after a confirmation what its author sends belongs to it.
const piecesTime = 2 * time.Minute

// awaitPieces is what is awaited meanwhile.
const awaitPieces = "pieces"

// acknowledge answers the author of a confirmation and lets more of it come.
func acknowledge(t *chat.Turn, o View, c plans.Confirmation) error {
	if err := markProofs(t, o, c); err != nil {
		return err
	}
	if err := t.SayAs(takenCard(o.Number, c.Number), textConfirmed(o, c), amendKeys(o.TaskRecord, c)); err != nil {
		return err
	}
	return t.Tx.PutDialog(t.In.Chat.ID, t.In.From.ID, store.Dialog{
		Await: awaitPieces, Number: o.Number, Version: int(c.Number), Text: sentAt(t).Format(time.RFC3339),
	})
}

// takenCard names the line that tells its author what a confirmation holds,
// proofCard the messages of the author's that it was made of.
func takenCard(task, n uint64) string { return fmt.Sprintf("taken/%d/%d", task, n) }

func proofCard(task, n uint64) string { return fmt.Sprintf("proof/%d/%d", task, n) }

// markProofs remembers which messages a confirmation was made of.
func markProofs(t *chat.Turn, o View, c plans.Confirmation) error {
	for _, p := range c.Proofs {
		if p.Message == 0 {
			continue
		}
		if err := t.Tx.Show(proofCard(o.Number, c.Number), t.In.Chat.ID, []int{p.Message}); err != nil {
			return err
		}
	}
	return nil
}

// AddPiece adds to a confirmation what its author sends right after it; handled is
// false when nothing was confirmed just now.
func AddPiece(t *chat.Turn) (handled bool, err error) {
	o, c, ok, err := justConfirmed(t)
	if err != nil || !ok {
		return false, err
	}
	fresh, err := proofs(t)
	if err != nil {
		return true, err
	}
	return true, addPiece(t, o, c, fresh)
}

func addPiece(t *chat.Turn, o View, c plans.Confirmation, fresh []plans.Proof) error {
	after, err := addProofs(t, o, c, fresh)
	if err != nil {
		return err
	}
	return refreshTaken(t, o, after)
}

// justConfirmed is what the writer confirmed less than [piecesTime] before; ok is false
// for nothing, or when nothing can be added to it any more.
func justConfirmed(t *chat.Turn) (o View, c plans.Confirmation, ok bool, err error) {
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil || !ok || d.Await != awaitPieces {
		return o, c, false, err
	}
	since, err := time.Parse(time.RFC3339, d.Text)
	if err != nil {
		return o, c, false, fmt.Errorf("since when a confirmation takes pieces: %w", err)
	}
	if sentAt(t).Sub(since) > piecesTime {
		return o, c, false, t.Done()
	}
	o, c, err = amended(t, d.Number, chat.ArgsOf(chat.Num(d.Version)), false)
	if _, refused := chat.Refusal(err); refused {
		return o, c, false, t.Done()
	}
	return o, c, err == nil, err
}

// addProofs adds proofs to a confirmation: the cards of the controllers change, who
// see new files at once. One who has accepted it already is told, because nobody
// looks twice.
func addProofs(t *chat.Turn, o View, c plans.Confirmation, fresh []plans.Proof) (plans.Confirmation, error) {
	after, err := withProofs(c, fresh)
	if err != nil {
		return after, err
	}
	if err := keepAmended(t, o, c, after, "proof added"); err != nil {
		return after, err
	}
	controllers, err := otherControllers(t, c.By)
	if err != nil {
		return after, err
	}
	for _, p := range controllers {
		if err := showFiles(t, p, o, plans.Confirmation{Proofs: fresh}, textMoreFiles(o, t.Who.Name)); err != nil {
			return after, err
		}
		if c.State == plans.Given {
			continue
		}
		if err := t.Tell(p, textAmended(o, fresh, t.Who.Name, false), chat.Keyboard{}); err != nil {
			return after, err
		}
	}
	return after, nil
}

// withProofs is a confirmation with more proofs; files that it has already are not
// taken twice.
func withProofs(c plans.Confirmation, fresh []plans.Proof) (plans.Confirmation, error) {
	if len(c.Proofs)+len(fresh) > proofsLimit {
		return c, chat.Refuse(chat.TooMuch, textProofsEnough(fresh))
	}
	c.Proofs = slices.Concat(c.Proofs, fresh)
	return c, nil
}

// refreshTaken rewrites the newest line that tells the author what a confirmation
// holds. One that is still on its way is brought up when it has arrived.
func refreshTaken(t *chat.Turn, o View, c plans.Confirmation) error {
	card := takenCard(o.Number, c.Number)
	s, ok, err := t.LastShown(card)
	if err != nil || !ok {
		return err
	}
	k := amendKeys(o.TaskRecord, c)
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{
		Do: store.EditText, Chat: s.Chat, Message: s.Messages[0], Text: textConfirmed(o, c), Buttons: k.Rows, NoPreview: true, Replaces: card,
	})
}

// SettleShown brings up a line of a confirmation, or a question what a message is
// for, that has moved on while it was on its way.
func SettleShown(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	what, rest, _ := strings.Cut(o.Card, "/")
	if out.Class != store.Accepted || !o.Do.Sends() || what != "taken" && what != "confirmation" && what != "ask" {
		return nil
	}
	t, err := b.OwnTurn(tx, "shown/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	if what == "ask" {
		return bringUpQuestion(t, o, out)
	}
	c, view, err := confirmationAt(t, rest)
	if _, refused := chat.Refusal(err); refused {
		return nil
	}
	if err != nil {
		return err
	}
	if what == "taken" {
		return t.BringUp(o, out, textConfirmed(view, c), amendKeys(view.TaskRecord, c))
	}
	text, k, err := confirmationView(t, view, c)
	if err != nil {
		return err
	}
	return t.BringUp(o, out, text, k)
}

// confirmationAt finds the confirmation that the rest of a card's name tells.
func confirmationAt(t *chat.Turn, rest string) (plans.Confirmation, View, error) {
	var task, n uint64
	if _, err := fmt.Sscanf(rest, "%d/%d", &task, &n); err != nil {
		return plans.Confirmation{}, View{}, fmt.Errorf("card of a confirmation %q: %w", rest, err)
	}
	o, err := ViewOf(t, task)
	if err != nil {
		return plans.Confirmation{}, o, err
	}
	c, err := t.Tx.Confirmation(task, n)
	return c, o, err
}
