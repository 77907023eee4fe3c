// Package bot is what is said: it turns what a person wrote or pressed into
// changes of the facts and into messages, one transaction an update. The logic
// of a conversation stands in a file of its own name, its Russian texts in the
// text_*.go files. The package must not know Telegram's protocol: it reads
// [store.Incoming] and writes [store.Outgoing].
package bot

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Config is all that a bot needs.
type Config struct {
	Store *store.DB
	// Now is the program's clock, which a rehearsal may shift; Real is the real
	// one, for what depends on Telegram's pace.
	Now, Real func() time.Time
	Log       *slog.Logger
	// Admins are the accounts named in the environment.
	Admins []plans.UserID
	// Rehearsal tells people that the clock is not the real one; empty
	// otherwise.
	Rehearsal string
	// Answer answers a press straight away.
	Answer func(ctx context.Context, press, text string, alert bool)
	// Flood is how many updates of one account are heard in a minute; 0 for any
	// number.
	Flood int
	// Copies is the folder of nightly copies; empty for none.
	Copies string
	// Seal encrypts a copy of the database for the way through a chat; nil when
	// there is no key, and then none goes that way.
	Seal func(plain []byte) ([]byte, error)
	// Rival tells whether another process polls with the bot's token; Free how
	// many bytes the disk of the database has left, false when nobody knows. Nil
	// is not looked at.
	Rival func() bool
	Free  func() (uint64, bool)
	// Lost tells whether a page is surely not there; a site that does not answer
	// proves nothing. Nil looks at no page.
	Lost func(ctx context.Context, address string) bool
	// Step is called between every two steps that touch the disk, with the
	// step's name; nil but in crash tests.
	Step func(step string)
}

// Bot holds the conversations. Its state is the store, but for when the next
// nightly copy is to be made and what became of the last one: after a restart
// that is found out by trying.
type Bot struct {
	Config
	commands map[string]command
	verbs    map[string]verb
	awaits   map[string]await
	answers  sync.WaitGroup
	flood    flood
	nextCopy time.Time
	copying  copyState
}

// New makes a bot.
func New(c Config) *Bot {
	if c.Step == nil {
		c.Step = func(string) {}
	}
	return &Bot{Config: c, commands: commands(), verbs: verbs(), awaits: awaits()}
}

func (b *Bot) admin(u plans.UserID) bool { return slices.Contains(b.Admins, u) }

// Introduced notes the bot's own user name, which invitations need, and sets the
// menus that Telegram was not told yet, or that another bot had.
func (b *Bot) Introduced(me store.User) error {
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.ownTurn(tx, "menus/"+b.Now().UTC().Format(time.RFC3339Nano))
		if err != nil {
			return err
		}
		s, menus := t.settings, b.menuPrint()
		if s.Bot == me.Username && s.Menus == menus {
			return nil
		}
		s.Bot, s.Menus = me.Username, menus
		if err := tx.PutSettings(s); err != nil {
			return err
		}
		return t.setMenus()
	})
}
