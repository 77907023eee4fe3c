package plans

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// MarshalDeadline writes a deadline as one JSON object that begins with its kind.
func MarshalDeadline(d Deadline) ([]byte, error) {
	if e, ok := d.(Every); ok && e.N == 1 {
		e.N = 0
		d = e
	}
	body, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("marshal deadline: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"kind":%q`, d.Kind())
	if len(body) > 2 {
		b.WriteByte(',')
	}
	b.Write(body[1:])
	return b.Bytes(), nil
}

// UnmarshalDeadline reads what [MarshalDeadline] wrote; an unknown kind is an
// [ErrInvalid].
func UnmarshalDeadline(b []byte) (Deadline, error) {
	var head struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, fmt.Errorf("unmarshal deadline: %w", err)
	}
	switch head.Kind {
	case ByDate{}.Kind():
		return decode[ByDate](b)
	case Between{}.Kind():
		return decode[Between](b)
	case Period{}.Kind():
		return decode[Period](b)
	case Throughout{}.Kind():
		return Throughout{}, nil
	case Every{}.Kind():
		e, err := decode[Every](b)
		if err != nil {
			return nil, err
		}
		every := e.(Every)
		every.N = max(every.N, 1)
		return every, nil
	case Dates{}.Kind():
		return decode[Dates](b)
	case AfterEvent{}.Kind():
		return decode[AfterEvent](b)
	case AsItHappens{}.Kind():
		return decode[AsItHappens](b)
	case Unclear{}.Kind():
		return decode[Unclear](b)
	}
	return nil, fmt.Errorf("deadline kind %q: %w", head.Kind, ErrInvalid)
}

func decode[D Deadline](b []byte) (Deadline, error) {
	var d D
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, fmt.Errorf("unmarshal deadline: %w", err)
	}
	return d, nil
}
