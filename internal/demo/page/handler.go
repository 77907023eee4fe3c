package page

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy lets a page load nothing from outside, run nothing but the one script and look
// like nothing but the one stylesheet.
func policy(style []byte) string {
	sum := sha256.Sum256(style)
	return "default-src 'none'; script-src 'self'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// Handler is the whole site as it is served at an address.
func (s *Site) Handler(address string) http.Handler {
	mux := http.NewServeMux()
	static, err := fs.Sub(embedded, "static")
	if err != nil {
		panic("page: " + err.Error()) // a constant, valid path
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static)))
	mux.HandleFunc("GET /{$}", s.index)
	mux.HandleFunc("GET /chat/{chat}", s.history)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("GET /file/{id}", s.file)
	mux.HandleFunc("GET /max/{message}/{n}", s.fileInMax)
	mux.HandleFunc("GET /ready/{name}", s.ready)
	mux.HandleFunc("POST /act/{chat}", s.act)
	mux.HandleFunc("POST /forward", s.forward)
	mux.HandleFunc("POST /follow", s.follow)
	mux.HandleFunc("POST /clock", s.clock)
	mux.HandleFunc("POST /fault", s.fault)
	mux.HandleFunc("POST /again", s.again)
	mux.HandleFunc("POST /own", s.ownPlan)
	return s.guard(address, http.NewCrossOriginProtection().Handler(mux))
}

// guard refuses requests under a foreign name, by which a page of another site
// could reach this one (DNS rebinding), and from foreign pages.
func (s *Site) guard(address string, next http.Handler) http.Handler {
	names := hosts(address)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", s.policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		origin := r.Header.Get("Origin")
		if !slices.Contains(names, r.Host) || origin != "" && origin != "http://"+r.Host {
			http.Error(w, "Страница открыта по чужому адресу. Откройте http://"+names[0], http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hosts are the names under which an address is reached: its own, and on loopback
// the other names of loopback.
func hosts(address string) []string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return []string{address}
	}
	ip := net.ParseIP(host)
	switch {
	case ip == nil || !ip.IsLoopback() && !ip.IsUnspecified():
		return withPort(port, host)
	case ip.IsUnspecified():
		return withPort(port, append([]string{"127.0.0.1", "localhost", "::1"}, own()...)...)
	}
	return withPort(port, host, "127.0.0.1", "localhost", "::1")
}

// own are this machine's addresses.
func own() []string {
	var all []string
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok {
			all = append(all, n.IP.String())
		}
	}
	return all
}

func withPort(port string, names ...string) []string {
	var all []string
	for _, n := range names {
		all = append(all, net.JoinHostPort(n, port))
		if port == "80" {
			all = append(all, strings.TrimSuffix(net.JoinHostPort(n, port), ":80"))
		}
	}
	return all
}
