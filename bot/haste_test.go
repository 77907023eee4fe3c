package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// writer is somebody responsible who sends and presses in any order, faster than
// albums ripen.
const writer = 11

// haste is what was sent in a hurry: each photo with the series of its turn.
type haste struct {
	*world
	message int
	photos  map[string]string // the file's unique id → the head of the keys of its answers
	answers []store.Outgoing
}

// TestNothingSentInHasteIsLost lets one person send albums, photographs and words
// and press buttons in any order without waiting. What came of it is the same as if
// each had been handled before the next was sent; and every photograph is in a draft,
// a post or a confirmation, or its message was answered in words.
func TestNothingSentInHasteIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		deeds := make([]deed, rapid.IntRange(3, 25).Draw(rt, "deeds"))
		for i := range deeds {
			deeds[i] = drawDeed(rt)
		}
		hasty, patient := newHaste(rt, t.TempDir()), newHaste(rt, t.TempDir())
		defer func() {
			hasty.must(hasty.db.Close())
			patient.must(patient.db.Close())
		}()
		for _, d := range deeds {
			hasty.act(d)
			if d.heard {
				hasty.handle()
			}
			patient.act(d)
			patient.handle()
			patient.finish()
			hasty.now, patient.now = hasty.now.Add(d.pause), patient.now.Add(d.pause)
		}
		hasty.handle()
		hasty.finish()
		hasty.kept()
		if diff := cmp.Diff(patient.facts(), hasty.facts()); diff != "" {
			rt.Fatalf("haste made a difference (-patient +hasty):\n%s", diff)
		}
	})
}

func newHaste(t *rapid.T, dir string) *haste {
	h := &haste{world: emptyWorld(t, dir, historyPlan()), message: 1000, photos: map[string]string{}}
	h.change(func(tx *store.Tx) error { return h.joined(tx, "a1", writer) })
	h.act(deed{text: "/post"})
	h.handle()
	return h
}

// joined connects a person to an account.
func (h *haste) joined(tx *store.Tx, id plans.PersonID, user plans.UserID) error {
	p, err := tx.Person(id)
	if err != nil {
		return err
	}
	p.User = user
	return tx.PutPerson(p)
}

// hasty are the buttons of tasks and posts that wait for a message or end the wait.
var hasty = []string{
	"v1:done:%d", "v1:bare:%d", "v1:mute:%d", "v1:help:%d", "v1:no", "v1:post:%d",
	"v1:psend:%d", "v1:ptime:%d", "v1:ptext:%d", "v1:pfoto:%d", "v1:ptag:%d", "v1:pdel:%d", "v1:pundo:%d", "v1:pedit:%d", "v1:pback:%d",
}

// deed is one thing the person does.
type deed struct {
	photos        int // sent at once
	caption, text string
	press         string
	// heard reports whether the program hears of it before the next deed, pause how
	// long that is after it.
	heard bool
	pause time.Duration
}

func drawDeed(t *rapid.T) deed {
	d := deed{
		heard: rapid.Bool().Draw(t, "heard at once"),
		pause: time.Duration(rapid.IntRange(0, 2000).Draw(t, "pause")) * time.Millisecond,
	}
	switch rapid.IntRange(0, 5).Draw(t, "deed") {
	case 0, 1, 2:
		d.photos = rapid.IntRange(1, 3).Draw(t, "photographs")
		d.caption = rapid.SampledFrom([]string{"", "Подпись. #СДЕЛАЕМВМЕСТЕ"}).Draw(t, "caption")
	case 3:
		d.text = rapid.SampledFrom([]string{
			"Парк в селе Гофицком открыт. #СДЕЛАЕМВМЕСТЕ", "завтра в 12:00", "/post", "/cancel", "/tasks",
		}).Draw(t, "words")
	default:
		d.press = rapid.SampledFrom(hasty).Draw(t, "button")
		if strings.Contains(d.press, "%d") {
			d.press = fmt.Sprintf(d.press, rapid.IntRange(1, 3).Draw(t, "of"))
		}
	}
	return d
}

