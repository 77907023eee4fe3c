package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// batch is how many updates one transaction may hold.
const batch = 100

// Work handles the inbox until the context ends. The only error is one after
// which the database can't be trusted ([store.ErrFatal]).
func (b *Bot) Work(ctx context.Context) error {
	defer b.answers.Wait()
	for ctx.Err() == nil {
		n, err := b.work(ctx)
		if err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		wait, err := b.ripen(ctx)
		if err != nil {
			return err
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-b.Store.Received():
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// work handles what lies in the inbox: all in one transaction, or, when one of
// them fails, one by one, so that only the failing one is lost.
func (b *Bot) work(ctx context.Context) (int, error) {
	var got []store.Received
	err := b.Store.View(func(tx *store.Tx) (err error) {
		got, err = tx.Inbox(batch)
		return err
	})
	if err != nil || len(got) == 0 {
		return 0, err
	}
	order := b.flood.order(got, b.Real())
	err = b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) { return b.handleAll(tx, got, order) })
	if err == nil || errors.Is(err, store.ErrFatal) {
		return len(got), err
	}
	for _, r := range got {
		if err := b.single(ctx, r, order); err != nil {
			return len(got), err
		}
	}
	return len(got), nil
}

// single handles one update; a refusal is said in one line, a fault of the
// program is logged and apologised for.
func (b *Bot) single(ctx context.Context, r store.Received, order map[uint64]int) error {
	if err := b.endEarlier(ctx, r.Incoming); err != nil {
		return err
	}
	err := b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		return b.handleAll(tx, []store.Received{r}, order)
	})
	if err == nil || errors.Is(err, store.ErrFatal) {
		return err
	}
	failed := err
	line, refused := chat.Refusal(failed)
	b.CountRefusal(failed)
	if !refused {
		b.Log.Error("update failed", "update", r.Update, "chat", r.Chat.ID, "user", int64(r.From.ID), "fault", r.N, "err", failed)
		line = chat.Apology(r.N)
	}
	return b.transact(ctx, func(tx *store.Tx) ([]chat.Reply, error) {
		t, err := b.Turn(tx, r)
		if err != nil {
			return nil, err
		}
		if !refused {
			if err := t.Note("failed", fmt.Sprintf("update/%d", r.Update), nil, nil); err != nil {
				return nil, err
			}
		}
		if err := t.SayRefused(line, failed); err != nil {
			return nil, err
		}
		return t.Reply(), tx.Handled(r.N)
	})
}

// handleAll handles updates in one transaction; order tells those that are too
// many.
func (b *Bot) handleAll(tx *store.Tx, got []store.Received, order map[uint64]int) ([]chat.Reply, error) {
	var replies []chat.Reply
	for _, r := range got {
		if err := b.handleEarlier(tx, r.Incoming); err != nil {
			return nil, err
		}
		t, err := b.Turn(tx, r)
		if err != nil {
			return nil, err
		}
		slowed, err := slowed(t, order[r.N])
		if err != nil {
			return nil, err
		}
		if !slowed {
			err = b.handle(t)
		}
		if err != nil {
			return nil, fmt.Errorf("handle update %d: %w", r.Update, err)
		}
		if err := tx.Handled(r.N); err != nil {
			return nil, err
		}
		replies = append(replies, t.Reply()...)
	}
	return replies, nil
}

// Receive keeps the updates of a poll. When nothing else waits they are handled at once
// in the same transaction, which spares a commit; when any of them fails nothing of it
// is kept but the updates, which then wait for [Bot.Work] like any others. Its answers
// are waited for by [Bot.Answered]. The error is the store's.
func (b *Bot) Receive(ctx context.Context, ins []store.Incoming) error {
	replies, err := b.transacted(func(tx *store.Tx) ([]chat.Reply, error) {
		waiting, err := tx.Inbox(1)
		if err != nil {
			return nil, err
		}
		if len(waiting) > 0 || len(ins) > batch {
			return nil, tx.ReceiveAll(ins)
		}
		got, err := tx.Accept(ins)
		if err != nil {
			return nil, err
		}
		return b.handleAll(tx, got, b.flood.order(got, b.Real()))
	})
	if err != nil && !errors.Is(err, store.ErrFatal) {
		return b.Store.Update(func(tx *store.Tx) error { return tx.ReceiveAll(ins) })
	}
	b.answer(ctx, &b.direct, replies)
	return err
}

// Answered waits for the answers to what was handled as it came.
func (b *Bot) Answered() { b.direct.Wait() }

// transact runs fn in a transaction and, once it is kept, sends the answers to
// presses. A panic of a handler rolls back and becomes an error.
func (b *Bot) transact(ctx context.Context, fn func(*store.Tx) ([]chat.Reply, error)) error {
	replies, err := b.transacted(fn)
	if err != nil {
		return err
	}
	b.answer(ctx, &b.answers, replies)
	return nil
}

// answer sends the answers to presses; whoever handled those waits for them.
func (b *Bot) answer(ctx context.Context, sent *sync.WaitGroup, replies []chat.Reply) {
	for _, r := range replies {
		sent.Go(func() { b.Answer(ctx, r.Press, r.Text, r.Alert) })
	}
}

func (b *Bot) transacted(fn func(*store.Tx) ([]chat.Reply, error)) (replies []chat.Reply, err error) {
	err = b.Store.Update(func(tx *store.Tx) error {
		return sheltered(func() (err error) {
			replies, err = fn(tx)
			b.Step("handle: before commit")
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	b.Step("handle: committed")
	return replies, nil
}

// Drain handles everything in the inbox and returns.
func (b *Bot) Drain(ctx context.Context) error {
	defer b.answers.Wait()
	for {
		n, err := b.work(ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}
