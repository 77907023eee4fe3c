// Package max is the wire to MAX: it delivers to its channels what the outbox holds
// for them, and reads back what stands there. It paces, retries, tells the sorts of
// failure apart and keeps the token out of every text.
//
// It knows deeds and outcomes, not what they mean: no plan, post or person is known
// here, only the neutral records that the store keeps. It speaks to MAX by itself:
// the client that MAX offers repeats requests after a timeout, and MAX knows no key
// by which it could tell a repetition from a second post.
//
// What may happen twice and what may not. Before a publication everything that can
// fail is done that leaves no trace: the bot's rights are asked for, the files are
// fetched and uploaded. Then the record is marked as being tried, and the message is
// sent, once. A record found marked at start, or whose request had no answer that can
// be understood, has an unknown outcome: the channel is read back, and when the
// message stands there it was published. When it does not, people are asked: it is
// never sent again by guess. What only changes something is simply repeated.
package max

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// DefaultAPIURL is MAX's own Bot API server.
const DefaultAPIURL = "https://platform-api2.max.ru"

// ErrNoFile is returned for a file that no longer exists or is too large.
var ErrNoFile = errors.New("file not available")

// Config is what the wire needs. Token, Store and Fetch must be set, the rest has
// defaults.
type Config struct {
	Token string
	// APIURL is the API server; "" is MAX's.
	APIURL string
	Store  *store.DB
	// HTTP carries the requests; nil is a client of our own with the proxy of the
	// environment, which trusts Roots, or where that is nil the system's.
	HTTP  *http.Client
	Roots *x509.CertPool

	// Fetch gives a file that people sent to the bot. An error that wraps
	// [ErrNoFile] is for good, any other for now.
	Fetch func(ctx context.Context, file plans.Media) ([]byte, error)

	// Real is the true clock, by which the wire paces itself.
	Real func() time.Time
	Log  *slog.Logger

	// Settle does what follows from an outcome, in the transaction that records it.
	// It must not touch the network. An error or a panic of it is logged and the
	// outcome is recorded without it: the message is out in any case.
	Settle func(tx *store.Tx, out store.Outgoing, outcome store.Outcome) error

	// Grace is how long a request at hand may last after Deliver was told to stop,
	// 4 s when zero.
	Grace time.Duration
	// Unpaced lets requests follow each other as fast as they are answered.
	Unpaced bool
	// Rand gives the jitter, in [0,1).
	Rand func() float64

	// Step is called between every two steps that touch disk or wire, with the
	// step's name; a crash test panics or ends the process in it. The steps are "max:
	// before commit" and "max: committed", of the marks of being tried and of the
	// outcomes, "max: before writing" and "max: answered".
	Step func(step string)
	// Status is told of every change of the link to MAX.
	Status  func(Status)
	Observe Observer
}

// Status is the state of the link to MAX.
type Status string

// The states of the link.
const (
	// Up: the last request was answered.
	Up Status = "up"
	// Down: MAX does not answer, or not as MAX.
	Down Status = "down"
	// BadToken: MAX does not know the token.
	BadToken Status = "bad_token"
)

// Observer counts. Every field may be nil; all may be called from several
// goroutines.
type Observer struct {
	// Call is told of every request: its operation and the class of its answer
	// ("ok", "flood", "network", …).
	Call func(operation, class string)
	// Outcome is told of every delivery that ended.
	Outcome func(deed store.Deed, class store.OutcomeClass, refusal store.Refusal)
}

// Wire is the link to MAX. Deliver is to be run once.
type Wire struct {
	cfg    Config
	log    *slog.Logger
	token  wire.Secret
	base   string // of the API, without a trailing slash
	client *http.Client
}

// New makes a wire; it touches neither the network nor the store. Errors are about
// the configuration and never hold the token.
func New(c Config) (*Wire, error) {
	switch {
	case c.Store == nil:
		return nil, errors.New("max: no store")
	case c.Fetch == nil:
		return nil, errors.New("max: nothing to fetch files with")
	case !plausible(c.Token):
		return nil, errors.New("max: the token is not one: it is letters, digits and signs without blanks")
	}
	base, err := wire.BaseURL(c.APIURL, DefaultAPIURL)
	if err != nil {
		return nil, fmt.Errorf("max: %w", err)
	}
	c = c.complete()
	w := &Wire{cfg: c, log: c.Log, token: wire.NewSecret(c.Token), base: base, client: newClient(c.HTTP, c.Roots)}
	w.cfg.Token = ""
	return w, nil
}

func (c Config) complete() Config {
	if c.Real == nil {
		c.Real = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Settle == nil {
		c.Settle = func(*store.Tx, store.Outgoing, store.Outcome) error { return nil }
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
	if c.Observe.Call == nil {
		c.Observe.Call = func(string, string) {}
	}
	if c.Observe.Outcome == nil {
		c.Observe.Outcome = func(store.Deed, store.OutcomeClass, store.Refusal) {}
	}
	return c
}

// backoffLimit is the longest pause between two attempts.
const backoffLimit = 5 * time.Minute

// backoff is the pause after the n-th failure in a row: it doubles from one second up
// to the limit, and its upper half is left to chance.
func (w *Wire) backoff(n int) time.Duration {
	d := backoffLimit
	if n < 20 {
		d = min(d, time.Second<<max(n-1, 0))
	}
	return d/2 + time.Duration(w.cfg.Rand()*float64(d/2))
}

// Format keeps the wire, its client and its configuration out of every print.
func (w *Wire) Format(f fmt.State, _ rune) { fmt.Fprint(f, "max.Wire") }

// Format prints what is safe of the configuration.
func (c Config) Format(f fmt.State, _ rune) { fmt.Fprint(f, "max.Config") }

// LogValue is what a log shows of the configuration.
func (c Config) LogValue() slog.Value { return slog.StringValue("max.Config") }
