package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a store, an emulated Telegram with some chats, and what the wire
// between them logged and settled.
type world struct {
	t    *testing.T
	dir  string
	db   *store.DB
	tg   *emulator.Server
	cfg  Config
	logs printed.Text

	anna, boris int64 // two people who pressed Start
	group       int64
	channel     int64
}

// play runs a story in a bubble of virtual time, and afterwards looks for what
// must never be: a violation of the protocol, and the token in a log.
func play(t *testing.T, story func(*world)) { playWith(t, emulator.Config{}, story) }

func playWith(t *testing.T, tg emulator.Config, story func(*world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, dir: t.TempDir(), tg: emulator.New(tg)}
		w.open()
		defer func() {
			if err := w.db.Close(); err != nil {
				t.Error(err)
			}
		}()
		w.people()
		w.cfg = Config{
			Token: w.tg.Token(), HTTP: w.tg.Client(), Settle: ledger,
			Log:  slog.New(slog.NewTextHandler(&w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
			Rand: func() float64 { return 0.5 },
		}
		story(w)
		if v := w.tg.Violations(); len(v) > 0 {
			t.Errorf("violations of the protocol: %q", v)
		}
		_, half, _ := strings.Cut(w.tg.Token(), ":")
		if strings.Contains(w.logs.String(), half) {
			t.Errorf("the token is in the log:\n%s", w.logs.String())
		}
	})
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

func (w *world) people() {
	w.anna = w.tg.AddUser(emulator.User{FirstName: "Анна"}).ID
	w.boris = w.tg.AddUser(emulator.User{FirstName: "Борис"}).ID
	w.tg.Start(w.anna)
	w.tg.Start(w.boris)
	w.group = w.tg.AddGroup("Согласование", w.anna, w.boris)
	w.tg.AddBotToChat(w.group, w.anna)
	w.channel = w.tg.AddChannel("Новости", "news", w.anna)
	w.tg.AddBotToChat(w.channel, w.anna)
}

// ledger settles an outcome by a line in the inbox, so that what was settled
// stands and falls with the transaction.
func ledger(tx *store.Tx, o store.Outgoing, got store.Outcome) error {
	class := map[store.OutcomeClass]string{
		store.Accepted: "accepted", store.Refused: "refused", store.Unknown: "unknown",
	}[got.Class]
	text := o.Key + " " + class
	if got.Refusal != "" {
		text += " " + string(got.Refusal)
	}
	return tx.Receive(store.Incoming{Kind: store.InService, Text: text, Data: got.Reason})
}

// settled is what the ledger says, in order.
func (w *world) settled() []string {
	var lines []string
	for _, in := range w.inbox() {
		if in.Kind == store.InService && in.Chat.ID == 0 {
			lines = append(lines, in.Text)
		}
	}
	return lines
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

// send puts records into the outbox in one transaction.
func (w *world) send(outs ...store.Outgoing) {
	w.t.Helper()
	err := w.db.Update(func(tx *store.Tx) error {
		for _, o := range outs {
			if o.Queued.IsZero() {
				o.Queued = time.Now()
			}
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

func (w *world) wire() *Wire {
	w.t.Helper()
	c := w.cfg
	c.Store = w.db
	wire, err := New(c)
	if err != nil {
		w.t.Fatal(err)
	}
	return wire
}

// deliver runs the delivery for so long on the virtual clock.
func (w *world) deliver(d time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), d)
	defer cancel()
	if err := w.wire().Deliver(ctx); err != nil {
		w.t.Fatal(err)
	}
}

// poll runs the polling for so long on the virtual clock.
func (w *world) poll(d time.Duration) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), d)
	defer cancel()
	if err := w.wire().Poll(ctx); err != nil {
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

// texts is what the bot wrote to a chat and did not delete.
func (w *world) texts(chat int64) []string {
	var out []string
	for _, m := range w.tg.Messages(chat) {
		if m.FromBot {
			out = append(out, m.Text)
		}
	}
	return out
}

func text(key string, chat int64) store.Outgoing {
	return store.Outgoing{Key: key, Chat: chat, Do: store.SendText, Text: key}
}

// same compares printed values, which shows both when they differ.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: got %s, want %s", what, g, w)
	}
}
