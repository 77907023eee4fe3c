package digest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Remind takes what is due and writes the digests and escalations.
func Remind(b *chat.Env, tx *store.Tx, now time.Time) error {
	due, skipped, err := schedule.Take(tx, now)
	if err != nil || len(due)+len(skipped) == 0 {
		return err
	}
	if err := tx.ForgetUpdates(now); err != nil {
		return err
	}
	if err := tx.ForgetSaid(now); err != nil {
		return err
	}
	t, err := b.OwnTurn(tx, "tick/"+strconv.FormatInt(now.Unix(), 10))
	if err != nil {
		return err
	}
	t.Now = now
	g, err := gather(t, due)
	if err != nil {
		return err
	}
	for _, to := range g.recipients {
		if err := digest(t, to.person, to.lines); err != nil {
			return err
		}
	}
	if err := reportSkipped(t, slices.Concat(skipped, g.skipped)); err != nil {
		return err
	}
	if err := people.ReportAbsent(t, g.absent); err != nil {
		return err
	}
	return escalate(t, g.group)
}

// digest writes one person's digest.
func digest(t *chat.Turn, p store.PersonRecord, lines []task.Line) error {
	lines = arranged(lines)
	kept := store.Digest{Day: t.Today()}
	for _, s := range lines {
		kept.Lines = append(kept.Lines, store.DigestLine{Task: s.Number, Urgency: int(s.Urgency), Unattended: s.Unattended})
	}
	n, err := t.Tx.PutDigest(p.ID, kept)
	if err != nil {
		return err
	}
	text, k := digestPage(t, p, lines, n, 0)
	if k.Err != nil {
		return k.Err
	}
	return t.Send(store.Outgoing{
		Key: digestKey(p.ID, n), Card: digestKey(p.ID, n), Replaces: "digest/" + string(p.ID), Bulk: true,
		Do: store.SendText, Chat: int64(p.User), Text: text, Buttons: k.Rows, NoPreview: true,
		Follow: chat.FollowPerson(p.ID),
	})
}

func digestPage(t *chat.Turn, p store.PersonRecord, lines []task.Line, n uint64, page int) (string, chat.Keyboard) {
	return morningPage(t, p, lines, view{digest: n, page: page})
}

// unclear are the rows of which no task comes until a controller says what their
// deadline is.
func unclear(t *chat.Turn) []plans.ItemNo {
	var rows []plans.ItemNo
	for _, p := range t.Plans {
		for _, i := range p.Items() {
			if _, ok := i.Deadline.(plans.Unclear); ok {
				rows = append(rows, i.No)
			}
		}
	}
	return rows
}

// pressedDigest turns the pages of a digest.
func pressedDigest(t *chat.Turn, p chat.Press) error {
	d, err := t.Tx.Digest(t.Who.ID, p.Number)
	if err != nil {
		return err
	}
	r := p.Arg.Read()
	v := view{digest: p.Number, page: r.Page()}
	if r.More() {
		v.marking = r.Word() == marking
	}
	if !r.Whole() {
		return chat.Stale()
	}
	lines, err := linesOf(t, d)
	if err != nil {
		return err
	}
	text, k := morningPage(t, t.Who, lines, v)
	return t.Edit(text, k)
}

// linesOf are the tasks of a digest that are still in the plan, in its order.
func linesOf(t *chat.Turn, d store.Digest) ([]task.Line, error) {
	var lines []task.Line
	for _, l := range d.Lines {
		o, err := task.ViewOf(t, l.Task)
		switch {
		case errors.Is(err, plans.ErrConflict):
			continue
		case err != nil:
			return nil, err
		}
		lines = append(lines, task.Line{View: &o, Urgency: task.Urgency(l.Urgency), Unattended: l.Unattended})
	}
	return lines, nil
}

// escalate tells the group, naming units and never persons. On the morning of the
// weekly summary it is part of that. A summary that cannot be told holds up no
// escalation: it fails on its own.
func escalate(t *chat.Turn, tasks []task.View) error {
	if len(tasks) == 0 || t.Settings.Group == 0 {
		return nil
	}
	week, due, err := weekWith(t, tasks)
	switch {
	case err != nil:
		t.Env.Log.Error("escalated without the summary of the week", "err", err)
	case due:
		return week.send(t)
	}
	var lines []string
	for _, o := range tasks {
		units := t.UnitNames(o.Units)
		if len(units) == 0 {
			units = []string{chat.TextNoUnit}
		}
		lines = append(lines, task.TextEscalation(o, slices.Compact(units), t.Today(), t.Calendar()))
	}
	for i, text := range chat.Pack(task.TextEscalationTitle, lines) {
		err := t.Send(store.Outgoing{
			Key: fmt.Sprintf("%s/group/%d", t.Series, i), Do: store.SendText,
			Chat: t.Settings.Group, Thread: t.Settings.Thread, Text: text, NoPreview: true, Follow: chat.FollowUp("group"),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
