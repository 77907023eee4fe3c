package digest

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// beside is what other conversations add to a person's morning message, under the
// tasks, with a button each.
func beside(t *chat.Turn, p store.PersonRecord, k *chat.Keyboard) string {
	text := ""
	for _, add := range t.Env.Morning {
		lines, keys, err := add(t, p)
		if err != nil {
			t.Fail(err)
			return text
		}
		for _, l := range lines {
			text += "\n\n" + l
		}
		for _, key := range keys {
			k.Row(key)
		}
	}
	return text
}
