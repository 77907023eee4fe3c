package max

import (
	"context"
	"time"
)

// MAX takes 30 requests a second, and two edits a second in a channel. Requests go
// one after another here, a little further apart than that.
const (
	stride     = time.Second / 25
	editStride = time.Second
)

// tread waits until the next request may be made. It ends early with the context,
// which the request then finds ended.
func (w *Wire) tread(ctx context.Context) {
	if !w.cfg.Unpaced {
		pause(ctx, stride)
	}
}
