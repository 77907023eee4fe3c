package telegram

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/store"
)

// verdict is what an answer, or its absence, says of a request.
type verdict int

const (
	_ verdict = iota
	// accepted: Telegram did it, or it was so already.
	accepted
	// unwritten: the request never reached Telegram.
	unwritten
	// later: Telegram refused for now.
	later
	// badToken: Telegram does not know the token; nothing is wrong with the
	// request.
	badToken
	// moved: the group is a supergroup now, under another id.
	moved
	// refused: Telegram will never do it.
	refused
	// unknown: written, and no answer that can be understood.
	unknown
)

// reply is what became of a request.
type reply struct {
	verdict    verdict
	class      string // a word for logs and counters
	status     int
	reason     string // Telegram's words, without the token
	result     json.RawMessage
	retryAfter time.Duration
	movedTo    int64
	refusal    store.Refusal
	partial    []byte // the beginning of an answer that was too long
}

// judge tells what an answer of Telegram's form says. The status decides, not
// the code in the answer, which the library loses for uploads.
func judge(status int, retryAfter time.Duration, a tgbotapi.APIResponse) reply {
	r := reply{status: status, reason: a.Description, result: a.Result, retryAfter: retryAfter}
	if a.Parameters != nil {
		r.movedTo = a.Parameters.MigrateToChatID
		if a.Parameters.RetryAfter > 0 {
			r.retryAfter = time.Duration(min(a.Parameters.RetryAfter, maxRetryAfter)) * time.Second
		}
	}
	if a.Ok {
		if status != http.StatusOK {
			r.verdict, r.class = unknown, "garbled"
			return r
		}
		r.verdict, r.class = accepted, "ok"
		return r
	}
	if status == http.StatusOK {
		status = a.ErrorCode
	}
	if s, ok := judgeStatus(status, r.retryAfter); ok {
		s.reason = r.reason
		return s
	}
	r.verdict, r.class, r.refusal = judgeWords(status, r.movedTo, a.Description)
	return r
}

// maxRetryAfter, in seconds, guards the arithmetic; the longest bans last days.
const maxRetryAfter = 30 * 24 * 3600

// judgeStatus tells what a status says by itself, whatever the body. A gateway
// that failed (502, 504) may have passed the request on.
func judgeStatus(status int, retryAfter time.Duration) (reply, bool) {
	r := reply{status: status, reason: http.StatusText(status), retryAfter: retryAfter}
	switch {
	case status == http.StatusTooManyRequests:
		r.verdict, r.class = later, "flood"
		if r.retryAfter <= 0 {
			r.retryAfter = time.Second
		}
	case status == http.StatusUnauthorized:
		r.verdict, r.class = badToken, "bad_token"
	case status == http.StatusRequestEntityTooLarge:
		r.verdict, r.class, r.refusal = refused, string(store.Malformed), store.Malformed
	case status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		r.verdict, r.class = unknown, "gateway"
	default:
		return reply{}, false
	}
	return r, true
}

// albumFailed begins Telegram's word of the item of an album that it did not take.
const albumFailed = "failed to send message #"

// Classes of answers which leave open what was done, though the line is sound.
const (
	classPartial = "partial"
	classTimeout = "timeout"
)

// classLate is a request that was not answered in time: unlike a timeout within
// Telegram, that says something of the line.
const classLate = "late"

// words are parts of Telegram's descriptions that say more than the status,
// small letters; the first that fits decides.
var words = []struct {
	part    string
	verdict verdict
	refusal store.Refusal
}{
	// Items of an album already accepted are not taken back.
	{albumFailed, unknown, ""},
	{"message is not modified", accepted, ""},
	{"message_not_modified", accepted, ""},

	// A timeout within Telegram leaves open what was done.
	{"timeout", unknown, ""},
	{"timed out", unknown, ""},
	{"bad gateway", later, ""},
	{"internal server error", later, ""},
	{"service unavailable", later, ""},
	{"too many requests", later, ""},
	{"flood_wait", later, ""},
	{"slowmode_wait", later, ""},
	{"rpc_call_fail", later, ""},
	{"rpc_mcget_fail", later, ""},
	{"worker_busy", later, ""},
	{"interdc_", later, ""},
	{"request aborted", later, ""},
	{"try again", later, ""},

	{"not enough rights", refused, store.NoRights},
	{"need administrator rights", refused, store.NoRights},
	{"have no write access", refused, store.NoRights},
	{"have no rights", refused, store.NoRights},
	{"chat_write_forbidden", refused, store.NoRights},
	{"chat_admin_required", refused, store.NoRights},
	{"chat_restricted", refused, store.NoRights},
	{"_forbidden", refused, store.NoRights},
	{"topic_closed", refused, store.NoRights},
	{"message can't be deleted", refused, store.NoRights},

	{"chat not found", refused, store.Unreachable},
	{"user not found", refused, store.Unreachable},
	{"peer_id_invalid", refused, store.Unreachable},
	{"user_is_blocked", refused, store.Unreachable},
	{"user_deactivated", refused, store.Unreachable},
	{"group chat was", refused, store.Unreachable},

	{"message to edit not found", refused, store.Gone},
	{"message to delete not found", refused, store.Gone},
	{"message can't be edited", refused, store.Gone},
	{"message_id_invalid", refused, store.Gone},
	{"message thread not found", refused, store.NoTopic},
	{"topic_deleted", refused, store.NoTopic},
	{"wrong file identifier", refused, store.Gone},
	{"wrong remote file identifier", refused, store.Gone},
	{"wrong file_id", refused, store.Gone},
	{"invalid file_id", refused, store.Gone},
}

// judgeWords tells a refusal that the status alone does not explain. What is not
// known is our own mistake: repeated as it is it would fail as it did.
func judgeWords(status int, movedTo int64, description string) (verdict, string, store.Refusal) {
	if movedTo != 0 {
		return moved, "moved", ""
	}
	d := strings.ToLower(description)
	if status == http.StatusNotFound && !strings.Contains(d, "method not found") {
		return badToken, "bad_token", ""
	}
	if status >= http.StatusInternalServerError {
		return later, "server", ""
	}
	for _, w := range words {
		if !strings.Contains(d, w.part) {
			continue
		}
		switch w.verdict {
		case accepted:
			return accepted, "ok", ""
		case later:
			return later, "server", ""
		case unknown:
			if w.part == albumFailed {
				return unknown, classPartial, ""
			}
			return unknown, classTimeout, ""
		}
		return refused, string(w.refusal), w.refusal
	}
	if status == http.StatusForbidden {
		return refused, string(store.Unreachable), store.Unreachable
	}
	return refused, string(store.Malformed), store.Malformed
}

// forDeed corrects a verdict by what was asked: what is already so was done, and
// what cannot follow a group to its new id is lost with the old one.
func (r reply) forDeed(d store.Deed) reply {
	switch {
	case d == store.Delete && r.refusal == store.Gone && strings.Contains(strings.ToLower(r.reason), "not found"),
		d == store.Leave && r.refusal == store.Unreachable:
		r.verdict, r.class, r.refusal = accepted, "ok", ""
	case r.verdict == moved && !d.Sends():
		r.verdict, r.class, r.refusal = refused, string(store.Gone), store.Gone
	}
	return r
}
