package emulator

import (
	"encoding/json"
	"strconv"
	"strings"
)

// fields is a JSON object of a request, read with the server's own leniency (a
// number does for a string) and refused in the server's own words.
type fields map[string]json.RawMessage

// fieldError is what is wrong with a field, worded as the server words it.
type fieldError string

func (e fieldError) Error() string { return string(e) }

func parseObject(raw json.RawMessage) (fields, error) {
	var o fields
	if json.Unmarshal(raw, &o) != nil || o == nil {
		return nil, fieldError("expected an Object")
	}
	return o, nil
}

func (o fields) has(name string) bool {
	raw, ok := o[name]
	return ok && string(raw) != "null"
}

func (o fields) requiredString(name string) (string, error) {
	if _, ok := o[name]; !ok {
		return "", fieldError(`Can't find field "` + name + `"`)
	}
	return o.optionalString(name)
}

func (o fields) optionalString(name string) (string, error) {
	raw, ok := o[name]
	if !ok || string(raw) == "null" {
		return "", nil
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s, nil
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String(), nil
	}
	return "", fieldError(`Field "` + name + `" must be of type String`)
}

func (o fields) requiredInt(name string) (int, error) {
	if _, ok := o[name]; !ok {
		return 0, fieldError(`Can't find field "` + name + `"`)
	}
	return o.optionalInt(name)
}

func (o fields) optionalInt(name string) (int, error) {
	raw, ok := o[name]
	if !ok || string(raw) == "null" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.Trim(string(raw), `"`))
	if err != nil {
		return 0, fieldError(`Field "` + name + `" must be a Number`)
	}
	return n, nil
}

func (o fields) optionalBool(name string) (bool, error) {
	raw, ok := o[name]
	if !ok || string(raw) == "null" {
		return false, nil
	}
	var b bool
	if json.Unmarshal(raw, &b) != nil {
		return false, fieldError(`Field "` + name + `" must be of type Boolean`)
	}
	return b, nil
}

func (o fields) requiredObject(name string) (fields, error) {
	raw, ok := o[name]
	if !ok {
		return nil, fieldError(`Can't find field "` + name + `"`)
	}
	inner, err := parseObject(raw)
	if err != nil {
		return nil, fieldError(`Field "` + name + `" must be of type Object`)
	}
	return inner, nil
}

// jsonArray reads a JSON array; null and what is no array are none.
func jsonArray(raw string) ([]json.RawMessage, bool) {
	var items []json.RawMessage
	err := json.Unmarshal([]byte(raw), &items)
	return items, err == nil && items != nil
}

// optionalArray refuses null too: only an absent field is no array.
func (o fields) optionalArray(name string) ([]json.RawMessage, error) {
	raw, ok := o[name]
	if !ok {
		return nil, nil
	}
	items, ok := jsonArray(string(raw))
	if !ok {
		return nil, fieldError(`Field "` + name + `" must be of type Array`)
	}
	return items, nil
}
