package emulator

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/faulty"
)

// call is one HTTP request, whole.
type call struct {
	path, query string
	contentType string
	body        []byte
}

func jsonAnswer(result any) faulty.Answer {
	return faulty.Answer{Status: http.StatusOK, ContentType: "application/json",
		Body: mustJSON(object{"ok": true, "result": result})}
}

func refusalAnswer(e *apiError) faulty.Answer {
	return faulty.Answer{Status: e.code, ContentType: "application/json", RetryAfter: e.retryAfter, Body: e.body()}
}

const gatewayPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" +
	"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"

func gatewayAnswer() faulty.Answer {
	return faulty.Answer{Status: http.StatusBadGateway, ContentType: "text/html", Body: []byte(gatewayPage)}
}

// target splits a path into the token and the method.
func target(path string) (token, method string, ok bool) {
	rest, ok := strings.CutPrefix(path, "/bot")
	if !ok {
		return "", "", false
	}
	token, method, ok = strings.Cut(rest, "/")
	return token, strings.Trim(method, "/"), ok && token != ""
}

// refusedEarly reports whether a request falls under DropBefore by its path alone,
// before its body is read.
func (s *Server) refusedEarly(path string) *Fault {
	_, method, ok := target(path)
	if !ok {
		return nil
	}
	name, _ := table().spell(method)
	return s.strike(name, 0, func(f Fault) bool { return f.Do == DropBefore && f.Chat == 0 })
}

// handle answers a request. It returns early only when the context ends.
func (s *Server) handle(ctx context.Context, c call) faulty.Answer {
	if strings.HasPrefix(c.path, "/file/bot") {
		return s.download(c.path)
	}
	token, method, ok := target(c.path)
	if !ok {
		return refusalAnswer(notFound("Not Found"))
	}
	s.mu.Lock()
	refusal := s.tokenRefusal(token)
	s.mu.Unlock()
	if refusal != nil {
		return refusalAnswer(refusal)
	}
	name, known := table().spell(method)
	if !known {
		name = method
	}
	r, refusal := parseRequest(name, c.query, c.contentType, c.body)
	if !known {
		refusal = notFound("Not Found: method not found")
	}
	if refusal != nil {
		s.journalRequest(r, 0, refusal.code, refusal, "", nil)
		return refusalAnswer(refusal)
	}
	chat := s.chatOf(r)
	f := s.strike(name, chat, func(f Fault) bool {
		return f.Do != DropBefore && !f.Do.ofUpdates()
	})
	if f == nil {
		result, ids, refusal, kind := s.execute(ctx, r)
		return s.conclude(r, chat, result, ids, refusal, kind)
	}
	return s.faulty(ctx, r, chat, f)
}

// chatOf is the id of the chat a request is about, 0 when there is none.
func (s *Server) chatOf(r *request) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refusal := s.find(r.params["chat_id"])
	if refusal == nil {
		return c.id
	}
	id, _ := strconv.ParseInt(r.params["chat_id"], 10, 64)
	return id
}

// execute runs a method and gives its result and the messages it made.
func (s *Server) execute(ctx context.Context, r *request) (any, []int, *apiError, FaultKind) {
	problem := table().problem(r)
	if r.method == "getUpdates" && problem == "" {
		return s.executePoll(ctx, r)
	}
	parse, served := methods[r.method]
	if !served && r.method != "getUpdates" {
		return nil, nil, violation("method %s is not modelled", r.method), ""
	}
	var run action
	var refusal *apiError
	if served {
		s.mu.Lock()
		run, refusal = parse(s, r)
		s.mu.Unlock()
	}
	if problem != "" && (refusal == nil || strings.Contains(problem, "has no parameter")) {
		return nil, nil, violation("%s", problem), ""
	}
	if refusal != nil {
		return nil, nil, refusal, ""
	}
	s.mu.Lock()
	defer s.unlock()
	result, refusal := run()
	if sent, ok := result.(sentMessages); ok {
		return sent.result, sent.ids, refusal, ""
	}
	return result, nil, refusal, ""
}

