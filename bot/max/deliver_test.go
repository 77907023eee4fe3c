package max

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/store"
)

// TestPublicationIsWhatWasVotedOn publishes words with their formatting, photographs
// and a video in their order, corrects them and takes them down.
func TestPublicationIsWhatWasVotedOn(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		o := w.album("Парк открыт", "one", "video two", "three")
		o.Entities = []store.Entity{{Type: "bold", Length: 4}, {Type: "spoiler", Offset: 5, Length: 6}}
		w.send(o, w.post("второй"))
		w.deliver(time.Minute)
		equal(t, "channel", w.texts(), []string{"Парк открыт", "второй"})
		got := w.mx.Messages(w.channel)[0]
		equal(t, "files", fmt.Sprintf("%s", got.Media), "[{image one} {video video two} {image three}]")
		equal(t, "markup", got.Markup, []maxemulator.Markup{{Type: "strong", Length: 4}})
		equal(t, "settled", w.settled(), []string{"Парк открыт accepted", "второй accepted"})
		if want := got.ID + "|" + got.Link + "|"; !strings.HasPrefix(w.details("Парк открыт"), want) || got.Link == "" {
			t.Errorf("told %q, want %q", w.details("Парк открыт"), want)
		}

		w.mx.Read(got.ID, 45)
		w.send(
			store.Outgoing{Key: "views", Chat: w.channel, Do: store.ReadViews, Mid: got.ID},
			store.Outgoing{Key: "edit", Chat: w.channel, Do: store.EditCaption, Mid: got.ID, Text: "Парк закрыт", Entities: []store.Entity{}},
			store.Outgoing{Key: "files", Chat: w.channel, Do: store.EditMedia, Mid: got.ID, Text: "Парк закрыт", Entities: []store.Entity{}, Media: o.Media[2:]},
		)
		w.deliver(time.Minute)
		equal(t, "corrected", fmt.Sprintf("%s %s", w.mx.Messages(w.channel)[0].Text, w.mx.Messages(w.channel)[0].Media), "Парк закрыт [{image three}]")
		if !strings.Contains(w.details("views"), "|45|") {
			t.Errorf("views: %q", w.details("views"))
		}

		w.send(store.Outgoing{Key: "gone", Chat: w.channel, Do: store.Delete, Mid: got.ID}, store.Outgoing{Key: "gone again", Chat: w.channel, Do: store.Delete, Mid: got.ID},
			store.Outgoing{Key: "too late", Chat: w.channel, Do: store.EditText, Mid: got.ID, Text: "а", Entities: []store.Entity{}},
			store.Outgoing{Key: "views of nothing", Chat: w.channel, Do: store.ReadViews, Mid: got.ID})
		w.deliver(time.Minute)
		equal(t, "channel", w.texts(), []string{"второй"})
		equal(t, "settled", w.settled()[5:], []string{"gone accepted", "gone again accepted", "too late refused gone", "views of nothing refused gone"})
		if left := w.outbox(); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	})
}

// TestFileNotReadyIsWaitedFor: MAX looks at a video for ten seconds, and nothing is
// published twice meanwhile.
func TestFileNotReadyIsWaitedFor(t *testing.T) {
	play(t, maxemulator.Limits{Processing: 10 * time.Second}, func(w *world) {
		w.send(w.album("видео", "video"))
		w.deliver(time.Minute)
		equal(t, "channel", w.texts(), []string{"видео"})
		var pauses []string
		all := w.mx.Requests("sendMessage")
		for i, r := range all[1:] {
			pauses = append(pauses, r.Time.Sub(all[i].Time).Truncate(time.Second).String())
		}
		equal(t, "pauses", pauses, []string{"1s", "2s", "4s", "8s"})
		equal(t, "uploads", len(w.mx.Requests("upload")), 1)
	})
}

// TestOthersOfTheOutboxAreLeftAlone: the records of Telegram are not MAX's.
func TestOthersOfTheOutboxAreLeftAlone(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		err := w.db.Update(func(tx *store.Tx) error {
			return tx.Send(store.Outgoing{Key: "telegram", Chat: w.channel, Do: store.SendText, Text: "а", Trying: true})
		})
		if err != nil {
			t.Fatal(err)
		}
		w.send(w.post("max"))
		w.deliver(time.Minute)
		equal(t, "channel", w.texts(), []string{"max"})
		equal(t, "left", len(w.outbox()), 1)
	})
}

// TestChannelIsFound says what a name leads to.
func TestChannelIsFound(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		shut := w.mx.AddChannel("Закрытый", "")
		deaf := w.mx.AddChannel("Чужой", "")
		w.mx.Allow(deaf)
		away := w.mx.AddChannel("Далёкий", "")
		w.mx.Expel(away)
		for key, name := range map[string]string{
			"number": fmt.Sprint(shut), "link": "https://max.ru/okrug", "link with more": "max.ru/okrug/?a=b", "name": "@okrug", "deaf": fmt.Sprint(deaf),
			"away": fmt.Sprint(away), "nobody's": "-5", "nothing": " ", "unknown name": "nobody", "odd": "не ссылка вовсе",
		} {
			w.send(store.Outgoing{Key: key, Chat: 1, Do: store.FindChannel, Text: name})
		}
		w.deliver(10 * time.Minute)
		got := strings.Join(w.settled(), "\n")
		for _, want := range []string{
			"number accepted", "link accepted", "link with more accepted", "name accepted", "deaf refused no_rights", "away refused unreachable", "nobody's refused unreachable",
			"nothing refused unreachable", "unknown name refused unreachable", "odd refused unreachable",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not among\n%s", want, got)
			}
		}
		if want := fmt.Sprintf("{ID:%d Title:Округ Link:https://max.ru/okrug}", w.channel); !strings.HasSuffix(w.details("link"), want) {
			t.Errorf("found %q, want %q", w.details("link"), want)
		}
	})
}

// TestPaced: forty publications of two photos each are refused nowhere.
func TestPaced(t *testing.T) {
	play(t, maxemulator.Limits{}, func(w *world) {
		var want []string
		for i := range 40 {
			key := fmt.Sprintf("пост %d", i)
			want = append(want, key)
			w.send(w.album(key, "one", "two"))
		}
		w.send()
		w.deliver(time.Minute)
		equal(t, "channel", w.texts(), want)
		mid := w.mx.Messages(w.channel)[0].ID
		for i := range 10 {
			w.send(store.Outgoing{Key: fmt.Sprint("edit ", i), Chat: w.channel, Do: store.EditText, Mid: mid, Text: fmt.Sprint(i), Entities: []store.Entity{}})
		}
		w.deliver(time.Minute)
		for _, r := range w.mx.Requests("") {
			if r.Status != 200 {
				t.Fatalf("%s: %d %s", r.Operation, r.Status, r.Error)
			}
		}
	})
}
