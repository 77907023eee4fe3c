package app_test

import (
	"sync/atomic"
	"testing"
	"time"

	"sdelaemvmeste/internal/app"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const yearAhead = 365 * 24 * time.Hour

// wrongClock is a wall clock of the program that can be set, apart from the bubble's.
type wrongClock struct{ by atomic.Int64 }

func (c *wrongClock) set(by time.Duration) { c.by.Store(int64(by)) }

// wear puts the program onto the clock, without a reading of the monotonic one. The
// wire keeps the bubble's, as its pauses go by the monotonic clock.
func (c *wrongClock) wear(p *app.Parts) {
	now := p.Now
	p.Now = func() time.Time { return now().Add(time.Duration(c.by.Load())).Round(0) }
}

func (s *stage) markOf() (mark time.Time) {
	s.t.Helper()
	must(s.t, s.program.Store.View(func(tx *store.Tx) (err error) {
		mark, err = tx.Mark()
		return err
	}))
	return mark
}

// TestClockAYearAheadForAMoment changes nothing: the program waits before it acts on
// such a jump, and goes on when the clock is put right.
func TestClockAYearAheadForAMoment(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		var wall wrongClock
		s := watched(t, "2023-05-15 12:00", wall.wear)
		mark, heard := s.markOf(), len(s.server.Messages(adminID))
		wall.set(yearAhead)
		s.pass(2 * time.Minute)
		s.wantTold("Часы сервера ушли вперёд на 365 дней", 1)
		wall.set(0)
		s.pass(2 * time.Minute)
		s.wantTold("Часы сервера переведены назад на 365 дней", 1)
		if now := len(s.server.Messages(adminID)); now != heard+2 || s.markOf() != mark {
			t.Errorf("%d messages more, mark from %s to %s", now-heard, mark, s.markOf())
		}
		s.pass(22 * time.Hour)
		if !s.markOf().After(mark) {
			t.Error("the morning after nobody is reminded")
		}
		return s
	})
}

// TestClockThatStandsIsBelieved after ten minutes, or at once when an administrator
// says that it is right.
func TestClockThatStandsIsBelieved(t *testing.T) {
	for name, c := range map[string]struct {
		press  bool
		before time.Duration
		after  time.Duration
	}{"stood": {false, 9 * time.Minute, 3 * time.Minute}, "confirmed": {true, 2 * time.Minute, 2 * time.Minute}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) *stage {
				var wall wrongClock
				s := watched(t, "2023-05-15 12:00", wall.wear)
				mark := s.markOf()
				wall.set(14 * 24 * time.Hour)
				s.pass(c.before)
				if s.markOf() != mark {
					t.Error("acted upon before")
				}
				if c.press {
					_, err := s.server.Press(adminID, adminID, s.server.Last(adminID).ID, "Часы верны")
					must(t, err)
				}
				s.pass(c.after)
				if s.markOf().Sub(mark) < 13*24*time.Hour {
					t.Errorf("mark from %s to %s: not acted upon", mark, s.markOf())
				}
				return s
			})
		})
	}
}

// TestStartedAYearAhead works by the wrong clock, having no other; started again by the
// right one, the program mends what it wrote, and reminds the next morning.
func TestStartedAYearAhead(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		var wall wrongClock
		s := watched(t, "2023-05-15 12:00", wall.wear)
		must(t, s.end())
		wall.set(10 * 24 * time.Hour) // of less than two weeks off nothing is suspected
		s.start()
		s.pass(2 * time.Minute)
		ahead := s.markOf()
		must(t, s.program.Store.Update(func(tx *store.Tx) error {
			tasks, err := tx.Tasks()
			if err != nil {
				return err
			}
			c, err := tx.Confirm(tasks[0].Number, plans.Confirmation{Task: tasks[0].ID, At: s.Now().AddDate(0, 0, -7), State: plans.Given})
			if err != nil {
				return err
			}
			if c, err = c.Expire(ahead); err != nil {
				return err
			}
			return tx.PutConfirmation(tasks[0].Number, c)
		}))
		must(t, s.end())
		wall.set(0)
		s.start()
		s.pass(2 * time.Minute)
		s.wantTold("Пока часы сервера спешили", 1)
		mended := s.markOf()
		if mended.After(s.Now()) {
			t.Errorf("mark is %s, a day after now", mended)
		}
		must(t, s.program.Store.View(func(tx *store.Tx) error {
			if at, ok := tx.OldestUnjudged(); !ok {
				t.Errorf("accepted by a clock that was wrong; %v", at)
			}
			return nil
		}))
		s.pass(22 * time.Hour)
		if !s.markOf().After(mended) {
			t.Error("the morning after nobody is reminded")
		}
		return s
	})
}

// TestClockSetBackThreeHours is told, and the next morning comes.
func TestClockSetBackThreeHours(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		var wall wrongClock
		wall.set(3 * time.Hour)
		s := watched(t, "2023-05-15 09:30", wall.wear)
		wall.set(0)
		s.pass(2 * time.Minute)
		s.wantTold("Часы сервера переведены назад на 3 часа", 1)
		mark := s.markOf()
		s.pass(24 * time.Hour)
		if s.markOf().Sub(mark) < 20*time.Hour {
			t.Errorf("mark from %s to %s: the morning after nobody is reminded", mark, s.markOf())
		}
		return s
	})
}

// TestUnjudgedIsNotAcceptedOverAJump: days that the clock jumped over gave nobody time
// to look at a confirmation.
func TestUnjudgedIsNotAcceptedOverAJump(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		var wall wrongClock
		s := watched(t, "2023-05-15 12:00", wall.wear)
		must(t, s.program.Store.Update(func(tx *store.Tx) error {
			tasks, err := tx.Tasks()
			if err != nil {
				return err
			}
			_, err = tx.Confirm(tasks[0].Number, plans.Confirmation{Task: tasks[0].ID, At: s.Now(), State: plans.Given})
			return err
		}))
		waits := func(want bool) {
			t.Helper()
			must(t, s.program.Store.View(func(tx *store.Tx) error {
				if _, ok := tx.OldestUnjudged(); ok != want {
					t.Errorf("waits to be looked at: %v, want %v", ok, want)
				}
				return nil
			}))
		}
		wall.set(14 * 24 * time.Hour) // a Monday again
		s.pass(12 * time.Minute)
		waits(true)
		for days := range 9 { // a day at a time, as a clock that is believed
			wall.set(time.Duration(14+days) * 24 * time.Hour)
			s.pass(2 * time.Minute)
		}
		waits(false)
		return s
	})
}
