// Package telegram is the wire: it polls Telegram into the inbox and delivers
// the outbox to Telegram. It paces, retries, tells the sorts of failure apart
// and keeps the token out of every text.
//
// It knows deeds and outcomes, not what they mean: no plan, post or person is
// known here, only the neutral records that the store keeps. It is the only
// room that imports the client library.
//
// What may happen twice and what may not. An update is written to the inbox
// before the next poll confirms it, so a crash brings it again and the store
// drops the repetition. A record of the outbox is marked as being tried before
// a byte of it is written, and Telegram's answer is kept in the transaction
// that removes it; a record found marked at start has an unknown outcome. What
// makes a message is then sent once more, saying so, or, when it is a
// publication, never again; what only changes something is simply repeated.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/store"
)

// DefaultAPIURL is Telegram's own Bot API server.
const DefaultAPIURL = "https://api.telegram.org"

// Config is what the wire needs. Token and Store must be set, the rest has
// defaults.
type Config struct {
	Token string
	// APIURL is the Bot API server without a path for the bot; "" is Telegram's.
	APIURL string
	Store  *store.DB
	// HTTP carries the requests; nil is a client of our own with the proxy of
	// the environment. Redirects are refused in either case.
	HTTP *http.Client

	// Now is the program's clock, by which updates are dated; Real the true one,
	// by which the wire paces itself even when a rehearsal runs faster.
	Now, Real func() time.Time
	Log       *slog.Logger

	// Settle does what follows from an outcome, in the transaction that records
	// it. It must not touch the network. An error or a panic of it is logged and
	// the outcome is recorded without it: the message is out in any case.
	Settle func(tx *store.Tx, out store.Outgoing, outcome store.Outcome) error
	// Receive keeps the updates of a poll in the inbox, in one transaction; the default
	// does just that. Its errors are the store's.
	Receive func(ctx context.Context, ins []store.Incoming) error
	// Introduced is given the bot's own account by Introduce.
	Introduced func(store.User) error

	// PollTimeout is how long one getUpdates waits, 50 s when zero.
	PollTimeout time.Duration
	// Workers is how many deliveries go on at once, 8 when zero.
	Workers int
	// Grace is how long requests at hand may last after Deliver was told to
	// stop, 4 s when zero.
	Grace time.Duration
	Pace  Pace
	// Rand gives the jitter, in [0,1).
	Rand func() float64

	// Step is called between every two steps that touch disk or wire, with the
	// step's name; a crash test panics or ends the process in it. The steps are
	// "poll: before commit" and "poll: committed"; "deliver: before commit" and
	// "deliver: committed", of the marks of being tried and of the outcomes; and
	// in a goroutine of each request "deliver: before writing" and "deliver:
	// answered", whose panic comes out of Deliver.
	Step func(step string)
	// Status is told of every change of the link to Telegram, by Poll.
	Status  func(Status)
	Observe Observer
}

// Status is the state of the link to Telegram.
type Status string

// The states of the link.
const (
	// Up: the last poll was answered.
	Up Status = "up"
	// Down: Telegram does not answer, or not as Telegram.
	Down Status = "down"
	// Conflict: another process polls with this token, or a webhook is set.
	Conflict Status = "conflict"
	// BadToken: Telegram does not know the token.
	BadToken Status = "bad_token"
)

// Observer counts. Every field may be nil; all may be called from several
// goroutines.
type Observer struct {
	// Call is told of every request: its method and the class of its answer
	// ("ok", "flood", "network", …).
	Call func(method, class string)
	// Outcome is told of every delivery that ended.
	Outcome func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal)
	// Polled is told of every poll that was answered, with the number of updates.
	Polled func(updates int)
}

