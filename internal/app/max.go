package app

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"

	"sdelaemvmeste/bot/max"
	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/plans"
)

// MaxStatus is the state of the link to MAX. These names stand for the wire's own in
// files that need the built-in max.
type (
	MaxStatus = max.Status
	maxWire   = max.Wire
)

const maxBadToken = max.BadToken

// Max is what the link to MAX is put together from. Without a token there is none.
type Max struct {
	Token, URL string
	// Http carries the requests; nil is a client of the wire's own, which trusts Roots,
	// or where that is nil the system's.
	Http  *http.Client
	Roots *x509.CertPool
	// Unpaced lets requests follow each other as fast as they are answered.
	Unpaced bool
	// Status is told of the link to MAX; nil for nobody.
	Status  func(max.Status)
	Observe max.Observer
}

// linkToMax makes the wire to MAX, which takes the files of posts from Telegram; nil
// without a token.
func (m *Program) linkToMax() (*max.Wire, error) {
	p := m.Parts
	if p.Max.Token == "" {
		return nil, nil
	}
	wire, err := max.New(max.Config{
		Token: p.Max.Token, APIURL: p.Max.URL, Store: p.Store, HTTP: p.Max.Http, Roots: p.Max.Roots, Fetch: m.fileOfPost,
		Real: p.Real, Log: p.Log, Settle: m.Bot.Settle, Unpaced: p.Max.Unpaced, Step: p.Step, Status: p.Max.Status, Observe: p.Max.Observe,
	})
	if err != nil {
		return nil, fmt.Errorf("make the wire to MAX: %w", err)
	}
	return wire, nil
}

// fileOfPost gives a file of a post, which lies at Telegram's.
func (m *Program) fileOfPost(ctx context.Context, file plans.Media) ([]byte, error) {
	data, err := m.wire.File(ctx, file.File)
	if errors.Is(err, telegram.ErrNoFile) {
		return nil, fmt.Errorf("%w: %w", max.ErrNoFile, err)
	}
	return data, err
}
