package proxy_test

import (
	"errors"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sdelaemvmeste/internal/proxy"
)

// nobody is an address on loopback at which nobody listens.
func nobody(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// TestNextProxyIsTakenWhenOneFails lets the first be absent, want another password or
// answer with a page of its own: the work goes on by the second.
func TestNextProxyIsTakenWhenOneFails(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]func(t *testing.T, to string) string{
		"absent":      func(t *testing.T, _ string) string { return "http://" + inURL + "@" + nobody(t) },
		"absent sock": func(t *testing.T, _ string) string { return "socks5://" + inURL + "@" + nobody(t) },
		"password": func(t *testing.T, to string) string {
			return "http://bot:other@" + overHTTP(t, to, true, false).address
		},
		"sock password": func(t *testing.T, to string) string {
			return "socks5://bot:other@" + overSocks(t, to, true).address
		},
		"page": func(t *testing.T, to string) string {
			p := overHTTP(t, to, false, false)
			p.page.Store(true)
			return "http://" + inURL + "@" + p.address
		},
	} {
		for _, server := range []func(*testing.T) telegramAt{overTLS, plain} {
			a := server(t)
			t.Run(name+" "+a.url[:5], func(t *testing.T) {
				t.Parallel()
				second := overHTTP(t, a.host, true, false)
				ways, err := proxy.List(first(t, a.host)+", http://"+inURL+"@"+second.address, "")
				if err != nil {
					t.Fatal(err)
				}
				wire, db, log := a.wire(t, ways, time.Now)
				work(t, a, wire, db)
				if second.passed.Load() == 0 || !strings.Contains(log.String(), "place=2") {
					t.Errorf("passed by the second: %d\n%s", second.passed.Load(), log)
				}
				quiet(t, log.String())
			})
		}
	}
}

// TestFirstProxyIsTakenAgain tries the first anew after a while, by a question that
// does no harm.
func TestFirstProxyIsTakenAgain(t *testing.T) {
	t.Parallel()
	a := overTLS(t)
	first := overHTTP(t, a.host, false, false)
	first.page.Store(true)
	ways, err := proxy.List("http://"+first.address, "")
	if err != nil {
		t.Fatal(err)
	}
	var late atomic.Bool
	wire, _, _ := a.wire(t, ways, time.Now)
	if _, err := wire.Me(t.Context()); err == nil {
		t.Error("a page was taken for an answer")
	}
	second := overHTTP(t, a.host, false, false)
	if ways, err = proxy.List("http://"+first.address+" http://"+second.address, ""); err != nil {
		t.Fatal(err)
	}
	wire, _, log := a.wire(t, ways, func() time.Time {
		if late.Load() {
			return time.Now().Add(time.Hour)
		}
		return time.Now()
	})
	for _, want := range []int64{0, 0, 1} {
		if _, err := wire.Me(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := first.passed.Load(); got != want {
			t.Errorf("passed by the first: %d, want %d\n%s", got, want, log)
		}
		if !first.page.Swap(false) { // the first is mended, and after that an hour passes
			late.Store(true)
		}
	}
}

// TestNoProxy goes straight on to hosts that are to be reached so, whatever the way.
func TestNoProxy(t *testing.T) {
	t.Parallel()
	a := plain(t)
	env := map[string]string{"http_proxy": "http://" + nobody(t), "NO_PROXY": "botapi.test,.example.org"}
	listed, err := proxy.List(env["http_proxy"], env["NO_PROXY"])
	if err != nil {
		t.Fatal(err)
	}
	for _, ways := range [][]proxy.Way{listed, {proxy.Environment(func(name string) string { return env[name] })}} {
		for url, straight := range map[string]bool{"http://botapi.test": true, "http://a.example.org": true, "http://example.com": false, "http://localhost": true} {
			a.url = url
			wire, _, _ := a.wire(t, ways, time.Now)
			_, err := wire.Me(t.Context())
			refused := err != nil && strings.Contains(err.Error(), "proxyconnect")
			if refused == straight {
				t.Errorf("%s: %v", url, err)
			}
		}
	}
}

// TestAddressesThatAreNone are refused without being repeated.
func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"proxy:3128", "http://", "ftp://proxy", "http://proxy/path", "http://bot:se cret@proxy", "http://bot:se%zzcret@proxy", "http://bot:sec#ret@proxy", "secret",
	} {
		_, err := proxy.List("direct,"+strings.ReplaceAll(text, " ", "%"), "")
		if !errors.Is(err, proxy.ErrAddress) || !strings.HasPrefix(err.Error(), "proxy 2: ") || strings.Contains(err.Error(), "cret") {
			t.Errorf("%s: %v", text, err)
		}
	}
	ways, err := proxy.List(" http://a:1 ;\thttps://u:p@b:2,socks5://c:3\ndirect ", "")
	if err != nil || len(ways) != 4 || ways[1].String() != "https://b:2" || ways[3].String() != proxy.Direct {
		t.Errorf("%v, %v", ways, err)
	}
}
