package plans

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// Plan is a media plan as loaded: facts only. What follows from it by the
// calendar is derived in package schedule.
type Plan struct {
	ID    PlanID `json:"id"`
	Title string `json:"title"`
	// Short is the plan's name in a line, where people have tasks of several plans;
	// empty for the title.
	Short    string `json:"short,omitempty"`
	Approved string `json:"approved,omitempty"`
	Period   Span   `json:"period"`
	// Zone is an IANA name, "Europe/Moscow".
	Zone      string    `json:"zone"`
	Hashtag   string    `json:"hashtag,omitempty"`
	Reminders Reminders `json:"reminders"`
	Approval  Approval  `json:"approval"`
	Units     []Unit    `json:"units"`
	People    []Person  `json:"people,omitempty"`
	Projects  []Project `json:"projects,omitempty"`
	Sections  []Section `json:"sections"`
}

// Section is a numbered part of a plan with a title.
type Section struct {
	Title string `json:"title"`
	Items []Item `json:"items"`
}

// Item is a row of the plan: what must be published, by when, by whom.
type Item struct {
	No ItemNo `json:"no"`
	// Form is the «форма сопровождения», the words of the row.
	Form string `json:"form"`
	// Short is the row's name in lists, where the plan gives one.
	Short string `json:"short,omitempty"`
	// Phrase is the deadline in the document's own words, Deadline what was
	// understood of it.
	Phrase   string   `json:"phrase"`
	Deadline Deadline `json:"-"`
	// Words are a controller's own, given in chat where the document's are
	// unclear; the Deadline then follows from them.
	Words       string   `json:"words,omitempty"`
	Responsible []UnitID `json:"responsible"`
	Channel     Channel  `json:"channel"`
	Post        PostKind `json:"post,omitempty"`
	// Control is who agrees, approves or checks the row, in the document's
	// words: they are shown and not reminded.
	Control string `json:"control,omitempty"`
	// Problems are remarks on the row in Russian; they do not forbid loading.
	Problems []string `json:"problems,omitempty"`
}

type itemJSON Item

// MarshalJSON writes the item with its deadline.
func (i Item) MarshalJSON() ([]byte, error) {
	d, err := MarshalDeadline(i.Deadline)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		itemJSON
		Deadline json.RawMessage `json:"deadline"`
	}{itemJSON(i), d})
}

// UnmarshalJSON reads what MarshalJSON wrote. A deadline of an unknown kind is an
// [ErrInvalid].
func (i *Item) UnmarshalJSON(b []byte) error {
	var v struct {
		itemJSON
		Deadline json.RawMessage `json:"deadline"`
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("unmarshal item: %w", err)
	}
	d, err := UnmarshalDeadline(v.Deadline)
	if err != nil {
		return fmt.Errorf("item %s: %w", v.No, err)
	}
	*i = Item(v.itemJSON)
	i.Deadline = d
	return nil
}

// Unit is an office that answers for rows of the plan.
type Unit struct {
	ID      UnitID   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	// ByProject marks the unit that stands, for each project, for that
	// project's own unit.
	ByProject bool `json:"by_project,omitempty"`
	// External marks an outside body, «по согласованию».
	External bool `json:"external,omitempty"`
}

// Person is somebody with duties under the plan.
type Person struct {
	ID    PersonID `json:"id"`
	Name  string   `json:"name"`
	Units []UnitID `json:"units,omitempty"`
	Roles []Role   `json:"roles,omitempty"`
}

// Has reports whether the person holds the role.
func (p Person) Has(r Role) bool { return slices.Contains(p.Roles, r) }

// In reports whether the person belongs to one of the units.
func (p Person) In(units ...UnitID) bool {
	return slices.ContainsFunc(units, func(u UnitID) bool { return slices.Contains(p.Units, u) })
}

// Role is what a person may do.
type Role string

// The roles of a plan. Administrators come from the environment instead.
const (
	Controller  Role = "controller"
	Responsible Role = "responsible"
	Approver    Role = "approver"
	// Observer reads the plan and gets the summary of the week.
	Observer Role = "observer"
)

// Roles gives every role, in the order in which they are offered.
func Roles() []Role { return []Role{Controller, Responsible, Approver, Observer} }

