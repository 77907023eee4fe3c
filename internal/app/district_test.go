package app_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
)

var (
	districtDays = flag.Int("days", 40, "how many days of districts TestDistrictDays plays")
	replays      = flag.Uint64("replays", 1, "how many districts of each mode TestOneNumberReplaysADistrict plays twice")
	districtMode = flag.String("mode", "", "safety or liveness; both by turns when empty")
	districtSeed = flag.Uint64("seed", 0, "the one district to play, as a failure names it")
)

// The modes of a district. Under safety there are faults until the last moment, and what
// was promised must hold nevertheless; under liveness they end after half of the days,
// and then all must be done.
const (
	safety   = "safety"
	liveness = "liveness"
)

// A district is played for eight days, for four where it is played twice.
const (
	daysOfDistrict = 8
	daysOfReplay   = 4
)

// TestDistrictDays plays days of districts: the whole program with its people, the
// network, the disk and the clock, all drawn from one number. Each district has some of
// the faults and of what people do, not all: what would hide behind the more frequent
// shows in some. A failure names the number, which plays the same again:
//
//	go test ./internal/app -run TestDistrictDays -seed 17 -mode safety -v
func TestDistrictDays(t *testing.T) {
	t.Parallel()
	modes := []string{safety, liveness}
	if *districtMode != "" {
		modes = []string{*districtMode}
	}
	first, last := uint64(1), uint64(*districtDays+daysOfDistrict-1)/daysOfDistrict
	if *districtSeed > 0 {
		first, last = *districtSeed, *districtSeed
	}
	var sum ledger
	for seed := first; seed <= last && !t.Failed(); seed++ {
		playDistrict(t, modes[int(seed)%len(modes)], seed, daysOfDistrict, &sum)
	}
	t.Logf("%s", &sum)
}

// TestOneNumberReplaysADistrict plays some districts twice, side by side: the same number
// gives the same history, byte for byte.
func TestOneNumberReplaysADistrict(t *testing.T) {
	t.Parallel()
	var sum ledger
	for seed := uint64(1001); seed < 1001+*replays && !t.Failed(); seed++ {
		for _, mode := range []string{safety, liveness} {
			first, again := playDistrict(t, mode, seed, daysOfReplay, &sum), playDistrict(t, mode, seed, daysOfReplay, &sum)
			if first != again {
				t.Errorf("-seed %d -mode %s gives two histories: %s", seed, mode, whereTheyPart(first, again))
			}
		}
	}
}

// whereTheyPart is the first line in which two histories differ, with those before.
func whereTheyPart(first, again string) string {
	a, b := strings.Split(first, "\n"), strings.Split(again, "\n")
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-6)
	return fmt.Sprintf("\n%s\n— or —\n%s", strings.Join(a[from:min(i+3, len(a))], "\n"), strings.Join(b[from:min(i+3, len(b))], "\n"))
}

// playDistrict plays one district and gives its history.
func playDistrict(t *testing.T, mode string, seed uint64, days int, sum *ledger) (history string) {
	t.Helper()
	name := fmt.Sprintf("seed %d %s", seed, mode)
	t.Run(name, func(t *testing.T) {
		defer func() {
			if t.Failed() {
				t.Errorf("again: go test ./internal/app -run TestDistrictDays -seed %d -mode %s -v", seed, mode)
			}
		}()
		synctest.Test(t, func(t *testing.T) {
			d := newDistrict(t, mode, seed)
			d.play(days)
			history = d.history()
			d.count(sum)
		})
	})
	return history
}

// district is one run: a stage with people, and all that is drawn from its seed.
type district struct {
	*faithful
	rand *rand.Rand
	mode string
	seed uint64
	days int
	zone *time.Location

	troubles []trouble // that happen here
	deeds    []deed    // that people do here
	sleeps   bool      // the program is stopped for nights and days off

	wall     wrongClock
	disk     disk
	blackout blackout
	dead     *atomic.Bool // of the life at hand: nothing of it reaches Telegram any more
	down     bool

	admin, stranger int64
	guests          []int64 // who came by invitation
	links           int     // invitations followed
	tokens          int     // unique words given out
	pressed         []offered
	heard           outsider
	diary           strings.Builder
	counts          map[string]int
}

