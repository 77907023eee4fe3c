package plan

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A plan comes in as a file. It is fetched through the outbox, read, asked about
// and shown; until «Загрузить» nothing of it counts. All that was answered is in
// the person's [store.PlanLoad], so a restart between question and answer loses
// nothing.

// planFileLimit is the largest file a bot may download (Bot API «getFile»).
const planFileLimit = 20 << 20

// File takes a document nobody asked for; handled is false when the message
// holds none, or one that can't be meant as a plan.
func File(t *chat.Turn) (handled bool, err error) {
	i := slices.IndexFunc(t.Media, func(m store.Media) bool { return m.Kind == plans.Document })
	if i < 0 {
		return false, nil
	}
	m := t.Media[i]
	switch {
	case !t.Allowed(chat.LoadPlan, nil) || !planLike(m.Name):
		return false, nil
	case len(t.Media) > 1:
		return true, chat.Refuse(chat.WrongFile, textOnePlanFile)
	case m.Size > planFileLimit:
		return true, chat.Refuse(chat.WrongFile, textPlanFileTooBig)
	}
	return true, fetchPlan(t, m)
}

// FileNote says of a document that is not read as a plan why it is not, "" where
// nobody would take it for one.
func FileNote(t *chat.Turn) string {
	i := slices.IndexFunc(t.Media, func(m store.Media) bool { return m.Kind == plans.Document })
	switch {
	case i < 0:
		return ""
	case t.Allowed(chat.LoadPlan, nil):
		return textPlanFileKind
	case planLike(t.Media[i].Name):
		return textPlanFileForeign
	}
	return ""
}

// planLike reports whether a file of this name is looked into: the kinds that are
// read, and those people take for them, of which the reader says what to do.
func planLike(name string) bool {
	return slices.Contains([]string{
		".docx", ".xlsx", ".yaml", ".yml", ".doc", ".xls", ".docm", ".xlsm", ".xlsb", ".dotx", ".odt", ".ods", ".rtf", ".pdf", ".txt",
	}, strings.ToLower(path.Ext(name)))
}

// fetchPlan asks Telegram for the file. It takes the place of an older one.
func fetchPlan(t *chat.Turn, m store.Media) error {
	old, had, err := t.Tx.PlanLoad(t.Who.ID)
	if err != nil {
		return err
	}
	load, err := t.Tx.NewPlanLoad(t.Who.ID, t.In.Chat.ID, m.Name, t.Now)
	if err != nil {
		return err
	}
	if err := t.ForgetQuestion(); err != nil {
		return err
	}
	if err := t.Tx.PutPlanLoad(load); err != nil {
		return err
	}
	replaced := ""
	if had && len(old.Faults) == 0 {
		replaced = old.File
	}
	if err := t.Say(textReadingPlan(m.Name, replaced), chat.Keyboard{}); err != nil {
		return err
	}
	return t.Send(store.Outgoing{
		Key: fmt.Sprintf("planfile/%d", load.Number), Do: store.Fetch, Chat: t.In.Chat.ID, File: m.File,
		Follow: chat.FollowUp("planfile", chat.Num(load.Number), chat.Rest(t.Who.ID)),
	})
}

// SettlePlanFile goes on with a file that was fetched, or could not be. One that
// was replaced or cancelled meanwhile is dropped in silence.
func SettlePlanFile(b *chat.Env, tx *store.Tx, out store.Outcome, which *chat.Reader) error {
	number, by := which.Number(), which.Rest()
	load, ok, err := tx.PlanLoad(plans.PersonID(by))
	if err != nil || !ok || load.Number != uint64(number) {
		return err
	}
	p, err := tx.Person(load.By)
	if errors.Is(err, plans.ErrNotFound) {
		return tx.DropPlanLoad(load.By)
	}
	if err != nil {
		return err
	}
	t, err := b.Turn(tx, store.Received{Incoming: store.Incoming{
		Chat: store.Chat{ID: load.Chat, Kind: store.Private}, From: store.User{ID: p.User},
	}})
	if err != nil {
		return err
	}
	t.Series = fmt.Sprintf("planfile/%d", load.Number)
	if out.Class == store.Accepted && t.Allowed(chat.LoadPlan, nil) {
		return readPlanFile(t, load, out.Data, "")
	}
	if err := tx.DropPlanLoad(load.By); err != nil {
		return err
	}
	switch {
	case out.Class == store.Accepted:
		return t.Say(chat.Esc(textPlanFileForbidden), chat.Keyboard{})
	case strings.Contains(out.Reason, "too big"):
		return t.Say(chat.Esc(textPlanFileTooBig), chat.Keyboard{})
	}
	return t.Say(chat.Esc(textPlanFileLost(load.File)), chat.Keyboard{})
}

// pendingLoad gives the file this person's button is about.
func pendingLoad(t *chat.Turn, n uint64) (store.PlanLoad, error) {
	if err := t.May(chat.LoadPlan); err != nil {
		return store.PlanLoad{}, err
	}
	load, ok, err := t.Tx.PlanLoad(t.Who.ID)
	if err != nil {
		return load, err
	}
	if !ok || load.Number != n || !load.Read {
		return load, chat.Refuse(chat.OutOfDate, textPlanFileGone)
	}
	return load, nil
}

// pressedDropPlan is «Отмена» under any question about a file.
func pressedDropPlan(t *chat.Turn, p chat.Press) error {
	load, err := pendingLoad(t, p.Number)
	if err != nil {
		return err
	}
	if err := DropPlanLoad(t); err != nil {
		return err
	}
	if err := t.Done(); err != nil {
		return err
	}
	t.Answer(chat.TextCancelled)
	if err := t.Strip(); err != nil {
		return err
	}
	return t.Say(textPlanDropped(load.File), chat.Keyboard{})
}

// DropPlanLoad forgets this person's file, if there is one.
func DropPlanLoad(t *chat.Turn) error { return t.Tx.DropPlanLoad(t.Who.ID) }

// RemindPlanLoad repeats what is still to be answered about a file; handled is
// false when there is none.
func RemindPlanLoad(t *chat.Turn) (handled bool, err error) {
	load, ok, err := t.Tx.PlanLoad(t.Who.ID)
	if err != nil || !ok || !load.Read || len(load.Faults) > 0 || !t.Allowed(chat.LoadPlan, nil) {
		return false, err
	}
	return true, proceed(t, load, textPlanWaits(load.File))
}
