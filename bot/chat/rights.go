package chat

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// action is something a person may or may not do.
type action string

// The actions of the rights table.
const (
	SeePlan        action = "see plan"
	SeeTask        action = "see task"
	ConfirmTask    action = "confirm task"
	SilenceTask    action = "silence task"
	Judge          action = "judge confirmation"
	MoveTask       action = "move task"
	RecordEvent    action = "record event"
	LoadPlan       action = "load plan"
	WritePost      action = "write post"
	VotePost       action = "vote on post"
	SettlePost     action = "settle publication"
	Invite         action = "invite"
	Bind           action = "bind"
	ChangeSettings action = "change settings"
	MakeReport     action = "make report"
)

// right says who may do an action. Administrators may do everything.
type right struct {
	roles []plans.Role
	// ownUnit lets anybody do it to a task of their own unit.
	ownUnit bool
}

// rights is the table: action × role (× own unit). Whatever is not in it is
// for administrators only.
func rights() map[action]right {
	active := []plans.Role{plans.Controller, plans.Responsible, plans.Approver}
	return map[action]right{
		SeePlan:     {roles: plans.Roles()},
		SeeTask:     {roles: []plans.Role{plans.Controller}, ownUnit: true},
		ConfirmTask: {roles: []plans.Role{plans.Controller}, ownUnit: true},
		SilenceTask: {roles: []plans.Role{plans.Controller}, ownUnit: true},
		Judge:       {roles: []plans.Role{plans.Controller}},
		MoveTask:    {roles: []plans.Role{plans.Controller}},
		RecordEvent: {roles: []plans.Role{plans.Controller, plans.Responsible}},
		LoadPlan:    {roles: []plans.Role{plans.Controller}},
		MakeReport:  {roles: []plans.Role{plans.Controller, plans.Observer}},
		WritePost:   {roles: active},
		VotePost:    {roles: []plans.Role{plans.Approver}},
		SettlePost:  {roles: []plans.Role{plans.Approver}},
	}
}

// May reports whether the person of this turn may do it; the refusal is a
// [plans.ErrForbidden].
func (t *Turn) May(a action) error { return t.MayTo(a, nil) }

// MayTo is may for an action on a task.
func (t *Turn) MayTo(a action, task *store.TaskRecord) error {
	switch {
	case t.Allowed(a, task):
		return nil
	case t.failure != nil:
		return t.failure
	}
	r, ok := rights()[a]
	if !ok {
		return Refuse(NoRight, textOnlyFor([]string{"администраторам"}))
	}
	return Refuse(NoRight, textOnlyFor(r.holders()))
}

// holders names, in the dative, those to whom an action is open.
func (r right) holders() []string {
	var all []string
	for _, role := range r.roles {
		all = append(all, map[plans.Role]string{
			plans.Controller: "контролёрам", plans.Responsible: "исполнителям",
			plans.Approver: "согласующим", plans.Observer: "наблюдателям",
		}[role])
	}
	if r.ownUnit {
		all = append(all, "тем, чьё подразделение отвечает за задачу")
	}
	return all
}

// Allowed reports whether the person of this turn may do it, to the task if one is
// given.
func (t *Turn) Allowed(a action, task *store.TaskRecord) bool {
	if t.Admin {
		return true
	}
	r, ok := rights()[a]
	if !ok || !t.Known() {
		return false
	}
	if slices.ContainsFunc(r.roles, t.Who.Has) {
		return true
	}
	return r.ownUnit && task != nil && t.AnswersFor(*task)
}

// AnswersFor reports whether the task is this person's: of their own unit, or today
// of somebody they stand in for. When that cannot be read, the turn fails.
func (t *Turn) AnswersFor(task store.TaskRecord) bool {
	switch {
	case !t.Known():
		// A leave without a deputy must not make one of a stranger, who has no id.
		return false
	case t.Who.In(task.Units...):
		return true
	}
	all, err := t.Tx.People()
	if err != nil {
		t.Fail(err)
		return false
	}
	return slices.ContainsFunc(all, func(p store.PersonRecord) bool {
		return p.Away.Deputy == t.Who.ID && p.AwayOn(t.Today()) && !p.Left && p.In(task.Units...)
	})
}
