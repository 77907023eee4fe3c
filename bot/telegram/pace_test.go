package telegram

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestPacedWithoutRefusal writes 500 messages to 40 chats, groups and a channel
// among them, to a Telegram that refuses the first one too many.
func TestPacedWithoutRefusal(t *testing.T) {
	play(t, func(w *world) {
		album := w.photos(4)
		chats := []int64{w.anna, w.boris, w.group, w.channel}
		for len(chats) < 40 {
			switch len(chats) % 8 {
			case 0:
				g := w.tg.AddSupergroup("Группа", "", w.anna)
				w.tg.AddBotToChat(g, w.anna)
				chats = append(chats, g)
			default:
				u := w.tg.AddUser(emulator.User{}).ID
				w.tg.Start(u)
				chats = append(chats, u)
			}
		}
		want := map[int64][]string{}
		for i := range 500 {
			chat := chats[i%len(chats)]
			o := text(fmt.Sprint("m", i), chat)
			if i%50 == 3 {
				o.Do, o.Media = store.SendMedia, album
			}
			w.send(o)
			want[chat] = append(want[chat], o.Text)
			if o.Do == store.SendMedia {
				want[chat] = append(want[chat], "", "", "")
			}
		}
		w.deliver(time.Hour)
		for _, chat := range chats {
			same(t, "texts in order", w.texts(chat), want[chat])
		}
		for _, r := range w.tg.Requests("") {
			if r.Status != 200 {
				t.Fatalf("%s to %d: %d %s", r.Method, r.Chat, r.Status, r.Error)
			}
		}
	})
}

// TestPaceHoldsItsLimits draws any mixture of records and takes each as soon as
// the pacer allows: no span may ever hold more than its limit.
func TestPaceHoldsItsLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := newPacer(Pace{}.complete())
		now := time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC)
		type taken struct {
			at   time.Time
			chat int64
			n    int
		}
		var all []taken
		for range rapid.IntRange(1, 150).Draw(t, "records") {
			o := store.Outgoing{Do: store.SendText, Chat: rapid.SampledFrom([]int64{1, 2, 3, -1, -2}).Draw(t, "chat")}
			if rapid.IntRange(0, 9).Draw(t, "album") == 0 {
				o.Do, o.Media = store.SendMedia, make([]store.Media, rapid.IntRange(1, 10).Draw(t, "items"))
			}
			now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "pause")) * time.Millisecond)
			at := p.when(o, now)
			if at.Before(now) {
				t.Fatalf("allowed in the past: %v before %v", at, now)
			}
			if again := p.when(o, at); !again.Equal(at) {
				t.Fatalf("allowed at %v, but then only at %v", at, again)
			}
			now = at
			p.take(o, now)
			if rapid.Bool().Draw(t, "forget") {
				p.forget(now)
			}
			_, n := weight(o)
			all = append(all, taken{now, o.Chat, n})
		}
		for i, last := range all {
			second, minute := 0, 0
			for _, x := range all[:i+1] {
				if last.at.Sub(x.at) < time.Second {
					second += x.n
				}
				if last.chat < 0 && x.chat == last.chat && last.at.Sub(x.at) < time.Minute {
					minute += x.n
				}
			}
			if second > 30 || minute > 20 {
				t.Fatalf("at %v: %d in a second, %d in a minute to %d", last.at, second, minute, last.chat)
			}
		}
	})
}

// TestPaceLetsABurstThrough: what a conversation usually says at once, it says at
// once.
func TestPaceLetsABurstThrough(t *testing.T) {
	p := newPacer(Pace{}.complete())
	now := time.Date(2023, 3, 13, 9, 0, 0, 0, time.UTC)
	o := store.Outgoing{Do: store.SendText, Chat: 1}
	for range 3 {
		if at := p.when(o, now); !at.Equal(now) {
			t.Fatalf("a burst of three is held back until %v", at)
		}
		p.take(o, now)
	}
	if at := p.when(o, now); !at.After(now) {
		t.Error("a fourth message is not held back")
	}
	if at := p.when(store.Outgoing{Do: store.SendText, Chat: 2}, now); !at.Equal(now) {
		t.Error("another chat is held back")
	}
}

// when is the earliest instant, not before now, at which a record may be written.
func (p *pacer) when(o store.Outgoing, now time.Time) time.Time {
	all, own := weight(o)
	at := p.whenAll(all, now)
	if ready := p.whenChat(o.Chat, own, now); ready.After(at) {
		at = ready
	}
	return at
}
