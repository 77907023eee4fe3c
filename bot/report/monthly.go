package report

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/internal/report/render"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TickMonthly sends the group a picture of each plan that has begun, an hour after the
// first weekly summary of a month. In other weeks it reads nothing.
func TickMonthly(b *chat.Env, now time.Time) error {
	// The zone is not known yet: it may be another day there.
	if monday := chat.Monday(plans.DateOf(now, time.UTC)); monday.Day() > daysOfFirstWeek+1 && (monday+7).Day() > daysOfFirstWeek {
		return nil
	}
	due := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		_, due, err = pictureDue(b, tx)
		return err
	})
	if err != nil || !due {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		t, due, err := pictureDue(b, tx)
		if err != nil || !due {
			return err
		}
		if err := tx.SetPictured(chat.Monday(t.Today())); err != nil {
			return err
		}
		for _, p := range t.Plans {
			if p.Period.From > t.Today() {
				continue
			}
			_, err := tx.AskReport(store.ReportJob{
				Plan: p.ID, Period: p.Period, Kind: string(render.Picture), Chat: t.Settings.Group, Group: true, At: t.Now,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// daysOfFirstWeek is until which day of a month its first Monday comes.
const daysOfFirstWeek = 7

// pictureDue reports whether the group has been told of the first week of a month and
// has no picture of it yet.
func pictureDue(b *chat.Env, tx *store.Tx) (*chat.Turn, bool, error) {
	w, ok, err := tx.LastWeekly()
	if err != nil || !ok || w.Monday.Day() > daysOfFirstWeek || len(w.Done)+len(w.Due)+len(w.Late) == 0 {
		return nil, false, err
	}
	sent, err := tx.Pictured()
	if err != nil || sent >= w.Monday {
		return nil, false, err
	}
	t, err := b.OwnTurn(tx, "")
	if err != nil {
		return nil, false, err
	}
	return t, w.Monday == chat.Monday(t.Today()) && t.Settings.Group != 0 && !t.Settings.Unpictured && morningIsOver(t), nil
}

// handGroup puts a picture into the outbox for the group, if there still is one. That
// it could not be made is in the log; the group has not asked for it.
func handGroup(t *chat.Turn, out output) error {
	if t.Settings.Group == 0 {
		return nil
	}
	for _, f := range out.files {
		err := t.Send(store.Outgoing{
			Do: store.SendUpload, Chat: t.Settings.Group, Thread: t.Settings.Thread, Upload: &f, Text: out.caption, Follow: chat.FollowUp("group"),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
