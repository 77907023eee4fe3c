package app_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt" //nolint:depguard // what lies beneath the store is looked at

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

var images = flag.Int("images", 500, "how many files after a power cut TestPowerCut looks at")

// TestPowerCut records what a story writes and builds files as a power cut may leave
// them: of what was written since the last sync any sectors are there, whole or not at
// all, in any order. Each opens, is sound, and is what one commit left, the last that was
// synced or the one at hand: so nothing that was answered is lost.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	var r recording
	synctest.Test(t, func(t *testing.T) { r.story(t) })
	states := r.states(t)
	var next atomic.Uint64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		dir := t.TempDir()
		all.Go(func() {
			for n := next.Add(1); n <= uint64(*images) && !t.Failed(); n = next.Add(1) {
				r.cut(t, dir, states, n)
			}
		})
	}
	all.Wait()
	t.Logf("%d files after a cut, of %d commits with %d writes", *images, len(r.disk.commits), r.disk.writes)
}

// recording is a story with all its writes, and what of it reached Telegram when.
type recording struct {
	disk disk
	mu   sync.Mutex
	// answered is after how many commits each press was answered, published after how
	// many the publication was sent first; 0 before that.
	answered  map[string]int
	published int
	channel   int64
}

// story brings a post with a photograph into the channel and closes its row by it.
func (r *recording) story(t *testing.T) {
	f := newPost(t)
	r.answered, r.channel = map[string]int{}, f.channel
	f.with = func(p *app.Parts) {
		r.disk.attach(t, p.Store)
		p.Http = &http.Client{Transport: seen{p.Http.Transport, r.note}}
	}
	f.start()
	defer f.done()
	f.post()
	if r.published == 0 || len(r.answered) < 5 {
		t.Fatalf("recorded: published after %d commits, %d presses answered", r.published, len(r.answered))
	}
}

// newPost is a stage for a post, on which nothing happens by chance.
func newPost(t *testing.T) *faithful {
	plan := petrovsky(t, crashPlan)
	zone, err := time.LoadLocation(plan.Zone)
	must(t, err)
	s := newStage(t, time.Date(2023, 3, 15, 10, 0, 0, 0, zone), play.New(io.Discard, zone), 0)
	s.load(plan)
	f := newFaithful(t, s, plan)
	f.calm = true
	return f
}

// post leads a post from its row to the channel and back.
func (f *faithful) post() {
	f.t.Helper()
	author := f.people[0]
	f.server.Say(author, author, "/tasks")
	f.rest()
	f.press(0, author, "3.3")
	f.press(0, author, "Подготовить пост")
	f.note(f.server.Send(author, author, emulator.Draft{Text: "Парк открыт. #СДЕЛАЕМВМЕСТЕ", Photo: &emulator.Upload{Name: "p.jpg", Content: []byte("p")}}))
	f.rest()
	f.submit()
	f.vote(1)
	f.vote(2)
	for q := f.question(); q != ""; q = f.question() {
		f.answer(q)
	}
	f.compare()
	f.closed()
}

// seen is the way to Telegram; it tells of each request before it goes out.
type seen struct {
	way  http.RoundTripper
	tell func(method string, body []byte)
}

func (s seen) RoundTrip(r *http.Request) (*http.Response, error) {
	body := []byte{}
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	s.tell(r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:], body)
	return s.way.RoundTrip(r)
}

func (r *recording) note(method string, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case method == "answerCallbackQuery":
		r.answered[string(body)] = r.disk.count()
	case method == "sendPhoto" && bytes.Contains(body, []byte(strconv.FormatInt(r.channel, 10))) && r.published == 0:
		r.published = r.disk.count()
	}
}

// state is what a number of commits has left: the file, of which the zeros at its end are
// left out, how long it is with them, and the sum of what it says.
type state struct {
	file []byte
	size int64
	sum  [32]byte
}

// states builds the file after each commit and looks at what it holds.
func (r *recording) states(t *testing.T) []state {
	t.Helper()
	dir := t.TempDir()
	s := state{file: bytes.TrimRight(r.disk.first, "\x00"), size: int64(len(r.disk.first))}
	s.sum = r.look(t, dir, s, 0)
	all := []state{s}
	for _, c := range r.disk.commits {
		s.during(c)
		for _, w := range append(slices.Clone(c.pages), c.meta) {
			copy(s.file[w.at:], w.data)
		}
		s.sum = r.look(t, dir, s, len(all))
		all = append(all, s)
	}
	return all
}

