package bot

import (
	"fmt"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// action is something a person may or may not do.
type action string

// The actions of the rights table.
const (
	seePlan        action = "see plan"
	seeTask        action = "see task"
	confirmTask    action = "confirm task"
	silenceTask    action = "silence task"
	judge          action = "judge confirmation"
	moveTask       action = "move task"
	recordEvent    action = "record event"
	loadPlan       action = "load plan"
	writePost      action = "write post"
	votePost       action = "vote on post"
	settlePost     action = "settle publication"
	invite         action = "invite"
	bind           action = "bind"
	changeSettings action = "change settings"
)

// right says who may do an action. Administrators may do everything.
type right struct {
	roles []plans.Role
	// ownUnit lets anybody do it to a task of his own unit.
	ownUnit bool
}

// rights is the table: action × role (× own unit). Whatever is not in it is
// for administrators only.
func rights() map[action]right {
	all := []plans.Role{plans.Controller, plans.Responsible, plans.Approver}
	return map[action]right{
		seePlan:     {roles: all},
		seeTask:     {roles: []plans.Role{plans.Controller}, ownUnit: true},
		confirmTask: {roles: []plans.Role{plans.Controller}, ownUnit: true},
		silenceTask: {roles: []plans.Role{plans.Controller}, ownUnit: true},
		judge:       {roles: []plans.Role{plans.Controller}},
		moveTask:    {roles: []plans.Role{plans.Controller}},
		recordEvent: {roles: []plans.Role{plans.Controller, plans.Responsible}},
		loadPlan:    {roles: []plans.Role{plans.Controller}},
		writePost:   {roles: all},
		votePost:    {roles: []plans.Role{plans.Approver}},
		settlePost:  {roles: []plans.Role{plans.Approver}},
	}
}

// may tells whether the person of this turn may do it; the refusal is a
// [plans.ErrForbidden].
func (t *turn) may(a action) error { return t.mayTo(a, nil) }

// mayTo is may for an action on a task.
func (t *turn) mayTo(a action, task *store.TaskRecord) error {
	if t.allowed(a, task) {
		return nil
	}
	return fmt.Errorf("%s: %w", a, plans.ErrForbidden)
}

func (t *turn) allowed(a action, task *store.TaskRecord) bool {
	if t.admin {
		return true
	}
	r, ok := rights()[a]
	if !ok || !t.known() {
		return false
	}
	if slices.ContainsFunc(r.roles, t.who.Has) {
		return true
	}
	return r.ownUnit && task != nil && t.answersFor(*task)
}

// answersFor tells whether the task is this person's: his unit's, or today that
// of somebody he stands in for.
func (t *turn) answersFor(task store.TaskRecord) bool {
	switch {
	case !t.known():
		// A leave without a deputy must not make one of a stranger, who has no id.
		return false
	case t.who.In(task.Units...):
		return true
	}
	all, err := t.tx.People()
	if err != nil {
		return false
	}
	return slices.ContainsFunc(all, func(p store.PersonRecord) bool {
		return p.Away.Deputy == t.who.ID && p.AwayOn(t.today()) && !p.Left && p.In(task.Units...)
	})
}
