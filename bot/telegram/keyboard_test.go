package telegram

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestKeyboards sends every kind of keyboard and button there is.
func TestKeyboards(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Say(w.anna, w.anna, "начнём")
		last := func(o store.Outgoing) emulator.Message {
			o.Chat, o.Do, o.Text = w.anna, store.SendText, "Кнопки"
			w.send(o)
			w.deliver(time.Minute)
			return w.tg.Last(w.anna)
		}
		m := last(store.Outgoing{Key: "inline", Buttons: [][]store.Button{{
			{Text: "Скопировать", Copy: "текст"}, {Text: "Утвердить", Data: "v1:pok:1", Style: store.Success}, {Text: "Поздно", Disabled: true},
		}}})
		if b := m.Buttons[0]; b[0].Copy != "текст" || b[1].Style != "success" || b[1].Data == "" || !b[2].Disabled {
			t.Errorf("buttons: %+v", b)
		}
		if m = last(store.Outgoing{Key: "below", Below: [][]string{{"Мои задачи", "Отпуск"}}}); len(m.Keyboard) != 1 || m.Keyboard[0][1] != "Отпуск" {
			t.Errorf("below: %+v", m)
		}
		if m = last(store.Outgoing{Key: "bare", Bare: true}); !m.Bare {
			t.Errorf("bare: %+v", m)
		}
		if m = last(store.Outgoing{Key: "reply", Reply: true}); !m.Asks {
			t.Errorf("reply: %+v", m)
		}
	})
}

// TestShownToOne writes to one member of a supergroup.
func TestShownToOne(t *testing.T) {
	play(t, func(w *world) {
		group := w.tg.AddSupergroup("Согласование", "", w.anna, w.boris)
		w.tg.AddBotToChat(group, w.anna)
		w.send(store.Outgoing{Key: "only", Chat: group, Do: store.SendText, Text: "Вам одному", Only: plans.UserID(w.boris)})
		w.deliver(time.Minute)
		if m := w.tg.Last(group); m.Only != w.boris {
			t.Errorf("shown to %d", m.Only)
		}
	})
}
