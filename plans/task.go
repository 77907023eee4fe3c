package plans

import "strings"

// Task is one thing owed, derived from a row, and where the row repeats, from a
// project or a part of the period.
type Task struct {
	ID      TaskID    `json:"id"`
	Item    ItemNo    `json:"item"`
	Project ProjectID `json:"project,omitempty"`
	// Part is the reporting part of a repeated row: "2023Q2", "2023-05",
	// "2023-W20", "2023H1", "2023", "2023-05-17"; for a list of dates the ISO
	// day; else empty.
	Part string   `json:"part,omitempty"`
	Kind TaskKind `json:"kind"`
	// Opens is the first day of the task's window; Due the last. Due is zero
	// for a task without a date.
	Opens Date  `json:"opens,omitzero"`
	Due   Date  `json:"due,omitzero"`
	Time  Clock `json:"time,omitzero"`
	// Announced is true when the opening of the window is a reminder of its own.
	Announced bool `json:"announced,omitempty"`
	// NudgeFrom is the first day of the first month in which a task without a
	// date is nudged.
	NudgeFrom Date `json:"nudge_from,omitzero"`
	// Units are those who answer, by-project units already resolved.
	Units []UnitID `json:"units"`
}

// TaskKind is how a task is fulfilled.
type TaskKind string

// The kinds of task.
const (
	// Dated is done once, by its due date.
	Dated TaskKind = "dated"
	// Gathering collects facts until the period ends and closes with any.
	Gathering TaskKind = "gathering"
	// Undated waits until somebody names a date or confirms.
	Undated TaskKind = "undated"
)

// MakeTaskID joins the parts of an identity: plan/item[@project][#part].
func MakeTaskID(plan PlanID, item ItemNo, project ProjectID, part string) TaskID {
	id := string(plan) + "/" + string(item)
	if project != "" {
		id += "@" + string(project)
	}
	if part != "" {
		id += "#" + part
	}
	return TaskID(id)
}

// Plan is the plan of the identity.
func (id TaskID) Plan() PlanID {
	plan, _, _ := strings.Cut(string(id), "/")
	return PlanID(plan)
}
