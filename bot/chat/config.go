package chat

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Env is what every conversation works in: the store, the clocks, the ways out,
// and what the environment says.
type Env struct {
	Store *store.DB
	// Now is the program's clock, which a rehearsal may shift; Real is the real
	// one, for what depends on Telegram's pace.
	Now, Real func() time.Time
	// Steady is how long the program has run by a clock that nobody sets, by which
	// jumps of the others are noticed; nil does not look for any.
	Steady func() time.Duration
	Log    *slog.Logger
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
	// Max is true when a wire carries posts to MAX.
	Max bool
	// Copies is the folder of nightly copies; empty for none.
	Copies string
	// Seal encrypts a copy of the database for the way through a chat; nil when
	// there is no key, and then none goes that way.
	Seal func(plain []byte) ([]byte, error)
	// Rival reports whether another process polls with the bot's token; Free how
	// many bytes the disk of the database has left, false when nobody knows. Nil
	// is not looked at.
	Rival func() bool
	Free  func() (uint64, bool)
	// Outage reports whether Telegram has been out of reach for long; nil is never.
	Outage func() bool
	// Lost reports whether a page is surely not there; a site that does not answer
	// proves nothing. Nil looks at no page.
	Lost func(ctx context.Context, address string) bool
	// Polled tells since when every poll of Telegram has been answered and its updates
	// kept; false while polls fail. Nil is always.
	Polled func() (since time.Time, ok bool)
	// Refused counts the refusals said to people; nil counts none.
	Refused func(why Reason)
	// Step is called between every two steps that touch the disk, with the
	// step's name; nil but in crash tests.
	Step func(step string)
	// Commands are what /name does, for the menus; the router fills them in.
	Commands map[string]Command
	// Bound are told of a group that was bound, PageGone of a page that was removed,
	// Morning and Week add to the messages of the day and of the week; the router fills
	// them in too.
	Bound    []Bound
	PageGone []PageGone
	Morning  []Morning
	Week     []Week
}

// Admin reports whether an account is named in the environment as an administrator.
func (b *Env) Admin(u plans.UserID) bool { return slices.Contains(b.Admins, u) }
