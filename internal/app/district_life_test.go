package app_test

import (
	"bytes"
	"errors"
	"hash/fnv"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/store"
)

// assemble puts a life of the program onto the network, the disk and the clock of the
// district. Whatever could differ from run to run is ordered or drawn from the seed.
func (d *district) assemble(p *app.Parts) {
	d.dead = &atomic.Bool{}
	d.disk.watch = d.blackout.written
	d.blackout.path, d.blackout.dead = p.Store.Path(), d.dead
	d.disk.attach(d.t, p.Store)
	d.wall.wear(p)
	p.Workers, p.Rand, p.Step = 1, d.chance, orderly
	p.Http = &http.Client{Transport: route{way: p.Http.Transport, dead: d.dead, d: d}}
}

// chance is a number in [0,1) for this instant: who asks first does not matter.
func (d *district) chance() float64 {
	h := fnv.New64a()
	h.Write([]byte(strconv.FormatUint(d.seed, 10) + " " + strconv.FormatInt(time.Now().UnixNano(), 10)))
	return float64(h.Sum64()>>11) / (1 << 53)
}

// orderly lets the delivery choose when all that is written at this instant has been:
// else it would depend on the scheduler what it finds.
func orderly(step string) {
	if step == "deliver: before commit" {
		time.Sleep(311 * time.Microsecond)
	}
}

// route is the way to Telegram of one life of the program. What several goroutines ask at
// one instant comes in the order of the scheduler: here each request takes a time of its
// own, so that Telegram hears them in the same order every time.
type route struct {
	way  http.RoundTripper
	dead *atomic.Bool
	d    *district
}

func (r route) RoundTrip(q *http.Request) (*http.Response, error) {
	body := []byte{}
	if q.Body != nil {
		var err error
		if body, err = io.ReadAll(q.Body); err != nil {
			return nil, errors.Join(err, q.Body.Close())
		}
		q.Body = io.NopCloser(bytes.NewReader(body))
	}
	method := q.URL.Path[strings.LastIndexByte(q.URL.Path, '/')+1:]
	timer := time.NewTimer(delay(method, body))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-q.Context().Done():
		return nil, q.Context().Err()
	}
	if r.dead.Load() {
		return nil, errCut
	}
	if method != "getUpdates" {
		r.d.listen()
	}
	answer, err := r.way.RoundTrip(q)
	if r.dead.Load() {
		return nil, errors.Join(errCut, err, closed(answer))
	}
	return answer, err
}

// delay is how long a request is on its way. Of all methods only answers to presses go
// out several at a time.
func delay(method string, body []byte) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(method))
	if method == "answerCallbackQuery" {
		h.Write(body)
	}
	return time.Millisecond + time.Duration(h.Sum32()%1_000_000)*time.Nanosecond
}

var errCut = errors.New("nobody is there any more")

// begin starts the program for the first time.
func (d *district) begin() {
	d.blackout.fell = make(chan struct{}, 1)
	d.start()
	d.pass(time.Minute)
}

// wake starts the program, if it is stopped.
func (d *district) wake() {
	if d.down {
		d.start()
		d.down = false
		d.pass(30*time.Second + 77*time.Microsecond)
	}
}

// sleep stops the program as SIGTERM does.
func (d *district) sleep() {
	if d.down {
		return
	}
	d.recover()
	must(d.t, d.end())
	d.mendDisk()
	d.down = true
	d.sound()
}

// fall is the end of a program whose disk has failed: it is started again.
func (d *district) fall(err error) {
	d.t.Helper()
	if !errors.Is(err, store.ErrFatal) {
		d.t.Fatalf("the program ended with %v", err)
	}
	d.ended <- err
	d.rise("disk")
}

// rise starts the program again on what its end has left, some seconds later, as the
// system's own watchman does.
func (d *district) rise(why string) {
	d.t.Helper()
	time.Sleep(5 * time.Second)
	d.dead.Store(true)
	d.stop()
	if err := <-d.ended; err != nil && !errors.Is(err, store.ErrFatal) {
		d.t.Fatalf("the program ended with %v", err)
	}
	d.disk.mend()
	must(d.t, d.program.Store.Close())
	d.mendDisk()
	select {
	case <-d.blackout.fell:
	default:
	}
	if left := d.blackout.take(); left != nil {
		path := filepath.Join(d.dir, store.FileName)
		must(d.t, errors.Join(os.WriteFile(path, left.file, 0o600), os.Truncate(path, left.size)))
	}
	d.note("program ended: %s", why)
	d.counts["ends: "+why]++
	d.sound()
	d.start()
	d.survived()
}

func (d *district) mendDisk() {
	d.disk.heal()
	d.disk.struck = nil
}

// kill ends the program where it is.
func (d *district) kill() {
	if d.down {
		return
	}
	left, err := d.program.Store.Copy()
	must(d.t, err)
	d.dead.Store(true)
	d.blackout.put(&cutFile{left, int64(len(left))})
	d.rise("killed")
}

// recover takes all that lies in wait away and gives a program that runs soundly.
func (d *district) recover() {
	d.t.Helper()
	d.blackout.disarm()
	d.disk.heal()
	d.wall.set(0)
	d.server.ClearFaults()
	d.pass(20 * time.Second)
}
