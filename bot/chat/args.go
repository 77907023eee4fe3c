package chat

import (
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
)

// Args are the values that a button, a question or a follow-up carries beside its
// subject: numbers, days, words, pages, and last perhaps a text as it stands. They
// are written joined by dots and read one after another.
//
// Chats and databases hold what earlier programs wrote: values parted by a colon,
// a space or a slash, or a letter right before its number («completed:0», «y3»,
// «p12.new», «at 10:00»). Those are read as well, and mean the same.
type Args string

const (
	argsJoin   = "."
	argsParted = ".: /"
)

// Value is one of the values that Args hold.
type Value interface{ write() string }

// The kinds of values.
type (
	// Num is a number.
	Num int64
	// Day is a day of the calendar.
	Day plans.Date
	// Word is a word of the program's own: letters and hyphens.
	Word string
	// PageNo is the number of a page, from 0.
	PageNo int
	// Rest is a text as it stands; nothing can follow it.
	Rest string
)

func (v Num) write() string    { return strconv.FormatInt(int64(v), 10) }
func (v Day) write() string    { return plans.Date(v).String() }
func (v Word) write() string   { return string(v) }
func (v PageNo) write() string { return strconv.Itoa(int(v)) }
func (v Rest) write() string   { return string(v) }

// ArgsOf writes values.
func ArgsOf(values ...Value) Args { return Args(joined(values, argsJoin)) }

func joined(values []Value, between string) string {
	parts := make([]string, 0, len(values))
	for _, v := range values {
		parts = append(parts, v.write())
	}
	return strings.Join(parts, between)
}

// Read begins to read the values.
func (a Args) Read() *Reader { return &Reader{left: string(a), more: a != ""} }

// Number reads what holds one number and nothing else; the error is [Stale].
func (a Args) Number() (int64, error) {
	r := a.Read()
	n := r.Number()
	if !r.Whole() {
		return 0, Stale()
	}
	return n, nil
}

// Word reads what holds one word and nothing else; "" for anything else.
func (a Args) Word() string {
	r := a.Read()
	w := r.Word()
	if !r.Whole() {
		return ""
	}
	return w
}

// Page reads what holds the number of a page or nothing, which is the first page;
// the error is [Stale].
func (a Args) Page() (int, error) {
	r := a.Read()
	n := r.Page()
	if !r.Whole() {
		return 0, Stale()
	}
	return n, nil
}

// Reader takes values off one after another. After one that is missing or of
// another kind it gives zero values, and [Reader.Whole] reports it.
type Reader struct {
	left   string
	more   bool
	failed bool
}

// Whole reports whether all values asked for were there and none is left.
func (r *Reader) Whole() bool { return !r.failed && !r.more }

// More reports whether a value is left.
func (r *Reader) More() bool { return !r.failed && r.more }

// next takes off the next value as it is written; "" when there is none.
func (r *Reader) next() string {
	if r.failed || !r.more {
		r.failed = true
		return ""
	}
	end := strings.IndexAny(r.left, argsParted)
	piece := r.left
	if end >= 0 {
		piece = r.left[:end]
	}
	if letterWithNumber(piece) {
		piece, r.left = r.left[:1], r.left[1:]
		return piece
	}
	if r.more = end >= 0; r.more {
		r.left = r.left[end+1:]
	}
	return piece
}

// letterWithNumber reports whether a piece is a letter right before its number, as
// earlier programs wrote the two.
func letterWithNumber(piece string) bool {
	return len(piece) > 1 && piece[0] >= 'a' && piece[0] <= 'z' && strings.Trim(piece[1:], "0123456789") == ""
}

// Number takes off a number.
func (r *Reader) Number() int64 {
	piece := r.next()
	n, err := strconv.ParseInt(piece, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != piece {
		r.failed = true
		return 0
	}
	return n
}

// Page takes off the number of a page; where none is left it is the first page.
func (r *Reader) Page() int {
	if !r.failed && !r.more {
		return 0
	}
	return int(min(max(0, r.Number()), lastPage))
}

// lastPage is more than any list has; a page past the end is the last one there is.
const lastPage = 1 << 16

// Day takes off a day.
func (r *Reader) Day() plans.Date {
	d, err := plans.ParseDate(r.next())
	if err != nil {
		r.failed = true
		return 0
	}
	return d
}

// Word takes off a word.
func (r *Reader) Word() string {
	w := r.next()
	if w == "" || w[0] < 'a' || w[0] > 'z' {
		r.failed = true
		return ""
	}
	return w
}

// Rest takes off all that is left, as it stands.
func (r *Reader) Rest() string {
	if r.failed || !r.more {
		r.failed = true
		return ""
	}
	text := r.left
	r.left, r.more = "", false
	return text
}

// FollowUp names what is to be done with a message's outcome (Follow of
// [store.Outgoing]): the conversation that sees to it, and the values it needs.
func FollowUp(what string, values ...Value) string {
	if len(values) == 0 {
		return what
	}
	return what + followJoin + joined(values, followJoin)
}

const followJoin = "/"

// FollowPerson is the follow-up of whatever is written to one person.
func FollowPerson(id plans.PersonID) string { return FollowUp("person", Rest(id)) }

// FollowedUp reads a follow-up.
func FollowedUp(follow string) (what string, values *Reader) {
	what, rest, _ := strings.Cut(follow, followJoin)
	return what, Args(rest).Read()
}
