package bot

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// press is what a button says: a verb, the short number of its subject and
// perhaps an argument. On the wire it is "v1:verb:number[:arg]", at most 64
// bytes (Bot API «InlineKeyboardButton.callback_data»).
type press struct {
	verb   string
	number uint64
	arg    string
}

const dataLimit = 64

// encode gives the button's data. A press that would not fit is a fault of the
// program.
func (p press) encode() (string, error) {
	s := "v1:" + p.verb + ":" + strconv.FormatUint(p.number, 10)
	if p.arg != "" {
		s += ":" + p.arg
	}
	if len(s) > dataLimit {
		return "", fmt.Errorf("button data %q is over %d bytes", s, dataLimit)
	}
	return s, nil
}

// decode reads a button's data; whatever encode could not have written is a
// [plans.ErrInvalid].
func decode(data string) (press, error) {
	parts := strings.SplitN(data, ":", 4)
	if len(data) > dataLimit || len(parts) < 3 || parts[0] != "v1" || parts[1] == "" {
		return press{}, fmt.Errorf("button data: %w", plans.ErrInvalid)
	}
	n, err := strconv.ParseUint(parts[2], 10, 64)
	if err != nil || strconv.FormatUint(n, 10) != parts[2] {
		return press{}, fmt.Errorf("button number: %w", plans.ErrInvalid)
	}
	p := press{verb: parts[1], number: n}
	if len(parts) == 4 {
		if parts[3] == "" {
			return press{}, fmt.Errorf("button argument: %w", plans.ErrInvalid)
		}
		p.arg = parts[3]
	}
	return p, nil
}

// keyboard collects rows of buttons; the first fault is kept.
type keyboard struct {
	rows [][]store.Button
	err  error
}

// key is a button before it is encoded.
type key struct {
	text   string
	verb   string
	number uint64
	arg    string
	url    string
}

// row adds a row of buttons.
func (k *keyboard) row(keys ...key) {
	var row []store.Button
	for _, b := range keys {
		if b.url != "" {
			row = append(row, store.Button{Text: b.text, URL: b.url})
			continue
		}
		data, err := press{b.verb, b.number, b.arg}.encode()
		if err != nil && k.err == nil {
			k.err = err
		}
		row = append(row, store.Button{Text: b.text, Data: data})
	}
	if len(row) > 0 {
		k.rows = append(k.rows, row)
	}
}
