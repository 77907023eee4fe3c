package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// clock is the program's idea of now, and what it tells people about it.
type clock struct {
	now func() time.Time
	// speed is how many times faster than the real one it runs.
	speed int64
	// note says that this is a rehearsal; empty for the real clock.
	note string
}

// fastest is a day in a second: with more, a night would pass between two looks
// at the clock.
const fastest = 86400

// clock makes the program's clock out of SDELAEM_CLOCK, beginning now.
func (e Environment) clock(real func() time.Time) (clock, error) {
	if e.Clock == "" {
		return clock{now: real, speed: 1}, nil
	}
	const variable = "SDELAEM_CLOCK"
	instant, times, fast := strings.Cut(e.Clock, "*")
	start, err := time.Parse(time.RFC3339, strings.TrimSpace(instant))
	if err != nil {
		return clock{}, badValue(variable, "«%s» не время; нужен вид 2023-03-13T08:55:00+03:00 или 2023-03-13T08:55:00+03:00*600", e.Clock)
	}
	speed := int64(1)
	if fast {
		speed, err = strconv.ParseInt(strings.TrimSpace(times), 10, 64)
		if err != nil || speed < 1 || speed > fastest {
			return clock{}, badValue(variable, "«%s» не ускорение; нужно целое число от 1 до %d", times, fastest)
		}
	}
	note := start.Format(time.RFC3339)
	if speed > 1 {
		note += fmt.Sprintf(", в %d раз быстрее", speed)
	}
	return clock{now: shifted(start, speed, real), speed: speed, note: note}, nil
}

// shifted is a clock that shows start now and runs so many times faster.
func shifted(start time.Time, speed int64, real func() time.Time) func() time.Time {
	began := real()
	return func() time.Time {
		passed := real().Sub(began)
		// Seconds and the rest apart: their product as one Duration would
		// overflow after 292 years of the program's time.
		whole, rest := int64(passed/time.Second), int64(passed%time.Second)
		at := time.Unix(start.Unix()+whole*speed, int64(start.Nanosecond())+rest*speed)
		return at.In(start.Location())
	}
}

// sameClock refuses a database that lives by another clock than the service is to:
// what one of them writes lies in the other's past or future. A database that no
// service has used takes the clock of the first.
func (e Environment) sameClock(db *store.DB) error {
	kind := store.RealClock
	if e.Clock != "" {
		kind = store.RehearsalClock
	}
	var was store.ClockKind
	err := db.View(func(tx *store.Tx) (err error) {
		was, err = tx.Clock()
		return err
	})
	switch {
	case err != nil:
		return e.unopened(err)
	case was == "":
		if err := db.Update(func(tx *store.Tx) error { return tx.SetClock(kind) }); err != nil {
			return e.unopened(err)
		}
	case was == kind:
	case kind == store.RehearsalClock:
		return badValue("SDELAEM_CLOCK", "база данных %s рабочая, она живёт по настоящим часам; для репетиции укажите другую папку в SDELAEM_DATA", e.database())
	default:
		return misuse("база данных %s осталась от репетиции; укажите другую папку в SDELAEM_DATA или задайте SDELAEM_CLOCK", e.database())
	}
	return nil
}

// aheadOf names what lies in the future of a database that lives by the real clock.
func aheadOf(tx *store.Tx, now time.Time) ([]string, error) {
	kind, err := tx.Clock()
	if err != nil || kind != store.RealClock {
		return nil, err
	}
	return schedule.Ahead(tx, store.Clocks{Now: now, Real: now})
}
