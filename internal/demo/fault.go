package demo

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"sdelaemvmeste/store"
)

// line is the program's connection to Telegram or to MAX. While it is down no request
// gets there.
type line struct {
	through http.RoundTripper
	down    atomic.Bool
}

// RoundTrip implements http.RoundTripper.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if !l.down.Load() {
		return l.through.RoundTrip(r)
	}
	if r.Body != nil {
		if err := r.Body.Close(); err != nil {
			return nil, err
		}
	}
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
}

// Kill breaks the program off in the middle of whatever it does, and starts it
// again on what the database held at that moment. It is played within this
// process: nothing reaches Telegram and MAX any more from the moment of death, the file is
// kept as it was then, and whatever the dying program still writes is thrown away.
func (d *Demo) Kill() error {
	d.acting.Lock()
	defer d.acting.Unlock()
	d.line.down.Store(true)
	d.lineToMax.down.Store(true)
	file, err := d.program.Store.Copy()
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := d.Stop(); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, store.FileName), file, 0o600); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return d.again()
}

// SwitchOff stops the program, lets a time go by without it and starts it again.
func (d *Demo) SwitchOff(span time.Duration) error {
	d.acting.Lock()
	defer d.acting.Unlock()
	if err := d.Stop(); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	d.set(d.Now().Add(span))
	return d.again()
}

// again starts the program and lets it come to rest, its first tick done.
func (d *Demo) again() error {
	if err := d.Start(); err != nil {
		return err
	}
	return errors.Join(d.program.Bot.Tick(), d.Settle())
}

// outage is longer than the longest pause between two attempts of the wire.
const outage = 6 * time.Minute

// Silence lets Telegram answer nothing any more, or answer again: then some
// minutes have passed and the program tries anew.
func (d *Demo) Silence(silent bool) error {
	d.acting.Lock()
	defer d.acting.Unlock()
	d.mu.Lock()
	was := d.silent
	d.silent = silent
	d.mu.Unlock()
	d.line.down.Store(silent)
	if silent || !was {
		return nil
	}
	d.set(d.Now().Add(outage))
	d.mu.Lock()
	d.waited += outage
	d.mu.Unlock()
	return errors.Join(d.Stop(), d.again())
}

// Silent reports whether Telegram answers nothing.
func (d *Demo) Silent() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.silent
}

// patient is the clock by which the program waits before it tries again.
func (d *Demo) patient() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.real().Add(d.waited)
}
