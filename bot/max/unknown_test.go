package max

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/store"
)

// TestFaultsOfAPublication says how a publication ends after each fault, and whether
// the message stands in the channel: once, or not at all, and never twice.
func TestFaultsOfAPublication(t *testing.T) {
	for kind, want := range map[maxemulator.FaultKind]struct {
		settled string
		out     int
	}{
		maxemulator.TooMany: {"post accepted", 1}, maxemulator.InternalError: {"post accepted", 1}, maxemulator.Unavailable: {"post accepted", 1},
		maxemulator.NotReady: {"post accepted", 1}, maxemulator.DropBefore: {"post accepted", 1}, maxemulator.Forbidden: {"post refused no_rights", 0},
		// Executed, and the channel shows it.
		maxemulator.BadGatewayAfter: {"post accepted", 1}, maxemulator.DropAfter: {"post accepted", 1}, maxemulator.HangAfter: {"post accepted", 1},
		maxemulator.TruncatedJSON: {"post accepted", 1}, maxemulator.WrongContentType: {"post accepted", 1},
		// Not executed, which nobody here knows: people are asked.
		maxemulator.BadGatewayPage: {"post unknown", 0}, maxemulator.Hang: {"post unknown", 0},
	} {
		for _, o := range []func(*world) store.Outgoing{
			func(w *world) store.Outgoing { return w.post("post") },
			func(w *world) store.Outgoing { return w.album("post", "a", "b") },
		} {
			play(t, maxemulator.Limits{}, func(w *world) {
				w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Do: kind})
				w.send(o(w))
				w.deliver(time.Hour)
				equal(t, string(kind), w.settled(), []string{want.settled})
				equal(t, string(kind), len(w.mx.All(w.channel)), want.out)
			})
		}
	}
}

// TestServerThatFailedAfterItWasDone: a 500 that was none after all is found out
// before the message is sent again.
func TestServerThatFailedAfterItWasDone(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Do: maxemulator.InternalError, After: func() { w.mx.Post(w.channel, "post") }})
		w.send(w.post("post"))
		w.deliver(time.Hour)
		equal(t, "channel", w.texts(), []string{"post"})
		equal(t, "settled", w.settled(), []string{"post accepted"})
	})
}

// TestFaultsOfEveryOtherRequest: whatever goes wrong with what leaves no trace, the
// message comes out once.
func TestFaultsOfEveryOtherRequest(t *testing.T) {
	for _, operation := range []string{"getMembership", "getUploadUrl", "upload"} {
		for _, kind := range []maxemulator.FaultKind{
			maxemulator.TooMany, maxemulator.BadGatewayPage, maxemulator.BadGatewayAfter, maxemulator.InternalError, maxemulator.Unavailable, maxemulator.DropBefore,
			maxemulator.DropAfter, maxemulator.Hang, maxemulator.HangAfter, maxemulator.TruncatedJSON, maxemulator.WrongContentType,
		} {
			play(t, maxemulator.Limits{}, func(w *world) {
				w.mx.Fault(maxemulator.Fault{Operation: operation, Skip: 1, Times: 2, Do: kind})
				w.send(w.album("one", "a", "b"), w.album("two", "c", "d"))
				w.deliver(time.Hour)
				equal(t, operation+" "+string(kind), w.texts(), []string{"one", "two"})
				equal(t, operation+" "+string(kind), len(w.mx.All(w.channel)), 2)
			})
		}
	}
}

// TestFaultsOfAChange: an edit and a deletion are repeated until they are done.
func TestFaultsOfAChange(t *testing.T) {
	for _, kind := range []maxemulator.FaultKind{
		maxemulator.TooMany, maxemulator.BadGatewayPage, maxemulator.BadGatewayAfter, maxemulator.InternalError, maxemulator.DropBefore,
		maxemulator.DropAfter, maxemulator.Hang, maxemulator.HangAfter, maxemulator.TruncatedJSON, maxemulator.WrongContentType,
	} {
		play(t, maxemulator.Limits{}, func(w *world) {
			w.send(w.post("one"), w.post("two"))
			w.deliver(time.Minute)
			all := w.mx.Messages(w.channel)
			w.mx.Fault(maxemulator.Fault{Operation: "editMessage", Times: 2, Do: kind})
			w.mx.Fault(maxemulator.Fault{Operation: "deleteMessage", Times: 2, Do: kind})
			w.send(
				store.Outgoing{Key: "edit", Chat: w.channel, Do: store.EditText, Mid: all[0].ID, Text: "три", Entities: []store.Entity{}},
				store.Outgoing{Key: "delete", Chat: w.channel, Do: store.Delete, Mid: all[1].ID},
			)
			w.deliver(time.Hour)
			equal(t, string(kind), w.texts(), []string{"три"})
			equal(t, string(kind), w.settled()[2:], []string{"edit accepted", "delete accepted"})
		})
	}
}

// TestUnknownIsAskedWhereTheChannelDoesNotTell says what reading back cannot settle.
func TestUnknownIsAskedWhereTheChannelDoesNotTell(t *testing.T) {
	for name, c := range map[string]struct {
		post  func(*world) store.Outgoing
		after func(*world)
		want  string
	}{
		"photos without words":       {func(w *world) store.Outgoing { o := w.album("post", "a"); o.Text = ""; return o }, func(*world) {}, "post unknown"},
		"may not read":               {(*world).posted, func(w *world) { w.mx.Allow(w.channel, maxemulator.Write) }, "post unknown no_rights"},
		"two alike":                  {(*world).posted, func(w *world) { w.mx.Post(w.channel, "post") }, "post unknown"},
		"MAX answers nothing at all": {(*world).posted, func(w *world) { w.mx.Down(true) }, "post unknown"},
		"another's message":          {(*world).posted, func(w *world) { w.mx.Post(w.channel, "posted") }, "post accepted"},
	} {
		play(t, maxemulator.Limits{}, func(w *world) {
			w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Do: maxemulator.DropAfter, After: func() { c.after(w) }})
			w.send(c.post(w))
			w.deliver(2 * time.Hour)
			equal(t, name, w.settled(), []string{c.want})
			equal(t, name, len(w.mx.Requests("sendMessage")), 1)
		})
	}
}

func (w *world) posted() store.Outgoing { return w.post("post") }

// TestOlderMessageOfTheSameWordsIsAnotherOne: the same announcement stood there a
// week ago.
func TestOlderMessageOfTheSameWordsIsAnotherOne(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		w.mx.Post(w.channel, "post")
		time.Sleep(7 * 24 * time.Hour)
		w.mx.Fault(maxemulator.Fault{Operation: "sendMessage", Do: maxemulator.BadGatewayPage})
		w.send(w.post("post"))
		w.deliver(time.Hour)
		equal(t, "settled", w.settled(), []string{"post unknown"})
	})
}
