package store

import (
	"encoding/json"
	"strconv"
)

// All values are JSON. What is read and written most often, marks, numbers and tasks, is
// read and written without encoding/json, to the same bytes.

// encode writes a value as JSON.
func encode[V any](v V) ([]byte, error) {
	switch v := any(v).(type) {
	case flag:
		return []byte("{}"), nil
	case int64:
		return strconv.AppendInt(nil, v, 10), nil
	case uint64:
		return strconv.AppendUint(nil, v, 10), nil
	}
	return json.Marshal(v)
}

// read reads a value from JSON.
func read[V any](b []byte, v *V) error {
	switch v := any(v).(type) {
	case *flag:
		if string(b) == "{}" {
			return nil
		}
	case *int64:
		if n, ok := digits(b); ok {
			*v = int64(n)
			return nil
		}
	case *uint64:
		if n, ok := digits(b); ok {
			*v = n
			return nil
		}
	case *TaskRecord:
		if t, ok := readTask(b); ok {
			*v = t
			return nil
		}
	}
	return json.Unmarshal(b, v)
}

// digits reads a number of at most 18 digits, which fits each of our types.
func digits(b []byte) (n uint64, ok bool) {
	if len(b) == 0 || len(b) > 18 || b[0] == '0' && len(b) > 1 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + uint64(c-'0')
	}
	return n, true
}
