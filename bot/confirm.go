package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// pressedDone asks for what proves that the task is done.
func (t *turn) pressedDone(p press) error {
	o, err := t.confirmable(p.number)
	if err != nil {
		return err
	}
	if err := t.await(store.Dialog{Await: "proof", Number: o.Number}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Без подтверждения", verb: "bare", number: o.Number}, key{text: "Отмена", verb: "no", number: o.Number})
	return t.say(textAskProof(o), k)
}

// confirmable gives a task that this person may confirm now.
func (t *turn) confirmable(n uint64) (owed, error) {
	o, err := t.owed(n)
	if err != nil {
		return o, err
	}
	if err := t.mayTo(confirmTask, &o.TaskRecord); err != nil {
		return o, err
	}
	if !o.Open() {
		return o, refuse(plans.ErrConflict, textNotOpen(o.State))
	}
	return o, nil
}

// pressedBare confirms without any proof.
func (t *turn) pressedBare(p press) error {
	o, err := t.confirmable(p.number)
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.confirmWith(o.TaskRecord, nil)
}

// proof takes the awaited proof: a link, files or words.
func (t *turn) proof(d store.Dialog) error {
	o, err := t.confirmable(d.Number)
	if err != nil {
		return err
	}
	proofs, err := t.proofs()
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	return t.confirmWith(o.TaskRecord, proofs)
}

// proofs reads what the message proves by.
func (t *turn) proofs() ([]plans.Proof, error) {
	var proofs []plans.Proof
	for _, m := range t.media {
		switch m.Kind {
		case plans.Photo, plans.Video, plans.Document, plans.Animation:
		case plans.Voice, plans.VideoNote, plans.Audio, plans.OtherMedia:
			return nil, refuse(plans.ErrInvalid, textProofKind)
		}
	}
	if len(t.media) > 0 {
		proofs = append(proofs, plans.Proof{Kind: plans.FileProof, Media: slices.Clone(t.media)})
	}
	if words := cut(t.words(), proofLimit); words != "" {
		kind := plans.WordProof
		if isLink(words) {
			kind = plans.LinkProof
		}
		proofs = append(proofs, plans.Proof{Kind: kind, Text: words})
	}
	if len(proofs) == 0 {
		return nil, refuse(plans.ErrInvalid, textProofKind)
	}
	return proofs, nil
}

const proofLimit = 1000

// isLink tells whether the words are one address and nothing else.
func isLink(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsFunc(s, unicode.IsSpace)
}

// confirmWith confirms in the name of this turn's person.
func (t *turn) confirmWith(task store.TaskRecord, proofs []plans.Proof) error {
	c, err := t.confirmAs(t.who.ID, task, proofs)
	if err != nil {
		return err
	}
	o, err := t.owed(task.Number)
	if err != nil {
		return err
	}
	t.answer(textConfirmedShort)
	return t.say(textConfirmed(o, c), amendKeys(o.TaskRecord, c))
}

// confirmAs records a confirmation (for a gathering task a fact) in somebody's
// name and puts it before the controllers. One given by the only controller has
// nobody else to look at it and counts as accepted.
func (t *turn) confirmAs(by plans.PersonID, task store.TaskRecord, proofs []plans.Proof) (plans.Confirmation, error) {
	controllers, err := t.controllers()
	if err != nil {
		return plans.Confirmation{}, err
	}
	others := slices.DeleteFunc(slices.Clone(controllers), func(p store.PersonRecord) bool { return p.ID == by })
	c := plans.Confirmation{Task: task.ID, By: by, At: t.now, Proofs: proofs, State: plans.Given}
	if len(others) == 0 && len(controllers) > 0 {
		if c, err = c.Accept(by, t.now); err != nil {
			return c, err
		}
	}
	if c, err = t.tx.Confirm(task.Number, c); err != nil {
		return c, err
	}
	if task.Kind != plans.Gathering {
		task.State = store.TaskDone
		if err := schedule.Settle(t.tx, task); err != nil {
			return c, err
		}
	}
	if err := t.tx.Write(t.now, by, "confirmed", taskName(task), nil, c); err != nil {
		return c, err
	}
	if err := t.redrawWeekly(task.Number); err != nil {
		return c, err
	}
	return c, t.putBefore(others, task, c)
}

func taskName(task store.TaskRecord) string { return fmt.Sprintf("task/%d", task.Number) }

// putBefore shows a confirmation with its proof to the controllers.
func (t *turn) putBefore(controllers []store.PersonRecord, task store.TaskRecord, c plans.Confirmation) error {
	o, err := t.describe(task)
	if err != nil {
		return err
	}
	by, err := t.tx.Person(c.By)
	if err != nil {
		return err
	}
	for _, p := range controllers {
		if err := t.showFiles(p, c); err != nil {
			return err
		}
		if err := t.tellAs(p, confirmationCard(o.Number, c.Number), textConfirmation(o, c, by.Name), judgeKeys(o.Number, c.Number)); err != nil {
			return err
		}
	}
	return nil
}

func judgeKeys(task, n uint64) keyboard {
	var k keyboard
	arg := strconv.FormatUint(n, 10)
	k.row(key{text: "👍 Принять", verb: "ok", number: task, arg: arg}, key{text: "↩️ Вернуть", verb: "ret", number: task, arg: arg})
	return k
}

func confirmationCard(task, n uint64) string { return fmt.Sprintf("confirmation/%d/%d", task, n) }

// showFiles sends the files of a proof: photos and videos as an album,
// documents as one of their own kind (Bot API: they don't mix).
func (t *turn) showFiles(p store.PersonRecord, c plans.Confirmation) error {
	var shots, papers []plans.Media
	for _, proof := range c.Proofs {
		for _, m := range proof.Media {
			if m.Kind == plans.Photo || m.Kind == plans.Video {
				shots = append(shots, m)
			} else {
				papers = append(papers, m)
			}
		}
	}
	for _, media := range [][]plans.Media{shots, papers} {
		for group := range slices.Chunk(media, plans.AlbumLimit) {
			err := t.send(store.Outgoing{Do: store.SendMedia, Chat: int64(p.User), Media: group, Follow: "person/" + string(p.ID)})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
