package telegram

import (
	"context"
	"fmt"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// callbackLimit is the longest answer to a press (Bot API «answerCallbackQuery»),
// in UTF-16 units.
const callbackLimit = 200

// Answer answers a press. It is sent at once and once, and not kept: after some
// seconds nobody waits for it. It blocks for five seconds at most. A failure is
// only logged; being too late is none.
func (w *Wire) Answer(ctx context.Context, pressID, text string, alert bool) {
	if time.Unix(0, w.held.Load()).After(w.cfg.Real()) {
		// Telegram asked the bot to be quiet; calls made meanwhile lengthen that.
		w.log.Debug("press not answered: the bot is to pause")
		return
	}
	params := tgbotapi.Params{"callback_query_id": pressID}
	params.AddNonEmpty("text", cut(text, callbackLimit))
	params.AddBool("show_alert", alert)
	r := w.call(ctx, request{method: "answerCallbackQuery", params: params, timeout: answerTime, hasty: true})
	switch {
	case r.verdict == accepted, ctx.Err() != nil:
	case r.status == 400:
		w.log.Debug("press answered too late", "class", r.class)
	default:
		w.log.Warn("press not answered", "class", r.class, "status", r.status)
	}
}

// cut shortens a text to so many UTF-16 units, with an ellipsis.
func cut(s string, limit int) string {
	if plans.Len(s) <= limit {
		return s
	}
	n := 0
	for i, r := range s {
		size := plans.Len(string(r))
		if n+size > limit-1 {
			return s[:i] + "…"
		}
		n += size
	}
	return s
}

// hold remembers the pause of the whole bot for Answer.
func (w *Wire) hold(until time.Time) {
	if until.IsZero() {
		w.held.Store(0)
		return
	}
	w.held.Store(until.UnixNano())
}

// Me asks Telegram for the bot's own account.
func (w *Wire) Me(ctx context.Context) (store.User, error) {
	return Stranger{w}.Me(ctx)
}

// Introduce asks who the bot is until Telegram says it, and hands the account to
// Config.Introduced, whose error it gives. It gives nil when the context ends
// first. Poll says what is wrong meanwhile.
func (w *Wire) Introduce(ctx context.Context) error {
	for n := 1; ; n++ {
		me, err := w.Me(ctx)
		if err == nil {
			if err := w.cfg.Introduced(me); err != nil {
				return fmt.Errorf("introduce: %w", err)
			}
			return nil
		}
		if !pause(ctx, w.backoff(n, tokenPause)) {
			return nil
		}
	}
}
