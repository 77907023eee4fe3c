// Package report says what has become of a plan: what is to be written beside each of
// its rows, the figures of a period by unit and by section, what is overdue and what
// was published. It is one pure function from facts to a [Report], which every writer
// below takes as it is. It must know no format of files, no chat and no clock.
package report

import (
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Report is a plan with what has become of it, for a period, as of a day.
type Report struct {
	Plan   plans.Plan
	Zone   *time.Location
	Period Period
	// On is the day as of which it is true.
	On       plans.Date
	Rows     []Row
	Total    Figures
	Sections []Group
	Units    []Group
	// Overdue are the tasks of the period that are not done, the longest overdue first.
	Overdue []Task
	Posts   []Published
	// Publications are the same page by page, with what the pages tell of them.
	Publications []Publication
	Journal      []Noted
	// Ended are tasks that the plan no longer asks for, Scheduled the posts that have
	// an hour of publication: calendars need both.
	Ended     []Task
	Scheduled []Scheduled
	// Hash is that of the journal's last entry, "" where the journal has none.
	Hash string
}

// Row is a row of the plan with what is to be written beside it.
type Row struct {
	Item plans.Item
	// Section is the title of its section, SectionNo which one it is, from 0.
	Section   string
	SectionNo int
	Units     []string
	Tasks     []Task
	Mark      Text
}

// Task is one thing owed and how it stands.
type Task struct {
	Number uint64
	Task   plans.Task
	// Name is what sets the task apart from others of its row, "" for nothing:
	// its project, its part of the period.
	Name string
	// Form and Section are its row's.
	Form, Section string
	Units         []string
	Status        Status
	// Done is the day of the fact, zero for none; Late the working days that it, or
	// for what is not done the day of the report, lies after the due day.
	Done plans.Date
	Late int
	// Checking is true while nobody has looked at the confirmation.
	Checking bool
	Facts    []Fact
	// Was is the due day by the plan where a controller named another, zero for none.
	Was   plans.Date
	Moved store.Move
	// Off is why it was taken off control.
	Off string
	// Mark is what is said of it.
	Mark Text
	// Changes grows with everything that is done to the task or its plan.
	Changes int
}

// Link is the first page that proves the task, "" for none.
func (t Task) Link() string {
	for _, f := range t.Facts {
		if len(f.Links) > 0 {
			return f.Links[0]
		}
	}
	return ""
}

// Status is how a task stands in the figures: each has one.
type Status string

// The statuses of a task.
const (
	// InTime was done by its due day, AfterDue later.
	InTime   Status = "in time"
	AfterDue Status = "late"
	// Undone is past its due day and not done.
	Undone Status = "undone"
	// Ahead is not done and its due day has not passed.
	Ahead Status = "ahead"
	// Dropped was taken off control.
	Dropped Status = "dropped"
)

// Words is the status in Russian.
func (s Status) Words() string {
	switch s {
	case InTime:
		return "выполнено в срок"
	case AfterDue:
		return "выполнено с опозданием"
	case Undone:
		return "не выполнено"
	case Ahead:
		return "срок не наступил"
	case Dropped:
		return "снято с контроля"
	}
	return string(s)
}

// Fact is a confirmation that stands.
type Fact struct {
	Day    plans.Date
	By     string
	Links  []string
	Words  []string
	Photos int
	Files  int
	// Judge is who accepted it; Unseen is true of one accepted by time alone,
	// Checking of one that nobody has looked at.
	Judge            string
	Unseen, Checking bool
}

// Published is a post that went out in the period.
type Published struct {
	Number  uint64
	Day     plans.Date
	Item    plans.ItemNo
	Project string
	Text    string
	Links   []string
}

// Scheduled is a post that is to go out at an hour, or was to.
type Scheduled struct {
	Number    uint64
	At        time.Time
	Item      plans.ItemNo
	Units     []plans.UnitID
	Text      string
	Cancelled bool
	Changes   int
}

// Noted is one entry of the journal in words.
type Noted struct {
	Entry store.Entry
	Who   string
	Of    string
	Did   string
}

// Text is what stands in a cell: lines of pieces.
type Text []Line

// Line is one paragraph.
type Line []Piece

// Piece is a part of a line; with a Link it leads there.
type Piece struct {
	Text, Link string
	Bold       bool
}

// String is the text without its looks; a link whose words are not its address is
// followed by it.
func (t Text) String() string {
	var s strings.Builder
	for i, l := range t {
		if i > 0 {
			s.WriteString("\n")
		}
		s.WriteString(l.String())
	}
	return s.String()
}

// String is the line without its looks.
func (l Line) String() string {
	var s strings.Builder
	for _, p := range l {
		s.WriteString(p.Text)
		if p.Link != "" && p.Link != p.Text {
			s.WriteString(" " + p.Link)
		}
	}
	return s.String()
}
