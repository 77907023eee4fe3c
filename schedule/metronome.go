package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// Metronome calls tick at once and then every minute of the program's clock
// until the context ends; speed is how many times faster than the real one that
// clock runs. It returns when the last tick has ended. A tick that outlasts its
// minute makes the next one wait for the minute after.
//
// Cron is nothing but the beat: what is due stands in the store, so downtime
// loses nothing. A wall clock that is set back or ahead delays no tick.
func Metronome(ctx context.Context, speed float64, log *slog.Logger, tick func()) error {
	c := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(cron.DiscardLogger), cron.WithChain(
		// Recover stands innermost: outside Skip, one panic would leave the job
		// marked as running for ever.
		cron.SkipIfStillRunning(cron.DiscardLogger), cron.Recover(panics{log}),
	))
	spec := "* * * * *"
	if speed > 1 {
		spec = "@every 1s"
	}
	wall, err := cron.ParseStandard(spec)
	if err != nil {
		return fmt.Errorf("set the metronome: %w", err)
	}
	id := c.Schedule(steady{wall}, cron.FuncJob(tick))
	c.Entry(id).WrappedJob.Run()
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

// steady is a schedule whose instants keep the reading of the monotonic clock. Cron
// compares the instant it waits for with the present one; without that reading it
// compares by the wall clock, and sleeps through a step back as long as the step was.
type steady struct{ wall cron.Schedule }

// Next is the next instant after one, as cron asks for it.
func (s steady) Next(now time.Time) time.Time { return now.Add(s.wall.Next(now).Sub(now)) }

// panics logs what a tick panicked with.
type panics struct{ log *slog.Logger }

func (panics) Info(string, ...any) {}

func (p panics) Error(err error, _ string, _ ...any) { p.log.Error("tick panicked", "err", err) }
