package bot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// Tick does what the hour asks for: it gathers what is due by person into one
// digest each and lets scheduled posts out. An idle tick only looks.
func (b *Bot) Tick() error {
	now := b.Now().UTC()
	pending := false
	err := b.Store.View(func(tx *store.Tx) (err error) {
		pending, err = schedule.Pending(tx, now)
		return err
	})
	if err != nil {
		return err
	}
	if pending {
		if err := b.Store.Update(func(tx *store.Tx) error {
			err := b.remind(tx, now)
			b.Step("tick: before commit")
			return err
		}); err != nil {
			return fmt.Errorf("remind: %w", err)
		}
		b.Step("tick: committed")
	}
	if err := b.tickUnjudged(now); err != nil {
		return fmt.Errorf("accept the unjudged: %w", err)
	}
	if err := b.tickWeekly(now); err != nil {
		return fmt.Errorf("weekly: %w", err)
	}
	return b.tickPosts(now)
}

// ownTurn is a turn of the program's own, without an update. The series must be
// unique to the occasion: it heads the keys of what is sent.
func (b *Bot) ownTurn(tx *store.Tx, series string) (*turn, error) {
	t, err := b.turn(tx, store.Received{})
	if err != nil {
		return nil, err
	}
	t.series = series
	return t, nil
}

// remind takes what is due and writes the digests and escalations.
func (b *Bot) remind(tx *store.Tx, now time.Time) error {
	due, err := schedule.Take(tx, now)
	if err != nil || len(due) == 0 {
		return err
	}
	if err := tx.ForgetUpdates(now); err != nil {
		return err
	}
	t, err := b.ownTurn(tx, "tick/"+strconv.FormatInt(now.Unix(), 10))
	if err != nil {
		return err
	}
	t.now = now
	m, err := t.mailOf(due)
	if err != nil {
		return err
	}
	for _, l := range m.letters {
		if err := t.digest(l.to, l.slots); err != nil {
			return err
		}
	}
	if err := t.reportAbsent(m.absent); err != nil {
		return err
	}
	return t.escalate(m.group)
}

// digest writes one person's digest.
func (t *turn) digest(p store.PersonRecord, slots []slot) error {
	sortSlots(slots)
	kept := store.Digest{Day: t.today()}
	for _, s := range slots {
		kept.Lines = append(kept.Lines, store.DigestLine{Task: s.Number, Urgency: int(s.urgency), Unattended: s.unattended})
	}
	n, err := t.tx.PutDigest(p.ID, kept)
	if err != nil {
		return err
	}
	text, k := t.digestPage(p, slots, n, 0)
	if k.err != nil {
		return k.err
	}
	return t.send(store.Outgoing{
		Key: digestKey(p.ID, n), Replaces: "digest/" + string(p.ID),
		Do: store.SendText, Chat: int64(p.User), Text: text, Buttons: k.rows, NoPreview: true,
		Follow: "person/" + string(p.ID),
	})
}

func (t *turn) digestPage(p store.PersonRecord, slots []slot, n uint64, page int) (string, keyboard) {
	text, k := page8(slots, page, t.today(), textDigestTitle(t.today()), "dig", n, t.calendar())
	if p.Has(plans.Controller) {
		text += textUnclearRows(t.unclear())
	}
	k.row(key{text: "Все задачи", verb: "list", arg: "new"})
	return text, k
}

// unclear are the rows of which no task comes until a controller says what their
// deadline is.
func (t *turn) unclear() []plans.ItemNo {
	var rows []plans.ItemNo
	for _, i := range t.plan.Items() {
		if _, ok := i.Deadline.(plans.Unclear); ok {
			rows = append(rows, i.No)
		}
	}
	return rows
}

// pressedDigest turns the pages of a digest.
func (t *turn) pressedDigest(p press) error {
	d, err := t.tx.Digest(t.who.ID, p.number)
	if err != nil {
		return err
	}
	page, err := strconv.Atoi(p.arg)
	if err != nil {
		return stale()
	}
	var slots []slot
	for _, l := range d.Lines {
		o, err := t.owed(l.Task)
		switch {
		case errors.Is(err, plans.ErrConflict):
			continue
		case err != nil:
			return err
		}
		slots = append(slots, slot{owed: &o, urgency: urgency(l.Urgency), unattended: l.Unattended})
	}
	text, k := t.digestPage(t.who, slots, p.number, page)
	return t.edit(text, k)
}

// escalate tells the group, naming units and never persons.
func (t *turn) escalate(tasks []owed) error {
	if len(tasks) == 0 || t.settings.Group == 0 {
		return nil
	}
	var lines []string
	for _, o := range tasks {
		units := t.unitNames(o.Units)
		if len(units) == 0 {
			units = []string{textNoUnit}
		}
		lines = append(lines, textEscalation(o, slices.Compact(units), t.today(), t.calendar()))
	}
	for i, text := range pack(textEscalationTitle, lines) {
		err := t.send(store.Outgoing{
			Key: fmt.Sprintf("%s/group/%d", t.series, i), Do: store.SendText,
			Chat: t.settings.Group, Thread: t.settings.Thread, Text: text, NoPreview: true, Follow: "group",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pack joins lines into as few messages as hold them, each under the title.
func pack(title string, lines []string) []string {
	var messages []string
	var b strings.Builder
	for _, l := range lines {
		if b.Len() > 0 && plans.Len(b.String())+plans.Len(l) > plans.TextLimit-200 {
			messages = append(messages, b.String())
			b.Reset()
		}
		if b.Len() == 0 {
			b.WriteString(bold(title))
		}
		b.WriteString("\n\n" + l)
	}
	if b.Len() > 0 {
		messages = append(messages, b.String())
	}
	return messages
}
