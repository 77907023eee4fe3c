package schedule

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/robfig/cron/v3"
)

// beats runs a metronome for a time and gives the seconds at which it ticked; tick
// says what the n-th tick does.
func beats(t *testing.T, speed float64, during time.Duration, tick func(n int)) (at []int, log string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		ctx, cancel := context.WithTimeout(t.Context(), during)
		defer cancel()
		start := time.Now()
		err := Metronome(ctx, speed, slog.New(slog.NewTextHandler(&out, nil)), func() {
			at = append(at, int(time.Since(start).Seconds()))
			tick(len(at))
		})
		if err != nil {
			t.Error(err)
		}
		log = out.String()
	})
	return at, log
}

func TestMetronomeBeatsAtOnceAndEveryMinute(t *testing.T) {
	quick := func(int) {}
	if at, _ := beats(t, 1, 190*time.Second, quick); !slices.Equal(at, []int{0, 60, 120, 180}) {
		t.Errorf("by the real clock at %d", at)
	}
	if at, _ := beats(t, 60, 3500*time.Millisecond, quick); !slices.Equal(at, []int{0, 1, 2, 3}) {
		t.Errorf("by a faster one at %d", at)
	}
}

func TestTickThatOutlastsItsMinuteDelaysTheNext(t *testing.T) {
	at, _ := beats(t, 1, 250*time.Second, func(n int) {
		if n == 2 {
			<-time.After(90 * time.Second)
		}
	})
	if !slices.Equal(at, []int{0, 60, 180, 240}) {
		t.Errorf("at %d", at)
	}
}

func TestMetronomeEndsWithItsLastTick(t *testing.T) {
	ended := false
	beats(t, 1, 70*time.Second, func(n int) {
		if n == 2 {
			<-time.After(30 * time.Second)
			ended = true
		}
	})
	if !ended {
		t.Error("the metronome has ended before its tick")
	}
}

func TestMetronomeBeatsOnAfterAPanic(t *testing.T) {
	at, log := beats(t, 1, 130*time.Second, func(n int) {
		if n < 3 {
			panic("сломалось")
		}
	})
	if !slices.Equal(at, []int{0, 60, 120}) || strings.Count(log, "tick panicked") != 2 || !strings.Contains(log, "сломалось") {
		t.Errorf("at %d, log %q", at, log)
	}
}

// TestTickIsNotDelayedByAClockSetBack: the instant cron waits for carries the reading
// of the monotonic clock, so that comparing it with the present one does not depend
// on the wall clock. The package time shows the reading as «m=».
func TestTickIsNotDelayedByAClockSetBack(t *testing.T) {
	for _, spec := range []string{"* * * * *", "@every 1s"} {
		plain, err := cron.ParseStandard(spec)
		if err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		next := steady{plain}.Next(now)
		if !strings.Contains(next.String(), " m=") {
			t.Errorf("%s: next is %s, by the wall clock alone", spec, next)
		}
		if !next.Equal(plain.Next(now)) {
			t.Errorf("%s: next is %s, want %s", spec, next, plain.Next(now))
		}
	}
}
