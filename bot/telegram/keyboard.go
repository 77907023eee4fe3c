package telegram

import "sdelaemvmeste/store"

// buttons adds the keyboard of a new message: the one under it, the one under the
// input field, or a call to answer it.
func (r *request) buttons(o store.Outgoing) {
	switch {
	case len(o.Buttons) > 0:
		r.json("reply_markup", keyboard(o.Buttons))
	case len(o.Below) > 0:
		r.json("reply_markup", map[string]any{"keyboard": below(o.Below), "is_persistent": true, "resize_keyboard": true})
	case o.Bare:
		r.json("reply_markup", map[string]any{"remove_keyboard": true})
	case o.Reply:
		r.json("reply_markup", map[string]any{"force_reply": true, "selective": true})
	}
}

func below(rows [][]string) [][]map[string]string {
	out := make([][]map[string]string, 0, len(rows))
	for _, row := range rows {
		var line []map[string]string
		for _, text := range row {
			line = append(line, map[string]string{"text": text})
		}
		out = append(out, line)
	}
	return out
}

// inlineButton is Bot API «InlineKeyboardButton». It is of one kind: who cannot be
// pressed any more has no data.
type inlineButton struct {
	Text     string            `json:"text"`
	Style    store.Style       `json:"style,omitempty"`
	Data     string            `json:"callback_data,omitempty"`
	URL      string            `json:"url,omitempty"`
	Copy     map[string]string `json:"copy_text,omitempty"`
	Disabled *struct{}         `json:"disabled,omitempty"`
}

func inline(b store.Button) inlineButton {
	out := inlineButton{Text: b.Text, Style: b.Style}
	switch {
	case b.Disabled:
		out.Disabled = &struct{}{}
	case b.Copy != "":
		out.Copy = map[string]string{"text": b.Copy}
	default:
		out.Data, out.URL = b.Data, b.URL
	}
	return out
}

func keyboard(rows [][]store.Button) map[string][][]inlineButton {
	out := [][]inlineButton{}
	for _, row := range rows {
		var line []inlineButton
		for _, b := range row {
			line = append(line, inline(b))
		}
		if len(line) > 0 {
			out = append(out, line)
		}
	}
	return map[string][][]inlineButton{"inline_keyboard": out}
}
