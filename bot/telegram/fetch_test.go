package telegram

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// TestUploadAndFetch sends a file of our own, and fetches one of a person's.
func TestUploadAndFetch(t *testing.T) {
	play(t, func(w *world) {
		var files []store.Media
		var data []byte
		w.cfg.Settle = func(_ *store.Tx, o store.Outgoing, got store.Outcome) error {
			files, data = append(files, got.Files...), append(data, got.Data...)
			return nil
		}
		content := bytes.Repeat([]byte("строка;\n"), 10_000)
		w.tg.Fault(emulator.Fault{Method: "sendDocument", Do: emulator.InternalError})
		w.send(store.Outgoing{
			Key: "up", Chat: w.anna, Do: store.SendUpload, Text: "отчёт",
			Upload: &store.Upload{Name: `C:\data\..\отчёт "март".csv`, Data: content},
		})
		w.deliver(time.Hour)
		m := w.tg.Last(w.anna)
		if m.Text != "отчёт" || len(m.Files) != 1 || m.Files[0].Name != "отчёт март.csv" || m.Files[0].Size != int64(len(content)) {
			t.Errorf("upload: %+v", m)
		}
		if len(files) != 1 || files[0].Kind != store.Document || files[0].File == "" {
			t.Fatalf("files: %+v", files)
		}
		w.send(store.Outgoing{Key: "down", Chat: w.anna, Do: store.Fetch, File: files[0].File})
		w.deliver(time.Hour)
		if !bytes.Equal(data, content) {
			t.Errorf("fetched %d bytes, want %d", len(data), len(content))
		}
	})
}

// A picture of our own is seen in the chat, with its caption and buttons; one that
// Telegram cannot read is refused and holds nothing up.
func TestPictureIsSeenInTheChat(t *testing.T) {
	play(t, func(w *world) {
		var drawn bytes.Buffer
		if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 78, 50))); err != nil {
			t.Fatal(err)
		}
		w.send(
			store.Outgoing{
				Key: "seen", Chat: w.anna, Do: store.SendUpload, Text: "отчёт", Buttons: [][]store.Button{{{Text: "Ещё", Data: "x"}}},
				Upload: &store.Upload{Name: "p.png", Data: drawn.Bytes(), Photo: true},
			},
			store.Outgoing{Key: "spoilt", Chat: w.anna, Do: store.SendUpload, Upload: &store.Upload{Name: "p.png", Data: []byte("no picture"), Photo: true}},
		)
		w.deliver(time.Hour)
		m := w.tg.Last(w.anna)
		if m.Text != "отчёт" || m.Kind != "photo" || len(m.Files) != 1 || m.Files[0].Width != 78 || len(m.Buttons) != 1 {
			t.Errorf("%+v", m)
		}
		same(t, "settled", w.settled(), []string{"seen accepted", "spoilt refused malformed"})
	})
}

// TestFetchLimits: a file that is too big, or gone, is refused, and what waits
// behind it goes on.
func TestFetchLimits(t *testing.T) {
	play(t, func(w *world) {
		big := w.tg.Send(w.anna, w.anna, emulator.Draft{Document: &emulator.Upload{Name: "big.zip", Size: fetchLimit + 1}})
		w.send(
			store.Outgoing{Key: "big", Chat: w.anna, Do: store.Fetch, File: big.Files[0].ID},
			text("after", w.anna),
		)
		w.deliver(time.Hour)
		same(t, "settled", w.settled(), []string{"big refused malformed", "after accepted"})
	})
}

// lostFile is a Telegram that knows of a file but does not hand it out, the first
// so many times.
type lostFile struct {
	http.RoundTripper
	fail  func() (*http.Response, error)
	times int
	asked int
}

func (l *lostFile) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, "/file/") {
		if l.asked++; l.asked <= l.times {
			return l.fail()
		}
	}
	return l.RoundTripper.RoundTrip(r)
}

// TestLostFile: a download that fails is tried again; a file that Telegram does
// not give is given up, so that what waits behind it goes on.
func TestLostFile(t *testing.T) {
	broken := func() (*http.Response, error) { return nil, errors.New("connection reset by peer") }
	missing := func() (*http.Response, error) {
		return &http.Response{StatusCode: 404, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("Not Found"))}, nil
	}
	endless := func() (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(io.LimitReader(zeros{}, fetchLimit+1))}, nil
	}
	for name, c := range map[string]struct {
		fail    func() (*http.Response, error)
		times   int
		settled string
	}{
		"broken off":       {broken, 20, "file accepted"},
		"missing":          {missing, 2, "file accepted"},
		"gone":             {missing, 1000, "file refused gone"},
		"bigger than said": {endless, 1, "file refused malformed"},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(w *world) {
				sent := w.tg.Send(w.anna, w.anna, emulator.Draft{Document: &emulator.Upload{Name: "a.txt", Content: []byte("a")}})
				lost := &lostFile{RoundTripper: w.tg.Transport(), fail: c.fail, times: c.times}
				w.cfg.HTTP = &http.Client{Transport: lost}
				w.send(store.Outgoing{Key: "file", Chat: w.anna, Do: store.Fetch, File: sent.Files[0].ID}, text("after", w.anna))
				w.deliver(24 * time.Hour)
				same(t, "settled", w.settled(), []string{c.settled, "after accepted"})
			})
		})
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
