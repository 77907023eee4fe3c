package bot

import (
	"strconv"
	"time"

	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// alarm is something wrong with the service itself which the administrators are
// told of in private, once until it has passed.
type alarm struct {
	name  string
	wrong bool
	// patience is how long it must last: what mends itself at once is not told.
	patience time.Duration
	text     string
}

// Bounds of what is still in order.
const (
	outboxPatience = 10 * time.Minute
	rivalPatience  = 2 * time.Minute
	// freeLow is the free space below which the disk is low; a copy and a
	// compaction need room for the whole database each.
	freeLow    = 256 << 20
	freeCopies = 3
	// calendarMonth is when the Government's decree on the days off of the next
	// year is usually out, so that a newer program may know it.
	calendarMonth = time.October
)

// Watch looks after the service itself: it makes the nightly copy and tells the
// administrators what is wrong. It is to be called once a minute, never twice at
// a time. When nothing has changed it only looks.
func (b *Bot) Watch() error {
	now := b.Now().UTC()
	b.nightly(now)
	var seen []alarm
	changed := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		if seen, err = b.look(tx, now); err != nil {
			return err
		}
		for _, a := range seen {
			was, ok, err := tx.Alarm(a.name)
			if err != nil {
				return err
			}
			changed = changed || a.wrong != ok || ok && !was.Told
		}
		return nil
	})
	if err != nil || !changed {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.ownTurn(tx, "alarm/"+strconv.FormatInt(now.UnixNano(), 10))
		if err != nil {
			return err
		}
		for _, a := range seen {
			if err := t.sound(a); err != nil {
				return err
			}
		}
		return nil
	})
}

// look finds what is wrong now.
func (b *Bot) look(tx *store.Tx, now time.Time) ([]alarm, error) {
	waiting, oldest, err := tx.OutboxState()
	if err != nil {
		return nil, err
	}
	seen := []alarm{{
		name: "outbox", wrong: waiting > 0 && b.Real().Sub(oldest) > outboxPatience, text: textAlarmOutbox(waiting),
	}}
	if b.Rival != nil {
		seen = append(seen, alarm{name: "rival", wrong: b.Rival(), patience: rivalPatience, text: textAlarmRival})
	}
	if b.Free != nil {
		if free, ok := b.Free(); ok {
			low := free < max(freeLow, freeCopies*uint64(tx.Size()))
			seen = append(seen, alarm{name: "disk", wrong: low, text: textAlarmDisk(free)})
		}
	}
	if b.copying != unknownCopy {
		seen = append(seen, alarm{name: "copy", wrong: b.copying == failedCopy, text: textAlarmCopy})
	}
	next := now.Year() + 1
	return append(seen, alarm{
		name: "calendar", wrong: now.Month() >= calendarMonth && schedule.NewCalendar(nil).Preliminary(next), text: textAlarmCalendar(next),
	}), nil
}

// sound notes an alarm, tells it when its patience is over, and forgets it when it
// has passed. While no administrator can be reached it stays untold.
func (t *turn) sound(a alarm) error {
	was, ok, err := t.tx.Alarm(a.name)
	switch {
	case err != nil:
		return err
	case !a.wrong && ok:
		return t.tx.ClearAlarm(a.name)
	case !a.wrong || was.Told:
		return nil
	case !ok:
		was.Since = t.now
	}
	if t.now.Sub(was.Since) >= a.patience {
		admins, err := t.admins()
		if err != nil {
			return err
		}
		was.Told = len(admins) > 0
		if err := t.tellAdmins(a.text); err != nil {
			return err
		}
	}
	return t.tx.PutAlarm(a.name, was)
}

// channelAlarm notes whether the bot may post to one of its channels.
func (t *turn) channelAlarm(channel int64, wrong bool, title string) error {
	return t.sound(alarm{name: "channel/" + strconv.FormatInt(channel, 10), wrong: wrong, text: textChannelLost(title)})
}

// settleChannel learns from a publication whether the channel takes any.
func (b *Bot) settleChannel(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	barred := out.Class == store.Refused && (out.Refusal == store.NoRights || out.Refusal == store.Unreachable)
	if !o.Once || !barred && out.Class != store.Accepted {
		return nil
	}
	if !barred {
		_, ok, err := tx.Alarm("channel/" + strconv.FormatInt(o.Chat, 10))
		if err != nil || !ok {
			return err
		}
	}
	t, err := b.ownTurn(tx, "barred/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	for _, c := range t.settings.Channels {
		if c.ID == o.Chat {
			return t.channelAlarm(o.Chat, barred, c.Title)
		}
	}
	return nil
}
