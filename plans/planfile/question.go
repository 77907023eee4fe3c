package planfile

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/offices"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Options are what a caller knows beside the file. The zero value is a first
// plan about which nothing was answered yet.
type Options struct {
	// Known are the units of the district; a document's units are matched with
	// them and keep their identifiers. None are known before the first plan.
	Known []plans.Unit
	// Year is the plan's year for a file that names none, as `--year` gives it;
	// 0 is none. A file that names another year is not overruled: that is a
	// fault.
	Year int
	// Today is the caller's day: a year far from it is not taken from the rows,
	// and the nearest are offered where the file gives no hint. Zero does neither.
	Today plans.Date
	// Zone is the district's time zone, for documents, which carry none; empty
	// asks for it.
	Zone string
	// Answers are all answers given so far. Those to questions that a file does
	// not ask are passed over, so that they may be kept for its later versions.
	Answers []Answer
}

// QuestionKind says what a question is about.
type QuestionKind string

// The kinds of question.
const (
	// AskYear asks for the plan's year. Until it is answered the plan cannot be
	// loaded, and a fault says so.
	AskYear QuestionKind = "year"
	// AskUnit asks whether a name with commas is one unit or several. Until it
	// is answered it is one.
	AskUnit QuestionKind = "unit"
	// AskRows asks whether a row of the table with several lines is one row of
	// the plan or several. Until it is answered it is one.
	AskRows QuestionKind = "rows"
	// AskZone asks for the district's time zone. Until it is answered it is
	// Moscow's.
	AskZone QuestionKind = "zone"
)

// What [AskUnit] and [AskRows] may be answered with.
const (
	One     = "one"
	Several = "several"
)

// Question is something that a file leaves open. It may be kept as JSON and
// answered much later, also for another version of the file.
type Question struct {
	Kind QuestionKind `json:"kind"`
	// Key names the question by what it asks about, in at most 24 bytes: the
	// same words in another row or another file are the same question.
	Key string `json:"key"`
	// Text is the question in Russian.
	Text string `json:"text"`
	// Choices are the answers that buttons offer. A year may also be another
	// one, and a zone any of IANA's.
	Choices []Choice `json:"choices"`
	// Items are the rows that wait for the answer; none for the zone.
	Items []plans.ItemNo `json:"items,omitempty"`
}

// Choice is one answer: its value and its caption in Russian.
type Choice struct {
	Value   string `json:"value"`
	Caption string `json:"caption"`
}

// Answer answers the question with that key.
type Answer struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// With gives the choice of that value as an answer; ok is false for a value
// that the question cannot be answered with.
func (q Question) With(value string) (a Answer, ok bool) {
	ok = slices.ContainsFunc(q.Choices, func(c Choice) bool { return c.Value == value })
	switch q.Kind {
	case AskYear:
		ok = validYear(value) != 0
	case AskZone:
		ok = validZone(value)
	}
	return Answer{Key: q.Key, Value: value}, ok
}

// firstYear and lastYear bound the years that a plan may be for.
const (
	firstYear = 2000
	lastYear  = 2099
)

// validYear gives the year of an answer, 0 when it is none.
func validYear(value string) int {
	if n, err := strconv.Atoi(value); err == nil && n >= firstYear && n <= lastYear {
		return n
	}
	return 0
}

// answers are the answers by their keys.
type answers map[string]string

func answersOf(o Options) answers {
	given := answers{}
	for _, a := range o.Answers {
		given[a.Key] = a.Value
	}
	return given
}

func (a answers) of(key string) string { return a[key] }

// unit gives what was said of a name that may be several units.
func (a answers) unit(name string) offices.Verdict {
	switch a.of(unitKey(name)) {
	case One:
		return offices.One
	case Several:
		return offices.Several
	}
	return offices.Unsaid
}

const (
	yearKey = "year"
	zoneKey = "zone"
)

func unitKey(name string) string { return "unit:" + digest(spelling.Normal(name)) }

func rowsKey(form, due string) string {
	return "rows:" + digest(spelling.Normal(form)+"\n"+spelling.Normal(due))
}

// digest makes a short key of words that may be long.
func digest(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:8])
}

// doubt is a question that rows of the plan wait for.
type doubt struct {
	kind      QuestionKind
	key, text string
	rows      []int
}

// question words a doubt for a person.
func (d doubt) question() Question {
	q := Question{Kind: d.kind, Key: d.key}
	words := "«" + strings.TrimSpace(d.text) + "»"
	switch d.kind {
	case AskUnit:
		q.Text = "Это одно подразделение? " + words
		q.Choices = []Choice{{One, "Одно"}, {Several, "Разные"}}
	case AskRows:
		q.Text = "Это одна строка плана? " + words
		q.Choices = []Choice{{One, "Одна"}, {Several, "Разные"}}
	}
	return q
}