// Wire is the link to Telegram. Poll, Deliver and Introduce are to be run once
// each, at the same time; Answer and Me may be called from anywhere.
type Wire struct {
	cfg    Config
	log    *slog.Logger
	token  wire.Secret
	base   string // of the API, without a trailing slash
	client *http.Client
	// held is the end of the pause of the whole bot, polled since when polls have been
	// answered, both in Unix nanoseconds; 0 for none.
	held, polled atomic.Int64
	// slow is within which time answers came lately, twice over, in nanoseconds.
	slow atomic.Int64
}

// silenceLibrary takes the library's own log away: it prints addresses, and
// they hold the token.
var silenceLibrary = sync.OnceValue(func() error { return tgbotapi.SetLogger(silent{}) })

type silent struct{}

func (silent) Println(...any)        {}
func (silent) Printf(string, ...any) {}

// New makes a wire; it touches neither the network nor the store. Errors are
// about the configuration and never hold the token.
func New(c Config) (*Wire, error) {
	if c.Store == nil {
		return nil, errors.New("telegram: no store")
	}
	return bare(c)
}

// bare makes a wire that can do without a store as long as it only asks.
func bare(c Config) (*Wire, error) {
	if !plausible(c.Token) {
		return nil, errors.New("telegram: the token is not one: it is digits, a colon, letters and digits")
	}
	if err := silenceLibrary(); err != nil {
		return nil, fmt.Errorf("telegram: silence the library: %w", err)
	}
	base, err := wire.BaseURL(c.APIURL, DefaultAPIURL)
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", err)
	}
	c = c.complete()
	w := &Wire{cfg: c, log: c.Log, token: newSecret(c.Token), base: base, client: newClient(c.HTTP)}
	w.cfg.Token = ""
	return w, nil
}

func (c Config) complete() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Real == nil {
		c.Real = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Settle == nil {
		c.Settle = func(*store.Tx, store.Outgoing, store.Outcome) error { return nil }
	}
	if c.Receive == nil {
		c.Receive = func(_ context.Context, ins []store.Incoming) error {
			return c.Store.Update(func(tx *store.Tx) error { return tx.ReceiveAll(ins) })
		}
	}
	if c.Introduced == nil {
		c.Introduced = func(store.User) error { return nil }
	}
	if c.PollTimeout <= 0 {
		c.PollTimeout = 50 * time.Second
	}
	if c.Workers <= 0 {
		c.Workers = 8
	}
	if c.Grace <= 0 {
		c.Grace = 4 * time.Second
	}
	if c.Rand == nil {
		c.Rand = rand.Float64
	}
	if c.Step == nil {
		c.Step = func(string) {}
	}
	if c.Status == nil {
		c.Status = func(Status) {}
	}
	c.Pace, c.Observe = c.Pace.complete(), c.Observe.complete()
	return c
}

func (o Observer) complete() Observer {
	if o.Call == nil {
		o.Call = func(string, string) {}
	}
	if o.Outcome == nil {
		o.Outcome = func(store.Deed, store.OutcomeClass, store.Refusal) {}
	}
	if o.Polled == nil {
		o.Polled = func(int) {}
	}
	return o
}

// pause waits, and reports whether it was not cut short.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// backoff is the pause after the n-th failure in a row: it doubles from one
// second up to the limit, and its upper half is left to chance so that many
// waiting at once do not come back at once.
func (w *Wire) backoff(n int, limit time.Duration) time.Duration {
	d := limit
	if n < 20 {
		d = min(limit, time.Second<<max(n-1, 0))
	}
	return d/2 + time.Duration(w.cfg.Rand()*float64(d/2))
}

// Format keeps the wire, its client and its configuration out of every print.
func (w *Wire) Format(f fmt.State, _ rune) { fmt.Fprint(f, "telegram.Wire") }

// Format prints what is safe of the configuration.
func (c Config) Format(f fmt.State, _ rune) { fmt.Fprint(f, "telegram.Config") }

// LogValue is what a log shows of the configuration.
func (c Config) LogValue() slog.Value { return slog.StringValue("telegram.Config") }
