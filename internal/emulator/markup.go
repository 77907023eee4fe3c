package emulator

import "encoding/json"

// markup is a reply_markup: an inline keyboard, or one of the three that stand
// under the input field.
type markup struct {
	inline   [][]Button
	keyboard [][]string
	remove   bool
	force    bool
}

const (
	maxButtonData = 64
	// maxCopied is the longest text of a CopyTextButton, in characters.
	maxCopied = 256
	// The server drops buttons over these numbers without a word, so the emulator
	// refuses them.
	maxRowButtons = 8
	maxButtons    = 100
	// maxMarkupBytes is about where the server says that a keyboard is too long.
	maxMarkupBytes = 10 << 10
)

// parseMarkup reads the reply_markup parameter; nil when there is none, or when
// it shows nothing.
func parseMarkup(raw string) (*markup, *apiError) {
	if raw == "" {
		return nil, nil
	}
	if !json.Valid([]byte(raw)) {
		return nil, bad("Can't parse reply keyboard markup JSON object")
	}
	o, err := parseObject(json.RawMessage(raw))
	if err != nil {
		return nil, bad("Object expected as reply markup")
	}
	m := &markup{}
	if err := m.readKeyboard(o); err != nil {
		return nil, bad("%s", err)
	}
	if err := m.readInline(o); err != nil {
		return nil, bad("%s", err)
	}
	if m.remove, err = o.optionalBool("remove_keyboard"); err != nil {
		return nil, bad("%s", err)
	}
	if m.force, err = o.optionalBool("force_reply"); err != nil {
		return nil, bad("%s", err)
	}
	if len(m.keyboard) == 0 && len(m.inline) == 0 && !m.remove && !m.force {
		return nil, nil
	}
	return m, m.refusal()
}

func (m *markup) readKeyboard(o fields) error {
	rows, err := o.optionalArray("keyboard")
	if err != nil {
		return err
	}
	for _, raw := range rows {
		buttons, ok := jsonArray(string(raw))
		if !ok {
			return fieldError(`Field "keyboard" must be an Array of Arrays`)
		}
		var row []string
		for _, b := range buttons {
			var text string
			if json.Unmarshal(b, &text) != nil {
				button, err := parseObject(b)
				if err != nil {
					return fieldError("Can't parse keyboard button: KeyboardButton must be a String or an Object")
				}
				if text, err = button.requiredString("text"); err != nil {
					return fieldError("Can't parse keyboard button: " + err.Error())
				}
			}
			row = append(row, text)
		}
		m.keyboard = append(m.keyboard, row)
	}
	return nil
}

func (m *markup) readInline(o fields) error {
	rows, err := o.optionalArray("inline_keyboard")
	if err != nil {
		return err
	}
	for _, raw := range rows {
		buttons, ok := jsonArray(string(raw))
		if !ok {
			return fieldError(`Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
		}
		var row []Button
		for _, b := range buttons {
			button, err := parseButton(b)
			if err != nil {
				return fieldError("Can't parse inline keyboard button: " + err.Error())
			}
			row = append(row, button)
		}
		if len(row) > 0 {
			m.inline = append(m.inline, row)
		}
	}
	return nil
}

func parseButton(raw json.RawMessage) (Button, error) {
	o, err := parseObject(raw)
	if err != nil {
		return Button{}, fieldError("InlineKeyboardButton must be an Object")
	}
	var b Button
	if b.Text, err = o.requiredString("text"); err != nil {
		return b, err
	}
	if b.Style, err = o.optionalString("style"); err != nil {
		return b, err
	}
	if b.URL, err = o.optionalString("url"); err != nil || b.URL != "" {
		return b, err
	}
	if b.Data, err = o.optionalString("callback_data"); err != nil || b.Data != "" {
		return b, err
	}
	if o.has("copy_text") {
		copied, err := o.requiredObject("copy_text")
		if err != nil {
			return b, err
		}
		b.Copy, err = copied.requiredString("text")
		return b, err
	}
	if b.Disabled = o.has("disabled"); b.Disabled {
		return b, nil
	}
	return b, fieldError("Text buttons are unallowed in the inline keyboard")
}

// refusal is what the server says of a keyboard once it is read.
func (m *markup) refusal() *apiError {
	count, size := 0, 0
	for _, row := range m.inline {
		if len(row) > maxRowButtons {
			return violation("%d buttons in a row, clients show at most %d", len(row), maxRowButtons)
		}
		for i, b := range row {
			count++
			size += len(b.Text) + len(b.Data) + len(b.URL)
			switch {
			case b.Text == "":
				return violation("a button without a caption is dropped in silence")
			case b.Style != "" && b.Style != "danger" && b.Style != "success" && b.Style != "primary":
				return violation("there is no button style %q", b.Style)
			case len(b.Data) > maxButtonData:
				return bad("BUTTON_DATA_INVALID")
			case len([]rune(b.Copy)) > maxCopied:
				return bad("BUTTON_COPY_TEXT_INVALID")
			case b.URL != "":
				checked, err := checkLink(b.URL)
				if err != nil {
					return bad("Inline keyboard button %s", err)
				}
				row[i].URL = checked
			}
		}
	}
	if count > maxButtons || size > maxMarkupBytes {
		return bad("reply markup is too long")
	}
	return nil
}

func (m *markup) view() (inline [][]Button, keyboard [][]string) {
	for _, row := range m.inline {
		inline = append(inline, append([]Button(nil), row...))
	}
	for _, row := range m.keyboard {
		keyboard = append(keyboard, append([]string(nil), row...))
	}
	return inline, keyboard
}

// json writes an inline keyboard; the other markups are never given back.
func (m *markup) json() object {
	rows := make([][]object, 0, len(m.inline))
	for _, row := range m.inline {
		out := make([]object, 0, len(row))
		for _, b := range row {
			o := object{"text": b.Text}
			switch {
			case b.URL != "":
				o["url"] = b.URL
			case b.Data != "":
				o["callback_data"] = b.Data
			case b.Copy != "":
				o["copy_text"] = object{"text": b.Copy}
			case b.Disabled:
				o["disabled"] = object{}
			}
			if b.Style != "" {
				o["style"] = b.Style
			}
			out = append(out, o)
		}
		rows = append(rows, out)
	}
	return object{"inline_keyboard": rows}
}

// same compares keyboards as edits do; two absent ones are the same.
func (m *markup) same(other *markup) bool {
	if m == nil || other == nil {
		return m == other
	}
	return string(mustJSON(m.json())) == string(mustJSON(other.json()))
}
