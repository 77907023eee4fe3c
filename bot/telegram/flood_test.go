package telegram

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// after tells how long after the start of the world each request of a method
// came, in whole seconds, by chat.
func (w *world) after(start time.Time, chat int64) (secs []int) {
	for _, r := range w.tg.Requests("sendMessage") {
		if r.Chat == chat {
			secs = append(secs, int(r.Time.Sub(start)/time.Second))
		}
	}
	return secs
}

// TestRetryAfterHoldsTheChat: a chat is left alone for as long as Telegram asked,
// its order is kept, and other chats go on.
func TestRetryAfterHoldsTheChat(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 600})
		w.send(text("a1", w.anna), text("a2", w.anna), text("b1", w.boris))
		w.deliver(time.Hour)
		same(t, "texts", w.texts(w.anna), []string{"a1", "a2"})
		same(t, "held chat", w.after(start, w.anna), []int{0, 600, 600})
		same(t, "other chat", w.after(start, w.boris), []int{0})
	})
}

// TestRetryAfterOutlivesARestart: the pause is on disk.
func TestRetryAfterOutlivesARestart(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 600})
		w.send(text("a1", w.anna), text("b1", w.boris))
		w.deliver(time.Minute)
		w.reopen()
		w.deliver(time.Hour)
		same(t, "held chat", w.after(start, w.anna), []int{0, 600})
	})
}

// TestSecondFloodHoldsEverything: when two chats are refused at once it may be the
// bot that Telegram means, as long as both are; a restart between the two, or
// after, changes nothing.
func TestSecondFloodHoldsEverything(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 300})
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.boris, Do: emulator.TooMany, RetryAfter: 600})
		w.send(text("a1", w.anna))
		w.deliver(time.Minute)
		w.reopen()
		w.send(text("b1", w.boris))
		w.deliver(time.Minute)
		w.reopen()
		w.send(text("c1", w.channel))
		w.deliver(time.Hour)
		same(t, "first", w.after(start, w.anna), []int{0, 300})
		same(t, "second", w.after(start, w.boris), []int{60, 660})
		same(t, "all others", w.after(start, w.channel), []int{300})
	})
}

// TestABanForHoursSilencesOneChat: a chat that is banned for hours while another
// has to wait a second keeps its ban for itself.
func TestABanForHoursSilencesOneChat(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.anna, Do: emulator.TooMany, RetryAfter: 5})
		w.tg.Fault(emulator.Fault{Method: "sendMessage", Chat: w.boris, Do: emulator.TooMany, RetryAfter: 7200})
		w.send(text("a1", w.anna), text("b1", w.boris), text("c1", w.channel))
		w.deliver(3 * time.Hour)
		same(t, "a moment", w.after(start, w.anna), []int{0, 5})
		same(t, "hours", w.after(start, w.boris), []int{0, 7200})
		if others := w.after(start, w.channel); len(others) != 1 || others[0] > 5 {
			t.Errorf("the others waited until %v", others)
		}
	})
}

// TestFloodOfAMethodWithoutChatHoldsEverything: it can only mean the bot.
func TestFloodOfAMethodWithoutChatHoldsEverything(t *testing.T) {
	play(t, func(w *world) {
		file := w.photos(2)[0].File
		start := time.Now()
		w.tg.Fault(emulator.Fault{Method: "getFile", Do: emulator.TooMany, RetryAfter: 600})
		w.send(store.Outgoing{Key: "file", Chat: w.anna, Do: store.Fetch, File: file})
		w.deliver(time.Minute)
		w.reopen()
		w.send(text("b1", w.boris))
		w.deliver(time.Hour)
		same(t, "everything waits", w.after(start, w.boris), []int{600})
		same(t, "settled", sorted(w.settled()), []string{"b1 accepted", "file accepted"})
	})
}

// TestFloodOfMenusHoldsMenusOnly: setting menus may have a limit of its own, and
// what people wait for must not wait for hours with it.
func TestFloodOfMenusHoldsMenusOnly(t *testing.T) {
	play(t, func(w *world) {
		start := time.Now()
		menu := []store.Command{{Name: "plan", Text: "план"}}
		w.tg.Fault(emulator.Fault{Method: "setMyCommands", Do: emulator.TooMany, RetryAfter: 36000})
		w.send(
			store.Outgoing{Key: "groups", Do: store.SetCommands, Scope: "all_group_chats", Commands: menu},
			store.Outgoing{Key: "anna", Do: store.SetCommands, Scope: "chat", ScopeChat: w.anna, Commands: menu},
			text("a1", w.anna),
		)
		w.deliver(time.Hour)
		same(t, "message", w.after(start, w.anna), []int{0})
		same(t, "settled", w.settled(), []string{"a1 accepted"})
		w.deliver(10 * time.Hour)
		same(t, "settled", w.settled(), []string{"a1 accepted", "groups accepted", "anna accepted"})
	})
}
