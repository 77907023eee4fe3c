package proxy_test

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// The user and the password that the proxies here ask for. The password has signs that
// an address has to spell otherwise.
const (
	user     = "bot"
	password = "p@ss/wörd:1"
	inURL    = "bot:p%40ss%2Fw%C3%B6rd%3A1"
)

// local is a real proxy on loopback that leads to one server, whatever is asked for.
type local struct {
	address string // host and port
	to      string
	guarded bool
	passed  atomic.Int64 // requests or tunnels let through
	page    atomic.Bool  // answers with a page of its own
}

// tunnel joins two connections until either ends.
func tunnel(a, b net.Conn) {
	var both sync.WaitGroup
	for _, pair := range [][2]net.Conn{{a, b}, {b, a}} {
		both.Go(func() {
			_, _ = io.Copy(pair[0], pair[1])
			_ = pair[0].Close()
			_ = pair[1].Close()
		})
	}
	both.Wait()
}

// overHTTP starts a proxy that is spoken to by HTTP: CONNECT, or the request itself.
func overHTTP(t *testing.T, to string, guarded, sealed bool) *local {
	t.Helper()
	p := &local{to: to, guarded: guarded}
	s := httptest.NewUnstartedServer(p)
	if sealed {
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	p.address = s.Listener.Addr().String()
	return p
}

func (p *local) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
	switch {
	case p.page.Load():
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html><body>Доступ запрещён</body></html>")
	case p.guarded && r.Header.Get("Proxy-Authorization") != want:
		w.WriteHeader(http.StatusProxyAuthRequired)
	case r.Method == http.MethodConnect:
		p.connect(w)
	default:
		p.forward(w, r)
	}
}

func (p *local) connect(w http.ResponseWriter) {
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	client, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	p.passed.Add(1)
	fmt.Fprint(client, "HTTP/1.1 200 Connection established\r\n\r\n")
	tunnel(client, server)
}

func (p *local) forward(w http.ResponseWriter, r *http.Request) {
	p.passed.Add(1)
	again := r.Clone(r.Context())
	again.RequestURI, again.URL.Host = "", p.to
	resp, err := http.DefaultTransport.RoundTrip(again)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// overSocks starts a proxy that is spoken to by SOCKS5 (RFC 1928, 1929).
func overSocks(t *testing.T, to string, guarded bool) *local {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &local{to: to, guarded: guarded, address: listener.Addr().String()}
	var clients sync.WaitGroup
	clients.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			clients.Go(func() { p.socks(client) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		clients.Wait()
	})
	return p
}

func (p *local) socks(client net.Conn) {
	defer client.Close()
	r := bufio.NewReader(client)
	next := func(n int) []byte {
		b := make([]byte, n)
		if _, err := io.ReadFull(r, b); err != nil {
			return make([]byte, n)
		}
		return b
	}
	next(int(next(2)[1])) // the client's methods
	if p.guarded {
		_, _ = client.Write([]byte{5, 2})
		name := string(next(int(next(2)[1])))
		word := string(next(int(next(1)[0])))
		if name != user || word != password {
			_, _ = client.Write([]byte{1, 1})
			return
		}
		_, _ = client.Write([]byte{1, 0})
	} else {
		_, _ = client.Write([]byte{5, 0})
	}
	switch next(4)[3] { // the kind of address
	case 1:
		next(4)
	case 3:
		next(int(next(1)[0]))
	case 4:
		next(16)
	}
	next(2)
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		_, _ = client.Write([]byte{5, 1, 0, 1, 0, 0, 0, 0, 0, 0})
		return
	}
	p.passed.Add(1)
	_, _ = client.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	tunnel(client, server)
}
