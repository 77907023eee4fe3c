package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/store"
)

// Pauses of the poll.
const (
	pollBackoff = 30 * time.Second // the longest after failures
	tokenPause  = time.Minute      // after Telegram did not know the token
	sayEvery    = time.Minute      // how often one trouble is logged
	// pollFast is the time below which an empty answer to a long poll means that
	// something in between does not wait.
	pollFast = 500 * time.Millisecond
)

// pollBatch is Telegram's most updates a poll.
const pollBatch = 100

// poller is the state of one run of Poll.
type poller struct {
	w *Wire
	// offset confirms all updates before it; 0 is none. It is sent only until
	// one poll with it was answered: ids may begin again lower after a quiet
	// week, and a number kept for long would then confirm what nobody saw.
	offset   int64
	limit    int
	failures int
	// stuck counts batches in a row that a confirmation did not make go away.
	stuck    int
	lastSeen int64
	status   Status
	said     time.Time
	saidOf   Status
}

// Poll takes Telegram's updates into the inbox until the context ends; then it
// gives nil. The only errors are the store's. Updates are written in one
// transaction before the next poll confirms them.
func (w *Wire) Poll(ctx context.Context) error {
	p := &poller{w: w, limit: pollBatch}
	for ctx.Err() == nil {
		wait, err := p.poll(ctx)
		if err != nil {
			return fmt.Errorf("poll: %w", err)
		}
		if wait > 0 && !pause(ctx, wait) {
			break
		}
	}
	return nil
}

// Polled tells since when every poll has been answered and its updates kept; false
// while polls fail, and before the first.
func (w *Wire) Polled() (since time.Time, ok bool) {
	at := w.polled.Load()
	return time.Unix(0, at), at != 0
}

// current reports whether everything that Telegram had when the last poll ended is
// kept.
func (p *poller) current() bool { return p.w.polled.Load() != 0 }

// caughtUp notes that a poll was answered and what it brought is kept.
func (p *poller) caughtUp() {
	if !p.current() {
		p.w.polled.Store(p.w.cfg.Real().UnixNano())
	}
}

