// Package bot sends every update to its conversation, in one transaction an
// update: the routes of all rooms merged, albums put together, refusals said, the
// tick and the outcomes of deliveries handed on. Each conversation is a package of
// its own below. None of them knows Telegram's protocol: they read
// [store.Incoming] and write [store.Outgoing].
package bot

import (
	"context"
	"sync"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/draft"
	"sdelaemvmeste/bot/report"
	"sdelaemvmeste/bot/watch"
	"sdelaemvmeste/store"
)

// Bot sends every update to its conversation. Its state is the store, but for
// what can be found out again after a restart.
type Bot struct {
	*chat.Env
	routes  chat.Routes
	watch   watch.Watchman
	answers sync.WaitGroup
	// direct are the answers to what was handled as it came; see [Bot.Receive].
	direct sync.WaitGroup
	flood  flood
}

// New makes a bot.
func New(e chat.Env) (*Bot, error) {
	if e.Step == nil {
		e.Step = func(string) {}
	}
	all, err := chat.MergeRoutes(rooms())
	if err != nil {
		return nil, err
	}
	e.Commands, e.Bound, e.PageGone, e.Morning, e.Week = all.Commands, all.Bound, all.PageGone, all.Morning, all.Week
	b := &Bot{Env: &e, routes: all, watch: watch.Watchman{Env: &e}}
	e.Store.OnChange(func(tx *store.Tx, c store.Changes) error {
		return sheltered(func() error { return b.redraw(tx, c) })
	})
	return b, nil
}

// Introduced notes the bot's own user name, which invitations need, and sets the
// menus that Telegram was not told yet, or that another bot had.
func (b *Bot) Introduced(me store.User) error {
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, "menus/"+b.Now().UTC().Format(time.RFC3339Nano))
		if err != nil {
			return err
		}
		s, menus := t.Settings, b.MenuPrint()
		if s.Bot == me.Username && s.Menus == menus {
			return nil
		}
		s.Bot, s.Menus = me.Username, menus
		if err := tx.PutSettings(s); err != nil {
			return err
		}
		return t.SetMenus()
	})
}

// Probe looks up the links of posts until the context ends.
func (b *Bot) Probe(ctx context.Context) error { return draft.Probe(ctx, b.Env) }

// Report makes the reports that were asked for until the context ends.
func (b *Bot) Report(ctx context.Context) error { return report.Work(ctx, b.Env) }

// Begin looks at the clock, and mends what a wrong one has left, before anything else
// is begun.
func (b *Bot) Begin() error {
	_, err := b.watch.Clock()
	return err
}

// Watch looks after the service itself: see [watch.Watchman.Watch]. It is to be called
// once a minute, never twice at a time.
func (b *Bot) Watch() error { return b.watch.Watch() }