func (s *Server) executePoll(ctx context.Context, r *request) (any, []int, *apiError, FaultKind) {
	got, refusal := s.getUpdates(ctx, r)
	if refusal != nil {
		return nil, nil, refusal, ""
	}
	got, kind := s.strikeUpdates(got)
	list := make([]object, 0, len(got))
	for _, u := range got {
		list = append(list, u.json())
	}
	return list, nil, nil, kind
}

// conclude journals an executed request and words its answer.
func (s *Server) conclude(r *request, chat int64, result any, ids []int, refusal *apiError, kind FaultKind) faulty.Answer {
	if refusal == errGone {
		return faulty.Answer{Drop: true}
	}
	if refusal != nil {
		s.journalRequest(r, chat, refusal.code, refusal, kind, ids)
		return refusalAnswer(refusal)
	}
	if list, ok := result.([]object); ok && r.method == "getUpdates" && len(list) == 0 {
		s.mu.Lock()
		s.polls++
		s.mu.Unlock()
		return jsonAnswer(result)
	}
	s.journalRequest(r, chat, http.StatusOK, nil, kind, ids)
	return jsonAnswer(result)
}

// faulty answers a request that a fault has hit.
func (s *Server) faulty(ctx context.Context, r *request, chat int64, f *Fault) faulty.Answer {
	switch f.Do {
	case TooMany:
		return s.struck(r, chat, f, refusalAnswer(tooMany(f.RetryAfter)))
	case Forbidden:
		return s.struck(r, chat, f, refusalAnswer(forbidden("bot was blocked by the user")))
	case BadGatewayPage:
		return s.struck(r, chat, f, gatewayAnswer())
	case InternalError:
		return s.struck(r, chat, f, refusalAnswer(&apiError{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}))
	case Hang:
		return s.struck(r, chat, f, faulty.Answer{Hang: true})
	case PartialAlbum:
		r.partial = f.Items
	}
	result, ids, refusal, _ := s.execute(ctx, r)
	given := s.conclude(r, chat, result, ids, refusal, f.Do)
	given.After = f.After
	switch f.Do {
	case BadGatewayAfter:
		page := gatewayAnswer()
		page.After = f.After
		return page
	case DropAfter:
		given.Drop = true
	case HangAfter:
		given.Hang = true
	case TruncatedJSON:
		given.Cut = true
	case WrongContentType:
		given.ContentType = "text/html; charset=utf-8"
	}
	return given
}

// struck journals a request that was not executed.
func (s *Server) struck(r *request, chat int64, f *Fault, a faulty.Answer) faulty.Answer {
	s.journalRequest(r, chat, a.Status, nil, f.Do, nil)
	a.After = f.After
	return a
}

func (s *Server) journalRequest(r *request, chat int64, status int, refusal *apiError, kind FaultKind, ids []int) {
	s.mu.Lock()
	defer s.unlock()
	if r.method == "getUpdates" {
		s.polls++
	}
	record := Record{Kind: Request, Method: r.method, Params: r.logged(), Chat: chat, Status: status, Fault: kind, Messages: ids}
	if kind == DropAfter || kind == HangAfter {
		record.Status = 0
	}
	if refusal != nil {
		record.Error = refusal.text
		if refusal.isViolation() {
			s.violations = append(s.violations, r.method+": "+strings.TrimPrefix(refusal.text, violationPrefix))
		}
	}
	s.record(record)
}

// download serves a file under the path that getFile gave for it.
func (s *Server) download(path string) faulty.Answer {
	token, file, _ := strings.Cut(strings.TrimPrefix(path, "/file/bot"), "/")
	s.mu.Lock()
	defer s.mu.Unlock()
	if refusal := s.tokenRefusal(token); refusal != nil {
		return refusalAnswer(refusal)
	}
	x := s.files.byPath[file]
	if x == nil || x.gone || s.pace().After(x.expires) {
		return refusalAnswer(notFound("Not Found"))
	}
	return faulty.Answer{Status: http.StatusOK, ContentType: "application/octet-stream", Body: x.bytes()}
}
