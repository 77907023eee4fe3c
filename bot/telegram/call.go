package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/bot/wire"
)

// request is one call of a method.
type request struct {
	method string
	params tgbotapi.Params
	files  []tgbotapi.RequestFile
	// timeout is within which time it must be answered; wait is how much of that
	// Telegram itself takes, as a long poll.
	timeout, wait time.Duration
	limit         int64 // bytes of the answer, answerLimit when zero
	// hasty says that a late answer is worth nothing.
	hasty bool
}

// Times within which a call must be answered.
const (
	sendTime   = 30 * time.Second
	uploadTime = 120 * time.Second
	answerTime = 5 * time.Second
	// pollSlack is how much longer than its own timeout a poll may take.
	pollSlack = 15 * time.Second
)

// Limits of an answer's length. A message is at most some tens of kilobytes.
const (
	answerLimit = 1 << 20
	pollLimit   = 16 << 20
)

// call makes a request and tells what became of it. The request ends with the
// context or its own time, whichever is earlier.
func (w *Wire) call(ctx context.Context, r request) reply {
	limit, began := w.patience(r), w.cfg.Real()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if r.limit == 0 {
		r.limit = answerLimit
	}
	x := &exchange{ctx: ctx, client: w.client, limit: r.limit}
	api := tgbotapi.BotAPI{Token: w.token.Reveal(), Client: x}
	// The endpoint is a format for the library.
	api.SetAPIEndpoint(strings.ReplaceAll(w.base, "%", "%%") + "/bot%s/%s")

	var resp *tgbotapi.APIResponse
	var err error
	if len(r.files) > 0 {
		resp, err = api.UploadFiles(r.method, r.params, r.files)
	} else {
		resp, err = api.MakeRequest(r.method, r.params)
	}
	got := w.understand(x, resp, err)
	got.reason = w.token.Scrub(got.reason)
	w.learn(r, got, limit, w.cfg.Real().Sub(began))
	w.cfg.Observe.Call(r.method, got.class)
	return got
}

// longestPatience is the longest that a request is waited for on a slow line.
const longestPatience = 5 * time.Minute

// patience is within which time a request must be answered: its own, or longer where
// Telegram has lately been slower than that. A line on which every answer takes a
// minute is slow and not broken.
func (w *Wire) patience(r request) time.Duration {
	if r.hasty {
		return r.timeout
	}
	return max(r.timeout, r.wait+time.Duration(w.slow.Load()))
}

// learn takes from a request how patient the next ones must be: twice as long as an
// answer took, or as one was waited for in vain.
func (w *Wire) learn(r request, got reply, limit, took time.Duration) {
	switch {
	case r.hasty:
	case got.status != 0:
		w.slow.Store(int64(min(2*max(took-r.wait, 0), longestPatience)))
	case got.class == classLate:
		w.slow.Store(int64(min(2*(limit-r.wait), longestPatience)))
	}
}

// understand tells what an exchange came to.
func (w *Wire) understand(x *exchange, resp *tgbotapi.APIResponse, err error) reply {
	_, worded := errors.AsType[*tgbotapi.Error](err)
	if resp != nil && (err == nil || worded) {
		return judge(x.status, x.retryAfter, *resp)
	}
	if r, ok := judgeStatus(x.status, x.retryAfter); ok {
		return r
	}
	if x.status == http.StatusNotFound {
		// The server before Telegram's refuses an address with a malformed token
		// by a page of its own.
		return reply{verdict: badToken, class: "bad_token", status: x.status, reason: "Not Found"}
	}
	if err == nil {
		err = errNotJSON
	}
	r := reply{verdict: unknown, class: "no_answer", status: x.status, reason: w.token.Clean(err)}
	switch {
	case x.unwritten():
		r.verdict, r.class = unwritten, "network"
	case errors.Is(err, context.DeadlineExceeded):
		r.class = classLate
	case errors.Is(err, context.Canceled):
		r.class = "stopped"
	case errors.Is(x.err, wire.ErrTooLong):
		r.class, r.partial = "too_long", x.body
	case x.status != 0:
		r.class = "garbled"
	}
	return r
}