// poll makes one poll and tells how long to wait before the next.
func (p *poller) poll(ctx context.Context) (time.Duration, error) {
	began := p.w.cfg.Real()
	r := p.w.call(ctx, p.request())
	switch {
	case ctx.Err() != nil && r.verdict != accepted:
		return 0, nil
	case r.class == "too_long":
		return p.tooLong(r), nil
	case r.verdict != accepted:
		return p.failed(ctx, r), nil
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(r.result, &raw); err != nil {
		r.class, r.reason = "garbled", "the updates are not a list"
		return p.failed(ctx, r), nil
	}
	p.answered(len(raw))
	if len(raw) == 0 {
		p.offset, p.stuck, p.limit = 0, 0, pollBatch
		if !p.current() {
			p.caughtUp()
			return 0, nil
		}
		if p.w.cfg.Real().Sub(began) < min(pollFast, p.w.cfg.PollTimeout/2) {
			return time.Second, nil
		}
		return 0, nil
	}
	return p.take(ctx, raw)
}

func (p *poller) request() request {
	timeout := p.w.cfg.PollTimeout
	if !p.current() {
		timeout = 0 // what was missed is to be known soon, be it that nothing was
	}
	params := tgbotapi.Params{
		"timeout":         strconv.Itoa(int(timeout / time.Second)),
		"limit":           strconv.Itoa(p.limit),
		"allowed_updates": allowedUpdates,
	}
	if p.offset != 0 {
		params["offset"] = strconv.FormatInt(p.offset, 10)
	}
	return request{
		method: "getUpdates", params: params,
		timeout: p.w.cfg.PollTimeout + pollSlack, wait: timeout, limit: pollLimit,
	}
}

// take keeps a batch and moves the offset behind it.
func (p *poller) take(ctx context.Context, raw []json.RawMessage) (time.Duration, error) {
	p.w.cfg.Step("poll: before commit")
	var ids []int64
	var ins []store.Incoming
	for _, u := range raw {
		id, err := updateID(u)
		if err != nil {
			p.w.log.Error("update without an id skipped", "bytes", len(u))
			continue
		}
		ids = append(ids, id)
		in, err := decode(u, p.w.cfg.Now())
		switch {
		case errors.Is(err, errOtherKind):
			p.w.log.Debug("update of a kind not asked for skipped", "update", id)
		case err != nil:
			p.w.log.Error("update skipped: it cannot be read", "update", id, "bytes", len(u))
		default:
			ins = append(ins, in)
		}
	}
	if len(ins) > 0 {
		if err := p.w.cfg.Receive(ctx, ins); err != nil {
			return 0, err
		}
	}
	p.w.cfg.Step("poll: committed")
	if len(raw) < p.limit {
		p.caughtUp() // a full batch has more behind it
	}
	if len(ids) == 0 {
		p.stuck++
		return p.w.backoff(p.stuck, pollBackoff), nil
	}
	p.offset = slices.Max(ids) + 1
	p.limit = pollBatch
	if p.lastSeen == p.offset {
		p.stuck++
		return p.w.backoff(p.stuck, pollBackoff), nil
	}
	p.lastSeen, p.stuck = p.offset, 0
	return 0, nil
}

// tooLong deals with a batch over the limit: it asks for less, and an update
// that is over the limit by itself is confirmed unread.
func (p *poller) tooLong(r reply) time.Duration {
	if p.limit > 1 {
		p.limit = max(1, p.limit/10)
		return 0
	}
	p.limit = pollBatch
	if m := updateIDPattern.FindSubmatch(r.partial); m != nil {
		if id, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil {
			p.w.log.Error("update skipped: it is too long", "update", id)
			p.offset = id + 1
			return 0
		}
	}
	p.failures++
	p.say(Down, r)
	return p.w.backoff(p.failures, pollBackoff)
}

// updateIDPattern finds the id at the beginning of an update that was cut off.
var updateIDPattern = regexp.MustCompile(`^\s*\{[^{\[]*"result"\s*:\s*\[\s*\{\s*"update_id"\s*:\s*(-?\d{1,18})\b`)

// failed says what is wrong and how long to wait.
func (p *poller) failed(ctx context.Context, r reply) time.Duration {
	p.failures++
	p.w.polled.Store(0)
	switch {
	case r.status == 409:
		p.say(Conflict, r)
		if strings.Contains(r.reason, "webhook is active") {
			p.removeWebhook(ctx)
		}
		return p.w.backoff(p.failures+1, pollBackoff)
	case r.verdict == badToken:
		p.say(BadToken, r)
		return tokenPause
	}
	p.say(Down, r)
	wait := p.w.backoff(p.failures, pollBackoff)
	if r.verdict == later {
		wait = max(wait, r.retryAfter)
	}
	return wait
}

// removeWebhook gives polling back to us: a webhook set by hand or by another
// program is the commonest cause of a bot that is deaf.
func (p *poller) removeWebhook(ctx context.Context) {
	r := p.w.call(ctx, request{method: "deleteWebhook", params: tgbotapi.Params{}, timeout: sendTime})
	if r.verdict == accepted {
		p.w.log.Warn("webhook removed: the bot polls")
		return
	}
	p.w.log.Error("webhook not removed", "class", r.class, "status", r.status)
}

// troubles are what the log says of each state, in words that tell what to do.
var troubles = map[Status]string{
	Down:     "telegram does not answer, still trying",
	Conflict: "another program takes this bot's updates: stop it, only one may poll a token",
	BadToken: "telegram does not know this token: check TELEGRAM_TOKEN, or ask BotFather for a new one",
}

// say logs a trouble when it begins and once a minute while it lasts.
func (p *poller) say(s Status, r reply) {
	p.become(s)
	now := p.w.cfg.Real()
	if p.saidOf == s && now.Sub(p.said) < sayEvery {
		return
	}
	p.said, p.saidOf = now, s
	p.w.log.Log(context.Background(), slog.LevelError, troubles[s],
		"attempt", p.failures, "class", r.class, "status", r.status, "reason", brief(r.reason))
}

func (p *poller) answered(updates int) {
	if p.failures > 0 {
		p.w.log.Info("telegram answers again", "attempt", p.failures)
	}
	p.failures, p.saidOf = 0, ""
	p.become(Up)
	p.w.cfg.Observe.Polled(updates)
}

func (p *poller) become(s Status) {
	if p.status != s {
		p.status = s
		p.w.cfg.Status(s)
	}
}
