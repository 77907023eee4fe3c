package telegram

import (
	"encoding/json"

	"sdelaemvmeste/store"
)

// outcome reads what an accepted deed brought. It is false when a message was
// promised and none can be found in the answer.
func outcome(o store.Outgoing, result json.RawMessage) (store.Outcome, bool) {
	got := store.Outcome{Class: store.Accepted}
	var made []message
	switch {
	case o.Do == store.SendMedia && len(o.Media) > 1:
		if json.Unmarshal(result, &made) != nil {
			return got, false
		}
	case o.Do.Sends(), o.Do == store.EditMedia:
		var m message
		if json.Unmarshal(result, &m) == nil {
			made = []message{m}
		}
	}
	for _, m := range made {
		if m.ID == 0 {
			return got, false
		}
		got.Messages = append(got.Messages, m.ID)
		if f := m.media(); f.File != "" {
			got.Files = append(got.Files, *f)
		}
	}
	if o.Do.Sends() {
		return got, len(got.Messages) > 0
	}
	if o.Message != 0 {
		got.Messages = []int{o.Message}
	}
	return got, true
}
