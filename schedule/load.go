package schedule

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Load puts a plan in force beside the others, or as the newest version of the one
// with its id: its version is kept, its projects and people join those known, its
// tasks are derived. What was recorded in chat stays, also with rows that have another
// number now (see [Diff]); decisions made about units in chat hold for every version.
// A zone that does not exist is a [plans.ErrInvalid].
func Load(tx *store.Tx, plan plans.Plan, by plans.PersonID, now time.Time) (Change, error) {
	return Replace(tx, "", plan, by, now)
}

// Replace is [Load] of a plan that takes the place of another one in force, which is
// finished. Where their periods meet, what was said of rows that both have stays with
// them. A plan that is not in force is a [plans.ErrNotFound].
func Replace(tx *store.Tx, instead plans.PlanID, plan plans.Plan, by plans.PersonID, now time.Time) (Change, error) {
	set, err := tx.Settings()
	if err != nil {
		return Change{}, err
	}
	plan = plan.Decided(set.Units)
	if err := oneZone(tx, instead, plan); err != nil {
		return Change{}, err
	}
	before, after, err := carry(tx, instead, plan, by, now)
	if err != nil {
		return Change{}, fmt.Errorf("carry what was said: %w", err)
	}
	if err := keepRules(tx, set, instead, plan.ID); err != nil {
		return Change{}, err
	}
	if instead != "" && instead != plan.ID {
		if err := tx.FinishPlan(instead, by, now); err != nil {
			return Change{}, err
		}
	}
	if after.Version, err = keep(tx, plan, by, now); err != nil {
		return Change{}, err
	}
	for _, p := range plan.Projects {
		if err := loadProject(tx, p); err != nil {
			return Change{}, err
		}
	}
	for _, p := range plan.People {
		if err := loadPerson(tx, p); err != nil {
			return Change{}, err
		}
	}
	if err := tx.Write(now, by, "plan loaded", "plan/"+string(plan.ID), before, after); err != nil {
		return Change{}, err
	}
	c, err := Sync(tx, now)
	if err != nil {
		return c, fmt.Errorf("derive tasks: %w", err)
	}
	return c, nil
}

// keep keeps a version of a plan. One whose rows read as those of the version before
// it, of which only dates or units were made clear in chat, has that one's document.
func keep(tx *store.Tx, plan plans.Plan, by plans.PersonID, now time.Time) (uint64, error) {
	old, err := tx.Plan(plan.ID)
	if err != nil && !errors.Is(err, plans.ErrNotFound) {
		return 0, err
	}
	n, err := tx.LoadPlan(plan, by, now)
	if err != nil || !sameRows(old.Plan, plan) {
		return n, err
	}
	return n, tx.InheritOriginal(plan.ID, old.Version)
}

// sameRows reports whether two versions have the same rows in the same words.
func sameRows(a, b plans.Plan) bool {
	return slices.EqualFunc(a.Sections, b.Sections, func(a, b plans.Section) bool {
		return a.Title == b.Title && slices.EqualFunc(a.Items, b.Items, func(a, b plans.Item) bool {
			return a.No == b.No && a.Form == b.Form && a.Phrase == b.Phrase
		})
	})
}

// keepRules gives a plan that comes into force what administrators set in chat for the
// plan whose place it takes; beside others it gets the posts' templates of the first.
func keepRules(tx *store.Tx, set store.Settings, instead, id plans.PlanID) error {
	if _, own := set.Plans[id]; own {
		return nil
	}
	rules, ok := set.Plans[instead]
	if !ok {
		force, err := tx.InForce()
		if err != nil || len(force) == 0 || force[0].Plan.ID == id {
			return err
		}
		rules = store.PlanRules{Templates: set.Plans[force[0].Plan.ID].Templates}
		if rules.Templates == nil {
			return nil
		}
	}
	return tx.PutSettings(set.WithPlan(id, rules))
}

// oneZone refuses a plan of another zone than those it is to stand beside.
func oneZone(tx *store.Tx, instead plans.PlanID, plan plans.Plan) error {
	force, err := tx.InForce()
	if err != nil {
		return err
	}
	for _, v := range force {
		if v.Plan.ID != instead && v.Plan.ID != plan.ID && v.Plan.Zone != plan.Zone {
			return fmt.Errorf("zone %s beside %s: %w", plan.Zone, v.Plan.Zone, plans.ErrInvalid)
		}
	}
	return nil
}

// Finish takes a plan out of force: nobody is reminded of its rows any more, and what
// is open in it stays as it stands. A plan that is not in force is a
// [plans.ErrNotFound].
func Finish(tx *store.Tx, id plans.PlanID, by plans.PersonID, now time.Time) (Change, error) {
	if err := tx.FinishPlan(id, by, now); err != nil {
		return Change{}, err
	}
	if err := tx.Write(now, by, "plan finished", "plan/"+string(id), nil, nil); err != nil {
		return Change{}, err
	}
	return Sync(tx, now)
}

// loadProject takes a project of the file; an event recorded in chat is newer
// than the file and stays.
func loadProject(tx *store.Tx, p plans.Project) error {
	old, err := tx.Project(p.ID)
	switch {
	case errors.Is(err, plans.ErrNotFound):
		return tx.PutProject(store.ProjectRecord{Project: p})
	case err != nil:
		return err
	}
	old.Project = old.Told(p)
	return tx.PutProject(old)
}

// loadPerson takes a person of the file; one already known keeps the account,
// the roles and the units given in chat.
func loadPerson(tx *store.Tx, p plans.Person) error {
	if _, err := tx.Person(p.ID); !errors.Is(err, plans.ErrNotFound) {
		return err
	}
	return tx.PutPerson(store.PersonRecord{Person: p})
}