// Project is an initiative project whose events start terms of the plan. A zero
// date is an event that has not happened as far as is known.
type Project struct {
	ID        ProjectID `json:"id"`
	Name      string    `json:"name"`
	Place     string    `json:"place,omitempty"`
	Unit      UnitID    `json:"unit"`
	Contract  Date      `json:"contract,omitzero"`
	Selected  Date      `json:"selected,omitzero"`
	Completed Date      `json:"completed,omitzero"`
	Opened    Date      `json:"opened,omitzero"`
	// Added is the day the project was added in chat; zero for one that stands
	// in the plan file.
	Added Date `json:"added,omitzero"`
}

// Day is the day on which the event happened to the project, zero when it has not
// happened as far as is known.
func (p Project) Day(e Event) Date {
	switch e {
	case ContractSigned:
		return p.Contract
	case Selection:
		return p.Selected
	case Completed:
		return p.Completed
	case Opening:
		return p.Opened
	}
	return 0
}

// With gives the project with the event's day set; an event that is not a
// project's own changes nothing.
func (p Project) With(e Event, d Date) Project {
	switch e {
	case ContractSigned:
		p.Contract = d
	case Selection:
		p.Selected = d
	case Completed:
		p.Completed = d
	case Opening:
		p.Opened = d
	}
	return p
}

// Told gives the project as a newer plan file describes it: the days of events that
// are known already stay, and so does the place where the file names none.
func (p Project) Told(file Project) Project {
	file.Place = cmp.Or(file.Place, p.Place)
	for _, e := range []Event{ContractSigned, Selection, Completed, Opening} {
		if !p.Day(e).IsZero() {
			file = file.With(e, p.Day(e))
		}
	}
	return file
}

// Active reports whether the project may be under way on some day of the span:
// from its contract (or, without one, from the day it was added in chat) to its
// completion; an unknown bound is open.
func (p Project) Active(s Span) bool {
	from := p.Contract
	if from == 0 {
		from = p.Added
	}
	return from <= s.To && (p.Completed == 0 || p.Completed >= s.From)
}

// Channel is where a row's information goes.
type Channel string

// The channels of a row.
const (
	TrainingChannel Channel = "training"
	SiteChannel     Channel = "site"
	SocialChannel   Channel = "social"
	PressChannel    Channel = "press"
	EventChannel    Channel = "event"
)

// PostKind is the kind of post a row wants; the empty kind is none.
type PostKind string

// The kinds of post.
const (
	AnnouncementPost PostKind = "announcement"
	ProgressPost     PostKind = "progress"
	ResultsPost      PostKind = "results"
)

// Reminders is the plan's ladder.
type Reminders struct {
	// At is the time of day at which reminders go out.
	At Clock `json:"at"`
	// Before lists calendar days before the due date, largest first.
	Before []int `json:"before"`
	// Overdue is how often an overdue task is repeated.
	Overdue Cadence `json:"overdue"`
	// Controller and Group are the working days after the due date on which an
	// overdue task is reported to the controllers and to the group; 0 is never.
	Controller int `json:"controller"`
	Group      int `json:"group"`
	// Nudge is how often people are reminded of rows without a date.
	Nudge Cadence `json:"nudge"`
}

// DefaultReminders is the ladder of a plan file that names none (CONTRACT §2).
func DefaultReminders() Reminders {
	return Reminders{
		At: 9*60 + 1, Before: []int{14, 7, 3, 1, 0}, Overdue: EveryWorkingDay,
		Controller: 3, Group: 5, Nudge: Monthly,
	}
}

// Cadence is how often something repeats.
type Cadence string

// The cadences of overdue reminders and nudges.
const (
	EveryWorkingDay Cadence = "every working day"
	Weekly          Cadence = "weekly"
	Monthly         Cadence = "monthly"
	Quarterly       Cadence = "quarterly"
	Never           Cadence = "never"
)

// Name is the plan's name in a line: its short one, or the title.
func (p Plan) Name() string {
	if p.Short != "" {
		return p.Short
	}
	return p.Title
}

// Items gives all rows in the order of the plan.
func (p Plan) Items() []Item {
	var all []Item
	for _, s := range p.Sections {
		all = append(all, s.Items...)
	}
	return all
}

// Item finds a row and the title of its section; ok is false when the plan has
// no row of that number.
func (p Plan) Item(no ItemNo) (item Item, section string, ok bool) {
	for _, s := range p.Sections {
		for i := range s.Items {
			if s.Items[i].No == no {
				return s.Items[i], s.Title, true
			}
		}
	}
	return Item{}, "", false
}

// Unit finds a unit by its id; ok is false when the plan has none.
func (p Plan) Unit(id UnitID) (Unit, bool) {
	i := slices.IndexFunc(p.Units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return Unit{}, false
	}
	return p.Units[i], true
}
