// Package page shows a district in a browser: its telephones side by side and the
// clock that can be turned. Pages are made on the server; what changes is pushed
// to them. It knows the demonstration and its Telegram, nothing of plans and posts.
package page

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"sdelaemvmeste/internal/demo"
)

//go:embed static templates
var embedded embed.FS

// Site serves one district to its visitors; another may take its place.
type Site struct {
	real      func() time.Time
	templates *template.Template
	policy    string // what pages may load and run
	hub       *hub

	mu       sync.RWMutex // held for reading while the district is used
	district *demo.Demo
	own      bool
	id       string // of the district, by which an open page sees that it is another

	wheel wheel
}

// New makes the site of a district, which it closes in the end.
func New(d *demo.Demo, real func() time.Time) (*Site, error) {
	style, err := fs.ReadFile(embedded, "templates/style.css")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	// A stylesheet within the page saves the way to the server before the first paint.
	templates, err := template.New("").
		Funcs(template.FuncMap{"style": func() template.CSS { return template.CSS(style) }}). //nolint:gosec // it is a file of ours
		ParseFS(embedded, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	s := &Site{real: real, templates: templates, policy: policy(style), hub: newHub(), district: d, id: identity(real())}
	d.Listen(s.hear)
	return s, nil
}

// identity names a district by when it began.
func identity(began time.Time) string { return strconv.FormatInt(began.UnixNano(), 36) }

// hear tells the visitors of what happens in the chats.
func (s *Site) hear(chat int64, toast string) {
	if toast != "" {
		s.hub.toast(chat, toast)
		return
	}
	s.hub.chatChanged(chat)
}

// replace puts another district in the place of the present one.
func (s *Site) replace(make func() (*demo.Demo, error), own bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wheel.stop()
	d, err := make()
	if err != nil {
		return err
	}
	old := s.district
	s.district, s.own, s.id = d, own, identity(s.real())
	d.Listen(s.hear)
	s.hub.begunAnew()
	return old.Close()
}

// Serve serves the site on an address that is already listened at, until the
// context ends.
func (s *Site) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.Handler(l.Addr().String()), ReadHeaderTimeout: 10 * time.Second,
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		s.hub.close()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		ended <- server.Shutdown(last)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("page: %w", err)
	}
	return <-ended
}

// Close ends the district.
func (s *Site) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wheel.stop()
	return s.district.Close()
}