// during makes a state's file a copy that has room for what a commit writes. bbolt
// lengthens and syncs the file before that.
func (s *state) during(c committed) {
	end := int64(len(s.file))
	for _, w := range append(slices.Clone(c.pages), c.meta) {
		end = max(end, w.at+int64(len(w.data)))
	}
	file := make([]byte, end)
	copy(file, s.file)
	s.file, s.size = file, c.meta.size
}

// look opens the file of a state: every press that has been answered is handled, and a
// publication that has been sent is not about to be sent again.
func (r *recording) look(t *testing.T, dir string, s state, commits int) [32]byte {
	t.Helper()
	sum, err := opened(dir, s, func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		if err != nil || len(faults) > 0 {
			return fmt.Errorf("verify: %v: %w", faults, err)
		}
		in, err := tx.Inbox(1000)
		if err != nil {
			return err
		}
		for _, waiting := range in {
			for body, after := range r.answered {
				if waiting.PressID != "" && strings.Contains(body, waiting.PressID) && after <= commits {
					return fmt.Errorf("press %s was answered and not handled: %w", waiting.PressID, plans.ErrConflict)
				}
			}
		}
		out, err := tx.Outbox()
		for _, o := range out {
			if o.Once && o.Chat == r.channel && r.published > 0 && r.published <= commits && !o.Trying {
				return fmt.Errorf("the publication would go out again: %w", plans.ErrConflict)
			}
		}
		return err
	})
	if err != nil {
		t.Errorf("after %d commits: %v", commits, err)
	}
	return sum
}

// opened opens a file as the program does, checks it, looks into it and sums up what it
// says.
func opened(dir string, s state, look func(*store.Tx) error) (sum [32]byte, err error) {
	path := filepath.Join(dir, store.FileName)
	if err := errors.Join(os.WriteFile(path, s.file, 0o600), os.Truncate(path, s.size)); err != nil {
		return sum, err
	}
	db, err := store.Open(dir)
	if err != nil {
		return sum, err
	}
	err = db.View(func(tx *store.Tx) error {
		if r := tx.Check(); !r.Sound() {
			return fmt.Errorf("check: %q", r.Findings())
		}
		return look(tx)
	})
	if err == nil {
		sum, err = told(boltOf(db))
	}
	return sum, errors.Join(err, db.Close())
}

// told sums up all that a database says, in whatever pages.
func told(b *bbolt.DB) (sum [32]byte, err error) {
	h := sha256.New()
	err = b.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			fmt.Fprintf(h, "%q %d\n", name, bucket.Sequence())
			return bucket.ForEach(func(k, v []byte) error {
				_, err := fmt.Fprintf(h, "%q %q\n", k, v)
				return err
			})
		})
	})
	return [32]byte(h.Sum(nil)), err
}

// cut builds the n-th file after a power cut and fails the test unless it is whole.
func (r *recording) cut(t *testing.T, dir string, states []state, n uint64) {
	random := rand.New(rand.NewPCG(n, 9))
	commit := random.IntN(len(r.disk.commits))
	c := r.disk.commits[commit]
	s, want := states[commit], states[commit:commit+1]
	s.during(c)
	if random.IntN(4) > 0 {
		tear(random, s.file, c.pages)
	} else {
		for _, w := range c.pages {
			copy(s.file[w.at:], w.data)
		}
		tear(random, s.file, []written{c.meta})
		want = states[commit : commit+2]
	}
	sum, err := opened(dir, s, func(*store.Tx) error { return nil })
	if err != nil || !slices.ContainsFunc(want, func(w state) bool { return w.sum == sum }) {
		kept := filepath.Join(os.TempDir(), fmt.Sprintf("sdelaem-cut-%d.db", n))
		t.Errorf("file %d, in commit %d, kept as %s: it is neither state, or: %v, %v", n, commit, kept, err,
			errors.Join(os.WriteFile(kept, s.file, 0o600), os.Truncate(kept, s.size)))
	}
}

// sector is what a disk writes whole or not at all.
const sector = 512

// tear applies a part of what was written: each sector by chance, all up to one place, or
// all from one place on.
func tear(random *rand.Rand, file []byte, all []written) {
	var sectors []written
	for _, w := range all {
		for at := 0; at < len(w.data); at += sector {
			sectors = append(sectors, written{at: w.at + int64(at), data: w.data[at:min(at+sector, len(w.data))]})
		}
	}
	kind, place, share := random.IntN(3), random.IntN(len(sectors)+1), random.Float64()
	for i, w := range sectors {
		if kind == 0 && random.Float64() < share || kind == 1 && i < place || kind == 2 && i >= place {
			copy(file[w.at:], w.data)
		}
	}
}
