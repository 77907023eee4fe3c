package bot

import (
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// start greets, and lets somebody in who brings an invitation.
func (t *turn) start(code string) error {
	if t.admin {
		if err := t.admit(); err != nil {
			return err
		}
	}
	if code != "" {
		return t.redeem(code)
	}
	if !t.known() {
		return t.say(esc(textStranger), keyboard{})
	}
	return t.greet()
}

// greet says who the person is here and sets the menu that fits.
func (t *turn) greet() error {
	if err := t.setMenu(t.who); err != nil {
		return err
	}
	return t.say(textGreeting(t.who, t.unitNames(t.who.Units), t.admin, t.menu(), t.bot.Rehearsal), keyboard{})
}

// admit makes a person of an administrator who writes for the first time, so
// that what he does has a name in the journal.
func (t *turn) admit() error {
	if !slices.Contains(t.settings.Admins, t.in.From.ID) {
		t.settings.Admins = append(t.settings.Admins, t.in.From.ID)
		if err := t.tx.PutSettings(t.settings); err != nil {
			return err
		}
	}
	if t.known() {
		return nil
	}
	id, err := t.tx.NewPersonID()
	if err != nil {
		return err
	}
	t.who = store.PersonRecord{Person: plans.Person{ID: id, Name: t.accountName()}, User: t.in.From.ID}
	if err := t.tx.PutPerson(t.who); err != nil {
		return err
	}
	return t.askOffered()
}

func (t *turn) accountName() string {
	if name := cut(t.in.From.Name, nameLimit); name != "" {
		return name
	}
	return textNameless
}

const nameLimit = 64

// Invitation codes that are not ours: after so many, an account waits.
const (
	guessLimit = 5
	guessPause = time.Hour
)

// redeem connects the account to the person invited.
func (t *turn) redeem(code string) error {
	g, err := t.tx.Guesses(t.in.From.ID)
	if err != nil {
		return err
	}
	if g.Count >= guessLimit && t.now.Sub(g.Last) < guessPause {
		return t.say(esc(textGuessPause), keyboard{})
	}
	hash := sha256.Sum256([]byte(code))
	inv, ok, err := t.tx.Invite(hash)
	if err != nil {
		return err
	}
	if !ok || inv.Used || t.now.After(inv.Expires) {
		return t.wrongCode(g, ok && inv.Used && t.known() && inv.Person == t.who.ID)
	}
	p, err := t.tx.Person(inv.Person)
	if err != nil {
		return err
	}
	if t.known() && t.who.ID != p.ID {
		if len(t.who.Units) > 0 || len(t.who.Roles) > 0 {
			return t.say(esc(textAlreadyIn(t.who.Name)), keyboard{})
		}
		if err := t.giveUpAccount(); err != nil {
			return err
		}
	}
	was := p.User
	p.User, p.Unreachable, p.Reported, p.Left = t.in.From.ID, false, false, false
	if p.Name == "" {
		p.Name = t.accountName()
	}
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	inv.Used = true
	if err := t.tx.PutInvite(hash, inv); err != nil {
		return err
	}
	t.who = p
	if err := t.noteJoined(was); err != nil {
		return err
	}
	if err := t.tellInviter(inv); err != nil {
		return err
	}
	return t.greet()
}

// noteJoined writes down that somebody came; the account he had before loses its
// menu and is told that it no longer has access.
func (t *turn) noteJoined(was plans.UserID) error {
	did := "joined"
	if was != 0 && was != t.who.User {
		did = "account changed"
		if err := t.dropMenu(was); err != nil {
			return err
		}
		if err := t.send(store.Outgoing{Do: store.SendText, Chat: int64(was), Text: textAccountMoved, NoPreview: true}); err != nil {
			return err
		}
	}
	return t.note(did, "person/"+string(t.who.ID), nil, nil)
}

// giveUpAccount frees the account of the bare record an administrator got
// before he was invited as somebody.
func (t *turn) giveUpAccount() error {
	t.who.User, t.who.Left = 0, true
	return t.tx.PutPerson(t.who)
}

func (t *turn) wrongCode(g store.Guesses, own bool) error {
	if own {
		return t.greet()
	}
	if t.now.Sub(g.Last) >= guessPause {
		g.Count = 0
	}
	g.Count, g.Last = g.Count+1, t.now
	if err := t.tx.PutGuesses(t.in.From.ID, g); err != nil {
		return err
	}
	return t.say(esc(textWrongCode), keyboard{})
}

func (t *turn) tellInviter(inv store.Invite) error {
	by, err := t.tx.PersonOf(inv.By)
	switch {
	case errors.Is(err, plans.ErrNotFound) || by.ID == t.who.ID:
		return nil
	case err != nil:
		return err
	}
	return t.tell(by, textJoined(t.who, t.unitNames(t.who.Units)), keyboard{})
}

// cancel forgets what was begun, a plan file that waits to be loaded too.
func (t *turn) cancel(string) error {
	if err := t.callOff(); err != nil {
		return err
	}
	if t.private() && t.known() {
		if err := t.dropPlanLoad(); err != nil {
			return err
		}
	}
	return t.say(esc(textCancelled), keyboard{})
}

func (t *turn) help(string) error {
	switch {
	case !t.private() && t.in.Chat.ID != t.settings.Group:
		return t.say(textGroupUnbound, keyboard{})
	case !t.private():
		return t.say(textGroupHelp, keyboard{})
	}
	return t.say(textHelp(t.menu(), t.bot.Rehearsal), keyboard{})
}

// unasked is a private message nobody waited for: a plan file, words where a plan
// file still waits for an answer, or nothing that is understood.
func (t *turn) unasked() error {
	if handled, err := t.planFile(); handled || err != nil {
		return err
	}
	if handled, err := t.recallPlanLoad(); handled || err != nil {
		return err
	}
	if handled, err := t.forwarded(); handled || err != nil {
		return err
	}
	hint, err := t.draftHint()
	if err != nil {
		return err
	}
	return t.say(esc(textNothingAsked+hint), keyboard{})
}
