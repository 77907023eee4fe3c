// Package printed holds what a process or a goroutine prints while a test may be reading
// it.
package printed

import (
	"bytes"
	"sync"
)

// Text is an [io.Writer] that keeps all that was written. It is safe for concurrent use.
type Text struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write implements [io.Writer].
func (t *Text) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

// String is all that was written so far.
func (t *Text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}
