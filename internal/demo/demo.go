// Package demo shows the main job with nothing to set up: the whole program over
// an emulated Telegram, a fresh database and a clock that the story moves.
package demo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Demo is the whole program on a clock that the story moves.
type Demo struct {
	Play    *play.Play
	server  *emulator.Server
	program *app.Program
	dir     string
	real    func() time.Time
	stop    context.CancelFunc
	ended   chan error

	mu    sync.Mutex
	base  time.Time // the story's instant at
	since time.Time // this real one
}

// demoStart is when the story begins, in the plan's zone.
const demoStart = "2023-03-13T08:00:00+03:00"

// New starts the program in a folder of its own, over the emulator and a clock at
// the beginning of the story.
func New(out io.Writer, real func() time.Time) (*Demo, error) {
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	base, err := time.Parse(time.RFC3339, demoStart)
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	dir, err := os.MkdirTemp("", "sdelaem-demo-")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	d := &Demo{dir: dir, real: real, base: base, since: real(), Play: play.New(out, zone)}
	d.server = emulator.New(emulator.Config{
		Name: "Сделаем вместе", Username: "sdelaem_demo_bot", Now: d.Now, Pace: real,
		Limits: emulator.Limits{Off: true}, OnEvent: d.Play.Hear,
	})
	d.Play.Open(d.server, d)
	if err := d.start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return d, nil
}

// start opens the database with the 2023 plan and runs the program.
func (d *Demo) start() error {
	db, err := store.Open(d.dir)
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := db.Update(d.load); err != nil {
		return errors.Join(fmt.Errorf("demo: %w", err), db.Close())
	}
	d.program, err = app.Assemble(app.Parts{
		Store: db, Token: d.server.Token(), ApiURL: "https://telegram.demo", Http: d.server.Client(),
		Now: d.Now, Real: d.real, Speed: 1, Admins: []plans.UserID{demoAdmin}, Pace: telegram.Pace{Off: true},
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	ctx, stop := context.WithCancel(context.Background())
	d.stop, d.ended = stop, make(chan error, 1)
	go func() { d.ended <- d.program.Run(ctx) }()
	return d.introduced()
}

func (d *Demo) load(tx *store.Tx) error {
	if _, err := tx.Plan(); err == nil {
		return nil
	}
	text := string(plans.Petrovsky2023) + demoPeople
	r := planfile.Read("petrovsky-2023.yaml", []byte(text), nil)
	if !r.Loadable() {
		return fmt.Errorf("demo plan: %v", r.Problems)
	}
	_, err := schedule.Load(tx, r.Plan, "", d.Now())
	return err
}

// introduced waits until the bot knows its own name.
func (d *Demo) introduced() error {
	return d.until(func(tx *store.Tx) (bool, error) {
		s, err := tx.Settings()
		return s.Bot != "", err
	})
}

// Now is the story's clock.
func (d *Demo) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.base.Add(d.real().Sub(d.since))
}

func (d *Demo) set(at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.base, d.since = at, d.real()
}

// Leap moves the clock from one appointment of the agenda to the next, ticking
// at each as cron would have, until the instant is reached.
func (d *Demo) Leap(to time.Time) error {
	if to.Before(d.Now()) {
		return fmt.Errorf("на часах уже %s", d.Now().Format(time.DateTime))
	}
	for {
		next, ok, err := d.next(to)
		if err != nil {
			return err
		}
		if !ok {
			d.set(to)
			return d.program.Bot.Tick()
		}
		d.set(next)
		if err := d.program.Bot.Tick(); err != nil {
			return err
		}
		if err := d.Settle(); err != nil {
			return err
		}
	}
}

// next is the agenda's first appointment before an instant.
func (d *Demo) next(to time.Time) (at time.Time, ok bool, err error) {
	err = d.program.Store.View(func(tx *store.Tx) error {
		at, ok, err = tx.FirstDue()
		return err
	})
	return at, ok && at.Before(to), err
}

// Settle waits until inbox, albums and outbox are empty and every update has
// been fetched.
func (d *Demo) Settle() error {
	return d.until(func(tx *store.Tx) (bool, error) {
		in, err := tx.Inbox(1)
		if err != nil {
			return false, err
		}
		out, err := tx.Outbox()
		if err != nil {
			return false, err
		}
		albums, err := tx.Gatherings()
		return len(in)+len(out)+len(albums)+d.server.Pending() == 0, err
	})
}

// The demo looks at its database so often, and gives up after so long.
const (
	demoLook    = 4 * time.Millisecond
	demoCalm    = 5 // looks in a row
	demoPatient = 20 * time.Second
)

func (d *Demo) until(calm func(*store.Tx) (bool, error)) error {
	look := time.NewTicker(demoLook)
	defer look.Stop()
	patience := time.NewTimer(demoPatient)
	defer patience.Stop()
	for seen := 0; seen < demoCalm; {
		select {
		case err := <-d.ended:
			return fmt.Errorf("demo: the program has ended: %w", err)
		case <-patience.C:
			return fmt.Errorf("demo: the program does not come to rest")
		case <-look.C:
		}
		ok := false
		err := d.program.Store.View(func(tx *store.Tx) (err error) {
			ok, err = calm(tx)
			return err
		})
		if err != nil {
			return err
		}
		seen++
		if !ok {
			seen = 0
		}
	}
	return nil
}

// Stop ends the program; the story goes on without it.
func (d *Demo) Stop() error { return d.end() }

// Start starts the program on the same database.
func (d *Demo) Start() error { return d.start() }

func (d *Demo) end() error {
	d.stop()
	return errors.Join(<-d.ended, d.program.Store.Close())
}

// Close stops the program and removes its folder.
func (d *Demo) Close() error { return errors.Join(d.end(), os.RemoveAll(d.dir)) }

// Converse acts lines from the keyboard until their end.
func (d *Demo) Converse(ctx context.Context, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	for ctx.Err() == nil {
		fmt.Fprint(out, "\n> ")
		if !lines.Scan() {
			break
		}
		if lines.Text() == "" {
			continue
		}
		if err := d.Play.Act(lines.Text()); err != nil {
			fmt.Fprintf(out, "Не вышло: %v\n", err)
		}
	}
	return lines.Err()
}
