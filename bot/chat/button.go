package chat

import (
	"fmt"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Press is what a button says: a verb, the short number of its subject and
// perhaps more values. On the wire it is "v1:verb:number[:args]", at most 64
// bytes (Bot API «InlineKeyboardButton.callback_data»).
type Press struct {
	Verb   string
	Number uint64
	Arg    Args
}

const dataLimit = 64

// encode gives the button's data. A press that would not fit is a fault of the
// program.
func (p Press) encode() (string, error) {
	s := "v1:" + p.Verb + ":" + strconv.FormatUint(p.Number, 10)
	if p.Arg != "" {
		s += ":" + string(p.Arg)
	}
	if len(s) > dataLimit {
		return "", fmt.Errorf("button data %q is over %d bytes", s, dataLimit)
	}
	return s, nil
}

// Decode reads a button's data; whatever encode could not have written is a
// [plans.ErrInvalid].
func Decode(data string) (Press, error) {
	parts := strings.SplitN(data, ":", 4)
	if len(data) > dataLimit || len(parts) < 3 || parts[0] != "v1" || parts[1] == "" {
		return Press{}, fmt.Errorf("button data: %w", plans.ErrInvalid)
	}
	n, err := strconv.ParseUint(parts[2], 10, 64)
	if err != nil || strconv.FormatUint(n, 10) != parts[2] {
		return Press{}, fmt.Errorf("button number: %w", plans.ErrInvalid)
	}
	p := Press{Verb: parts[1], Number: n}
	if len(parts) == 4 {
		if parts[3] == "" {
			return Press{}, fmt.Errorf("button argument: %w", plans.ErrInvalid)
		}
		p.Arg = Args(parts[3])
	}
	return p, nil
}

// Page is the page that the number of a button names.
func (p Press) Page() int { return int(min(p.Number, lastPage)) }

// PageInNumber is the button with a page for its number.
func (p Press) PageInNumber(n int) Press {
	p.Number = uint64(n)
	return p
}

// PageInArg is the button with a page for its argument.
func (p Press) PageInArg(n int) Press {
	p.Arg = ArgsOf(PageNo(n))
	return p
}

// Keyboard collects rows of buttons; the first fault is kept.
type Keyboard struct {
	Rows [][]store.Button
	Err  error
}

// Key is a button before it is encoded. One with Copy puts that text on the
// clipboard, one with URL opens an address; neither says anything to the bot.
type Key struct {
	Text   string
	Verb   string
	Number uint64
	Arg    Args
	Copy   string
	URL    string
	Style  store.Style
	// Disabled shows the button grey: what it offered is settled.
	Disabled bool
}

// Row adds a row of buttons.
func (k *Keyboard) Row(keys ...Key) {
	var row []store.Button
	for _, b := range keys {
		button := store.Button{Text: b.Text, URL: b.URL, Copy: b.Copy, Style: b.Style, Disabled: b.Disabled}
		if b.Verb != "" && !b.Disabled {
			data, err := Press{b.Verb, b.Number, b.Arg}.encode()
			if err != nil && k.Err == nil {
				k.Err = err
			}
			button.Data = data
		}
		row = append(row, button)
	}
	if len(row) > 0 {
		k.Rows = append(k.Rows, row)
	}
}
