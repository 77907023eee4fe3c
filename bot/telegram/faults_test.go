package telegram

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestFaults lets one request fail in every way there is, and looks at what
// people see and what is settled.
func TestFaults(t *testing.T) {
	const mark = "🔁 повтор\nотчёт"
	for _, c := range []struct {
		fault emulator.Fault
		// What an ordinary message comes to.
		texts   []string
		settled string
		// What a publication comes to.
		posts       []string
		postSettled string
	}{
		{emulator.Fault{Do: emulator.TooMany, RetryAfter: 90}, []string{"отчёт"}, "accepted", []string{"отчёт"}, "accepted"},
		{emulator.Fault{Do: emulator.Forbidden}, nil, "refused unreachable", nil, "refused unreachable"},
		{emulator.Fault{Do: emulator.InternalError}, []string{"отчёт"}, "accepted", []string{"отчёт"}, "accepted"},
		{emulator.Fault{Do: emulator.InternalError, Times: 9}, []string{"отчёт"}, "accepted", []string{"отчёт"}, "accepted"},
		{emulator.Fault{Do: emulator.DropBefore}, []string{"отчёт"}, "accepted", []string{"отчёт"}, "accepted"},
		{emulator.Fault{Do: emulator.DropBefore, Times: 9}, []string{"отчёт"}, "accepted", []string{"отчёт"}, "accepted"},
		{emulator.Fault{Do: emulator.BadGatewayPage}, []string{mark}, "accepted", nil, "unknown"},
		{emulator.Fault{Do: emulator.BadGatewayAfter}, []string{"отчёт", mark}, "accepted", []string{"отчёт"}, "unknown"},
		{emulator.Fault{Do: emulator.DropAfter}, []string{"отчёт", mark}, "accepted", []string{"отчёт"}, "unknown"},
		{emulator.Fault{Do: emulator.DropAfter, Times: 2}, []string{"отчёт", mark, mark}, "accepted", []string{"отчёт"}, "unknown"},
		{emulator.Fault{Do: emulator.BadGatewayPage, Times: 5}, []string{mark}, "accepted", nil, "unknown"},
		{emulator.Fault{Do: emulator.BadGatewayPage, Times: 6}, nil, "unknown", nil, "unknown"},
		{emulator.Fault{Do: emulator.Hang}, []string{mark}, "accepted", nil, "unknown"},
		{emulator.Fault{Do: emulator.HangAfter}, []string{"отчёт", mark}, "accepted", []string{"отчёт"}, "unknown"},
		{emulator.Fault{Do: emulator.TruncatedJSON}, []string{"отчёт", mark}, "accepted", []string{"отчёт"}, "unknown"},
		{emulator.Fault{Do: emulator.WrongContentType}, []string{"отчёт", mark}, "accepted", []string{"отчёт"}, "unknown"},
	} {
		c.fault.Method = "sendMessage"
		t.Run(string(c.fault.Do), func(t *testing.T) {
			play(t, func(w *world) {
				w.tg.Fault(c.fault)
				w.send(store.Outgoing{Key: "m", Chat: w.anna, Do: store.SendText, Text: "отчёт"})
				w.deliver(2 * time.Hour)
				same(t, "texts", w.texts(w.anna), c.texts)
				same(t, "settled", w.settled(), []string{"m " + c.settled})
				same(t, "outbox", w.outbox(), []store.Outgoing(nil))
			})
			play(t, func(w *world) {
				w.tg.Fault(c.fault)
				w.send(store.Outgoing{Key: "p", Chat: w.channel, Do: store.SendText, Text: "отчёт", Once: true})
				w.deliver(2 * time.Hour)
				same(t, "posts", w.texts(w.channel), c.posts)
				same(t, "settled", w.settled(), []string{"p " + c.postSettled})
				same(t, "outbox", w.outbox(), []store.Outgoing(nil))
			})
		})
	}
}

// TestEditsAreRepeated lets edits and deletions fail without an answer: to repeat
// them does no harm, so they are repeated until they are answered.
func TestEditsAreRepeated(t *testing.T) {
	for _, fault := range []emulator.FaultKind{
		emulator.DropBefore, emulator.DropAfter, emulator.HangAfter, emulator.BadGatewayAfter,
		emulator.TruncatedJSON, emulator.InternalError, emulator.WrongContentType, emulator.TooMany,
	} {
		t.Run(string(fault), func(t *testing.T) {
			play(t, func(w *world) {
				w.send(text("first", w.anna), text("second", w.anna))
				w.deliver(time.Minute)
				ids := w.botMessages(w.anna)
				w.tg.Fault(emulator.Fault{Method: "editMessageText", Do: fault, Times: 4})
				w.tg.Fault(emulator.Fault{Method: "deleteMessage", Do: fault, Times: 4})
				w.send(
					store.Outgoing{Key: "e", Chat: w.anna, Do: store.EditText, Message: ids[0], Text: "новый"},
					store.Outgoing{Key: "d", Chat: w.anna, Do: store.Delete, Message: ids[1]},
				)
				w.deliver(2 * time.Hour)
				same(t, "texts", w.texts(w.anna), []string{"новый"})
				same(t, "settled", w.settled(), []string{"first accepted", "second accepted", "e accepted", "d accepted"})
			})
		})
	}
}

