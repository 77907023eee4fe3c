package bot

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A plan comes in as a file. It is fetched through the outbox, read, asked about
// and shown; until «Загрузить» nothing of it counts. All that was answered is in
// the person's [store.PlanLoad], so a restart between question and answer loses
// nothing.

// planVerbs are the buttons about a plan file and about the rows of the plan.
func planVerbs() map[string]verb {
	return map[string]verb{
		"plunit": (*turn).pressedSameUnit,
		"plskip": (*turn).pressedSkipRow,
		"plpage": (*turn).pressedPlanPage,
		"plload": (*turn).pressedLoadPlan,
		"plno":   (*turn).pressedDropPlan,
		"clar":   (*turn).pressedClarify,
		"rowev":  (*turn).pressedRowEvent,
		"rowday": (*turn).pressedRowEventDay,
	}
}

// planAwaits are the messages asked for about them.
func planAwaits() map[string]await {
	return map[string]await{
		"plan":    (*turn).planWords,
		"clarify": (*turn).clarifyWords,
		"rowev":   (*turn).rowEventDate,
	}
}

// planFileLimit is the largest file a bot may download (Bot API «getFile»).
const planFileLimit = 20 << 20

// planFile takes a document nobody asked for; handled is false when the message
// holds none, or one that can't be meant as a plan.
func (t *turn) planFile() (handled bool, err error) {
	i := slices.IndexFunc(t.media, func(m store.Media) bool { return m.Kind == plans.Document })
	if i < 0 {
		return false, nil
	}
	m := t.media[i]
	if !t.allowed(loadPlan, nil) {
		if planLike(m.Name) {
			return true, refuse(plans.ErrForbidden, textPlanFileForbidden)
		}
		return false, nil
	}
	switch {
	case len(t.media) > 1:
		return true, refuse(plans.ErrInvalid, textOnePlanFile)
	case !planLike(m.Name):
		return true, refuse(plans.ErrInvalid, textPlanFileKind)
	case m.Size > planFileLimit:
		return true, refuse(plans.ErrInvalid, textPlanFileTooBig)
	}
	return true, t.fetchPlan(m)
}

// planLike tells whether a file of this name is looked into: the kinds that are
// read, and those people take for them, of which the reader says what to do.
func planLike(name string) bool {
	return slices.Contains([]string{
		".docx", ".xlsx", ".yaml", ".yml", ".doc", ".xls", ".docm", ".xlsm", ".xlsb", ".dotx", ".odt", ".ods", ".rtf", ".pdf", ".txt",
	}, strings.ToLower(path.Ext(name)))
}

// fetchPlan asks Telegram for the file. It takes the place of an older one.
func (t *turn) fetchPlan(m store.Media) error {
	old, had, err := t.tx.PlanLoad(t.who.ID)
	if err != nil {
		return err
	}
	load, err := t.tx.NewPlanLoad(t.who.ID, t.in.Chat.ID, m.Name, t.now)
	if err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.tx.PutPlanLoad(load); err != nil {
		return err
	}
	replaced := ""
	if had && len(old.Faults) == 0 {
		replaced = old.File
	}
	if err := t.say(textReadingPlan(m.Name, replaced), keyboard{}); err != nil {
		return err
	}
	return t.send(store.Outgoing{
		Key: fmt.Sprintf("planfile/%d", load.Number), Do: store.Fetch, Chat: t.in.Chat.ID, File: m.File,
		Follow: fmt.Sprintf("planfile/%d/%s", load.Number, t.who.ID),
	})
}

// settlePlanFile goes on with a file that was fetched, or could not be. One that
// was replaced or cancelled meanwhile is dropped in silence.
func (b *Bot) settlePlanFile(tx *store.Tx, out store.Outcome, follow string) error {
	number, by, _ := strings.Cut(follow, "/")
	load, ok, err := tx.PlanLoad(plans.PersonID(by))
	if err != nil || !ok || strconv.FormatUint(load.Number, 10) != number {
		return err
	}
	p, err := tx.Person(load.By)
	if errors.Is(err, plans.ErrNotFound) {
		return tx.DropPlanLoad(load.By)
	}
	if err != nil {
		return err
	}
	t, err := b.turn(tx, store.Received{Incoming: store.Incoming{
		Chat: store.Chat{ID: load.Chat, Kind: store.Private}, From: store.User{ID: p.User},
	}})
	if err != nil {
		return err
	}
	t.series = "planfile/" + number
	if out.Class == store.Accepted && t.allowed(loadPlan, nil) {
		return t.readPlanFile(load, out.Data)
	}
	if err := tx.DropPlanLoad(load.By); err != nil {
		return err
	}
	switch {
	case out.Class == store.Accepted:
		return t.say(esc(textPlanFileForbidden), keyboard{})
	case strings.Contains(out.Reason, "too big"):
		return t.say(esc(textPlanFileTooBig), keyboard{})
	}
	return t.say(esc(textPlanFileLost(load.File)), keyboard{})
}

// pendingLoad gives the file this person's button is about.
func (t *turn) pendingLoad(n uint64) (store.PlanLoad, error) {
	if err := t.may(loadPlan); err != nil {
		return store.PlanLoad{}, err
	}
	load, ok, err := t.tx.PlanLoad(t.who.ID)
	if err != nil {
		return load, err
	}
	if !ok || load.Number != n || !load.Read {
		return load, refuse(plans.ErrConflict, textPlanFileGone)
	}
	return load, nil
}

// pressedDropPlan is «Отмена» under any question about a file.
func (t *turn) pressedDropPlan(p press) error {
	load, err := t.pendingLoad(p.number)
	if err != nil {
		return err
	}
	if err := t.dropPlanLoad(); err != nil {
		return err
	}
	if err := t.done(); err != nil {
		return err
	}
	t.answer(textCancelled)
	if err := t.strip(); err != nil {
		return err
	}
	return t.say(textPlanDropped(load.File), keyboard{})
}

// dropPlanLoad forgets this person's file, if there is one.
func (t *turn) dropPlanLoad() error { return t.tx.DropPlanLoad(t.who.ID) }

// recallPlanLoad repeats what is still to be answered about a file; handled is
// false when there is none.
func (t *turn) recallPlanLoad() (handled bool, err error) {
	load, ok, err := t.tx.PlanLoad(t.who.ID)
	if err != nil || !ok || !load.Read || len(load.Faults) > 0 || !t.allowed(loadPlan, nil) {
		return false, err
	}
	return true, t.proceed(load, textPlanWaits(load.File))
}
