package proxy_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/proxy"
	"sdelaemvmeste/store"
)

// telegramAt is the emulated Telegram on a real socket.
type telegramAt struct {
	*emulator.Server
	host string // and port
	url  string
	tls  *tls.Config
}

func overTLS(t *testing.T) telegramAt {
	t.Helper()
	server := emulator.New(emulator.Config{Username: "sdelaem_bot"})
	web := httptest.NewTLSServer(server)
	t.Cleanup(web.Close)
	trust := web.Client().Transport.(*http.Transport).TLSClientConfig
	return telegramAt{Server: server, host: web.Listener.Addr().String(), url: "https://example.com", tls: trust}
}

func plain(t *testing.T) telegramAt {
	t.Helper()
	server := emulator.New(emulator.Config{Username: "sdelaem_bot"})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return telegramAt{Server: server, host: web.Listener.Addr().String(), url: "http://botapi.test"}
}

// wire is the program's own wire over ways, and its log.
func (a telegramAt) wire(t *testing.T, ways []proxy.Way, now func() time.Time) (*telegram.Wire, *store.DB, *bytes.Buffer) {
	t.Helper()
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	var mu sync.Mutex
	logger := slog.New(slog.NewTextHandler(locked{&mu, &log}, nil))
	transport := func(through func(*http.Request) (*url.URL, error)) http.RoundTripper {
		tr := wire.NewTransport(through)
		tr.TLSClientConfig = a.tls
		t.Cleanup(tr.CloseIdleConnections)
		return tr
	}
	wire, err := telegram.New(telegram.Config{
		Token: a.Token(), APIURL: a.url, Store: db, Log: logger, PollTimeout: time.Second,
		HTTP: &http.Client{Transport: proxy.New(ways, transport, now, logger)},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return wire, db, &log
}

type locked struct {
	mu *sync.Mutex
	w  *bytes.Buffer
}

func (l locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

// work polls and delivers until a message has arrived. One that a proxy answered with a
// page may have arrived before, so that it comes with the mark of a repetition.
func work(t *testing.T, a telegramAt, wire *telegram.Wire, db *store.DB) {
	t.Helper()
	anna := a.AddUser(emulator.User{FirstName: "Анна"}).ID
	a.Start(anna)
	err := db.Update(func(tx *store.Tx) error {
		return tx.Send(store.Outgoing{Key: "m", Chat: anna, Do: store.SendText, Text: "отчёт"})
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var crew sync.WaitGroup
	var errs [2]error
	crew.Go(func() { errs[0] = wire.Poll(ctx) })
	crew.Go(func() { errs[1] = wire.Deliver(ctx) })
	waiting, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err = a.Wait(waiting, func() bool { return strings.HasSuffix(a.Last(anna).Text, "отчёт") })
	stop()
	crew.Wait()
	if err := errors.Join(append(errs[:], err)...); err != nil {
		t.Error(err)
	}
}

// TestEveryKindOfProxy works through a real proxy of each kind, with a password and
// without, towards Telegram and towards a Bot API server of one's own.
func TestEveryKindOfProxy(t *testing.T) {
	t.Parallel()
	for _, server := range []func(*testing.T) telegramAt{overTLS, plain} {
		for _, scheme := range []string{"http", "https", "socks5", "socks5h"} {
			for _, guarded := range []bool{false, true} {
				a := server(t)
				t.Run(fmt.Sprint(a.url[:5], " by ", scheme, " guarded ", guarded), func(t *testing.T) {
					t.Parallel()
					p := proxyOf(t, scheme, a.host, guarded)
					if a.tls == nil {
						a.tls = overTLS(t).tls // the proxy's own certificate
					}
					address := scheme + "://" + p.address
					if guarded {
						address = scheme + "://" + inURL + "@" + p.address
					}
					ways, err := proxy.List(address, "")
					if err != nil {
						t.Fatal(err)
					}
					wire, db, log := a.wire(t, ways, time.Now)
					work(t, a, wire, db)
					if p.passed.Load() == 0 {
						t.Error("nothing went through the proxy")
					}
					quiet(t, log.String())
				})
			}
		}
	}
}

func proxyOf(t *testing.T, scheme, to string, guarded bool) *local {
	t.Helper()
	if strings.HasPrefix(scheme, "socks") {
		return overSocks(t, to, guarded)
	}
	return overHTTP(t, to, guarded, scheme == "https")
}

// quiet fails the test when a log holds the proxy's password or user.
func quiet(t *testing.T, log string) {
	t.Helper()
	for _, secret := range []string{password, inURL, "ss%2Fw", "rd:1", "bot:"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q:\n%s", secret, log)
		}
	}
}
