package torture

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/store"
)

// spawn starts the program, armed with the blow that is to end this life.
func (w *torture) spawn() {
	w.t.Helper()
	self, err := os.Executable()
	must(w.t, err)
	var b blow
	if w.lives < len(w.deaths) {
		b = w.deaths[w.lives].blow
	}
	w.child = exec.Command(self, "run")
	w.child.Env = append(os.Environ(), victim+"="+b.String(), "TELEGRAM_TOKEN="+w.server.Token(), "TELEGRAM_API_URL="+w.url,
		"MAX_TOKEN="+w.max.Token(), "MAX_API_URL="+w.maxURL, "SDELAEM_DATA="+w.dir, fmt.Sprint("SDELAEM_ADMINS=", w.clerk), "SDELAEM_CLOCK=2023-03-13T09:00:00+03:00")
	awake := &waking{log: w.log, started: make(chan struct{})}
	w.child.Stderr, w.awake = awake, awake.started
	must(w.t, w.child.Start())
	w.lives++
	w.ended = make(chan error, 1)
	go func() { w.ended <- w.child.Wait() }()
	w.t.Cleanup(func() { _ = w.child.Process.Kill() })
}

// waking passes a life's log on and tells when it has begun its work.
type waking struct {
	log     *printed.Text
	once    sync.Once
	started chan struct{}
}

func (k *waking) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("msg=started")) {
		k.once.Do(func() { close(k.started) })
	}
	return k.log.Write(p)
}

// run plays the stories through, starting the program again whenever it was killed,
// and ends it by SIGTERM.
func (w *torture) run() {
	w.t.Helper()
	w.spawn()
	side := make(chan error, 1)
	go func() { side <- w.beside(w.t.Context()) }()
	w.act(w.story(), w.finished)
	w.act(w.secondPost(), w.finishedToo)
	w.act(nil, w.forgotten)
	must(w.t, <-side)
	w.end()
}

// act plays a story until it is done, answering what the program asks about its
// publications.
func (w *torture) act(story []act, done func() bool) {
	w.t.Helper()
	again := func() error { return nil }
	for _, act := range story {
		w.until(act.name, act.ready, again)
		w.acts++
		w.arm()
		if err := act.do(); err != nil {
			w.fatalf("%s: %v", act.name, err)
		}
		again = act.next(again)
	}
	for !done() {
		w.until("the end", func() bool { return done() || w.doubtful() }, again)
		if question, ok := w.question(); ok {
			settle := func() error { return w.settle(question) }
			if err := settle(); err != nil {
				w.fatalf("settle: %v", err)
			}
			w.until("the answer", func() bool { return !w.open(question) }, settle)
		}
	}
}

// arm sets the hour of a death that comes at an instant.
func (w *torture) arm() {
	if w.moment != nil || w.lives > len(w.deaths) {
		return
	}
	if d := w.deaths[w.lives-1]; d.n == 0 && w.acts >= d.act {
		w.moment = time.After(d.after)
	}
}

// patience is how long a person waits for the bot before doing the same again;
// endurance how long a test does before it calls the story stuck.
const (
	patience  = 8 * time.Second
	endurance = 5 * time.Minute
)

// until waits for a condition of the chats, reviving the program if it dies. A
// person to whom nothing comes does again what he did last.
func (w *torture) until(what string, ready func() bool, again func() error) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), endurance)
	defer cancel()
	seen := make(chan error, 1)
	go func() { seen <- w.server.Wait(ctx, ready) }()
	bored := time.NewTicker(patience)
	defer bored.Stop()
	for {
		select {
		case err := <-seen:
			if err != nil {
				w.fatalf("%s: %v", what, err)
			}
			return
		case <-bored.C:
			w.sum.add("acts done again for want of an answer", 1)
			if err := again(); err != nil {
				w.fatalf("%s: again: %v", what, err)
			}
		case <-w.moment:
			w.moment = nil
			w.kill("at a random instant")
		case <-w.hung:
			w.kill("in a request that hangs")
		case err := <-w.ended:
			w.revive(err)
		}
	}
}

func (w *torture) kill(when string) {
	w.t.Helper()
	must(w.t, w.child.Process.Kill())
	err := <-w.ended
	if !slain(err) {
		w.fatalf("killed %s, it ended with %v", when, err)
	}
	w.sum.add("kills "+when, 1)
	w.sum.add("kills", 1)
	w.autopsy()
	w.spawn()
}

// revive starts the program again after the blow that was ordered; any other end
// is the program's fault.
func (w *torture) revive(err error) {
	w.t.Helper()
	if !slain(err) || w.lives > len(w.deaths) || w.deaths[w.lives-1].n == 0 {
		w.fatalf("the program ended by itself: %v", err)
	}
	w.sum.add("kills at "+w.deaths[w.lives-1].step, 1)
	w.sum.add("kills", 1)
	w.autopsy()
	w.spawn()
}

// autopsy looks at what a killed process left: a sound database and nothing else.
func (w *torture) autopsy() {
	w.t.Helper()
	r, err := store.Check(filepath.Join(w.dir, store.FileName))
	if err != nil || !r.Sound() {
		w.fatalf("after a kill: %v, %q", err, r.Findings())
	}
	if names := listed(w.t, w.dir); !slices.Equal(names, []string{store.FileName}) {
		w.fatalf("after a kill the folder holds %q", names)
	}
	w.readBan()
}

// end asks the program to stop; a blow may still be faster.
func (w *torture) end() {
	w.t.Helper()
	select {
	case <-w.awake: // before that the signal would end it like any program
	case err := <-w.ended:
		w.revive(err)
		w.end()
		return
	}
	must(w.t, w.child.Process.Signal(syscall.SIGTERM))
	err := <-w.ended
	if err != nil && slain(err) {
		w.revive(err)
		w.end()
		return
	}
	if err != nil {
		w.fatalf("SIGTERM does not end the program with 0: %v", err)
	}
}
