package emulator

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestButtonStyle(t *testing.T) {
	w := newWorld(t, Config{})
	inline := func(style string) json.RawMessage {
		return json.RawMessage(`{"inline_keyboard":[[{"text":"Снять","callback_data":"x","style":"` + style + `"}]]}`)
	}
	w.ok("sendMessage", params{"chat_id": w.group, "text": "Пост", "reply_markup": string(inline("danger"))})
	if got := w.s.Last(w.group).Buttons[0][0].Style; got != "danger" {
		t.Errorf("the style is %q", got)
	}
	w.fails(`Bad Request: emulator: there is no button style "pink"`, "sendMessage", params{"chat_id": w.group, "text": "Пост", "reply_markup": string(inline("pink"))})
}

func TestContentOfAFile(t *testing.T) {
	w := newWorld(t, Config{})
	m := w.s.Send(w.boris, w.boris, Draft{Document: &Upload{Name: "план.txt", Content: []byte("план")}})
	if got, ok := w.s.Content(m.Files[0].ID); !ok || !bytes.Equal(got, []byte("план")) {
		t.Errorf("the file holds %q", got)
	}
	w.s.ForgetFile(m.Files[0].ID)
	if _, ok := w.s.Content(m.Files[0].ID); ok {
		t.Error("a forgotten file can be read")
	}
}