func (h *haste) act(d deed) {
	switch {
	case d.photos > 1:
		h.album(d.photos, d.caption)
	case d.photos == 1:
		in := h.picture()
		in.Text = d.caption
		h.photos[in.Media.Unique] = fmt.Sprintf("in/%d/", h.update+1)
		h.send(in)
	case d.text != "":
		h.send(store.Incoming{Kind: store.InMessage, Text: d.text})
	default:
		h.send(store.Incoming{Kind: store.InPress, Data: d.press, PressID: "p", Message: 1})
	}
}

func (h *haste) album(n int, caption string) {
	id := fmt.Sprint("a", h.message)
	for i := range n {
		in := h.picture()
		in.Album = id
		if i == 0 {
			in.Text = caption
		}
		h.photos[in.Media.Unique] = "album/" + id + "/"
		h.send(in)
	}
}

func (h *haste) picture() store.Incoming {
	file := fmt.Sprint("f", h.message)
	return store.Incoming{Kind: store.InMessage, Media: &store.Media{Kind: plans.Photo, File: file, Unique: file}}
}

// send puts an update into the inbox, where it waits until the program looks.
func (h *haste) send(in store.Incoming) {
	h.update++
	h.message++
	in.Update, in.At, in.Sent = h.update, h.now, h.now
	if in.Message == 0 {
		in.Message = h.message
	}
	in.Chat, in.From = store.Chat{ID: writer, Kind: store.Private}, store.User{ID: writer}
	h.change(func(tx *store.Tx) error { return tx.Receive(in) })
}

// handle lets the program look into its inbox and at the albums that are whole.
func (h *haste) handle() {
	_, err := h.bot.work(context.Background())
	h.must(err)
	_, err = h.bot.ripen(context.Background())
	h.must(err)
	h.hear()
}

// finish makes every album whole.
func (h *haste) finish() {
	var waiting []store.Gathering
	h.look(func(tx *store.Tx) (err error) {
		waiting, err = tx.Gatherings()
		return err
	})
	for _, g := range waiting {
		h.must(h.bot.whole(context.Background(), g))
	}
	h.hear()
}

func (h *haste) hear() {
	h.look(func(tx *store.Tx) error {
		all, err := tx.Outbox()
		h.answers = append(h.answers, all...)
		return err
	})
	h.deliver()
}

// facts is what is kept of what the person did.
type facts struct {
	Posts         []plans.Post
	Confirmations []plans.Confirmation
	Await         store.Dialog
}

func (h *haste) facts() (f facts) {
	h.look(func(tx *store.Tx) error {
		posts, err := tx.Posts()
		if err != nil {
			return err
		}
		for _, p := range posts {
			p.Created = time.Time{}
			f.Posts = append(f.Posts, p.Post)
		}
		for _, c := range h.confirmations() {
			one, err := tx.Confirmation(c[0], c[1])
			if err != nil {
				return err
			}
			one.At = time.Time{}
			f.Confirmations = append(f.Confirmations, one)
		}
		f.Await, _, err = tx.Dialog(writer, writer)
		f.Await.Card, f.Await.Text = "", "" // the instant at which it was handled may stand in it
		return err
	})
	return f
}

// kept holds the program to every photograph.
func (h *haste) kept() {
	var stored []plans.Media
	f := h.facts()
	for _, p := range f.Posts {
		stored = slices.Concat(stored, p.Draft.Media, p.Frozen.Media, p.Former.Media)
	}
	for _, c := range f.Confirmations {
		for _, p := range c.Proofs {
			stored = append(stored, p.Media...)
		}
	}
	h.look(func(tx *store.Tx) error {
		all, err := tx.KeptIn(writer)
		for _, k := range all {
			for _, p := range k.Parts() {
				if p.Media != nil {
					stored = append(stored, *p.Media)
				}
			}
		}
		return err
	})
	for file, series := range h.photos {
		there := slices.ContainsFunc(stored, func(m plans.Media) bool { return m.Unique == file })
		answered := slices.ContainsFunc(h.answers, func(o store.Outgoing) bool {
			named := strings.HasPrefix(o.Key, series) || strings.Contains(o.Text, "Не использовано: ")
			// What could not be taken for an answer is refused with the question's buttons.
			refused := strings.HasPrefix(o.Card, "ask/") && !strings.Contains(o.Text, "?")
			return named && o.Chat == writer && o.Do == store.SendText && (o.Card == "" || refused)
		})
		if !there && !answered {
			h.t.Fatalf("photograph %s is nowhere and nobody was told", file)
		}
	}
}
