package maxemulator

import (
	"net/http"
	"time"
)

// Config describes the bot and how strict its MAX is. The zero value is a usable
// server, which checks no request against a description.
type Config struct {
	// Token is the bot's; Name and Username are how others see it.
	Token, Name, Username string

	// Now is the clock by which messages are dated; nil means time.Now.
	Now func() time.Time
	// Pace is the clock by which rates and the readiness of files run; nil means
	// Now. A demo on a hastened clock gives time.Now here.
	Pace func() time.Time

	// Check holds a request against the published description; nil checks none.
	// It is not asked of uploads, which go to another server.
	Check func(r *http.Request, body []byte) error

	Limits Limits

	// OnEvent is called for everything that becomes visible in a channel, in order
	// and without a lock held: it may call the server back.
	OnEvent func(Event)
}

// Limits are what the server refuses above. A zero field means MAX's own.
type Limits struct {
	// Off switches the limits of rates off.
	Off bool
	// PerSecond is the number of requests in any second (30); EditsPerSecond that
	// of edits in one chat (2).
	PerSecond, EditsPerSecond int
	// Text is the length of a message's text in characters (4000), Media the number
	// of files of a message (12).
	Text, Media int
	// ImageBytes is the length of a picture (50 MB).
	ImageBytes int
	// Processing is how long a video is not ready after its upload (2 s).
	Processing time.Duration
}

const botID = 8000000001

func (c Config) complete() Config {
	if c.Token == "" {
		c.Token = "max-emulated-token-0123456789abcdef"
	}
	if c.Name == "" {
		c.Name = "Бот"
	}
	if c.Username == "" {
		c.Username = "emulated_max_bot"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Pace == nil {
		c.Pace = c.Now
	}
	if c.Check == nil {
		c.Check = func(*http.Request, []byte) error { return nil }
	}
	c.Limits = c.Limits.complete()
	return c
}

func (l Limits) complete() Limits {
	for _, field := range []struct {
		value *int
		usual int
	}{
		{&l.PerSecond, 30}, {&l.EditsPerSecond, 2}, {&l.Text, 4000}, {&l.Media, 12}, {&l.ImageBytes, 50 << 20},
	} {
		if *field.value <= 0 {
			*field.value = field.usual
		}
	}
	if l.Processing <= 0 {
		l.Processing = 2 * time.Second
	}
	return l
}
