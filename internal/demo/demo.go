// Package demo shows the main job with nothing to set up: the whole program over
// an emulated Telegram, a fresh database and a clock that its audience moves. It
// knows nothing of how it is shown: pages stand in internal/demo/page.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Demo is a district: its Telegram and MAX, the program that serves it and their clock.
type Demo struct {
	// Telegram is what the people's telephones show, Max where the channel has its twin.
	Telegram *emulator.Server
	Max      *maxemulator.Server
	// Zone is the district's time zone.
	Zone *time.Location

	play *play.Play
	// front is whose telephones stand first, advise what may be done next.
	front  []string
	advise func(*Demo, *store.Tx) (Advice, error)
	dir    string
	real   func() time.Time
	// played is when the audience got the district into its hands.
	played time.Time

	// acting lets one change of the clock or of the program go on at a time.
	acting  sync.Mutex
	program *app.Program
	// The program's connections to Telegram and to MAX.
	line, lineToMax *line
	stop            context.CancelFunc
	ended           chan error

	mu      sync.Mutex
	base    time.Time // the district's instant at
	since   time.Time // this real one
	waited  time.Duration
	silent  bool
	ahead   Ahead
	hearing func(chat int64, toast string)
	told    atomic.Int64 // messages of the bot so far
}

// storyStart is when the story begins, in the plan's zone.
const storyStart = "2023-03-13T08:00:00+03:00"

// Play makes the district of the 2023 plan and plays the story in it; the
// transcript goes to out.
func Play(out io.Writer, real func() time.Time) (*Demo, error) {
	base, err := time.Parse(time.RFC3339, storyStart)
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	d, err := stage(out, real, base, load, cast+story)
	if err != nil {
		return nil, err
	}
	d.front, d.advise = []string{"zhkh", "group", "channel", "max", "fin"}, (*Demo).adviseOnStory
	return d, nil
}

// stage makes a district whose database is filled by a function, and acts a
// script in it.
func stage(out io.Writer, real func() time.Time, base time.Time, fill func(*store.Tx, time.Time) error, script string) (*Demo, error) {
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	dir, err := os.MkdirTemp("", "sdelaem-demo-")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	d := &Demo{dir: dir, real: real, base: base, since: real(), Zone: zone, play: play.New(out, zone)}
	d.Telegram = emulator.New(emulator.Config{
		Name: "Сделаем вместе", Username: "sdelaem_demo_bot", Now: d.Now, Pace: real,
		Limits: emulator.Limits{Off: true}, OnEvent: d.hear,
	})
	d.Max = maxemulator.New(maxemulator.Config{
		Name: "Сделаем вместе", Now: d.Now, Pace: real, Limits: maxemulator.Limits{Off: true}, OnEvent: d.hearMax,
	})
	d.play.Picture = Picture
	d.play.Open(d.Telegram, d)
	d.play.OpenMax(d.Max)
	if err := d.open(fill); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := d.play.Run(script); err != nil {
		return nil, errors.Join(fmt.Errorf("demo: %w", err), d.Close())
	}
	d.played = d.Now()
	return d, nil
}

// open makes the database and starts the program on it.
func (d *Demo) open(fill func(*store.Tx, time.Time) error) error {
	db, err := store.Open(d.dir)
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	err = db.Update(func(tx *store.Tx) error { return fill(tx, d.Now()) })
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return d.Start()
}

// load puts the 2023 plan with its people and projects into an empty database.
func load(tx *store.Tx, now time.Time) error {
	r := planfile.Read("petrovsky-2023.yaml", []byte(string(plans.Petrovsky2023)+people), nil)
	if !r.Loadable() {
		return fmt.Errorf("demo plan: %v", r.Problems)
	}
	_, err := schedule.Load(tx, r.Plan, "", now)
	return err
}

// hear passes an event on to the transcript while the story is acted, and to who
// listens afterwards.
func (d *Demo) hear(e emulator.Event) {
	if e.Kind == emulator.Sent && (e.Message.FromBot || e.Message.SenderChat != 0) {
		d.told.Add(1)
	}
	hearing := d.listener()
	switch {
	case hearing == nil:
		d.play.Hear(e)
	case e.Kind == emulator.Answered && e.Text != "":
		hearing(e.Message.Chat, e.Text)
	case e.Kind == emulator.Sent || e.Kind == emulator.Edited || e.Kind == emulator.Deleted:
		hearing(e.Message.Chat, "")
	}
}

func (d *Demo) hearMax(e maxemulator.Event) {
	if hearing := d.listener(); hearing != nil {
		hearing(e.Message.Channel, "")
		return
	}
	d.play.HearMax(e)
}

func (d *Demo) listener() func(chat int64, toast string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hearing
}

// Listen calls a function from now on for every chat in which something changes, and
// for every short answer to a press there.
func (d *Demo) Listen(hearing func(chat int64, toast string)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hearing = hearing
}

// Chats are the district's chats, the channels in MAX among them: first those that the
// audience is advised to begin with, then the others in the order in which they entered.
func (d *Demo) Chats() []play.Chat {
	all := append(d.play.Chats(), d.play.MaxChannels()...)
	place := func(c play.Chat) int {
		if i := slices.Index(d.front, c.Name); i >= 0 {
			return i
		}
		return len(d.front)
	}
	slices.SortStableFunc(all, func(a, b play.Chat) int { return place(a) - place(b) })
	return all
}

// Start starts the program on the district's database.
func (d *Demo) Start() error {
	db, err := store.Open(d.dir)
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	d.line, d.lineToMax = &line{through: d.Telegram.Transport()}, &line{through: d.Max.Transport()}
	d.line.down.Store(d.Silent())
	d.program, err = app.Assemble(app.Parts{
		Store: db, Token: d.Telegram.Token(), ApiURL: "https://telegram.demo", Http: &http.Client{Transport: d.line},
		Now: d.Now, Real: d.patient, Speed: 1, Admins: []plans.UserID{admin}, Pace: telegram.Pace{Off: true},
		Max: app.Max{Token: d.Max.Token(), URL: "https://max.demo", Http: &http.Client{Transport: d.lineToMax}, Unpaced: true},
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	ctx, stop := context.WithCancel(context.Background())
	d.stop, d.ended = stop, make(chan error, 1)
	program, ended := d.program, d.ended
	go func() { ended <- program.Run(ctx) }()
	return d.introduced()
}

// Stop ends the program in order; the district goes on without it.
func (d *Demo) Stop() error {
	d.stop()
	return errors.Join(<-d.ended, d.program.Store.Close())
}

// Close ends the program and deletes its database.
func (d *Demo) Close() error {
	d.acting.Lock()
	defer d.acting.Unlock()
	return errors.Join(d.Stop(), os.RemoveAll(d.dir))
}
