package bot

import (
	"fmt"

	"sdelaemvmeste/bot/digest"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Tick does what the hour asks for: it gathers what is due by person into one
// digest each and lets scheduled posts out. An idle tick only looks.
func (b *Bot) Tick() error {
	now := b.Now().UTC()
	pending := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		pending, err = schedule.Pending(tx, now)
		return err
	})
	if err != nil {
		return err
	}
	if pending {
		if err := b.Store.Update(func(tx *store.Tx) error {
			err := digest.Remind(b.Env, tx, now)
			b.Step("tick: before commit")
			return err
		}); err != nil {
			return fmt.Errorf("remind: %w", err)
		}
		b.Step("tick: committed")
	}
	if err := task.TickUnjudged(b.Env, now); err != nil {
		return fmt.Errorf("accept the unjudged: %w", err)
	}
	if err := task.TickWeekly(b.Env, now); err != nil {
		return fmt.Errorf("weekly: %w", err)
	}
	return publish.TickPosts(b.Env, now)
}
