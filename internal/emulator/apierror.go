package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// apiError is a refusal as the Bot API words it.
type apiError struct {
	code       int
	text       string
	detail     string // of a 400: the text as it was worded, within which it is quoted
	retryAfter int
	migrateTo  int64
	raw        string // the code of an error of Telegram itself
}

func (e *apiError) Error() string { return e.text }

// bad words a 400. The server lowers the first letter of the whole text, unless
// the text is one of its upper-case codes such as MESSAGE_TOO_LONG.
func bad(format string, args ...any) *apiError {
	detail := fmt.Sprintf(format, args...)
	return &apiError{code: http.StatusBadRequest, text: "Bad Request: " + lowerFirst(detail), detail: detail}
}

func forbidden(text string) *apiError {
	return &apiError{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) *apiError {
	return &apiError{code: http.StatusConflict, text: "Conflict: " + text}
}

func notFound(text string) *apiError {
	return &apiError{code: http.StatusNotFound, text: text}
}

func tooMany(seconds int) *apiError {
	return &apiError{
		code:       http.StatusTooManyRequests,
		text:       "Too Many Requests: retry after " + strconv.Itoa(seconds),
		retryAfter: seconds,
	}
}

// violation is the emulator's own refusal of a request that the real server
// would have understood only by halves.
func violation(format string, args ...any) *apiError {
	return &apiError{code: http.StatusBadRequest, text: violationPrefix + fmt.Sprintf(format, args...)}
}

const violationPrefix = "Bad Request: emulator: "

func (e *apiError) isViolation() bool { return strings.HasPrefix(e.text, violationPrefix) }

func lowerFirst(s string) string {
	if s == "" || len(s) > 1 && (s[1] == '_' || 'A' <= s[1] && s[1] <= 'Z') {
		return s
	}
	if 'A' <= s[0] && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

// body is the JSON the server answers a refusal with.
func (e *apiError) body() []byte {
	answer := object{"ok": false, "error_code": e.code, "description": e.text}
	parameters := object{}
	if e.retryAfter > 0 {
		parameters["retry_after"] = e.retryAfter
	}
	if e.migrateTo != 0 {
		parameters["migrate_to_chat_id"] = e.migrateTo
	}
	if len(parameters) > 0 {
		answer["parameters"] = parameters
	}
	return mustJSON(answer)
}

// object is a JSON object under construction.
type object = map[string]any

// mustJSON encodes values that the emulator itself built; they always encode.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("emulator: encode %T: %v", v, err))
	}
	return b
}
