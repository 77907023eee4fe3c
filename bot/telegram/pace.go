package telegram

import (
	"slices"
	"time"

	"sdelaemvmeste/store"
)

// Pace is how fast the wire may write. A zero field is Telegram's advice (Bot
// FAQ «My bot is hitting limits»): 30 messages a second in all, one a second to
// a chat with a small burst, 20 a minute to a group. An album counts as its
// items.
type Pace struct {
	Off            bool
	PerSecond      int
	ChatBurst      int
	GroupPerMinute int
}

func (p Pace) complete() Pace {
	if p.PerSecond <= 0 {
		p.PerSecond = 30
	}
	if p.ChatBurst <= 0 {
		p.ChatBurst = 3
	}
	if p.GroupPerMinute <= 0 {
		p.GroupPerMinute = 20
	}
	return p
}

// The slack is how much longer than Telegram's our second and minute are: requests
// that leave a moment too far apart may arrive a moment too close. Over all chats it
// costs speed, so it is less there: 2 % of the permitted rate.
const (
	slack    = 50 * time.Millisecond
	slackAll = 20 * time.Millisecond
)

// pacer knows when the next message may be written. It belongs to one goroutine.
type pacer struct {
	pace   Pace
	all    window
	groups map[int64]window
	// chats holds, for each chat, when it will have taken what was sent to it
	// at one a second.
	chats map[int64]time.Time
}

func newPacer(p Pace) *pacer {
	return &pacer{
		pace: p, all: window{max: p.PerSecond, span: time.Second + slackAll},
		groups: map[int64]window{}, chats: map[int64]time.Time{},
	}
}

// weight is how many messages a deed counts for. An edit counts as one: Telegram
// limits them too. The others are limited for the whole bot alone.
func weight(o store.Outgoing) (all, chat int) {
	switch {
	case o.Do == store.SendMedia:
		return max(len(o.Media), 1), max(len(o.Media), 1)
	case o.Do.Sends(), o.Do == store.EditText, o.Do == store.EditCaption, o.Do == store.EditButtons, o.Do == store.EditMedia:
		return 1, 1
	}
	return 1, 0
}

// whenAll is when so many more may be written, whatever the chats.
func (p *pacer) whenAll(n int, now time.Time) time.Time {
	if p.pace.Off {
		return now
	}
	return p.all.free(n, now)
}

// whenChat is when a record that counts for so many messages in its chat may be
// written there.
func (p *pacer) whenChat(id int64, own int, now time.Time) time.Time {
	at := now
	if p.pace.Off || own == 0 {
		return at
	}
	burst := time.Duration(p.pace.ChatBurst-1) * (time.Second + slack)
	if ready := p.chats[id].Add(-burst); ready.After(at) {
		at = ready
	}
	if id < 0 {
		if ready := p.group(id).free(own, now); ready.After(at) {
			at = ready
		}
	}
	return at
}

// take counts a record as written now.
func (p *pacer) take(o store.Outgoing, now time.Time) {
	all, chat := weight(o)
	p.all.take(all, now)
	if chat == 0 {
		return
	}
	done := p.chats[o.Chat]
	if done.Before(now) {
		done = now
	}
	p.chats[o.Chat] = done.Add(time.Duration(chat) * (time.Second + slack))
	if o.Chat < 0 {
		g := p.group(o.Chat)
		g.take(chat, now)
		p.groups[o.Chat] = g
	}
}

// group is the window of a group or a channel; ids do not tell them apart.
func (p *pacer) group(chat int64) window {
	g, ok := p.groups[chat]
	if !ok {
		g = window{max: p.pace.GroupPerMinute, span: time.Minute + slack}
	}
	return g
}

// forget drops what no longer delays anything.
func (p *pacer) forget(now time.Time) {
	for chat, done := range p.chats {
		if done.Before(now) {
			delete(p.chats, chat)
		}
	}
	for chat, g := range p.groups {
		if len(g.within(now)) == 0 {
			delete(p.groups, chat)
		}
	}
}

// window admits at most max in any span.
type window struct {
	max  int
	span time.Duration
	took []time.Time
}

func (w window) within(now time.Time) []time.Time {
	i := slices.IndexFunc(w.took, func(t time.Time) bool { return now.Sub(t) < w.span })
	if i < 0 {
		return nil
	}
	return w.took[i:]
}

// free is when n more are admitted; more than max at once wait for an empty one.
func (w window) free(n int, now time.Time) time.Time {
	took := w.within(now)
	over := len(took) + min(n, w.max) - w.max
	if over <= 0 {
		return now
	}
	return took[over-1].Add(w.span)
}

func (w *window) take(n int, now time.Time) {
	w.took = append(slices.Clone(w.within(now)), slices.Repeat([]time.Time{now}, n)...)
}
