package demo

import (
	"errors"
	"fmt"
	"io"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/store"
)

// Own makes a district with an empty database, in which the administrator sends
// the bot a plan of the visitor's own. What the bot thinks of the file it says
// itself.
func Own(name string, content []byte, real func() time.Time) (*Demo, error) {
	empty := func(*store.Tx, time.Time) error { return nil }
	d, err := stage(io.Discard, real, beginning(name, content, real()), empty, ownCast)
	if err != nil {
		return nil, err
	}
	d.front, d.advise = []string{"admin", "one", "group", "channel", "max"}, (*Demo).adviseOnOwn
	d.Telegram.Send(admin, admin, emulator.Draft{Document: &emulator.Upload{Name: name, Content: content}})
	if err := d.Settle(); err != nil {
		return nil, errors.Join(fmt.Errorf("demo: %w", err), d.Close())
	}
	return d, nil
}

// beginning is when a district with that plan begins: today, or the first morning
// of a period that is not today's.
func beginning(name string, content []byte, today time.Time) time.Time {
	r := planfile.ReadFirst(name, content)
	zone, err := time.LoadLocation(r.Plan.Zone)
	if err != nil || !r.Loadable() || r.Plan.Period.Contains(plans.DateOf(today, zone)) {
		return today
	}
	return r.Plan.Period.From.At(morning(), zone).Add(-time.Hour)
}
