package demo

import (
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Now is the district's clock.
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

// furthest is how far the clock can be turned at once.
const furthest = 366 * 24 * time.Hour

// Turn moves the clock on to an instant and reports whether the bot has said anything
// meanwhile. With a first word wanted it stops at that.
func (d *Demo) Turn(to time.Time, untilWord bool) (spoke bool, err error) {
	d.acting.Lock()
	defer d.acting.Unlock()
	if to.Sub(d.Now()) > furthest {
		return false, fmt.Errorf("за один раз часы переводят не дальше чем на год")
	}
	before := d.told.Load()
	if err := d.leap(to, func() bool { return untilWord && d.told.Load() != before }); err != nil {
		return false, err
	}
	err = d.Settle()
	return d.told.Load() != before, err
}

// Leap moves the clock on to an instant, for the story.
func (d *Demo) Leap(to time.Time) error { return d.leap(to, func() bool { return false }) }

// leap moves the clock from one moment at which something may happen to the next,
// ticking at each as cron would have, until the instant is reached or it is told
// to stop.
func (d *Demo) leap(to time.Time, stop func() bool) error {
	if to.Before(d.Now()) {
		return fmt.Errorf("на часах уже %s, назад их не перевести", d.Now().In(d.Zone).Format("02.01.2006 15:04"))
	}
	for {
		next, err := d.moment(to)
		if err != nil {
			return err
		}
		d.set(next)
		if err := d.program.Bot.Tick(); err != nil {
			return err
		}
		if !next.Before(to) {
			return nil
		}
		if err := d.Settle(); err != nil {
			return err
		}
		if stop() {
			return nil
		}
	}
}

// morning is when reminders go out unless the plan says otherwise.
func morning() plans.Clock { return plans.DefaultReminders().At }

// Morning is the next morning on the district's clock.
func (d *Demo) Morning() time.Time {
	now := d.Now()
	day := plans.DateOf(now, d.Zone)
	if at := day.At(morning(), d.Zone); at.After(now) {
		return at
	}
	return (day + 1).At(morning(), d.Zone)
}

// moment is the next instant at which the program may have something to do: the
// agenda's first appointment, a post's turn, or a morning; at the latest the limit.
// What is due already and waits for a working day waits for a morning.
func (d *Demo) moment(limit time.Time) (time.Time, error) {
	now, next := d.Now(), limit
	sooner := func(at time.Time) {
		if at.After(now) && at.Before(next) {
			next = at
		}
	}
	sooner(d.Morning())
	err := d.program.Store.View(func(tx *store.Tx) error {
		agenda, err := tx.Agenda()
		if err != nil {
			return err
		}
		for _, a := range agenda {
			if a.At.After(now) {
				sooner(a.At)
				break
			}
		}
		posts, err := tx.Posts()
		for _, p := range posts {
			sooner(p.Wake)
		}
		return err
	})
	return next, err
}
