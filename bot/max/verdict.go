package max

import (
	"encoding/json"
	"net/http"
	"time"

	"sdelaemvmeste/store"
)

// verdict is what an answer, or its absence, says of a request.
type verdict int

const (
	_ verdict = iota
	// accepted: MAX did it.
	accepted
	// unwritten: the request never reached MAX.
	unwritten
	// later: MAX refused for now.
	later
	// unready: MAX is still looking at a file; nothing was published.
	unready
	// badToken: MAX does not know the token; nothing is wrong with the request.
	badToken
	// refused: MAX will never do it.
	refused
	// unknown: written, and no answer that can be understood.
	unknown
)

// reply is what became of a request.
type reply struct {
	verdict    verdict
	class      string // a word for logs and counters
	status     int
	reason     string // MAX's words, without the token
	body       []byte
	retryAfter time.Duration
	refusal    store.Refusal
}

// Classes that more than a counter looks at.
const (
	classFlood       = "flood"
	classFetch       = "fetch"       // the file could not be had of where it came from
	classInterrupted = "interrupted" // the program ended meanwhile
)

// notReady is the one name of an error that is relied on: without it a refusal for
// good could not be told from one for now. The other names are not published.
const notReady = "attachment.not.ready"

// judge tells what an answer says. The status decides («HTTP response codes»); a
// gateway that failed may have passed the request on.
func judge(status int, isJSON bool, body []byte) reply {
	var e struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	worded := isJSON && json.Valid(body)
	if status != http.StatusOK {
		worded = worded && json.Unmarshal(body, &e) == nil
	}
	r := reply{status: status, body: body, reason: http.StatusText(status)}
	if worded && e.Message != "" {
		r.reason = e.Code + ": " + e.Message
	}
	switch {
	case status == http.StatusTooManyRequests:
		r.verdict, r.class = later, classFlood
	case status == http.StatusUnauthorized:
		r.verdict, r.class = badToken, "bad_token"
	case status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		r.verdict, r.class = unknown, "gateway"
	case status == http.StatusRequestEntityTooLarge:
		r.verdict, r.refusal = refused, store.Malformed
	case !worded:
		r.verdict, r.class = unknown, "garbled"
	case status == http.StatusOK:
		r.verdict, r.class = accepted, "ok"
	case status >= http.StatusInternalServerError:
		r.verdict, r.class = later, "server"
	case status == http.StatusBadRequest && e.Code == notReady:
		r.verdict, r.class = unready, "not_ready"
	case status == http.StatusForbidden:
		r.verdict, r.refusal = refused, store.NoRights
	case status == http.StatusNotFound:
		r.verdict, r.refusal = refused, store.Unreachable
	case status >= http.StatusBadRequest:
		r.verdict, r.refusal = refused, store.Malformed
	default:
		r.verdict, r.class = unknown, "garbled"
	}
	if r.verdict == refused {
		r.class = string(r.refusal)
	}
	return r
}