// TestDoneAlready asks for what is so already: that counts as done.
func TestDoneAlready(t *testing.T) {
	play(t, func(w *world) {
		w.send(text("first", w.anna))
		w.deliver(time.Minute)
		id := w.botMessages(w.anna)[0]
		w.send(
			store.Outgoing{Key: "same text", Chat: w.anna, Do: store.EditText, Message: id, Text: "first"},
			store.Outgoing{Key: "no buttons", Chat: w.anna, Do: store.EditButtons, Message: id},
			store.Outgoing{Key: "delete", Chat: w.anna, Do: store.Delete, Message: id},
			store.Outgoing{Key: "delete again", Chat: w.anna, Do: store.Delete, Message: id},
			store.Outgoing{Key: "edit deleted", Chat: w.anna, Do: store.EditText, Message: id, Text: "x"},
			store.Outgoing{Key: "leave", Chat: w.group, Do: store.Leave},
			store.Outgoing{Key: "leave again", Chat: w.group, Do: store.Leave},
		)
		w.deliver(time.Minute)
		same(t, "settled", sorted(w.settled()), sorted([]string{
			"first accepted", "same text accepted", "no buttons accepted", "delete accepted",
			"delete again accepted", "edit deleted refused gone", "leave accepted", "leave again accepted",
		}))
	})
}

// TestPartialAlbum: an album reported as failed may stand there in part.
func TestPartialAlbum(t *testing.T) {
	play(t, func(w *world) {
		photos := w.photos(3)
		w.tg.Fault(emulator.Fault{Method: "sendMediaGroup", Do: emulator.PartialAlbum, Items: 1, Times: 2})
		w.send(store.Outgoing{Key: "post", Chat: w.channel, Do: store.SendMedia, Media: photos, Once: true})
		w.deliver(time.Hour)
		same(t, "settled", w.settled(), []string{"post unknown"})
		same(t, "requests", len(w.tg.Requests("sendMediaGroup")), 1)

		w.send(store.Outgoing{Key: "card", Chat: w.group, Do: store.SendMedia, Media: photos, Text: "карточка"})
		w.deliver(time.Hour)
		same(t, "settled", w.settled(), []string{"post unknown", "card accepted"})
		got := w.texts(w.group)
		same(t, "captions", got, []string{"карточка", "🔁 повтор\nкарточка", "", ""})
	})
}

// TestMigration follows a group to its new id with all that waits for it.
func TestMigration(t *testing.T) {
	play(t, func(w *world) {
		super := w.tg.Migrate(w.group)
		w.send(text("one", w.group), text("two", w.group))
		w.deliver(time.Hour)
		same(t, "texts", w.texts(super), []string{"one", "two"})
		same(t, "settled", w.settled(), []string{"one accepted", "two accepted"})
		var told []store.Incoming
		for _, in := range w.inbox() {
			if in.Kind == store.InMigration {
				told = append(told, in.Incoming)
			}
		}
		if len(told) != 1 || told[0].Chat.ID != w.group || told[0].MigratedTo != super || told[0].Update != 0 {
			t.Errorf("told of the migration: %+v", told)
		}
	})
}

// TestRefusalsAreNotRepeated sends what Telegram refuses for good.
func TestRefusalsAreNotRepeated(t *testing.T) {
	play(t, func(w *world) {
		w.tg.Block(w.boris)
		stranger := w.tg.AddUser(emulator.User{FirstName: "Чужой"}).ID
		other := w.tg.AddChannel("Чужой канал", "", w.anna)
		w.tg.PromoteBot(other, emulator.Rights{EditMessages: true}, w.anna)
		w.send(
			text("blocked", w.boris),
			text("stranger", stranger),
			text("nowhere", -1001),
			text("no rights", other),
			store.Outgoing{Key: "markup", Chat: w.anna, Do: store.SendText, Text: "<b>не закрыто"},
			store.Outgoing{Key: "empty", Chat: w.anna, Do: store.SendText},
			store.Outgoing{Key: "no deed", Chat: w.anna},
			store.Outgoing{Key: "no file", Chat: w.anna, Do: store.Fetch, File: "AgACAgIAAxkBAAI"},
			store.Outgoing{Key: "no album", Chat: w.anna, Do: store.SendMedia},
			store.Outgoing{Key: "no upload", Chat: w.anna, Do: store.SendUpload},
		)
		w.deliver(time.Hour)
		same(t, "settled", sorted(w.settled()), sorted([]string{
			"blocked refused unreachable", "stranger refused unreachable", "nowhere refused unreachable",
			"no rights refused no_rights", "markup refused malformed", "empty refused malformed",
			"no deed refused malformed", "no file refused gone", "no album refused malformed",
			"no upload refused malformed",
		}))
		for _, r := range w.tg.Requests("") {
			if r.Method == "sendMessage" && r.Chat == w.boris && r.Status != 403 {
				t.Errorf("request %v", r)
			}
		}
	})
}
