package telegram

import (
	"testing"

	"sdelaemvmeste/store"
)

// FuzzOutcome reads any answer to any deed without a panic, and never takes one
// that names no message for a message sent.
func FuzzOutcome(f *testing.F) {
	for _, s := range []string{
		`{"message_id":5,"chat":{"id":1,"type":"private"}}`, `[{"message_id":5},{"message_id":6,"photo":[{"file_id":"a"}]}]`,
		`true`, `null`, `[]`, `[null]`, `{"message_id":-1}`, `{"message_id":5,"photo":[]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		for _, o := range []store.Outgoing{
			{Do: store.SendText}, {Do: store.SendMedia, Media: make([]store.Media, 1)}, {Do: store.SendMedia, Media: make([]store.Media, 3)},
			{Do: store.SendUpload}, {Do: store.EditText, Message: 3}, {Do: store.EditMedia, Message: 3}, {Do: store.SetCommands},
		} {
			got, ok := outcome(o, answer)
			if ok && o.Do.Sends() && len(got.Messages) == 0 {
				t.Errorf("%s: nothing sent and accepted: %q", o.Do, answer)
			}
			for _, m := range got.Messages {
				if ok && m == 0 {
					t.Errorf("%s: a message without a number: %q", o.Do, answer)
				}
			}
		}
	})
}
