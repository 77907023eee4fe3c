package torture

import (
	"sdelaemvmeste/internal/emulator"
)

// theme is the kind of trouble a story is about. All kinds of faults that the
// emulator knows are struck by one theme or another.
type theme struct {
	name  string
	order func(*torture)
	// hangs tells when in the story a request hangs, in which the program is killed.
	hangs hanging
	// migrates and restarts: the group becomes a supergroup amid the vote; the ids
	// of updates begin anew.
	migrates, restarts bool
}

// hanging is when a request hangs.
type hanging int

const (
	_ hanging = iota // not at all
	soon
	late
)

// hours is the ban of the theme of that name, in seconds.
const hours = 2 * 3600

// spared is how many messages to a person are let through first: the greeting and
// the digest, each with its repetition after a kill. More unknown outcomes would make
// the story wait for minutes.
const spared = 4

func themes() []theme {
	return []theme{
		{name: "hours", order: func(w *torture) {
			w.server.Fault(emulator.Fault{Do: emulator.TooMany, Chat: w.banned, RetryAfter: hours, Times: -1})
			w.unsure(emulator.WrongContentType, "sendMessage", w.group, 1)
			w.trouble()
		}},
		{name: "blocked", hangs: soon, order: func(w *torture) {
			w.server.Fault(emulator.Fault{Do: emulator.Forbidden, Chat: w.gone, Times: -1})
			w.hang(emulator.Hang, "sendMessage", w.slow, w.luck.IntN(2))
			w.trouble()
		}},
		{name: "album", order: func(w *torture) {
			w.unsure(emulator.PartialAlbum, "sendMediaGroup", w.channel, 0)
			w.unsure(emulator.DropAfter, "getUpdates", 0, w.luck.IntN(5))
			w.trouble()
		}},
		{name: "moved", migrates: true, restarts: true, order: func(w *torture) {
			w.unsure(emulator.DropBefore, "sendMessage", w.fin, spared+w.luck.IntN(3))
			w.unsure(emulator.BadGatewayPage, "sendMediaGroup", w.channel, 0)
			w.unsure(emulator.BadGatewayAfter, "sendMessage", w.boss, 1)
			w.trouble()
		}},
		{name: "broken", order: func(w *torture) {
			w.unsure(emulator.TruncatedJSON, "sendMediaGroup", w.channel, 0)
			w.unsure(emulator.WrongContentType, "sendMessage", w.fin, spared+w.luck.IntN(4))
			w.server.Fault(emulator.Fault{Do: emulator.DuplicateUpdates, Skip: w.luck.IntN(3), Times: 6})
			w.server.Fault(emulator.Fault{Do: emulator.ReorderUpdates, Skip: w.luck.IntN(3), Times: 4})
			w.server.Fault(emulator.Fault{Do: emulator.InternalError, Skip: w.luck.IntN(9), Times: 2})
			w.server.Fault(emulator.Fault{Do: emulator.TooMany, Skip: w.luck.IntN(9), Times: 2, RetryAfter: 1})
			w.trouble()
		}},
		{name: "dead", hangs: late, order: func(w *torture) {
			w.hang(emulator.HangAfter, "sendMediaGroup", w.channel, 0)
			w.unsure(emulator.DropAfter, "sendMessage", w.fin, spared+w.luck.IntN(4))
			w.trouble()
		}},
	}
}

// unsure orders one fault after which the program cannot know what was done.
func (w *torture) unsure(kind emulator.FaultKind, method string, chat int64, skip int) {
	w.server.Fault(emulator.Fault{Do: kind, Method: method, Chat: chat, Skip: skip})
}

// hang leaves a request without an answer, and kills the program while it waits
// unless the story is a patient one.
func (w *torture) hang(kind emulator.FaultKind, method string, chat int64, skip int) {
	f := emulator.Fault{Do: kind, Method: method, Chat: chat, Skip: skip}
	if !w.patient {
		f.After = func() { w.hung <- struct{}{} }
	}
	w.server.Fault(f)
}

// trouble orders some further faults in the stories that have more of them.
func (w *torture) trouble() {
	if !w.more {
		return
	}
	sure := []emulator.FaultKind{emulator.InternalError, emulator.DuplicateUpdates, emulator.ReorderUpdates, emulator.TooMany}
	methods := []string{"", "sendMessage", "sendMediaGroup", "editMessageText", "getUpdates", "answerCallbackQuery"}
	for range 1 + w.luck.IntN(3) {
		w.server.Fault(emulator.Fault{
			Do: sure[w.luck.IntN(len(sure))], Method: methods[w.luck.IntN(len(methods))],
			Skip: w.luck.IntN(12), Times: 1 + w.luck.IntN(2), RetryAfter: 1,
		})
	}
	// Where what is lost would leave people with nothing to press for minutes, only the
	// answer is.
	done := []emulator.FaultKind{emulator.BadGatewayAfter, emulator.DropAfter, emulator.TruncatedJSON, emulator.WrongContentType}
	whatever := append([]emulator.FaultKind{emulator.BadGatewayPage, emulator.DropBefore}, done...)
	places := []struct {
		kinds  []emulator.FaultKind
		method string
		chat   int64
	}{
		{done, "sendMessage", w.boss}, {done, "sendMessage", w.group},
		{whatever, "sendMediaGroup", w.fin}, {whatever, "getUpdates", 0}, {whatever, "editMessageText", 0},
	}
	at := places[w.luck.IntN(len(places))]
	w.unsure(at.kinds[w.luck.IntN(len(at.kinds))], at.method, at.chat, 1+w.luck.IntN(4))
}
