package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a server with a bot's client and some people.
type world struct {
	t      *testing.T
	s      *Server
	anna   int64 // pressed Start
	boris  int64 // known from the group only
	carol  int64 // the bot has never met her
	group  int64 // a supergroup with Anna and Boris, the bot a member
	post   int64 // a public channel "park", the bot its administrator
	client *http.Client
}

func newWorld(t *testing.T, cfg Config) *world {
	t.Helper()
	w := &world{t: t, s: New(cfg)}
	w.client = w.s.Client()
	w.anna = w.s.AddUser(User{FirstName: "Анна"}).ID
	w.boris = w.s.AddUser(User{FirstName: "Борис", Username: "boris"}).ID
	w.carol = w.s.AddUser(User{FirstName: "Вера"}).ID
	w.s.Start(w.anna)
	w.group = w.s.AddSupergroup("Согласование", "", w.anna, w.boris)
	w.s.AddBotToChat(w.group, w.anna)
	w.s.Say(w.boris, w.group, "/help")
	w.post = w.s.AddChannel("Парк", "park", w.anna)
	w.s.PromoteBot(w.post, Rights{PostMessages: true}, w.anna)
	return w
}

// reply is an answer of the API.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
	status int
	header http.Header
}

type params map[string]any

// call calls a method with parameters: texts go as they are, the rest as JSON.
func (w *world) call(method string, p params) reply {
	w.t.Helper()
	form := url.Values{}
	for name, value := range p {
		text, ok := value.(string)
		if !ok {
			text = string(mustJSON(value))
		}
		form.Set(name, text)
	}
	response, err := w.client.PostForm("https://api.telegram.org/bot"+w.s.Token()+"/"+method, form)
	if err != nil {
		w.t.Error(err)
		return reply{}
	}
	return w.read(response)
}

func (w *world) read(response *http.Response) reply {
	w.t.Helper()
	defer response.Body.Close()
	r := reply{status: response.StatusCode, header: response.Header}
	if err := json.NewDecoder(response.Body).Decode(&r); err != nil {
		w.t.Error(err)
	}
	if !r.OK && r.status != r.ErrorCode {
		w.t.Errorf("status %d with error_code %d", r.status, r.ErrorCode)
	}
	return r
}

// ok calls a method that must succeed and gives the id of the message made.
func (w *world) ok(method string, p params) int {
	w.t.Helper()
	r := w.call(method, p)
	if !r.OK {
		w.t.Fatalf("%s %v: %s", method, p, r.Description)
	}
	var m struct {
		ID int `json:"message_id"`
	}
	_ = json.Unmarshal(r.Result, &m) // results that are no message have no id
	return m.ID
}

// fails calls a method that must be refused with the description.
func (w *world) fails(want, method string, p params) reply {
	w.t.Helper()
	r := w.call(method, p)
	if r.OK || r.Description != want {
		w.t.Errorf("%s %v:\n got %q\nwant %q", method, p, r.Description, want)
	}
	return r
}

type gotUpdate struct {
	ID       int             `json:"update_id"`
	Message  json.RawMessage `json:"message"`
	Edited   json.RawMessage `json:"edited_message"`
	Post     json.RawMessage `json:"channel_post"`
	Callback *struct {
		ID      string          `json:"id"`
		Data    string          `json:"data"`
		Message json.RawMessage `json:"message"`
	} `json:"callback_query"`
	MyMember   json.RawMessage `json:"my_chat_member"`
	ChatMember json.RawMessage `json:"chat_member"`
}

func (w *world) updates(p params) []gotUpdate {
	w.t.Helper()
	r := w.call("getUpdates", p)
	if !r.OK {
		w.t.Fatal(r.Description)
	}
	var out []gotUpdate
	if err := json.Unmarshal(r.Result, &out); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// drain confirms all that waits and gives it.
func (w *world) drain() []gotUpdate {
	w.t.Helper()
	got := w.updates(params{"timeout": 0})
	if len(got) > 0 {
		next := got[len(got)-1].ID + 1
		w.s.mu.Lock()
		w.s.updates.take(next, 100, w.s.pace())
		w.s.mu.Unlock()
	}
	w.s.mu.Lock()
	w.s.poll = pollState{}
	w.s.mu.Unlock()
	return got
}

func jpegOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func keyboard(rows ...[]Button) string {
	list := [][]object{}
	for _, row := range rows {
		out := []object{}
		for _, b := range row {
			o := object{"text": b.Text}
			if b.Data != "" {
				o["callback_data"] = b.Data
			}
			if b.URL != "" {
				o["url"] = b.URL
			}
			out = append(out, o)
		}
		list = append(list, out)
	}
	return string(mustJSON(object{"inline_keyboard": list}))
}

func TestAFirstConversation(t *testing.T) {
	w := newWorld(t, Config{})
	w.drain()
	id := w.ok("sendMessage", params{"chat_id": w.anna, "text": "<b>Срок</b> завтра", "parse_mode": "HTML",
		"reply_markup": keyboard([]Button{{Text: "✅ Выполнено", Data: "v1:done:1"}})})
	m := w.s.Last(w.anna)
	if m.ID != id || m.Text != "Срок завтра" || !m.FromBot || len(m.Entities) != 1 || m.Entities[0].Type != "bold" {
		t.Fatalf("got %+v", m)
	}
	p, err := w.s.Press(w.anna, w.anna, 0, "Выполнено")
	if err != nil {
		t.Fatal(err)
	}
	got := w.drain()
	if len(got) != 1 || got[0].Callback == nil || got[0].Callback.Data != "v1:done:1" {
		t.Fatalf("got %+v", got)
	}
	w.ok("answerCallbackQuery", params{"callback_query_id": got[0].Callback.ID, "text": "Принято"})
	if text, alert, ok := p.Answered(); text != "Принято" || alert || !ok {
		t.Errorf("answered %q %v %v", text, alert, ok)
	}
	if v := w.s.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
	if fmt.Sprint(w.s.Journal()) == "" {
		t.Error("the journal is empty")
	}
}

// upload sends one file to Anna in a multipart request.
func (w *world) upload(method, field, name string, content []byte) reply {
	w.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile(field, name)
	if err != nil {
		w.t.Fatal(err)
	}
	_, _ = part.Write(content) // a bytes.Buffer takes everything
	if err := m.WriteField("chat_id", itoa(w.anna)); err != nil {
		w.t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		w.t.Fatal(err)
	}
	response, err := w.client.Post("https://api.telegram.org/bot"+w.s.Token()+"/"+method, m.FormDataContentType(), &b)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.read(response)
}

// handClock is a clock that a test moves by hand.
type handClock struct {
	mu sync.Mutex
	at time.Time
}

func newHandClock() *handClock {
	return &handClock{at: time.Date(2023, time.March, 13, 6, 0, 0, 0, time.UTC)}
}

func (c *handClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *handClock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
