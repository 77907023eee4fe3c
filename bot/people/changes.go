package people

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// stillness is how long nobody must have touched somebody's card before they are told
// what they are now: whoever ticks three roles means one change.
const stillness = time.Minute

// recast notes that somebody's roles or units were changed; before is the person as
// they were. The menu follows at once.
func recast(t *chat.Turn, before store.PersonRecord) error {
	p, err := t.Tx.Person(before.ID)
	if err != nil {
		return err
	}
	if err := t.SetMenu(p); err != nil || p.ID == t.Who.ID || !p.Connected() {
		return err
	}
	all := maps.Clone(t.Settings.Recast)
	if all == nil {
		all = map[plans.PersonID]store.Recast{}
	}
	r, changed := all[p.ID]
	if !changed {
		r = store.Recast{Roles: before.Roles, Units: before.Units}
	}
	r.Since = t.Now
	all[p.ID] = r
	t.Settings.Recast = all
	return t.Tx.PutSettings(t.Settings)
}

// TickChanges tells people what they are now, once their cards have been still for a
// minute.
func TickChanges(b *chat.Env, now time.Time) error {
	still := func(s store.Settings) []plans.PersonID {
		return slices.DeleteFunc(slices.Sorted(maps.Keys(s.Recast)), func(id plans.PersonID) bool {
			return now.Sub(s.Recast[id].Since) < stillness
		})
	}
	var found []plans.PersonID
	err := b.Store.View(func(tx *store.Tx) error {
		s, err := tx.Settings()
		found = still(s)
		return err
	})
	if err != nil || len(found) == 0 {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, fmt.Sprintf("recast/%d", now.UnixNano()))
		if err != nil {
			return err
		}
		was := t.Settings.Recast
		left := maps.Clone(was)
		for _, id := range still(t.Settings) {
			delete(left, id)
			if err := tellRecast(t, id, was[id]); err != nil {
				return err
			}
		}
		t.Settings.Recast = left
		return tx.PutSettings(t.Settings)
	})
}

// tellRecast tells one person; what was changed and changed back is no news.
func tellRecast(t *chat.Turn, id plans.PersonID, was store.Recast) error {
	p, err := t.Tx.Person(id)
	switch {
	case errors.Is(err, plans.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	var lines []string
	if !sameSet(was.Roles, p.Roles) {
		lines = append(lines, textRoles(p, t.Env.Admin(p.User)))
	}
	if !sameSet(was.Units, p.Units) {
		lines = append(lines, textUnitsChanged(t.UnitNames(p.Units)))
	}
	if len(lines) == 0 || p.Left {
		return nil
	}
	return t.Welcome(p, joinLines(lines))
}

func sameSet[T ~string](a, b []T) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
