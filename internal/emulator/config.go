package emulator

import "time"

// Config describes the bot and how strict its Telegram is. The zero value is a
// usable strict server.
type Config struct {
	// Token is the whole bot token, "<id>:<secret>". The default is made of BotID.
	Token string
	// BotID is the bot's user id; the default is taken from Token, else 7000000001.
	BotID int64
	// Name is the bot's first name, Username its @name without the @.
	Name, Username string

	// Now is the clock by which messages are dated; nil means time.Now.
	Now func() time.Time
	// Pace is the clock by which flood limits and lifetimes (of presses, queries,
	// updates, file links) run; nil means Now. A demo on a hastened clock gives
	// time.Now here, since the wire is paced by real time.
	Pace func() time.Time

	// LongPollMax is the longest timeout of getUpdates; zero means the real
	// server's 50 seconds. A test of a virtual year raises it.
	LongPollMax time.Duration
	// QueryLife is how long after its delivery a callback query can be answered;
	// zero means 15 seconds.
	QueryLife time.Duration

	// Limits are the flood limits; the zero value is the strict real ones.
	Limits Limits

	// PrivacyOff lets the bot read everything in groups (BotFather's /setprivacy).
	PrivacyOff bool
	// EchoChannelPosts delivers the bot's own channel posts to it as updates.
	EchoChannelPosts bool

	// OnEvent is called for everything that becomes visible in a chat, in order
	// and without a lock held: it may call the server back.
	OnEvent func(Event)
}

// Limits are the rates above which sends are answered with 429. An album counts
// as its number of items. A zero field means the strict default.
type Limits struct {
	// Off switches flood control off.
	Off bool
	// PerSecond is the number of messages in any second over all chats (30).
	PerSecond int
	// ChatBurst is how many messages one chat takes at once (3); after that the
	// chat regains one message a second.
	ChatBurst int
	// GroupPerMinute is the number of messages in any minute to one group (20).
	GroupPerMinute int
}

const (
	defaultBotID       = 7000000001
	defaultLongPollMax = 50 * time.Second
	defaultQueryLife   = 15 * time.Second
)

func (c Config) complete() Config {
	if c.BotID == 0 {
		c.BotID = tokenBotID(c.Token)
	}
	if c.BotID == 0 {
		c.BotID = defaultBotID
	}
	if c.Token == "" {
		c.Token = defaultToken(c.BotID)
	}
	if c.Name == "" {
		c.Name = "Бот"
	}
	if c.Username == "" {
		c.Username = "emulated_bot"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Pace == nil {
		c.Pace = c.Now
	}
	if c.LongPollMax <= 0 {
		c.LongPollMax = defaultLongPollMax
	}
	if c.QueryLife <= 0 {
		c.QueryLife = defaultQueryLife
	}
	c.Limits = c.Limits.complete()
	return c
}

func (l Limits) complete() Limits {
	if l.PerSecond <= 0 {
		l.PerSecond = 30
	}
	if l.ChatBurst <= 0 {
		l.ChatBurst = 3
	}
	if l.GroupPerMinute <= 0 {
		l.GroupPerMinute = 20
	}
	return l
}
