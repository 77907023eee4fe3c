package bot

import (
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"sdelaemvmeste/bot/bind"
	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/plan"
	"sdelaemvmeste/bot/post/place"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/report"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Tick does what the hour asks for: it gathers what is due by person into one
// digest each and lets scheduled posts out. An idle tick only looks. Its parts do not
// depend on each other: one that fails or panics holds up no other, and the errors
// come together. Nothing is done by a clock that
// has just jumped far ahead. Only after a [store.ErrFatal] nothing more is done.
func (b *Bot) Tick() error {
	now := b.Now().UTC()
	var failed []error
	trusted := true
	err := sheltered(func() (err error) {
		trusted, err = b.watch.Clock()
		return err
	})
	if err != nil {
		failed = append(failed, fmt.Errorf("look at the clock: %w", err))
	}
	if !trusted || errors.Is(err, store.ErrFatal) {
		return errors.Join(failed...)
	}
	for _, part := range []struct {
		name string
		do   func() error
	}{
		{"remind", func() error { return b.remind(now) }},
		{"accept the unjudged", func() error { return task.TickUnjudged(b.Env, now) }},
		{"weekly", func() error { return digest.TickWeekly(b.Env, now) }},
		{"tell of changes", func() error { return people.TickChanges(b.Env, now) }},
		{"plans that are over", func() error { return plan.TickFinish(b.Env, now) }},
		{"posts", func() error { return publish.TickPosts(b.Env, now) }},
		{"official pages", func() error { return place.Tick(b.Env, now) }},
		{"channels", func() error { return bind.TickOffered(b.Env, now) }},
		{"offer reports", func() error { return report.Tick(b.Env, now) }},
		{"monthly picture", func() error { return report.TickMonthly(b.Env, now) }},
	} {
		err := sheltered(part.do)
		if err == nil {
			continue
		}
		failed = append(failed, fmt.Errorf("%s: %w", part.name, err))
		if errors.Is(err, store.ErrFatal) {
			break
		}
	}
	return errors.Join(failed...)
}

// sheltered makes an error of a panic.
func sheltered(do func() error) (err error) {
	defer func() {
		switch p := recover(); {
		case p == nil:
		case store.Torn(p):
			panic(p)
		default:
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}

// remind writes the digests, when any task is due.
func (b *Bot) remind(now time.Time) error {
	pending := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		pending, err = schedule.Pending(tx, now)
		return err
	})
	if err != nil || !pending {
		return err
	}
	err = b.Store.Update(func(tx *store.Tx) error {
		err := digest.Remind(b.Env, tx, now)
		b.Step("tick: before commit")
		return err
	})
	if err != nil {
		return err
	}
	b.Step("tick: committed")
	return nil
}

// Withdraw takes back the morning messages that wait for Telegram to be within reach
// again: see [digest.Withdraw]. Without any it only looks.
func (b *Bot) Withdraw() error {
	waiting := false
	err := b.Store.View(func(tx *store.Tx) error {
		waiting = len(digest.Waiting(tx)) > 0
		return nil
	})
	if err != nil || !waiting {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error { return digest.Withdraw(b.Env, tx, b.Now().UTC().Truncate(time.Second)) })
}
