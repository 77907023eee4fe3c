package bot

import (
	"errors"
	"fmt"
	"strconv"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedSubmit freezes the draft and puts it to the vote in the group.
func (t *turn) pressedSubmit(p press) error {
	rec, err := t.drafting(p.number)
	if err != nil {
		return err
	}
	if err := t.ready(rec); err != nil {
		return err
	}
	before := rec.Version
	if rec.Post, err = rec.Submit(); err != nil {
		return err
	}
	rec.Nudged, rec.Heard, rec.Links = 0, t.now, nil
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.endDraftDialog(rec); err != nil {
		return err
	}
	if err := t.note("post submitted", postName(rec.Number), before, rec.Frozen); err != nil {
		return err
	}
	if err := t.showVersion(rec); err != nil {
		return err
	}
	if before > 0 {
		if err := t.refreshGroup(rec, before); err != nil {
			return err
		}
	}
	t.answer(textSubmitted)
	return t.refreshAuthor(rec)
}

// ready tells whether the draft can go to the group now; whatever is missing is
// said in one line, and the draft stays.
func (t *turn) ready(rec store.PostRecord) error {
	switch {
	case rec.Draft.Empty():
		return refuse(plans.ErrInvalid, textPostEmpty)
	case plans.Len(rec.Draft.Text) > plans.TextLimit:
		return refuse(plans.ErrInvalid, textTooLong(plans.Len(rec.Draft.Text)))
	case rec.Out() && rec.Draft.Replaces(rec.Live) != nil:
		return refuse(plans.ErrInvalid, textShape)
	case rec.Out() && rec.Draft.Equal(rec.Live):
		return refuse(plans.ErrInvalid, textNothingChanged)
	case t.settings.Group == 0:
		return refuse(plans.ErrConflict, textNoGroup)
	case len(t.settings.Channels) == 0:
		return refuse(plans.ErrConflict, textNoChannel)
	}
	return nil
}

// showVersion sends the frozen version to the group just as it would be
// published, and under it the card with the votes.
func (t *turn) showVersion(rec store.PostRecord) error {
	follow := fmt.Sprintf("post/shown/%d/%d", rec.Number, rec.Version)
	for _, o := range pieces(rec.Frozen) {
		o.Chat, o.Thread = t.settings.Group, t.settings.Thread
		o.Card, o.Follow = bodyCard(rec.Number, rec.Version), follow
		if err := t.send(o); err != nil {
			return err
		}
	}
	text, k, err := t.groupCardOf(rec, rec.Version)
	if err != nil {
		return err
	}
	return t.send(store.Outgoing{
		Do: store.SendText, Chat: t.settings.Group, Thread: t.settings.Thread, Text: text, Buttons: k.rows,
		NoPreview: true, Card: groupCard(rec.Number, rec.Version), Follow: follow,
	})
}

// groupCardOf is the card of a version in the group as the post stands now.
func (t *turn) groupCardOf(rec store.PostRecord, version int) (string, keyboard, error) {
	v, err := t.view(rec)
	if err != nil {
		return "", keyboard{}, err
	}
	var k keyboard
	if rec.State == plans.InReview && rec.Version == version {
		n, arg := rec.Number, strconv.Itoa(version)
		k.row(key{text: "✅ Утвердить", verb: "pok", number: n, arg: arg})
		k.row(key{text: "✏️ На доработку", verb: "pfix", number: n, arg: arg}, key{text: "⛔️ Отклонить", verb: "prej", number: n, arg: arg})
		if len(rec.Votes) > 0 {
			k.row(key{text: "Снять мой голос", verb: "punok", number: n, arg: arg})
		}
	}
	return textGroupCard(v, version), k, k.err
}

// refreshGroup rewrites the card of a version in the group.
func (t *turn) refreshGroup(rec store.PostRecord, version int) error {
	if version == 0 {
		return nil
	}
	text, k, err := t.groupCardOf(rec, version)
	if err != nil {
		return err
	}
	return t.refreshCard(groupCard(rec.Number, version), text, k)
}

// votable gives the post whose version the button names, to somebody who may
// vote. The rights are looked up now, not when the card was drawn.
func (t *turn) votable(p press) (store.PostRecord, int, error) {
	if err := t.may(votePost); err != nil {
		return store.PostRecord{}, 0, err
	}
	if t.admin && !t.known() {
		if err := t.admit(); err != nil {
			return store.PostRecord{}, 0, err
		}
	}
	rec, err := t.tx.Post(p.number)
	if err != nil {
		return rec, 0, err
	}
	version, err := strconv.Atoi(p.arg)
	if err != nil {
		return rec, 0, stale()
	}
	if rec.State != plans.InReview || rec.Version != version {
		return rec, version, refuse(plans.ErrConflict, textVersionStands(rec.Post, version))
	}
	return rec, version, t.foundAgain(groupCard(rec.Number, version))
}

// foundAgain learns from a press in the group where a card stands that came there
// without the program being told, so that it is kept up to date from then on.
func (t *turn) foundAgain(card string) error {
	if _, known, err := t.lastShown(card); err != nil || known || t.in.Chat.ID != t.settings.Group {
		return err
	}
	is, err := t.tx.CardAt(t.in.Chat.ID, t.in.Message)
	if err != nil || is != "" {
		return err
	}
	return t.tx.Show(card, t.in.Chat.ID, []int{t.in.Message})
}

// pressedApprove counts a vote; with the quorum the post is on its way.
func (t *turn) pressedApprove(p press) error {
	rec, version, err := t.votable(p)
	if err != nil {
		return err
	}
	_, rules := t.settings.Rules(t.plan)
	if rec.Votes, err = t.valid(rec.Votes); err != nil {
		return err
	}
	next, err := rec.Approve(t.who.ID, version, t.now, rules)
	if errors.Is(err, plans.ErrForbidden) {
		return refuse(plans.ErrForbidden, textOwnVote)
	}
	if err != nil {
		return late(rec, err)
	}
	if next.State == plans.InReview && len(next.Votes) == len(rec.Votes) {
		t.answer(textVotedAlready)
		return nil
	}
	before := rec.Votes
	rec.Post, rec.Nudged, rec.Heard = next, 0, t.now
	if err := t.note("post vote", postName(rec.Number), before, rec.Votes); err != nil {
		return err
	}
	t.answer(textVoteCounted(len(rec.Votes), rules.Quorum))
	if rec.State == plans.Approved {
		return t.approved(rec)
	}
	return t.voted(rec)
}

// valid leaves out the votes of those who have left or may vote no more: they
// make no quorum.
func (t *turn) valid(votes []plans.Vote) ([]plans.Vote, error) {
	var kept []plans.Vote
	for _, v := range votes {
		p, err := t.tx.Person(v.By)
		if err != nil {
			return nil, err
		}
		if !p.Left && (p.Has(plans.Approver) || t.bot.admin(p.User)) {
			kept = append(kept, v)
		}
	}
	return kept, nil
}

// voted keeps a change of the votes and shows it to the group and the author.
func (t *turn) voted(rec store.PostRecord) error {
	if err := t.keep(&rec); err != nil {
		return err
	}
	if err := t.refreshGroup(rec, rec.Version); err != nil {
		return err
	}
	return t.refreshAuthor(rec)
}

// approved sends the post out, or leaves it to its hour.
func (t *turn) approved(rec store.PostRecord) error {
	if err := t.note("post approved", postName(rec.Number), nil, rec.Version); err != nil {
		return err
	}
	if rec.Out() {
		return t.amendPost(rec)
	}
	if rec.PublishAt.After(t.now) {
		if err := t.redraw(rec); err != nil {
			return err
		}
		return t.refreshGroup(rec, rec.Version)
	}
	return t.publish(rec)
}

// pressedUnvote takes this person's vote back.
func (t *turn) pressedUnvote(p press) error {
	rec, version, err := t.votable(p)
	if err != nil {
		return err
	}
	if !rec.Voted(t.who.ID) {
		return refuse(plans.ErrConflict, textNotVoted)
	}
	before := rec.Votes
	if rec.Post, err = rec.Unvote(t.who.ID, version); err != nil {
		return late(rec, err)
	}
	if err := t.note("post vote", postName(rec.Number), before, rec.Votes); err != nil {
		return err
	}
	t.answer(textVoteTaken)
	return t.voted(rec)
}
