package watch

import (
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

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
func (b *Watchman) Watch() error {
	now := b.Now().UTC()
	if !b.clock.doubted {
		b.nightly(now)
	}
	var seen []chat.Alarm
	changed := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		if seen, err = b.look(tx, now); err != nil {
			return err
		}
		for _, a := range seen {
			was, ok, err := tx.Alarm(a.Name)
			if err != nil {
				return err
			}
			changed = changed || a.Wrong != ok || ok && !was.Told
		}
		return nil
	})
	if err != nil || !changed {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, err := b.OwnTurn(tx, "alarm/"+strconv.FormatInt(now.UnixNano(), 10))
		if err != nil {
			return err
		}
		for _, a := range seen {
			if err := t.NoteAlarm(a); err != nil {
				return err
			}
		}
		return nil
	})
}

// look finds what is wrong now.
func (b *Watchman) look(tx *store.Tx, now time.Time) ([]chat.Alarm, error) {
	waiting, oldest, err := tx.OutboxState(store.Telegram)
	if err != nil {
		return nil, err
	}
	atMax, oldestAtMax, err := tx.OutboxState(store.Max)
	if err != nil {
		return nil, err
	}
	// With Telegram out of reach the alarm would come when all is well again.
	stuck := !oldest.IsZero() && b.Real().Sub(oldest) > outboxPatience && (b.Outage == nil || !b.Outage())
	seen := []chat.Alarm{
		{Name: "outbox", Wrong: stuck, Text: textAlarmOutbox(waiting)},
		{Name: "outbox/max", Wrong: atMax > 0 && b.Real().Sub(oldestAtMax) > outboxPatience, Text: textAlarmMax(atMax)},
	}
	if b.Rival != nil {
		seen = append(seen, chat.Alarm{Name: "rival", Wrong: b.Rival(), Patience: rivalPatience, Text: textAlarmRival})
	}
	if b.Free != nil {
		if free, ok := b.Free(); ok {
			low := free < max(freeLow, freeCopies*uint64(tx.Size()))
			seen = append(seen, chat.Alarm{Name: "disk", Wrong: low, Text: textAlarmDisk(free)})
		}
	}
	if b.copying != unknownCopy {
		seen = append(seen, chat.Alarm{Name: "copy", Wrong: b.copying == failedCopy, Text: textAlarmCopy})
	}
	next := now.Year() + 1
	return append(seen, chat.Alarm{
		Name: "calendar", Wrong: now.Month() >= calendarMonth && schedule.NewCalendar(nil).Preliminary(next), Text: textAlarmCalendar(next),
	}), nil
}

// SettleChannel learns from a publication whether the channel takes any.
func SettleChannel(b *chat.Env, tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	barred := out.Class == store.Refused && (out.Refusal == store.NoRights || out.Refusal == store.Unreachable)
	if !o.Once || o.Wire != store.Telegram || !barred && out.Class != store.Accepted {
		return nil
	}
	if !barred {
		_, ok, err := tx.Alarm("channel/" + strconv.FormatInt(o.Chat, 10))
		if err != nil || !ok {
			return err
		}
	}
	t, err := b.OwnTurn(tx, "barred/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	if p, ours := t.Page(plans.PageID(o.Chat)); ours {
		return t.ChannelAlarm(o.Chat, barred, p.Name)
	}
	return nil
}
