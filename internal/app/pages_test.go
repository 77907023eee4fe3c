package app

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

func TestPagesKeepOutOfTheOwnNetwork(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true,
		"127.0.0.1": false, "10.0.0.5": false, "192.168.1.1": false, "172.16.0.1": false, "169.254.169.254": false,
		"100.64.1.1": false, "0.0.0.0": false, "::1": false, "fe80::1": false, "fd00::1": false, "::ffff:127.0.0.1": false,
		"224.0.0.1": false, "255.255.255.255": false, "0.1.2.3": false, "192.0.0.8": false, "198.18.0.1": false, "240.0.0.1": false,
		"64:ff9b::7f00:1": false, "64:ff9b:1::1": false, "2002:7f00:1::1": false, "2001::1": false, "::127.0.0.1": false, "fec0::1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}

	for host, want := range map[string]bool{
		"petrgosk.ru": true, "petrgosk.ru.": true, "пример.рф": true, "93.184.216.34": true,
		"127.0.0.1.": false, "10.0.0.1.": false, "127.1": false, "0x7f.0.0.1": false, "0177.0.0.1": false, "1.2.3.0x1": false, "router": false,
		"router.local": false, "LOCALHOST.localdomain": false, "metadata.google.internal": false, "printer.lan.": false, "": false, ".": false,
	} {
		if got := openName(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}

	reached := false
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached = true
		http.NotFound(w, nil)
	}))
	defer inside.Close()
	port := inside.URL[strings.LastIndexByte(inside.URL, ':'):]
	direct := NewPages(func(*http.Request) (*url.URL, error) { return nil, nil })
	for _, address := range []string{
		inside.URL, "http://localhost" + port, "http://127.0.0.1/", "http://[::1]/", "http://router/", "http://user:pass@example.com/",
		"file:///etc/passwd", "http://2130706433/", "gopher://example.com/", "http://example.com:22/",
	} {
		if direct.Lost(t.Context(), address) {
			t.Errorf("%s was judged", address)
		}
	}
	if reached {
		t.Error("a server of the own network was reached")
	}
	if err := openWebOnly("tcp", net.JoinHostPort("127.0.0.1", "80"), nil); err == nil {
		t.Error("a name that leads home is dialled")
	}
}

// TestPagesJudge asks through a proxy, which stands here for the whole web.
func TestPagesJudge(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ok":
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/closed":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		case "/moved":
			http.Redirect(w, r, "/missing", http.StatusFound)
		case "/home":
			http.Redirect(w, r, "http://127.0.0.1/missing", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer web.Close()
	proxy, err := url.Parse(web.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := NewPages(http.ProxyURL(proxy))
	for path, want := range map[string]bool{
		"/ok": false, "/missing": true, "/gone": true, "/closed": false, "/broken": false, "/moved": true, "/home": false, "/round": false,
	} {
		if got := p.Lost(t.Context(), "http://petrgosk.ru"+path); got != want {
			t.Errorf("%s: lost %v", path, got)
		}
	}
}
