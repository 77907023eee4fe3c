package maxemulator

import (
	"encoding/json"
	"fmt"
	"net/http"

	"sdelaemvmeste/internal/faulty"
)

// object is a JSON object.
type object = map[string]any

// refusal is an answer that is an error («Error responses»). Its code is a name
// that MAX has not published, but for two: nobody may depend on it.
type refusal struct {
	status    int
	code      string
	text      string
	violation bool
}

func invalid(text string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "proto.payload", text: text}
}

// violation is what the real server would half-understand in silence.
func violation(format string, args ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "proto.payload", text: fmt.Sprintf(format, args...), violation: true}
}

func notFound(code, text string) *refusal {
	return &refusal{status: http.StatusNotFound, code: code, text: text}
}

func denied(text string) *refusal {
	return &refusal{status: http.StatusForbidden, code: "chat.denied", text: text}
}

func badToken() *refusal {
	return &refusal{status: http.StatusUnauthorized, code: "verify.token", text: "Invalid access_token"}
}

func tooMany() *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: "too.many.requests", text: "Too many requests"}
}

func notReady() *refusal {
	return &refusal{
		status: http.StatusBadRequest, code: "attachment.not.ready",
		text: "Key: errors.process.attachment.file.not.processed",
	}
}

func (r *refusal) answer() faulty.Answer {
	return faulty.Answer{Status: r.status, ContentType: "application/json", Body: mustJSON(object{"code": r.code, "message": r.text})}
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("maxemulator: " + err.Error())
	}
	return b
}
