package digest

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TickWeekly tells the group and the observers once a week, on its first working
// morning, what was done, what is due and what is overdue. A week of which there was
// nobody to tell counts as told: who comes in the middle of it waits for the next.
// An idle tick only looks at the last week told.
func TickWeekly(b *chat.Env, now time.Time) error {
	due := false
	err := b.Store.View(func(tx *store.Tx) error {
		last, ok, err := tx.LastWeekly()
		if err != nil || ok && now.Before(last.Next) {
			return err
		}
		_, due, err = weekDue(tx, now)
		return err
	})
	if err != nil || !due {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error { return weekly(b, tx, now) })
}

// weekDue gives the Monday of the week that is to be told of now.
func weekDue(tx *store.Tx, now time.Time) (plans.Date, bool, error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil || !d.Awake(now) {
		return 0, false, err
	}
	first := chat.Monday(plans.DateOf(now, d.Zone))
	last, told, err := tx.LastWeekly()
	return first, !told || last.Monday < first, err
}

func weekly(b *chat.Env, tx *store.Tx, now time.Time) error {
	first, due, err := weekDue(tx, now)
	if err != nil || !due {
		return err
	}
	t, err := b.OwnTurn(tx, task.WeeklyCard(first))
	if err != nil {
		return err
	}
	w, err := weekOf(t, first, nil)
	if err != nil {
		return err
	}
	return w.send(t)
}

// week is a week as it is to be told: nothing of it is kept before it is sent.
type week struct {
	kept store.Weekly
	text string
}

// weekWith is the week with what is escalated this morning, so that the group hears of
// both in one message; due is false when it is not the week's first working morning.
func weekWith(t *chat.Turn, escalated []task.View) (w week, due bool, err error) {
	first, due, err := weekDue(t.Tx, t.Now)
	if err != nil || !due {
		return w, false, err
	}
	w, err = weekOf(t, first, escalated)
	return w, err == nil, err
}

func weekOf(t *chat.Turn, first plans.Date, escalated []task.View) (w week, err error) {
	if w.kept, err = gatherWeek(t, first); err != nil {
		return w, err
	}
	for _, o := range escalated {
		w.kept.Escalated = append(w.kept.Escalated, o.Number)
	}
	if w.kept.Next, err = task.NextWeek(t.Tx, first); err != nil {
		return w, err
	}
	w.text, err = task.WeeklyText(t, w.kept)
	return w, err
}

// send tells the group and the observers, and keeps that they were told.
func (w week) send(t *chat.Turn) error {
	if err := t.Tx.PutWeekly(w.kept); err != nil || w.text == "" {
		return err
	}
	card := task.WeeklyCard(w.kept.Monday)
	if t.Settings.Group != 0 {
		err := t.Send(store.Outgoing{
			Key: card, Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread,
			Text: w.text, NoPreview: true, Card: card, Follow: chat.FollowUp("group"),
		})
		if err != nil {
			return err
		}
	}
	return tellObservers(t, w.kept.Monday, w.text)
}

// tellObservers sends the week to those who watch. Their messages show the same card, so
// they are kept up to date like the group's. Who has been reminded of tasks this morning
// has the way to the week under that message.
func tellObservers(t *chat.Turn, first plans.Date, text string) error {
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		if !p.Has(plans.Observer) || !p.Connected() {
			continue
		}
		if reminded, err := t.Tx.NewestDigest(p.ID); err != nil {
			return err
		} else if reminded.Day == t.Today() {
			continue
		}
		err := t.Send(store.Outgoing{
			Key: task.WeeklyCard(first) + "/" + string(p.ID), Do: store.SendText, Chat: int64(p.User),
			Text: text, NoPreview: true, Card: task.WeeklyCard(first), Follow: chat.FollowPerson(p.ID), Bulk: true,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// gatherWeek finds what the group is told of a week.
func gatherWeek(t *chat.Turn, first plans.Date) (store.Weekly, error) {
	w := store.Weekly{Monday: first}
	records, err := t.Tx.Tasks()
	if err != nil {
		return w, err
	}
	before := plans.Span{From: first - 7, To: first - 1}
	for _, r := range records {
		if r.Ended {
			continue
		}
		said, err := t.Tx.Confirmations(r.Number)
		if err != nil {
			return w, err
		}
		for _, c := range said {
			if c.Stands() && before.Contains(plans.DateOf(c.At, t.Zone)) && !slices.Contains(w.Done, r.Number) {
				w.Done = append(w.Done, r.Number)
			}
			unseen := c.State == plans.Accepted && c.Judge == ""
			if unseen && before.Contains(plans.DateOf(c.Judged, t.Zone)) && !slices.Contains(w.Expired, r.Number) {
				w.Expired = append(w.Expired, r.Number)
			}
		}
		switch {
		case !r.Open() || r.Due.IsZero():
		case r.Due < first:
			w.Late = append(w.Late, r.Number)
		case r.Due < first+7:
			w.Due = append(w.Due, r.Number)
		}
	}
	return w, nil
}

// pressedWeek shows the week that was told last, as it stands now.
func pressedWeek(t *chat.Turn, _ chat.Press) error {
	if !t.Who.Has(plans.Observer) {
		return fmt.Errorf("week: %w", plans.ErrForbidden)
	}
	w, ok, err := t.Tx.LastWeekly()
	if err != nil {
		return err
	}
	text := ""
	if ok {
		if text, err = task.WeeklyText(t, w); err != nil {
			return err
		}
	}
	if text == "" {
		return chat.Refuse(chat.NothingToDo, textNoWeek)
	}
	return t.SayAs(task.WeeklyCard(w.Monday), text, chat.Keyboard{})
}
