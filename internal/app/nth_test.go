package app_test

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/store"
)

var (
	everyCall = flag.Bool("every", false, "let each call fail, not some of them")
	nthCall   = flag.Int("nth", 0, "the one call to let fail")
)

// TestNthWriteThatFails lets the first write to the database fail, the second, and so on,
// with half of it written, until a story is told without one: each time the program ends,
// is started again and does all that it was asked for, once.
func TestNthWriteThatFails(t *testing.T) {
	atEachCall(t, 61, func(t *testing.T, n int) bool {
		return onDisk(t, &disk{broken: n})
	})
}

// TestNthSyncThatFails does the same to the syncs, of which a commit has two: what was
// written before is there nevertheless, or it is lost.
func TestNthSyncThatFails(t *testing.T) {
	for name, lost := range map[string]bool{"kept": false, "lost": true} {
		t.Run(name, func(t *testing.T) {
			atEachCall(t, 31, func(t *testing.T, n int) bool {
				return onDisk(t, &disk{unsynced: n, lost: lost})
			})
		})
	}
}

// onDisk tells the story on a disk and reports whether that failed; then the program must
// have been started again, once.
func onDisk(t *testing.T, d *disk) (failed bool) {
	f := newPost(t)
	f.with = func(p *app.Parts) { d.attach(t, p.Store) }
	f.disk = d
	f.start()
	defer f.done()
	f.post()
	if failed = d.heal(); failed != (f.falls == 1) {
		t.Errorf("the program ended %d times, the disk failed: %t", f.falls, failed)
	}
	return failed
}

// TestNthRequestThatFails does the same to the requests to Telegram: one is not sent, one
// breaks off before Telegram has heard it, one after.
func TestNthRequestThatFails(t *testing.T) {
	for name, way := range map[string]struct {
		err  error
		sent bool
	}{
		"refused": {&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}, false},
		"unheard": {&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, false},
		"heard":   {&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, true},
	} {
		t.Run(name, func(t *testing.T) {
			atEachCall(t, 19, func(t *testing.T, n int) bool {
				f, sent := newPost(t), &atomic.Int64{}
				f.with = func(p *app.Parts) {
					p.Http = &http.Client{Transport: failing{way: p.Http.Transport, at: int64(n), sent: sent, err: way.err, heard: way.sent}}
				}
				f.start()
				defer f.done()
				f.post()
				return sent.Load() >= int64(n)
			})
		})
	}
}

// atEachCall tells a story with its n-th call failing, for every n that it reaches, or in
// steps; the story reports whether it reached it.
func atEachCall(t *testing.T, step int, story func(t *testing.T, n int) bool) {
	t.Helper()
	t.Parallel()
	first := 1
	switch {
	case *nthCall > 0:
		first, step = *nthCall, 1
	case *everyCall:
		step = 1
	}
	for n, reached := first, true; reached; n += step {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { reached = story(t, n) })
		})
		if t.Failed() {
			t.Fatalf("call %d ends it: -nth %d", n, n)
		}
		if *nthCall > 0 {
			return
		}
	}
}

// failing is the way to Telegram on which one request fails.
type failing struct {
	way   http.RoundTripper
	at    int64
	sent  *atomic.Int64
	err   error
	heard bool
}

func (f failing) RoundTrip(r *http.Request) (*http.Response, error) {
	if f.sent.Add(1) != f.at {
		return f.way.RoundTrip(r)
	}
	if f.heard {
		answer, err := f.way.RoundTrip(r)
		return nil, errors.Join(f.err, err, closed(answer))
	}
	return nil, f.err
}

func closed(answer *http.Response) error {
	if answer == nil {
		return nil
	}
	return answer.Body.Close()
}

// fallen starts the program again when it has ended because of its disk, and reports
// whether it had.
func (f *faithful) fallen() bool {
	f.t.Helper()
	select {
	case err := <-f.ended:
		if !errors.Is(err, store.ErrFatal) {
			f.t.Fatalf("the program ended with %v", err)
		}
		if f.disk != nil {
			f.disk.mend()
		}
		must(f.t, f.program.Store.Close())
		f.falls++
		f.start()
		return true
	default:
		return false
	}
}
