package maxemulator_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/maxemulator"
)

// TestPublicationOfPhotos goes the whole way: upload in two steps, the message, its
// reading back, an edit and the deletion.
func TestPublicationOfPhotos(t *testing.T) {
	w := newWorld(t, maxemulator.Config{})
	channel := w.mx.AddChannel("Округ", "okrug")
	one, two := w.upload("image", []byte("one")), w.upload("image", []byte("two"))
	sent := w.ask("POST", w.to(channel), message("Парк <b>открыт</b>: <a href=\"https://a.ru/?a=1&amp;b=2\">план</a>", "image", one, two))
	mid := sent.word("message", "body", "mid")
	if sent.status != 200 || mid == "" || !strings.HasPrefix(sent.word("message", "url"), "https://max.ru/okrug/") {
		t.Fatalf("%d %s", sent.status, sent.body)
	}
	got := w.mx.Messages(channel)
	if len(got) != 1 || got[0].Text != "Парк открыт: план" || len(got[0].Media) != 2 || string(got[0].Media[1].Content) != "two" {
		t.Fatalf("%+v", got)
	}
	if want := []maxemulator.Markup{{"strong", 5, 6, ""}, {"link", 13, 4, "https://a.ru/?a=1&b=2"}}; !reflect.DeepEqual(got[0].Markup, want) {
		t.Errorf("markup %+v", got[0].Markup)
	}
	w.mx.Read(mid, 120)
	read := w.ask("GET", w.to(channel)+"&count=50", "")
	if !bytes.Contains(read.body, []byte(mid)) || !bytes.Contains(read.body, []byte(`"views":120`)) {
		t.Errorf("read back: %s", read.body)
	}
	if w.ask("GET", "/messages/"+mid, "").status != 200 {
		t.Error("one message is not read back")
	}
	edit := w.ask("PUT", "/messages?message_id="+mid, `{"text":"Парк закрыт","attachments":null,"link":null}`)
	if got := w.mx.Messages(channel); edit.status != 200 || got[0].Text != "Парк закрыт" || len(got[0].Media) != 2 || !got[0].Edited {
		t.Errorf("edit: %s, %+v", edit.body, got)
	}
	if gone := w.ask("DELETE", "/messages?message_id="+mid, ""); gone.status != 200 || len(w.mx.Messages(channel)) != 0 {
		t.Errorf("delete: %s", gone.body)
	}
	if again := w.ask("DELETE", "/messages?message_id="+mid, ""); again.status != 404 {
		t.Errorf("deleted twice: %d", again.status)
	}
	if v := w.mx.Violations(); len(v) > 0 {
		t.Errorf("%q", v)
	}
}

// TestVideoIsNotReadyAtOnce: until the server has looked at a video, it is refused by
// name and nothing is published.
func TestVideoIsNotReadyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, maxemulator.Config{Limits: maxemulator.Limits{Processing: 5 * time.Second}})
		channel := w.mx.AddChannel("Округ", "")
		video := w.upload("video", []byte("film"))
		early := w.ask("POST", w.to(channel), message("а", "video", video))
		if early.status != 400 || early.word("code") != "attachment.not.ready" || len(w.mx.Messages(channel)) != 0 {
			t.Errorf("%d %s", early.status, early.body)
		}
		time.Sleep(5 * time.Second)
		late := w.ask("POST", w.to(channel), message("а", "video", video))
		if late.status != 200 || late.field("message", "url") != nil {
			t.Errorf("%d %s: a private channel has no addresses", late.status, late.body)
		}
	})
}

// TestRatesAreHeld: 30 requests a second in all, two edits a second in a channel.
func TestRatesAreHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, maxemulator.Config{})
		for i := range 31 {
			if got, want := w.ask("GET", "/me", "").status, 200+229*(i/30); got != want {
				t.Fatalf("request %d: %d", i, got)
			}
		}
		time.Sleep(time.Second)
		channel := w.mx.AddChannel("Округ", "")
		mid := w.ask("POST", w.to(channel), message("а", "")).word("message", "body", "mid")
		for i := range 3 {
			got := w.ask("PUT", "/messages?message_id="+mid, message("б", "")).status
			if want := 200 + 229*(i/2); got != want {
				t.Errorf("edit %d: %d", i, got)
			}
		}
	})
}

func TestChangedIsTold(t *testing.T) {
	var seen []string
	w := newWorld(t, maxemulator.Config{OnEvent: func(e maxemulator.Event) { seen = append(seen, string(e.Kind)+" "+e.Message.Text) }})
	channel := w.mx.AddChannel("Округ", "")
	mid := w.ask("POST", w.to(channel), message("а", "")).word("message", "body", "mid")
	w.ask("PUT", "/messages?message_id="+mid, message("б", ""))
	w.mx.Post(channel, "чужое")
	w.ask("DELETE", "/messages?message_id="+mid, "")
	if want := []string{"sent а", "edited б", "sent чужое", "deleted б"}; !reflect.DeepEqual(seen, want) {
		t.Errorf("%q", seen)
	}
	if err := w.mx.Wait(t.Context(), func() bool { return len(w.mx.All(channel)) == 2 }); err != nil {
		t.Error(err)
	}
}
