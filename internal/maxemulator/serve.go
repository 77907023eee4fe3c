package maxemulator

import (
	"iter"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/faulty"
)

// call is one HTTP request, whole.
type call struct {
	request   *http.Request
	method    string
	path      string
	query     url.Values
	header    http.Header
	body      []byte
	origin    string // where uploads are to be sent
	operation string
	channel   int64
	message   string
	link      string // the public name of a channel
}

// made is the result of a request that made or changed a message.
type made struct {
	result any
	mid    string
}

// opUpload is the name of an upload of a file itself, which the description does
// not have.
const opUpload = "upload"

// operations are the ones that are modelled, by their names in the description.
var operations = map[string]func(*Server, call) (any, *refusal){
	"getMyInfo": (*Server).getMyInfo, "getChats": (*Server).getChats, "getChat": (*Server).getChat, "getChatByLink": (*Server).getChatByLink,
	"getMembership": (*Server).getMembership, "getUploadUrl": (*Server).getUploadURL,
	"getMessages": (*Server).getMessages, "getMessageById": (*Server).getMessageByID,
	"sendMessage": (*Server).sendMessage, "editMessage": (*Server).editMessage, "deleteMessage": (*Server).deleteMessage,
}

var paths = []struct {
	shape   *regexp.Regexp
	methods map[string]string
}{
	{regexp.MustCompile(`^/me$`), map[string]string{"GET": "getMyInfo"}},
	{regexp.MustCompile(`^/chats$`), map[string]string{"GET": "getChats"}},
	{regexp.MustCompile(`^/chats/(?P<chat>-?\d+)$`), map[string]string{"GET": "getChat"}},
	{regexp.MustCompile(`^/chats/@?(?P<link>[a-zA-Z]+[\w-]*)$`), map[string]string{"GET": "getChatByLink"}},
	{regexp.MustCompile(`^/chats/(?P<chat>-?\d+)/members/me$`), map[string]string{"GET": "getMembership"}},
	{regexp.MustCompile(`^/uploads$`), map[string]string{"POST": "getUploadUrl"}},
	{regexp.MustCompile(`^/messages$`), map[string]string{
		"GET": "getMessages", "POST": "sendMessage", "PUT": "editMessage", "DELETE": "deleteMessage",
	}},
	{regexp.MustCompile(`^/messages/(?P<message>[\w.-]+)$`), map[string]string{"GET": "getMessageById"}},
}

// newCall reads a request whose body is read already.
func (s *Server) newCall(r *http.Request, body []byte) call {
	c := call{
		request: r, method: r.Method, path: r.URL.Path, query: r.URL.Query(), header: r.Header, body: body,
		origin: "https://" + r.Host,
	}
	if r.URL.Scheme != "" {
		c.origin = r.URL.Scheme + "://" + r.URL.Host
	} else if r.TLS == nil {
		c.origin = "http://" + r.Host
	}
	if c.path == uploadPath {
		c.operation = opUpload
		return c
	}
	c.channel, _ = strconv.ParseInt(c.query.Get("chat_id"), 10, 64)
	for _, p := range paths {
		m := p.shape.FindStringSubmatch(c.path)
		if m == nil {
			continue
		}
		c.operation = p.methods[c.method]
		if i := p.shape.SubexpIndex("chat"); i > 0 {
			c.channel, _ = strconv.ParseInt(m[i], 10, 64)
		}
		if i := p.shape.SubexpIndex("link"); i > 0 {
			c.link = m[i]
		}
		if i := p.shape.SubexpIndex("message"); i > 0 {
			c.message = m[i]
		}
	}
	if mid := c.query.Get("message_id"); mid != "" {
		s.mu.Lock()
		if m := s.messages[mid]; m != nil {
			c.channel = m.channel.id
		}
		s.mu.Unlock()
	}
	return c
}

// handle answers a request. A fault that strikes before the writing has been looked
// at already.
func (s *Server) handle(c call) faulty.Answer {
	f := s.strike(c, false)
	if f != nil {
		if a, ok := f.unexecuted(); ok {
			s.note(c, a.Status, nil, f.Do, "")
			a.After = f.After
			return a
		}
	}
	result, refused := s.execute(c)
	mid := ""
	if m, ok := result.(made); ok {
		result, mid = m.result, m.mid
	}
	a := faulty.Answer{Status: http.StatusOK, ContentType: "application/json"}
	if refused != nil {
		a = refused.answer()
	} else {
		a.Body = mustJSON(result)
	}
	kind := FaultKind("")
	if f != nil {
		kind = f.Do
		a = f.spoil(a)
		a.After = f.After
	}
	status := a.Status
	if a.Drop || a.Hang {
		status = 0
	}
	s.note(c, status, refused, kind, mid)
	return a
}

// execute does what a request asks.
func (s *Server) execute(c call) (any, *refusal) {
	s.mu.Lock()
	defer s.unlock()
	if c.operation == opUpload {
		return s.takeUpload(c)
	}
	switch token := c.header.Get("Authorization"); {
	case c.query.Has("access_token"):
		return nil, violation("the token stands in the address")
	case strings.HasPrefix(token, "Bearer "):
		return nil, violation("the token with «Bearer»")
	case s.revoked || token != s.cfg.Token:
		return nil, badToken()
	}
	if refused := s.flooded(); refused != nil {
		return nil, refused
	}
	if c.operation == "" {
		return nil, violation("%s %s is not modelled", c.method, c.path)
	}
	if err := s.cfg.Check(c.request, c.body); err != nil {
		// A text over its limit is refused by the real server too, in words.
		return nil, violation("%s", err)
	}
	return operations[c.operation](s, c)
}

// note keeps a request in the journal.
func (s *Server) note(c call, status int, refused *refusal, fault FaultKind, mid string) {
	s.mu.Lock()
	defer s.unlock()
	r := Request{
		Time: s.cfg.Now(), Operation: c.operation, Channel: c.channel, Status: status, Fault: fault, Message: mid,
	}
	if refused != nil {
		r.Error = refused.text
		if refused.violation {
			s.violations = append(s.violations, c.method+" "+c.path+": "+refused.text)
		}
	}
	s.requests = append(s.requests, r)
}

func keys[V any](m map[int64]V) iter.Seq[int64] { return maps.Keys(m) }
