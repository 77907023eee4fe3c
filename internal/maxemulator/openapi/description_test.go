package openapi

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func described(t *testing.T) *Description {
	t.Helper()
	d, err := Max()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRequestsByTheDescription says what of a request the description refuses; an
// empty word that it takes all.
func TestRequestsByTheDescription(t *testing.T) {
	d := described(t)
	const photo = `{"type":"image","payload":{"token":"t"}}`
	long := strings.Repeat("ж", 4001)
	for _, c := range []struct{ name, method, path, body, want string }{
		{"me", "GET", "/me", "", ""},
		{"a path that is not there", "GET", "/you", "", "no path"},
		{"a method that is not there", "DELETE", "/me", "", "has no DELETE"},
		{"a body where none is taken", "GET", "/me", "{}", "takes no body"},
		{"a token in the address", "GET", "/me?access_token=x", "", `no parameter "access_token"`},
		{"a channel by its id", "GET", "/chats/-5", "", ""},
		{"membership", "GET", "/chats/-5/members/me", "", ""},
		{"upload", "POST", "/uploads?type=image", "", ""},
		{"upload of what there is not", "POST", "/uploads?type=photo", "", `parameter "type"`},
		{"upload of nothing", "POST", "/uploads", "", `"type" is missing`},
		{"message", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":[` + photo + `],"link":null,"format":"html","notify":true}`, ""},
		{"message to a word", "POST", "/messages?chat_id=five", `{"text":"а","attachments":null,"link":null}`, `parameter "chat_id"`},
		{"message without a field", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":null}`, `"link" is missing`},
		{"message with a field of nobody's", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":null,"link":null,"chat_id":5}`, ".chat_id is not in the description"},
		{"message too long", "POST", "/messages?chat_id=-5", `{"text":"` + long + `","attachments":null,"link":null}`, "maximum string length is 4000"},
		{"message in a form that is none", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":null,"link":null,"format":"rtf"}`, "format"},
		{"attachment of no kind", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":[{"type":"photo","payload":{}}],"link":null}`, `.attachments[0].type is "photo"`},
		{"attachment without its payload", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":[{"type":"image"}],"link":null}`, `"payload" is missing`},
		{"attachment with a token of a number", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":[{"type":"image","payload":{"token":5}}],"link":null}`, "token"},
		{"attachment with a field of nobody's", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":[{"type":"image","payload":{"id":"t"}}],"link":null}`, ".payload.id is not in"},
		{"two values", "POST", "/messages?chat_id=-5", `{"text":"а","attachments":null,"link":null} {}`, "more than one"},
		{"no JSON", "POST", "/messages?chat_id=-5", `text=a`, "no JSON"},
		{"edit", "PUT", "/messages?message_id=mid.1", `{"text":"а","attachments":[],"link":null}`, ""},
		{"edit of nothing", "PUT", "/messages?message_id=", `{"text":"а","attachments":[],"link":null}`, "minimum string length is 1"},
		{"delete", "DELETE", "/messages?message_id=mid.1", "", ""},
		{"one message", "GET", "/messages/mid.1", "", ""},
		{"messages", "GET", "/messages?chat_id=-5&count=50", "", ""},
		{"too many messages", "GET", "/messages?chat_id=-5&count=500", "", `parameter "count"`},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil)
		if c.body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		err := d.Request(r, []byte(c.body))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestRequestMustSayThatItIsJSON(t *testing.T) {
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/messages?chat_id=-5", nil)
	r.Header.Set("Content-Type", "text/plain")
	if err := described(t).Request(r, []byte(`{"text":"а","attachments":null,"link":null}`)); err == nil {
		t.Error("a body of plain text is taken")
	}
}

func TestAnswersByTheDescription(t *testing.T) {
	d := described(t)
	const message = `{"recipient":{"chat_id":-5,"chat_type":"channel","user_id":null},"timestamp":1,"body":{"mid":"mid.1","seq":1,"text":"а","attachments":null,"link":null}}`
	for _, c := range []struct {
		method, path string
		status       int
		body, want   string
	}{
		{"POST", "/messages?chat_id=-5", 200, `{"message":` + message + `}`, ""},
		{"POST", "/messages?chat_id=-5", 200, `{"message":{}}`, "missing"},
		{"POST", "/messages?chat_id=-5", 400, `{"code":"attachment.not.ready","message":"…"}`, ""},
		{"POST", "/messages?chat_id=-5", 400, `{"code":"attachment.not.ready"}`, "missing"},
		{"GET", "/me", 401, `{"code":"verify.token","message":"…"}`, ""},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil)
		err := d.Response(r, c.status, "application/json", []byte(c.body))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s %d %s: %v, want %q", c.method, c.status, c.body, err, c.want)
		}
	}
}
