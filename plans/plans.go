// Package plans says what is owed: the media plan of a municipal district, its
// sections, items and deadlines, the units and people who answer for them, the
// projects they report on, the tasks that follow, confirmations and posts, and
// the transitions which each of them allows.
//
// It is pure. It must not know the clock, files, the database or Telegram, and
// it imports the standard library only. Days are calendar days of the plan's
// zone ([Date]); instants are UTC.
package plans

// PlanID names a plan: Latin letters, digits and dashes, e.g. "petrovsky-2023".
type PlanID string

// ItemNo is the number of a row in its plan, e.g. "2.5".
type ItemNo string

// UnitID names a unit of a plan, e.g. "finance".
type UnitID string

// ProjectID names a project of a plan, e.g. "park".
type ProjectID string

// PersonID names a person the bot knows, e.g. "fin-1" or "p7". It outlives a
// change of the Telegram account.
type PersonID string

// TaskID is the stable identity of a task: "petrovsky-2023/3.3@park",
// "petrovsky-2023/2.4#2023Q2".
type TaskID string

// UserID is the numeric id of a Telegram account.
type UserID int64