// offered is a button that was pressed.
type offered struct {
	who, chat int64
	message   int
	data      string
}

func newDistrict(t *testing.T, mode string, seed uint64) *district {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	must(t, err)
	random := rand.New(rand.NewPCG(seed, 18))
	day := time.Date(2023, time.Month(2+random.IntN(9)), 1+random.IntN(28), 8, 0, 0, 0, zone)
	s := newStage(t, day, play.New(io.Discard, zone), 24*time.Hour)
	plan := petrovsky(t, districtPlan(random))
	s.load(plan)
	d := &district{rand: random, mode: mode, seed: seed, zone: zone, sleeps: random.IntN(8) > 0, dead: &atomic.Bool{}, counts: map[string]int{}}
	d.faithful = newFaithful(t, s, plan)
	d.faithful.calm = true
	d.admin, d.stranger = d.people[controller], d.server.AddUser(emulator.User{FirstName: "Прохожий"}).ID
	s.admins = append(s.admins, plans.UserID(d.admin))
	d.draw()
	s.with = d.assemble
	return d
}

// play lets the days go by.
func (d *district) play(days int) {
	d.begin()
	defer d.leaveStage()
	d.days = days
	troubled := days
	if d.mode == liveness {
		troubled /= 2
	}
	for range troubled {
		d.day()
	}
	d.recover()
	d.witness()
	if d.mode == liveness {
		d.healed()
		for range days - troubled {
			d.quietDay()
		}
		d.everythingDone()
		d.witness()
	}
	if !d.down {
		must(d.t, d.end())
		d.down = true
	}
	d.sound()
}

// leaveStage ends a program that a failed test has left.
func (d *district) leaveStage() {
	if !d.down {
		d.stop()
		if err := errors.Join(<-d.ended, d.program.Store.Close()); err != nil {
			d.t.Log(err)
		}
	}
}

// day is a day with what people do and what goes wrong.
func (d *district) day() {
	start := d.local()
	morning := time.Date(start.Year(), start.Month(), start.Day(), 8, 30, 0, 0, start.Location())
	d.until(morning)
	d.wake()
	for at := morning; ; {
		at = at.Add(time.Duration(1+d.rand.IntN(60))*time.Minute + time.Duration(5+d.rand.IntN(50))*time.Second + 123*time.Microsecond)
		if at.Hour() >= 18 || at.Day() != morning.Day() {
			break
		}
		d.until(at)
		if len(d.troubles) > 0 && d.rand.IntN(3) == 0 {
			d.goWrong()
		}
		d.act()
	}
	evening := time.Date(start.Year(), start.Month(), start.Day(), 19, 0, 7, 0, start.Location())
	d.until(evening)
	if d.sleeps {
		d.sleep()
	}
	d.until(morning.AddDate(0, 0, 1).Add(-time.Minute))
}

// act lets somebody do something.
func (d *district) act() {
	if d.down {
		return
	}
	what := d.deeds[d.rand.IntN(len(d.deeds))]
	d.note("deed %s", what.name)
	d.counts["deeds: "+what.name]++
	what.do(d)
}

// pass lets a time go by in which the program may fall; if it does, it is started again
// soon.
func (d *district) pass(left time.Duration) {
	d.until(d.Now().Add(left))
}

// until is pass up to an instant.
func (d *district) until(at time.Time) {
	d.t.Helper()
	for d.Now().Before(at) {
		timer := time.NewTimer(at.Sub(d.Now()))
		select {
		case <-timer.C:
		case <-d.blackout.fell:
			d.rise("cut")
		case err := <-d.ended:
			d.fall(err)
		}
		timer.Stop()
	}
	synctest.Wait()
}

// local is the district's own time.
func (d *district) local() time.Time { return d.Now().In(d.zone) }

func (d *district) note(format string, args ...any) {
	fmt.Fprintf(&d.diary, "%s "+format+"\n", append([]any{d.Now().Format(time.DateTime)}, args...)...)
}
