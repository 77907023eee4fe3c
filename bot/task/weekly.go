package task

import (
	"errors"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// NextWeek is the first working morning of the week after.
func NextWeek(tx *store.Tx, first plans.Date) (time.Time, error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil {
		return time.Time{}, err
	}
	return d.Calendar.OnOrAfter(first+7).At(d.At, d.Zone).UTC(), nil
}

// WeeklyCard names the messages that tell of a week.
func WeeklyCard(monday plans.Date) string { return "weekly/" + monday.String() }

// WeeklyText says a week as its tasks stand now; "" when there is nothing to say.
func WeeklyText(t *chat.Turn, w store.Weekly) (string, error) {
	unseen, err := Unseen(t)
	if err != nil {
		return "", err
	}
	v := weekView{monday: w.Monday, expired: len(w.Expired), today: t.Today()}
	late := slices.DeleteFunc(slices.Clone(w.Late), func(n uint64) bool { return slices.Contains(w.Escalated, n) })
	for _, part := range []struct {
		of   []uint64
		into *[]weekLine
	}{{w.Done, &v.done}, {w.Escalated, &v.escalated}, {w.Due, &v.due}, {late, &v.late}} {
		for _, n := range part.of {
			l, ok, err := weekLineOf(t, n, w.Monday)
			if err != nil {
				return "", err
			}
			if l.unseen = unseen[n]; ok {
				*part.into = append(*part.into, l)
			}
		}
	}
	for _, lines := range [][]weekLine{v.escalated, v.due, v.late} {
		slices.SortStableFunc(lines, func(a, b weekLine) int { return int(a.Due - b.Due) })
	}
	return withBeside(t, w.Monday, textWeekly(v))
}

// withBeside is the message of a week with what other conversations add to it.
func withBeside(t *chat.Turn, monday plans.Date, text string) (string, error) {
	parts := []string{text}
	for _, add := range t.Env.Week {
		more, err := add(t, monday)
		if err != nil {
			return "", err
		}
		parts = append(parts, more)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, "\n\n"), nil
}

// weekLineOf is a task of the week as it stands now; ok is false when its row has gone
// from the plan.
func weekLineOf(t *chat.Turn, n uint64, monday plans.Date) (l weekLine, ok bool, err error) {
	rec, err := t.Tx.Task(n)
	if err != nil {
		return l, false, err
	}
	if l.View, err = Describe(t, rec); errors.Is(err, plans.ErrConflict) {
		return l, false, nil
	} else if err != nil {
		return l, false, err
	}
	l.units = t.UnitNames(l.Units)
	said, err := t.Tx.Confirmations(n)
	l.told = slices.ContainsFunc(said, func(c plans.Confirmation) bool {
		return c.Stands() && plans.DateOf(c.At, t.Zone) < monday
	})
	return l, err == nil, err
}

// redrawWeekly rewrites this week's message when one of its tasks has changed. One
// still waiting to be sent is changed where it waits.
func redrawWeekly(t *chat.Turn, task uint64) error {
	w, ok, err := t.Tx.LastWeekly()
	if err != nil || !ok || w.Monday != chat.Monday(t.Today()) {
		return err
	}
	if !slices.Contains(slices.Concat(w.Done, w.Due, w.Late, w.Escalated), task) {
		return nil
	}
	text, err := WeeklyText(t, w)
	if err != nil {
		return err
	}
	if o, waits, err := t.Tx.Waiting(WeeklyCard(w.Monday)); err != nil {
		return err
	} else if waits && !o.Trying {
		o.Text = text
		if err := t.Tx.Keep(o); err != nil {
			return err
		}
	}
	shown, err := t.Tx.Card(WeeklyCard(w.Monday))
	if err != nil {
		return err
	}
	for _, s := range shown {
		for _, m := range s.Messages {
			err := t.Send(store.Outgoing{
				Do: store.EditText, Chat: s.Chat, Message: m, Text: text, NoPreview: true, Replaces: WeeklyCard(w.Monday),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// BeginWeeklies lets a group bound in the course of a week wait for the next
// Monday: what was said of this week would come out of the blue.
func BeginWeeklies(t *chat.Turn) error {
	first := chat.Monday(t.Today())
	last, ok, err := t.Tx.LastWeekly()
	if err != nil || ok && last.Monday >= first || len(t.Plans) == 0 {
		return err
	}
	if t.Now.Before(t.Calendar().OnOrAfter(first).At(t.MorningAt(), t.Zone)) {
		return nil
	}
	next, err := NextWeek(t.Tx, first)
	if err != nil {
		return err
	}
	return t.Tx.PutWeekly(store.Weekly{Monday: first, Next: next})
}
