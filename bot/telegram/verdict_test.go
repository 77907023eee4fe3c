package telegram

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/store"
)

// TestJudge reads Telegram's refusals as it words them.
func TestJudge(t *testing.T) {
	type want struct {
		verdict verdict
		refusal store.Refusal
	}
	unreachable := want{refused, store.Unreachable}
	noRights := want{refused, store.NoRights}
	malformed := want{refused, store.Malformed}
	gone := want{refused, store.Gone}
	for _, c := range []struct {
		status      int
		description string
		want        want
	}{
		{401, "Unauthorized", want{badToken, ""}},
		{401, "Unauthorized: invalid token specified", want{badToken, ""}},
		{404, "Not Found", want{badToken, ""}},
		{404, "Not Found: method not found", malformed},
		{429, "Too Many Requests: retry after 7", want{later, ""}},
		{500, "Internal Server Error: restart", want{later, ""}},
		{503, "Service Unavailable", want{later, ""}},
		{502, "Bad Gateway", want{unknown, ""}},
		{504, "Gateway Timeout", want{unknown, ""}},
		{400, "Bad Request: Bad Gateway", want{later, ""}},
		{400, "Bad Request: RPC_CALL_FAIL", want{later, ""}},
		{400, "Bad Request: Timeout", want{unknown, ""}},
		{400, `Bad Request: failed to send message #2 with the error message "Bad Gateway"`, want{unknown, ""}},
		{413, "Request Entity Too Large", malformed},

		{400, "Bad Request: chat_id is empty", malformed},
		{400, "Bad Request: chat not found", unreachable},
		{400, "Bad Request: PEER_ID_INVALID", unreachable},
		{403, "Forbidden: bot was blocked by the user", unreachable},
		{403, "Forbidden: bot can't initiate conversation with a user", unreachable},
		{403, "Forbidden: user is deactivated", unreachable},
		{403, "Forbidden: the bot can't send messages to the bot", unreachable},
		{403, "Forbidden: the group chat was deleted", unreachable},
		{403, "Forbidden: bot was kicked from the group chat", unreachable},
		{403, "Forbidden: bot is not a member of the group chat", unreachable},
		{403, "Forbidden: bot was kicked from the supergroup chat", unreachable},
		{403, "Forbidden: bot was kicked from the channel chat", unreachable},
		{403, "Forbidden: bot is not a member of the supergroup chat", unreachable},
		{403, "Forbidden: bot is not a member of the channel chat", unreachable},
		{400, "Bad Request: group chat was upgraded to a supergroup chat", unreachable},

		{400, "Bad Request: need administrator rights in the channel chat", noRights},
		{400, "Bad Request: not enough rights to send text messages to the chat", noRights},
		{400, "Bad Request: have no write access to the chat", noRights},
		{400, "Bad Request: CHAT_WRITE_FORBIDDEN", noRights},
		{400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", noRights},
		{400, "Bad Request: TOPIC_CLOSED", noRights},
		{403, "Forbidden: not enough rights to send photos to the chat", noRights},
		{400, "Bad Request: message can't be deleted", noRights},
		{400, "Bad Request: message can't be deleted for everyone", noRights},

		{400, "Bad Request: message text is empty", malformed},
		{400, "Bad Request: text must be non-empty", malformed},
		{400, "Bad Request: text is too long", malformed},
		{400, "Bad Request: message is too long", malformed},
		{400, "Bad Request: MESSAGE_TOO_LONG", malformed},
		{400, "Bad Request: message caption is too long", malformed},
		{400, "Bad Request: can't parse entities: Unsupported start tag \"br\" at byte offset 3", malformed},
		{400, "Bad Request: strings must be encoded in UTF-8", malformed},
		{400, "Bad Request: there is no text in the message to edit", malformed},
		{400, "Bad Request: BUTTON_DATA_INVALID", malformed},
		{400, "Bad Request: field \"inline_keyboard\" must be of type Array", malformed},
		{400, "Bad Request: reply markup is too long", malformed},
		{400, "Bad Request: can't use file of type Document as Photo", malformed},
		{400, "Bad Request: file must be non-empty", malformed},
		{400, "Bad Request: too many messages to send as an album", malformed},
		{400, "Bad Request: document can't be mixed with other media types", malformed},
		{400, "Bad Request: file is too big", malformed},
		{400, "", malformed},

		{400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same", want{accepted, ""}},
		{400, "Bad Request: message to edit not found", gone},
		{400, "Bad Request: message to delete not found", gone},
		{400, "Bad Request: message can't be edited", gone},
		{400, "Bad Request: MESSAGE_ID_INVALID", gone},
		{400, "Bad Request: message thread not found", want{refused, store.NoTopic}},
		{400, "Bad Request: wrong file identifier/HTTP URL specified", gone},
		{400, "Bad Request: wrong remote file identifier specified: Wrong padding in the string", gone},
		{400, "Bad Request: invalid file_id", gone},
		{400, "Bad Request: wrong file_id or the file is temporarily unavailable", gone},
	} {
		r := judge(c.status, 0, tgbotapi.APIResponse{ErrorCode: c.status, Description: c.description})
		if got := (want{r.verdict, r.refusal}); got != c.want {
			t.Errorf("%d %s: got %v, want %v", c.status, c.description, got, c.want)
		}
	}
}

// TestJudgeByStatus: the library loses the code of an upload's refusal, the
// status does not.
func TestJudgeByStatus(t *testing.T) {
	r := judge(429, 0, tgbotapi.APIResponse{Parameters: &tgbotapi.ResponseParameters{RetryAfter: 33}})
	if r.verdict != later || r.retryAfter != 33*time.Second {
		t.Errorf("429 without a code: %+v", r)
	}
	r = judge(429, 44*time.Second, tgbotapi.APIResponse{})
	if r.verdict != later || r.retryAfter != 44*time.Second {
		t.Errorf("429 with a header: %+v", r)
	}
	r = judge(200, 0, tgbotapi.APIResponse{ErrorCode: 403, Description: "Forbidden: bot was blocked by the user"})
	if r.verdict != refused || r.refusal != store.Unreachable {
		t.Errorf("403 under the status 200: %+v", r)
	}
	if r = judge(500, 0, tgbotapi.APIResponse{Ok: true}); r.verdict != unknown {
		t.Errorf("ok under the status 500: %+v", r)
	}
	r = judge(400, 0, tgbotapi.APIResponse{Parameters: &tgbotapi.ResponseParameters{MigrateToChatID: -100123}})
	if r.verdict != moved || r.movedTo != -100123 {
		t.Errorf("migration: %+v", r)
	}
	if got := r.forDeed(store.Delete); got.verdict != refused || got.refusal != store.Gone {
		t.Errorf("deleting in a group that moved: %+v", got)
	}
}

// TestAnsweredIsWritten: what Telegram has answered with a status it has got.
func TestAnsweredIsWritten(t *testing.T) {
	x := &exchange{status: http.StatusBadGateway}
	x.steps.GaveUp()
	if x.unwritten() {
		t.Error("a request that was answered is called unwritten")
	}
}

// FuzzJudge: every answer has a verdict and a class, and only a refusal for good
// has a sort of refusal.
func FuzzJudge(f *testing.F) {
	f.Add(400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`)
	f.Add(429, `{"ok":false,"parameters":{"retry_after":99999999999}}`)
	f.Add(400, `{"ok":false,"parameters":{"migrate_to_chat_id":-1001}}`)
	f.Add(200, `{"ok":true,"result":true}`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		var a tgbotapi.APIResponse
		if json.NewDecoder(strings.NewReader(body)).Decode(&a) != nil {
			return // the library gives no such answer
		}
		r := judge(status, 0, a)
		if r.verdict < accepted || r.verdict > unknown || r.class == "" {
			t.Errorf("no verdict: %+v", r)
		}
		if (r.verdict == refused) != (r.refusal != "") {
			t.Errorf("refusal without a sort, or a sort without refusal: %+v", r)
		}
		if r.retryAfter < 0 || r.retryAfter > maxRetryAfter*time.Second {
			t.Errorf("retry after %v", r.retryAfter)
		}
		if a.Ok && r.verdict != accepted && r.verdict != unknown || !a.Ok && r.verdict == accepted && !strings.Contains(strings.ToLower(a.Description), "modified") {
			t.Errorf("ok is %v, but %+v", a.Ok, r)
		}
		for _, d := range []store.Deed{store.SendText, store.EditText, store.Delete, store.Leave, store.Fetch} {
			if got := r.forDeed(d); got.verdict == moved && !d.Sends() {
				t.Errorf("%s follows a group that moved", d)
			}
		}
	})
}

func TestBrief(t *testing.T) {
	for reason, want := range map[string]string{
		"Bad Request: chat not found":                                  "Bad Request: chat not found",
		`Bad Request: can't parse entities: Unsupported start tag "х"`: "Bad Request: can't parse entities: Unsupported start tag …",
		"Bad Request: can't use URL 'https://e.ru/it's' as a button":   "Bad Request: can't use URL …",
	} {
		if got := brief(reason); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
