package store

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
)

// Forget erases a person's name and account: from their record, from every version
// of the plan, from invitations they were given or gave, from conversations and the
// list of administrators. The plan file they sent, their digest and the messages
// still waiting for them are dropped. The record stays under its id, so that the
// journal keeps a pseudonym. An unknown person is a [plans.ErrNotFound].
func (tx *Tx) Forget(id plans.PersonID) error {
	p, err := tx.Person(id)
	if err != nil {
		return err
	}
	user := p.User
	n, err := tx.Number(PersonNumber, string(id))
	if err != nil {
		return err
	}
	name := fmt.Sprintf("Сотрудник № %d", n)
	p.Name, p.User, p.Left, p.Unreachable, p.Away = name, 0, true, false, Away{}
	if err := tx.PutPerson(p); err != nil {
		return err
	}
	if err := tx.renameInPlans(id, name); err != nil {
		return err
	}
	if err := tx.CancelInvites(id); err != nil {
		return err
	}
	if err := tx.DropPlanLoad(id); err != nil {
		return err
	}
	if err := digests.clear(tx, named(string(id))); err != nil || user == 0 {
		return err
	}
	return tx.forgetAccount(user)
}

func (tx *Tx) renameInPlans(id plans.PersonID, name string) error {
	return planTable.amend(tx, func(v *PlanVersion) bool {
		i := slices.IndexFunc(v.Plan.People, func(p plans.Person) bool { return p.ID == id })
		if i >= 0 {
			v.Plan.People[i].Name = name
		}
		return i >= 0
	})
}

// CancelInvites takes a person's invitations out of force.
func (tx *Tx) CancelInvites(id plans.PersonID) error {
	var hashes [][]byte
	err := invites.each(tx, nil, func(k []byte, i Invite) (bool, error) {
		if i.Person == id {
			hashes = append(hashes, k)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, h := range hashes {
		if err := invites.delete(tx, h); err != nil {
			return err
		}
	}
	return nil
}

// disown takes an account out of the invitations it gave; they stay in force.
func (tx *Tx) disown(user plans.UserID) error {
	return invites.amend(tx, func(i *Invite) bool {
		given := i.By == user
		if given {
			i.By = 0
		}
		return given
	})
}

// forgetAccount erases what is kept under a Telegram account.
func (tx *Tx) forgetAccount(user plans.UserID) error {
	if err := guesses.delete(tx, signed(int64(user))); err != nil {
		return err
	}
	if err := tx.disown(user); err != nil {
		return err
	}
	if err := tx.endDialogs(user); err != nil {
		return err
	}
	if err := sayings.clear(tx, signed(int64(user))); err != nil {
		return err
	}
	if err := keptTable.clear(tx, signed(int64(user))); err != nil {
		return err
	}
	if err := untold.clear(tx, signed(int64(user))); err != nil {
		return err
	}
	if err := asks.amend(tx, func(a *ChannelAsk) bool {
		theirs := a.By == user
		if theirs {
			a.By = 0
		}
		return theirs
	}); err != nil {
		return err
	}
	s, err := tx.Settings()
	if err != nil {
		return err
	}
	if slices.Contains(s.Admins, user) {
		s.Admins = slices.DeleteFunc(s.Admins, func(u plans.UserID) bool { return u == user })
		if err := tx.PutSettings(s); err != nil {
			return err
		}
	}
	waiting, err := outbox.all(tx, signed(int64(user)))
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if o.Wire != Telegram {
			continue
		}
		if err := tx.Drop(o); err != nil {
			return err
		}
	}
	return tx.hideChat(int64(user))
}

// hideChat forgets every card shown in a chat.
func (tx *Tx) hideChat(chat int64) error {
	changed := map[string][]Shown{}
	err := cards.each(tx, nil, func(k []byte, all []Shown) (bool, error) {
		kept := slices.DeleteFunc(slices.Clone(all), func(s Shown) bool { return s.Chat == chat })
		if len(kept) < len(all) {
			changed[string(k)] = kept
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for k, kept := range changed {
		if len(kept) == 0 {
			if err := cards.delete(tx, []byte(k)); err != nil {
				return err
			}
			continue
		}
		if err := cards.put(tx, []byte(k), kept); err != nil {
			return err
		}
	}
	return shown.clear(tx, signed(chat))
}
