package bot

import (
	"testing"

	"sdelaemvmeste/store"
)

// TestWhatAServerDoesNotKnowIsSaidPlainly lets Telegram refuse a message for one person
// and a keyboard with grey buttons: both are sent again as before there were such.
func TestWhatAServerDoesNotKnowIsSaidPlainly(t *testing.T) {
	grey := []store.Button{{Text: "Утвердить", Disabled: true}, {Text: "Открыть", Data: "v1:popen:1"}}
	for name, c := range map[string]struct {
		o       store.Outgoing
		refusal store.Refusal
		again   bool
	}{
		"for one person":                    {store.Outgoing{Do: store.SendText, Chat: -5, Text: "План", Only: 7, Follow: "whisper"}, store.Malformed, true},
		"for one person, the group is gone": {store.Outgoing{Do: store.SendText, Chat: -5, Text: "План", Only: 7, Follow: "whisper"}, store.Unreachable, false},
		"grey":                              {store.Outgoing{Do: store.EditText, Chat: -5, Message: 3, Text: "Пост", Buttons: [][]store.Button{grey}}, store.Malformed, true},
		"grey, the card is gone":            {store.Outgoing{Do: store.EditText, Chat: -5, Message: 3, Text: "Пост", Buttons: [][]store.Button{grey}}, store.Gone, false},
		"neither":                           {store.Outgoing{Do: store.EditText, Chat: -5, Message: 3, Text: "Пост"}, store.Malformed, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := inhabited(t)
			before := len(d.outbox())
			d.change(func(tx *store.Tx) error {
				return d.bot.Settle(tx, c.o, store.Outcome{Class: store.Refused, Refusal: c.refusal})
			})
			var sent []store.Outgoing
			for _, o := range d.outbox()[before:] {
				if o.Chat == c.o.Chat {
					sent = append(sent, o)
				}
			}
			if (len(sent) == 1) != c.again {
				t.Fatalf("sent %+v", sent)
			}
			if !c.again {
				return
			}
			o := sent[0]
			if o.Only != 0 || o.Text != c.o.Text || len(o.Buttons) > 0 && (len(o.Buttons[0]) != 1 || o.Buttons[0][0].Disabled) {
				t.Errorf("said again as %+v", o)
			}
		})
	}
}
