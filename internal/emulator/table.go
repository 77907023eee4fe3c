package emulator

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// botAPI is the table of the Bot API, trimmed to the methods served here and the
// types they take; see data/bot-api.json.
type botAPI struct {
	Methods map[string]map[string]tableField `json:"methods"`
	Types   map[string]tableType             `json:"types"`
	Updates []string                         `json:"updates"`
	// Known are the names of all methods there are, served here or not.
	Known []string `json:"known"`

	spelling map[string]string // lower case → as the API spells it
}

type tableField struct {
	Types    []string `json:"types"`
	Enum     []string `json:"enum"`
	Required bool     `json:"required"`
	// Unmodelled parameters exist, but what they do is not emulated.
	Unmodelled bool `json:"unmodelled"`
}

type tableType struct {
	Fields   map[string]tableField `json:"fields"`
	Subtypes []string              `json:"subtypes"`
}

//go:embed data/bot-api.json
var tableData []byte

var table = sync.OnceValue(func() *botAPI {
	t := &botAPI{spelling: map[string]string{}}
	if err := json.Unmarshal(tableData, t); err != nil {
		panic("emulator: data/bot-api.json: " + err.Error())
	}
	for _, name := range t.Known {
		t.spelling[strings.ToLower(name)] = name
	}
	return t
})

// spell gives a method's own spelling, whatever the case it was called in.
func (t *botAPI) spell(method string) (name string, known bool) {
	name, known = t.spelling[strings.ToLower(method)]
	return name, known
}

// problem tells what in a request does not fit the table, or "". Values whose
// shape the server itself refuses are left to it.
func (t *botAPI) problem(r *request) string {
	known := t.Methods[r.method]
	for _, name := range slices.Sorted(maps.Keys(r.params)) {
		field, ok := known[name]
		if !ok {
			return fmt.Sprintf("%s has no parameter %q", r.method, name)
		}
		value := r.params[name]
		if value == "" || value == "null" {
			continue
		}
		if field.Unmodelled {
			return fmt.Sprintf("parameter %q of %s is not modelled", name, r.method)
		}
		if p := t.topLevel(field, value); p != "" {
			return fmt.Sprintf("parameter %q of %s: %s", name, r.method, p)
		}
	}
	return t.stray(r)
}

// stray tells of a file that no parameter takes: the server throws it away.
func (t *botAPI) stray(r *request) string {
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		if slices.Contains(t.Methods[r.method][name].Types, "InputFile") {
			continue
		}
		attached := false
		for _, value := range r.params {
			attached = attached || strings.Contains(value, "attach://"+name)
		}
		if !attached {
			return fmt.Sprintf("nothing refers to the file %q", name)
		}
	}
	return ""
}

// topLevel checks a parameter as it travels: scalars bare, the rest as JSON.
func (t *botAPI) topLevel(field tableField, value string) string {
	reasons := make([]string, 0, len(field.Types))
	for _, kind := range field.Types {
		var p string
		switch kind {
		case "String", "InputFile":
		case "Number":
			// All numbers of the methods served are whole; of another the server would
			// take the beginning.
			if _, err := strconv.ParseInt(value, 10, 64); err != nil {
				p = fmt.Sprintf("%q is not a Number", value)
			}
		case "Boolean":
			if !slices.Contains([]string{"true", "false", "yes", "no", "1", "0", "True", "False"}, value) {
				p = fmt.Sprintf("%q is not a Boolean", value)
			}
		default:
			p = t.json(kind, json.RawMessage(value))
		}
		if p == "" {
			return ""
		}
		reasons = append(reasons, p)
	}
	return deepest(reasons)
}

// json checks a JSON value against a type of the table. Text that is no JSON and
// nulls pass: the server has its own words for them.
func (t *botAPI) json(kind string, raw json.RawMessage) string {
	if !json.Valid(raw) || string(raw) == "null" {
		return ""
	}
	if item, ok := strings.CutPrefix(kind, "Array of "); ok {
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil {
			return "is not an Array"
		}
		for i, v := range items {
			if p := t.json(item, v); p != "" {
				return fmt.Sprintf("item %d: %s", i, p)
			}
		}
		return ""
	}
	switch kind {
	case "String", "InputFile":
		return wantFirst(raw, `"`, "a String")
	case "Number":
		return wantFirst(raw, "-0123456789", "a Number")
	case "Boolean", "True":
		return wantFirst(raw, "tf", "a Boolean")
	}
	return t.object(kind, raw)
}

func wantFirst(raw json.RawMessage, first, what string) string {
	if strings.IndexByte(first, raw[0]) < 0 {
		return fmt.Sprintf("%s is not %s", raw, what)
	}
	return ""
}

func (t *botAPI) object(kind string, raw json.RawMessage) string {
	definition := t.Types[kind]
	if len(definition.Subtypes) > 0 {
		return t.object(t.subtype(definition.Subtypes, raw), raw)
	}
	var o map[string]json.RawMessage
	if json.Unmarshal(raw, &o) != nil {
		return "is not a " + kind
	}
	for _, name := range slices.Sorted(maps.Keys(definition.Fields)) {
		if _, given := o[name]; definition.Fields[name].Required && !given {
			return fmt.Sprintf("%s lacks its field %q", kind, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		field, ok := definition.Fields[name]
		if !ok {
			return fmt.Sprintf("%s has no field %q", kind, name)
		}
		if field.Unmodelled {
			return fmt.Sprintf("field %q of %s is not modelled", name, kind)
		}
		if p := t.member(field, o[name]); p != "" {
			return fmt.Sprintf("field %q of %s: %s", name, kind, p)
		}
	}
	return ""
}

// subtype finds the type that an object says in its field "type" to be; the first
// one when it says nothing known.
func (t *botAPI) subtype(kinds []string, raw json.RawMessage) string {
	var o struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(raw, &o) == nil {
		for _, kind := range kinds {
			if slices.Contains(t.Types[kind].Fields["type"].Enum, o.Type) {
				return kind
			}
		}
	}
	return kinds[0]
}

func (t *botAPI) member(field tableField, raw json.RawMessage) string {
	reasons := make([]string, 0, len(field.Types))
	for _, kind := range field.Types {
		p := t.json(kind, raw)
		if p == "" {
			return enumProblem(field.Enum, raw)
		}
		reasons = append(reasons, p)
	}
	return deepest(reasons)
}

// enumProblem checks a value against its few allowed words; parse_mode is not
// case-sensitive and has an error of its own.
func enumProblem(enum []string, raw json.RawMessage) string {
	var s string
	if len(enum) == 0 || json.Unmarshal(raw, &s) != nil || s == "" || slices.Contains(enum, "HTML") {
		return ""
	}
	if !slices.Contains(enum, s) {
		return fmt.Sprintf("%q is none of %s", s, strings.Join(enum, ", "))
	}
	return ""
}

// deepest picks the most telling of the reasons why no alternative fits: the one
// found furthest inside the value.
func deepest(reasons []string) string {
	best, depth := "", -1
	for _, r := range reasons {
		if d := strings.Count(r, ": "); d > depth {
			best, depth = r, d
		}
	}
	return best
}
