package bot

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedPublish sends an approved post out now: before its hour, or again to
// the channels that refused it. Controllers may, because what they would publish
// is approved already.
func (t *turn) pressedPublish(p press) error {
	rec, err := t.ownOrJudged(p.number)
	if err != nil {
		return err
	}
	switch {
	case rec.State != plans.Approved || rec.Out():
		return refuse(plans.ErrConflict, textPostStands(rec.Post))
	case len(t.settings.Channels) == 0:
		return refuse(plans.ErrConflict, textNoChannel)
	}
	t.answer(textPublishingShort)
	return t.publish(rec)
}

// publish puts an approved post on its way to every bound channel. Without any
// it stays approved, and those who can mend that are told.
func (t *turn) publish(rec store.PostRecord) error {
	if len(t.settings.Channels) == 0 {
		return t.stuck(rec)
	}
	var ids []int64
	for _, c := range t.settings.Channels {
		ids = append(ids, c.ID)
	}
	before := rec.Publications
	next, err := rec.Publish(ids...)
	if err != nil {
		return late(rec, err)
	}
	rec.Post = next
	for _, u := range rec.Publications {
		old, known := publicationIn(before, u.Channel)
		if u.State != plans.Sending || known && old.State == plans.Sending {
			continue
		}
		if err := t.sendPart(rec, u); err != nil {
			return err
		}
	}
	if err := t.note("post sent out", postName(rec.Number), before, rec.Publications); err != nil {
		return err
	}
	return t.moved(rec)
}

func publicationIn(all []plans.Publication, channel int64) (plans.Publication, bool) {
	return plans.Post{Publications: all}.Publication(channel)
}

// sendPart puts the part at hand of a publication into the outbox: the version
// voted on and nothing else, under a key that only this part of it has.
func (t *turn) sendPart(rec store.PostRecord, u plans.Publication) error {
	o := pieces(rec.Frozen)[u.Part]
	o.Key = partKey(rec, u)
	o.Chat, o.Once = u.Channel, true
	o.Follow = fmt.Sprintf("post/out/%d/%d/%d/%d", rec.Number, rec.Version, u.Channel, u.Part)
	return t.send(o)
}

func partKey(rec store.PostRecord, u plans.Publication) string {
	return fmt.Sprintf("post/%d/v%d/%d/%d", rec.Number, rec.Version, u.Channel, u.Part)
}

// stuck leaves an approved post waiting for a channel and says so to its author
// and to the administrators.
func (t *turn) stuck(rec store.PostRecord) (err error) {
	if rec.Post, err = rec.At(time.Time{}); err != nil {
		return late(rec, err)
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	if err := t.redraw(rec); err != nil {
		return err
	}
	return t.tellAdmins(textStuck(rec.Number))
}

// moved keeps a post whose publications have changed and lets everybody see it:
// the row of the plan, the card in the group, the author. While something is
// under way the author's card is only rewritten; how it ends is a new message.
func (t *turn) moved(rec store.PostRecord) error {
	if err := t.report(&rec); err != nil {
		return err
	}
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	if rec.State == plans.Publishing {
		return t.refreshAuthor(rec)
	}
	return t.redraw(rec)
}

// report confirms the row of the plan by the links of the publications, once,
// as soon as none is under way.
func (t *turn) report(rec *store.PostRecord) error {
	var proofs []plans.Proof
	for _, u := range rec.Publications {
		switch u.State {
		case plans.Sending, plans.Doubtful:
			return nil
		case plans.Out:
			proofs = append(proofs, plans.Proof{Kind: plans.PostProof, Text: t.proofOf(*rec, u)})
		case plans.Failed:
		}
	}
	if len(proofs) == 0 || rec.Reported {
		return nil
	}
	o, ok, err := t.rowOf(*rec)
	if err != nil || !ok || !o.Open() {
		return err
	}
	if _, err := t.confirmAs(rec.Author, o.TaskRecord, proofs); err != nil {
		return err
	}
	rec.Reported = true
	return nil
}

// proofOf is the link of a publication, or, as long as nobody has given it,
// words in its place.
func (t *turn) proofOf(rec store.PostRecord, u plans.Publication) string {
	if u.Link != "" {
		return u.Link
	}
	c, _ := t.channel(u.Channel)
	return textProofWithoutLink(rec.Number, c)
}

// links are the addresses of a post's publications, in the order of channels.
func links(p plans.Post) []string {
	var all []string
	for _, u := range p.Publications {
		if u.Link != "" && !slices.Contains(all, u.Link) {
			all = append(all, u.Link)
		}
	}
	return all
}
