package page

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/demo"
	"sdelaemvmeste/internal/emulator"
)

const address = "127.0.0.1:8420"

// stage is a site whose story has been played, in virtual time.
type stage struct {
	t       *testing.T
	site    *Site
	handler http.Handler
}

// onStage runs tests, one after another, on a site of the story.
func onStage(t *testing.T, tests ...func(s *stage)) {
	t.Helper()
	inDistrict(t, func() (*demo.Demo, error) { return demo.Play(io.Discard, time.Now) }, tests...)
}

// onOwnStage runs a test on a site with a file of the visitor's own.
func onOwnStage(t *testing.T, name string, content []byte, test func(s *stage)) {
	t.Helper()
	inDistrict(t, func() (*demo.Demo, error) { return demo.Own(name, content, time.Now) }, test)
}

func inDistrict(t *testing.T, found func() (*demo.Demo, error), tests ...func(s *stage)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, err := found()
		if err != nil {
			t.Fatal(err)
		}
		site, err := New(d, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := site.Close(); err != nil {
				t.Error(err)
			}
		}()
		for _, test := range tests {
			test(&stage{t: t, site: site, handler: site.Handler(address)})
		}
	})
}

func (s *stage) do(r *http.Request) *httptest.ResponseRecorder {
	if r.Host == "example.com" {
		r.Host = address
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *stage) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest("GET", path, nil))
}

// post sends a form as the script does and gives the status and the words.
func (s *stage) post(path string, fields ...string) (int, string) {
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(r)
}

// upload sends a form with a file.
func (s *stage) upload(path, field, name string, content []byte, fields ...string) (int, string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for i := 0; i < len(fields); i += 2 {
		must(s.t, form.WriteField(fields[i], fields[i+1]))
	}
	part, err := form.CreateFormFile(field, name)
	must(s.t, err)
	_, err = part.Write(content)
	must(s.t, err)
	must(s.t, form.Close())
	r := httptest.NewRequest("POST", path, &b)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return s.send(r)
}

func (s *stage) send(r *http.Request) (int, string) {
	r.Header.Set("X-Script", "1")
	w := s.do(r)
	must(s.t, s.site.district.Settle())
	return w.Code, strings.TrimSpace(w.Body.String())
}

// done fails the test unless a form was taken.
func (s *stage) done(path string, fields ...string) {
	s.t.Helper()
	if code, words := s.post(path, fields...); code != http.StatusNoContent {
		s.t.Fatalf("%s %q: %d %s", path, fields, code, words)
	}
}

func (s *stage) chat(name string) int64 {
	c, ok := s.site.find(name)
	if !ok {
		s.t.Fatalf("no chat %q", name)
	}
	return c.ID
}

func (s *stage) last(chat string) emulator.Message {
	return s.site.district.Telegram.Last(s.chat(chat))
}

// press presses the newest button with the words.
func (s *stage) press(chat, words string, fields ...string) {
	s.t.Helper()
	c, _ := s.site.find(chat)
	p := s.site.phone(c, recent)
	for i := len(p.Bubbles) - 1; i >= 0; i-- {
		for _, row := range p.Bubbles[i].Rows {
			for _, b := range row {
				if strings.Contains(b.Text, words) {
					s.done("/act/"+chat, append(fields, "press", b.Value)...)
					return
				}
			}
		}
	}
	s.t.Fatalf("no button %q in %s", words, chat)
}

// watch is an open page: what it was told so far.
type watch struct {
	mu     sync.Mutex
	header http.Header
	text   bytes.Buffer
}

func (w *watch) Header() http.Header { return w.header }
func (w *watch) WriteHeader(int)     {}
func (w *watch) Flush()              {}
func (w *watch) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(b)
}

// take gives what the page was told since the last look.
func (w *watch) take() string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.text.Reset()
	return w.text.String()
}

// open opens a page's stream, which the function given closes.
func (s *stage) open() (*watch, func()) {
	ctx, cancel := context.WithCancel(s.t.Context())
	r := httptest.NewRequest("GET", "/events", nil).WithContext(ctx)
	r.Host = address
	w, ended := &watch{header: http.Header{}}, make(chan struct{})
	go func() {
		s.handler.ServeHTTP(w, r)
		close(ended)
	}()
	return w, func() { cancel(); <-ended }
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
