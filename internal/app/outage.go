package app

import (
	"sync/atomic"
	"time"

	"sdelaemvmeste/bot/telegram"
)

// outagePatience is how long Telegram must be out of reach before what falls due
// waits for it: a line that is cut for a moment holds nothing up.
const outagePatience = 2 * time.Minute

// outage is how long Telegram has been out of reach. What falls due meanwhile waits,
// so that it comes afterwards as it does after downtime: in one message, at an hour
// at which people work.
type outage struct {
	// since is when it began, by the real clock with its steady part; nil for none.
	since atomic.Pointer[time.Time]
}

// linked takes a change of the link to Telegram. Another poller of the token keeps
// nothing from being sent.
func (o *outage) linked(s telegram.Status, now time.Time) {
	if s != telegram.Down && s != telegram.BadToken {
		o.since.Store(nil)
		return
	}
	o.since.CompareAndSwap(nil, &now)
}

// began tells since when Telegram has been out of reach; false when it is not.
func (o *outage) began() (time.Time, bool) {
	at := o.since.Load()
	if at == nil {
		return time.Time{}, false
	}
	return *at, true
}

// long reports whether what falls due is to wait.
func (o *outage) long(now time.Time) bool {
	at, is := o.began()
	return is && now.Sub(at) >= outagePatience
}
