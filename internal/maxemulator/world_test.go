package maxemulator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"testing"

	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/maxemulator/openapi"
)

var description = sync.OnceValues(openapi.Max)

// world is a MAX whose requests and answers are held against the description.
type world struct {
	t  *testing.T
	mx *maxemulator.Server
	by *openapi.Description
}

func newWorld(t *testing.T, c maxemulator.Config) *world {
	t.Helper()
	by, err := description()
	if err != nil {
		t.Fatal(err)
	}
	c.Check = by.Request
	return &world{t, maxemulator.New(c), by}
}

// answered is what came back.
type answered struct {
	status int
	kind   string
	body   []byte
	err    error
}

// field finds a value by the names on the way to it.
func (a answered) field(names ...string) any {
	var v any
	if json.Unmarshal(a.body, &v) != nil {
		return nil
	}
	for _, n := range names {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[n]
	}
	return v
}

func (a answered) word(names ...string) string {
	s, _ := a.field(names...).(string)
	return s
}

// ask makes a request as the bot.
func (w *world) ask(method, path, body string) answered {
	w.t.Helper()
	r := w.request(method, "https://max.test"+path, strings.NewReader(body))
	r.Header.Set("Authorization", w.mx.Token())
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return w.do(r, true)
}

func (w *world) request(method, address string, body io.Reader) *http.Request {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, address, body)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// do carries a request out and holds the answer against the description.
func (w *world) do(r *http.Request, described bool) (a answered) {
	w.t.Helper()
	resp, err := w.mx.Client().Do(r)
	if err != nil {
		return answered{err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	a.status, a.kind = resp.StatusCode, resp.Header.Get("Content-Type")
	a.body, a.err = io.ReadAll(resp.Body)
	if described && a.err == nil && a.kind == "application/json" {
		if _, _, found := strings.Cut(r.URL.Path, "/unknown"); !found {
			if err := w.by.Response(r, a.status, a.kind, a.body); err != nil {
				w.t.Errorf("%s %s answers %d %s: %v", r.Method, r.URL, a.status, a.body, err)
			}
		}
	}
	return a
}

// upload gives the token of an uploaded file.
func (w *world) upload(kind string, content []byte) string {
	w.t.Helper()
	at := w.ask("POST", "/uploads?type="+kind, "")
	sent := w.send(at.word("url"), "data", content)
	if sent.status != http.StatusOK {
		w.t.Fatalf("upload: %d %s", sent.status, sent.body)
	}
	if token := at.word("token"); token != "" {
		return token
	}
	photos, _ := sent.field("photos").(map[string]any)
	for _, p := range photos {
		return p.(map[string]any)["token"].(string)
	}
	return sent.word("token")
}

// send sends a file to the address of an upload.
func (w *world) send(address, field string, content []byte) answered {
	w.t.Helper()
	var form bytes.Buffer
	out := multipart.NewWriter(&form)
	part, err := out.CreateFormFile(field, "photo.jpg")
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	r := w.request(http.MethodPost, address, &form)
	r.Header.Set("Content-Type", out.FormDataContentType())
	return w.do(r, false)
}

// message is a body of a text with files of one kind.
func message(text, kind string, tokens ...string) string {
	files := []string{}
	for _, token := range tokens {
		files = append(files, fmt.Sprintf(`{"type":%q,"payload":{"token":%q}}`, kind, token))
	}
	return fmt.Sprintf(`{"text":%q,"format":"html","link":null,"attachments":[%s]}`, text, strings.Join(files, ","))
}

func (w *world) to(channel int64) string { return fmt.Sprintf("/messages?chat_id=%d", channel) }
