package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Errors of asking before the service runs.
var (
	// ErrBadToken says that Telegram does not know the token: it is wrong, or was
	// revoked.
	ErrBadToken = errors.New("telegram does not know the token")
	// ErrTaken says that a program polls with the token already.
	ErrTaken = errors.New("another program takes this bot's updates")
)

// UnansweredError is what came instead of an answer: the class of the trouble, the status of
// HTTP, 0 for none, and what the system or Telegram says of it.
type UnansweredError struct {
	Class  string
	Status int
	Reason string
}

func (u *UnansweredError) Error() string {
	return fmt.Sprintf("%s (%d): %s", u.Class, u.Status, u.Reason)
}

// lookAgain is the pause between two looks at updates that are not the ones waited for.
const lookAgain = 2 * time.Second

// Stranger speaks with Telegram before there is a database: to set the service up. It
// leaves every update to the service.
type Stranger struct{ w *Wire }

// NewStranger makes it of a configuration that needs no store.
func NewStranger(c Config) (Stranger, error) {
	w, err := bare(c)
	return Stranger{w}, err
}

// Me asks who the bot is; the error wraps [ErrBadToken], or says why there is no answer.
func (s Stranger) Me(ctx context.Context) (store.User, error) {
	r := s.w.call(ctx, probe())
	if r.verdict != accepted {
		return store.User{}, trouble("ask who the bot is", r)
	}
	return account(r)
}

// Starters waits until somebody who was not seen before has written /start to the bot
// in private, and gives them, the newest first. The error wraps [ErrTaken] or
// [ErrBadToken], or is the context's.
func (s Stranger) Starters(ctx context.Context, seen func(store.User) bool) ([]store.User, error) {
	for {
		r := s.w.call(ctx, request{
			method: "getUpdates", timeout: s.w.cfg.PollTimeout + pollSlack, limit: pollLimit,
			params: tgbotapi.Params{"timeout": fmt.Sprint(int(s.w.cfg.PollTimeout / time.Second)), "allowed_updates": allowedUpdates},
		})
		if ctx.Err() != nil {
			return nil, fmt.Errorf("wait for /start: %w", ctx.Err())
		}
		if r.status == 409 {
			return nil, fmt.Errorf("wait for /start: %w", ErrTaken)
		}
		if r.verdict == badToken {
			return nil, trouble("wait for /start", r)
		}
		if found := s.starters(r.result, seen); len(found) > 0 {
			return found, nil
		}
		if !pause(ctx, lookAgain) {
			return nil, fmt.Errorf("wait for /start: %w", ctx.Err())
		}
	}
}

func (s Stranger) starters(batch json.RawMessage, seen func(store.User) bool) (found []store.User) {
	var raw []json.RawMessage
	if json.Unmarshal(batch, &raw) != nil {
		return nil // no answer, or not Telegram's: the next may be
	}
	known := map[plans.UserID]bool{}
	for i := len(raw) - 1; i >= 0; i-- {
		in, err := decode(raw[i], s.w.cfg.Now())
		if err != nil || in.Kind != store.InMessage || in.Chat.Kind != store.Private || !strings.HasPrefix(in.Text, "/start") {
			continue
		}
		if !known[in.From.ID] && !seen(in.From) {
			known[in.From.ID] = true
			found = append(found, in.From)
		}
	}
	return found
}

func trouble(asked string, r reply) error {
	if r.verdict == badToken {
		return fmt.Errorf("%s: %w", asked, ErrBadToken)
	}
	return fmt.Errorf("%s: %w", asked, &UnansweredError{r.class, r.status, r.reason})
}

func account(r reply) (store.User, error) {
	var u user
	if err := json.Unmarshal(r.result, &u); err != nil || u.ID == 0 {
		return store.User{}, errors.New("ask who the bot is: no account in the answer")
	}
	return u.store(), nil
}
