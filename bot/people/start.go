package people

import (
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"sdelaemvmeste/bot/bind"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// start greets, and lets somebody in who brings an invitation.
func start(t *chat.Turn, code string) error {
	if !t.Private() {
		return startInGroup(t, code)
	}
	if t.Admin {
		if err := Admit(t); err != nil {
			return err
		}
	}
	if code != "" {
		return redeem(t, code)
	}
	if !t.Known() {
		return Stranger(t)
	}
	return greet(t)
}

// Admit makes a person of an administrator who writes for the first time, so
// that what he does has a name in the journal.
func Admit(t *chat.Turn) error {
	if !slices.Contains(t.Settings.Admins, t.In.From.ID) {
		t.Settings.Admins = append(t.Settings.Admins, t.In.From.ID)
		if err := t.Tx.PutSettings(t.Settings); err != nil {
			return err
		}
	}
	if t.Known() {
		return nil
	}
	id, err := t.Tx.NewPersonID()
	if err != nil {
		return err
	}
	t.Who = store.PersonRecord{Person: plans.Person{ID: id, Name: t.AccountName()}, User: t.In.From.ID}
	if err := t.Tx.PutPerson(t.Who); err != nil {
		return err
	}
	return bind.AskOffered(t)
}

// Invitation codes that are not ours: after so many, an account waits.
const (
	guessLimit = 5
	guessPause = time.Hour
)

// redeem connects the account to the person invited.
func redeem(t *chat.Turn, code string) error {
	g, err := t.Tx.Guesses(t.In.From.ID)
	if err != nil {
		return err
	}
	if g.Count >= guessLimit && t.Now.Sub(g.Last) < guessPause {
		return t.Say(chat.Esc(textGuessPause), chat.Keyboard{})
	}
	hash := sha256.Sum256([]byte(code))
	inv, ok, err := t.Tx.Invite(hash)
	if err != nil {
		return err
	}
	if !ok || inv.Used || t.Now.After(inv.Expires) {
		return wrongCode(t, g, ok && inv.Used && t.Known() && inv.Person == t.Who.ID)
	}
	p, err := t.Tx.Person(inv.Person)
	if err != nil {
		return err
	}
	if t.Known() && t.Who.ID != p.ID {
		if len(t.Who.Units) > 0 || len(t.Who.Roles) > 0 {
			return t.Say(chat.Esc(textAlreadyIn(t.Who.Name)), chat.Keyboard{})
		}
		if err := giveUpAccount(t); err != nil {
			return err
		}
	}
	was := p.User
	p.User, p.Unreachable, p.Reported, p.Left = t.In.From.ID, false, false, false
	nameless := p.Name == ""
	if nameless {
		p.Name = t.AccountName()
	}
	if err := t.Tx.PutPerson(p); err != nil {
		return err
	}
	inv.Used = true
	if err := t.Tx.PutInvite(hash, inv); err != nil {
		return err
	}
	t.Who = p
	if err := noteJoined(t, was); err != nil {
		return err
	}
	if err := tellInviter(t, inv, nameless); err != nil {
		return err
	}
	return greet(t)
}

// noteJoined writes down that somebody came; the account he had before loses its
// menu and is told that it no longer has access.
func noteJoined(t *chat.Turn, was plans.UserID) error {
	did := "joined"
	if was != 0 && was != t.Who.User {
		did = "account changed"
		if err := t.DropMenu(was); err != nil {
			return err
		}
		if err := t.Send(store.Outgoing{Do: store.SendText, Chat: int64(was), Text: textAccountMoved, NoPreview: true}); err != nil {
			return err
		}
	}
	return t.Note(did, "person/"+string(t.Who.ID), nil, nil)
}

// giveUpAccount frees the account of the bare record an administrator got
// before he was invited as somebody.
func giveUpAccount(t *chat.Turn) error {
	t.Who.User, t.Who.Left = 0, true
	return t.Tx.PutPerson(t.Who)
}

func wrongCode(t *chat.Turn, g store.Guesses, own bool) error {
	if own {
		return greet(t)
	}
	if t.Now.Sub(g.Last) >= guessPause {
		g.Count = 0
	}
	g.Count, g.Last = g.Count+1, t.Now
	if err := t.Tx.PutGuesses(t.In.From.ID, g); err != nil {
		return err
	}
	return t.Say(chat.Esc(TextWrongCode), chat.Keyboard{})
}

// tellInviter tells who made an invitation that it was used; a name taken from the
// account can be mended at once.
func tellInviter(t *chat.Turn, inv store.Invite, nameless bool) error {
	by, err := t.Tx.PersonOf(inv.By)
	switch {
	case errors.Is(err, plans.ErrNotFound) || by.ID == t.Who.ID:
		return nil
	case err != nil:
		return err
	}
	var k chat.Keyboard
	if nameless {
		n, err := t.Tx.Number(store.PersonNumber, string(t.Who.ID))
		if err != nil {
			return err
		}
		k.Row(chat.Key{Text: "Изменить имя", Verb: "persname", Number: n})
	}
	return t.Tell(by, textJoined(t.Who, t.UnitNames(t.Who.Units)), k)
}
