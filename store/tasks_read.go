package store

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"sdelaemvmeste/plans"
)

// A tick reads every task that is due. [readTask] reads the JSON that the program itself
// writes of a task, several times as fast as encoding/json reads any.

// readTask reads a task as the program writes it; ok is false for whatever else, which
// encoding/json is to read.
func readTask(b []byte) (t TaskRecord, ok bool) {
	r := fields{rest: b}
	for r.next() {
		if !r.take(&t) {
			return TaskRecord{}, false
		}
	}
	return t, r.ended
}

// take reads the value of the field at hand.
func (r *fields) take(t *TaskRecord) bool {
	switch string(r.name) {
	case "number":
		return r.number(&t.Number)
	case "id":
		return text(r, &t.ID)
	case "item":
		return text(r, &t.Item)
	case "project":
		return text(r, &t.Project)
	case "part":
		return text(r, &t.Part)
	case "kind":
		return text(r, &t.Kind)
	case "opens":
		return r.parsed(&t.Opens)
	case "due":
		return r.parsed(&t.Due)
	case "time":
		return r.parsed(&t.Time)
	case "announced":
		return r.yes(&t.Announced)
	case "nudge_from":
		return r.parsed(&t.NudgeFrom)
	case "units":
		return r.units(&t.Units)
	case "since":
		return r.parsed(&t.Since)
	case "state":
		return text(r, &t.State)
	case "ended":
		return r.yes(&t.Ended)
	case "finished":
		return r.yes(&t.Finished)
	case "reason":
		return text(r, &t.Reason)
	}
	return false
}

// fields goes through the fields of an object without spaces.
type fields struct {
	rest, name []byte
	begun      bool
	// ended is true once the whole of the object was read and nothing follows.
	ended bool
}

// next reads the name of the next field.
func (r *fields) next() bool {
	switch {
	case string(r.rest) == "}" && r.begun:
		r.ended = true
		return false
	case !r.begun && r.skip('{'), r.begun && r.skip(','):
	default:
		return false
	}
	r.begun = true
	var ok bool
	r.name, ok = r.quoted()
	return ok && r.skip(':')
}

func (r *fields) skip(c byte) bool {
	if len(r.rest) == 0 || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// quoted reads a text in which nothing is escaped.
func (r *fields) quoted() ([]byte, bool) {
	if !r.skip('"') {
		return nil, false
	}
	end := bytes.IndexByte(r.rest, '"')
	if end < 0 {
		return nil, false
	}
	s := r.rest[:end]
	r.rest = r.rest[end+1:]
	plain := true
	for _, c := range s {
		if c == '\\' || c < ' ' {
			return nil, false
		}
		plain = plain && c < utf8.RuneSelf
	}
	return s, plain || utf8.Valid(s)
}

func text[S ~string](r *fields, to *S) bool {
	s, ok := r.quoted()
	*to = S(s)
	return ok
}

// parsed reads a text that the value understands.
func (r *fields) parsed(to interface{ UnmarshalText(b []byte) error }) bool {
	s, ok := r.quoted()
	return ok && to.UnmarshalText(s) == nil
}

func (r *fields) yes(to *bool) bool {
	rest, ok := bytes.CutPrefix(r.rest, []byte("true"))
	*to, r.rest = ok, rest
	return ok
}

func (r *fields) number(to *uint64) bool {
	n := 0
	for n < len(r.rest) && '0' <= r.rest[n] && r.rest[n] <= '9' {
		n++
	}
	if n == 0 || r.rest[0] == '0' && n > 1 {
		return false
	}
	var err error
	*to, err = strconv.ParseUint(string(r.rest[:n]), 10, 64)
	r.rest = r.rest[n:]
	return err == nil
}

// units reads a list; null is none.
func (r *fields) units(to *[]plans.UnitID) bool {
	if rest, none := bytes.CutPrefix(r.rest, []byte("null")); none {
		*to, r.rest = nil, rest
		return true
	}
	if !r.skip('[') {
		return false
	}
	*to = make([]plans.UnitID, 0, 1)
	for !r.skip(']') {
		if len(*to) > 0 && !r.skip(',') {
			return false
		}
		var u plans.UnitID
		if !text(r, &u) {
			return false
		}
		*to = append(*to, u)
	}
	return true
}
