package max

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/maxemulator/openapi"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var described = sync.OnceValues(openapi.Max)

// world is a store, an emulated MAX with a channel, and what the wire between them
// logged and settled.
type world struct {
	t       *testing.T
	dir     string
	db      *store.DB
	mx      *maxemulator.Server
	cfg     Config
	logs    bytes.Buffer
	channel int64
	// fetched is what Telegram was asked for; lost files it does not have, and while
	// silent it does not answer.
	fetched []string
	lost    map[string]bool
	silent  bool
}

// play runs a story in a bubble of virtual time, and afterwards looks for what must
// never be: a request that the description does not know, and the token in a log.
func play(t *testing.T, limits maxemulator.Limits, story func(*world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		by, err := described()
		if err != nil {
			t.Fatal(err)
		}
		w := &world{t: t, dir: t.TempDir(), mx: maxemulator.New(maxemulator.Config{Check: by.Request, Limits: limits}), lost: map[string]bool{}}
		w.open()
		defer func() {
			if err := w.db.Close(); err != nil {
				t.Error(err)
			}
		}()
		w.channel = w.mx.AddChannel("Округ", "okrug")
		w.cfg = Config{
			Token: w.mx.Token(), APIURL: "https://max.test", HTTP: w.mx.Client(), Fetch: w.fetch, Settle: ledger,
			Log:  slog.New(slog.NewTextHandler(&w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
			Rand: func() float64 { return 0.5 },
		}
		story(w)
		if v := w.mx.Violations(); len(v) > 0 {
			t.Errorf("violations of the protocol: %q", v)
		}
		if strings.Contains(w.logs.String(), w.mx.Token()) {
			t.Errorf("the token is in the log:\n%s", w.logs.String())
		}
	})
}

// fetch gives a file of Telegram's: its content is its name.
func (w *world) fetch(_ context.Context, m plans.Media) ([]byte, error) {
	switch {
	case w.silent:
		return nil, errors.New("telegram does not answer")
	case w.lost[m.File]:
		return nil, fmt.Errorf("%s: %w", m.File, ErrNoFile)
	}
	w.fetched = append(w.fetched, m.File)
	return []byte(m.File), nil
}

func (w *world) open() {
	w.t.Helper()
	db, err := store.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.db = db
}

// reopen closes the database and opens it again, as a restart does.
func (w *world) reopen() {
	w.t.Helper()
	if err := w.db.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.open()
}

// ledger settles an outcome by a line in the inbox, so that what was settled stands
// and falls with the transaction.
func ledger(tx *store.Tx, o store.Outgoing, got store.Outcome) error {
	class := map[store.OutcomeClass]string{store.Accepted: "accepted", store.Refused: "refused", store.Unknown: "unknown"}[got.Class]
	text := o.Key + " " + class
	if got.Refusal != "" {
		text += " " + string(got.Refusal)
	}
	more := fmt.Sprintf("%s|%s|%d|%+v", got.Mid, got.Link, got.Views, got.Found)
	return tx.Receive(store.Incoming{Kind: store.InService, Text: text, Data: more})
}

// settled is what the ledger says, in order; details what it says of one record.
func (w *world) settled() (lines []string) {
	for _, in := range w.inbox() {
		lines = append(lines, in.Text)
	}
	return lines
}

func (w *world) details(key string) string {
	for _, in := range w.inbox() {
		if strings.HasPrefix(in.Text, key+" ") {
			return in.Data
		}
	}
	return ""
}

func (w *world) inbox() (got []store.Received) {
	w.t.Helper()
	err := w.db.View(func(tx *store.Tx) (err error) {
		got, err = tx.Inbox(100_000)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *world) outbox() (all []store.Outgoing) {
	w.t.Helper()
	err := w.db.View(func(tx *store.Tx) (err error) {
		all, err = tx.Outbox()
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// send puts records for MAX into the outbox in one transaction.
func (w *world) send(outs ...store.Outgoing) {
	w.t.Helper()
	err := w.db.Update(func(tx *store.Tx) error {
		for _, o := range outs {
			o.Wire, o.Queued = store.Max, time.Now()
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// deliver runs the delivery for so long on the virtual clock.
func (w *world) deliver(d time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), d)
	defer cancel()
	c := w.cfg
	c.Store = w.db
	wire, err := New(c)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := wire.Deliver(ctx); err != nil {
		w.t.Fatal(err)
	}
}

// errCrash is what a Step panics with to stop the program there.
var errCrash = errors.New("crash")

// crashing runs fn and reports whether it ended in a crash.
func crashing(fn func()) (crashed bool) {
	defer func() {
		p := recover()
		if err, ok := p.(error); ok && errors.Is(err, errCrash) {
			crashed = true
		} else if p != nil {
			panic(p)
		}
	}()
	fn()
	return false
}

// texts is what the channel shows.
func (w *world) texts() (out []string) {
	for _, m := range w.mx.Messages(w.channel) {
		out = append(out, m.Text)
	}
	return out
}

// post is a publication of words alone, which are its key too.
func (w *world) post(key string) store.Outgoing {
	return store.Outgoing{Key: key, Chat: w.channel, Do: store.SendText, Text: key, Entities: []store.Entity{}, Once: true}
}

// album is a publication of photographs under words.
func (w *world) album(key string, files ...string) store.Outgoing {
	o := w.post(key)
	o.Do = store.SendMedia
	for _, f := range files {
		kind := store.Photo
		if strings.HasPrefix(f, "video") {
			kind = store.Video
		}
		o.Media = append(o.Media, store.Media{Kind: kind, File: f, Unique: "u" + f})
	}
	return o
}

// equal compares printed values, which shows both when they differ.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: got %s, want %s", what, g, w)
	}
}
