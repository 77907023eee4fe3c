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

// nextWeek is the first working morning of the week after.
func nextWeek(tx *store.Tx, first plans.Date) (time.Time, error) {
	d, err := schedule.DistrictOf(tx)
	if err != nil {
		return time.Time{}, err
	}
	return d.Calendar.OnOrAfter(first+7).At(d.At, d.Zone).UTC(), nil
}

func weeklyCard(monday plans.Date) string { return "weekly/" + monday.String() }

func weekly(b *chat.Env, tx *store.Tx, now time.Time) error {
	first, due, err := weekDue(tx, now)
	if err != nil || !due {
		return err
	}
	t, err := b.OwnTurn(tx, weeklyCard(first))
	if err != nil {
		return err
	}
	week, err := weekOf(t, first, nil)
	if err != nil {
		return err
	}
	return week.Send(t)
}

// Week is a week as it is to be told: nothing of it is kept before it is sent.
type Week struct {
	kept store.Weekly
	text string
}

// WeekWith is the week with what is escalated this morning, so that the group hears of
// both in one message; due is false when it is not the week's first working morning.
func WeekWith(t *chat.Turn, escalated []View) (w Week, due bool, err error) {
	first, due, err := weekDue(t.Tx, t.Now)
	if err != nil || !due {
		return w, false, err
	}
	w, err = weekOf(t, first, escalated)
	return w, err == nil, err
}

func weekOf(t *chat.Turn, first plans.Date, escalated []View) (w Week, err error) {
	if w.kept, err = gatherWeek(t, first); err != nil {
		return w, err
	}
	for _, o := range escalated {
		w.kept.Escalated = append(w.kept.Escalated, o.Number)
	}
	if w.kept.Next, err = nextWeek(t.Tx, first); err != nil {
		return w, err
	}
	w.text, err = weeklyText(t, w.kept)
	return w, err
}

// Send tells the group and the observers, and keeps that they were told.
func (w Week) Send(t *chat.Turn) error {
	if err := t.Tx.PutWeekly(w.kept); err != nil || w.text == "" {
		return err
	}
	card := weeklyCard(w.kept.Monday)
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

// tellObservers sends the week to those who only watch. Their messages show the same
// card, so they are kept up to date like the group's.
func tellObservers(t *chat.Turn, first plans.Date, text string) error {
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		if !p.Has(plans.Observer) || !p.Connected() {
			continue
		}
		err := t.Send(store.Outgoing{
			Key: weeklyCard(first) + "/" + string(p.ID), Do: store.SendText, Chat: int64(p.User),
			Text: text, NoPreview: true, Card: weeklyCard(first), Follow: chat.FollowPerson(p.ID), Bulk: true,
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

// weeklyText says a week as its tasks stand now; "" when there is nothing to say.
func weeklyText(t *chat.Turn, w store.Weekly) (string, error) {
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
	text, err := weeklyText(t, w)
	if err != nil {
		return err
	}
	if o, waits, err := t.Tx.Waiting(weeklyCard(w.Monday)); err != nil {
		return err
	} else if waits && !o.Trying {
		o.Text = text
		if err := t.Tx.Keep(o); err != nil {
			return err
		}
	}
	shown, err := t.Tx.Card(weeklyCard(w.Monday))
	if err != nil {
		return err
	}
	for _, s := range shown {
		for _, m := range s.Messages {
			err := t.Send(store.Outgoing{
				Do: store.EditText, Chat: s.Chat, Message: m, Text: text, NoPreview: true, Replaces: weeklyCard(w.Monday),
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
	next, err := nextWeek(t.Tx, first)
	if err != nil {
		return err
	}
	return t.Tx.PutWeekly(store.Weekly{Monday: first, Next: next})
}
