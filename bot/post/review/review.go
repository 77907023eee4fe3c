package review

import (
	"errors"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/bot/post/draft"
	"sdelaemvmeste/bot/post/publish"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// pressedSubmit freezes the draft and puts it to the vote in the group.
func pressedSubmit(t *chat.Turn, p chat.Press) error {
	rec, err := card.Drafting(t, p.Number)
	if err != nil {
		return err
	}
	if err := ready(t, rec); err != nil {
		return err
	}
	if asked, err := draft.AskAgain(t, rec); err != nil || asked {
		return err
	}
	if card.Unfilled(rec.Draft) && p.Arg.Word() != sendAnyway {
		return askUnfilled(t, rec)
	}
	before := rec.Version
	if rec.Post, err = rec.Submit(); err != nil {
		return err
	}
	rec.Nudged, rec.Heard = 0, t.Now
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	if err := card.EndDraftDialog(t, rec); err != nil {
		return err
	}
	if err := t.Note("post submitted", card.PostName(rec.Number), before, rec.Frozen); err != nil {
		return err
	}
	t.Answer(textSubmitted)
	if p.Arg.Word() == sendAnyway {
		return t.Strip()
	}
	return nil
}

// sendAnyway is the answer that the draft goes to the group as it is.
const sendAnyway = "sure"

// askUnfilled asks before a text goes to the group that still has places of its
// template to be filled in.
func askUnfilled(t *chat.Turn, rec store.PostRecord) error {
	var k chat.Keyboard
	k.Row(chat.Key{Text: "✏️ Исправить текст", Verb: "ptext", Number: rec.Number, Style: store.Primary})
	k.Row(chat.Key{Text: "Отправить так", Verb: "psend", Number: rec.Number, Arg: sendAnyway}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textAskUnfilled, k)
}

// ready reports whether the draft can go to the group now; whatever is missing is
// said in one line, and the draft stays.
func ready(t *chat.Turn, rec store.PostRecord) error {
	why, blocked := card.Obstacle(t.Settings, rec.Post)
	switch {
	case rec.Draft.Empty():
		return chat.Refuse(chat.Unready, textPostEmpty)
	case plans.Len(rec.Draft.Text) > plans.TextLimit:
		return chat.Refuse(chat.TooMuch, card.TextTooLong(plans.Len(rec.Draft.Text)))
	case rec.Out() && rec.Draft.Replaces(rec.Live) != nil:
		return chat.Refuse(chat.Unready, textShape)
	case rec.Out() && rec.Draft.Equal(rec.Live):
		return chat.Refuse(chat.Unready, textNothingChanged)
	case t.Settings.Group == 0:
		return chat.Refuse(chat.NotSetUp, textNoGroup)
	case blocked:
		return chat.Refuse(chat.Unready, why)
	case len(t.Settings.InForce()) > 0 && len(card.PagesOf(t.Settings, rec.Post)) == 0:
		return chat.Refuse(chat.Unready, textNoPage)
	case len(t.Settings.InForce()) == 0:
		return chat.Refuse(chat.NotSetUp, card.TextNoChannel)
	}
	return nil
}

// votable gives the post whose version the button names, to somebody who may
// vote. The rights are looked up now, not when the card was drawn.
func votable(t *chat.Turn, p chat.Press) (store.PostRecord, int, error) {
	if t.Admin && !t.Known() {
		if err := people.Admit(t); err != nil {
			return store.PostRecord{}, 0, err
		}
	}
	rec, err := t.Tx.Post(p.Number)
	if err != nil {
		return rec, 0, err
	}
	if err := mayVote(t, rec); err != nil {
		return rec, 0, err
	}
	n, err := p.Arg.Number()
	if err != nil {
		return rec, 0, err
	}
	version := int(n)
	if rec.State != plans.InReview || rec.Version != version {
		return rec, version, chat.Refuse(chat.OutOfDate, textVersionStands(rec.Post, version))
	}
	return rec, version, foundAgain(t, card.GroupCard(rec.Number, version))
}

// foundAgain learns from a press in the group where a card stands that came there
// without the program being told, so that it is kept up to date from then on.
func foundAgain(t *chat.Turn, card string) error {
	if _, known, err := t.LastShown(card); err != nil || known || t.In.Chat.ID != t.Settings.Group {
		return err
	}
	is, err := t.Tx.CardAt(t.In.Chat.ID, t.In.Message)
	if err != nil || is != "" {
		return err
	}
	return t.Tx.Show(card, t.In.Chat.ID, []int{t.In.Message})
}

// pressedApprove counts a vote; with the quorum the post is on its way.
func pressedApprove(t *chat.Turn, p chat.Press) error {
	rec, version, err := votable(t, p)
	if err != nil {
		return err
	}
	rules, err := card.ApprovalOf(t, rec)
	if err != nil {
		return err
	}
	if rec.Votes, err = valid(t, rec.Votes, rules); err != nil {
		return err
	}
	next, err := rec.Approve(t.Who.ID, version, t.Now, rules)
	switch {
	case errors.Is(err, plans.ErrTurn):
		return notTheirStep(t, rec, rules)
	case errors.Is(err, plans.ErrForbidden):
		return chat.Refuse(chat.NoRight, textOwnVote)
	}
	if err != nil {
		return card.Conflict(rec, err)
	}
	if next.State == plans.InReview && len(next.Votes) == len(rec.Votes) {
		t.Answer(textVotedAlready)
		return nil
	}
	before := rec.Votes
	rec.Post, rec.Nudged, rec.Heard = next, 0, t.Now
	if err := t.Note("post vote", card.PostName(rec.Number), before, rec.Votes); err != nil {
		return err
	}
	if rec.State == plans.Approved {
		t.Answer(textApproved)
		return approved(t, rec)
	}
	was, at := rules.At(before), rules.At(rec.Votes)
	t.Answer(textVoteCounted(rec.Post, rules))
	if err := card.Save(t, &rec); err != nil || was == at {
		return err
	}
	return announceStep(t, rec, rules.Steps[at])
}

// approved sends the post out, or leaves it to its hour.
func approved(t *chat.Turn, rec store.PostRecord) error {
	if err := t.Note("post approved", card.PostName(rec.Number), nil, rec.Version); err != nil {
		return err
	}
	if rec.Out() {
		return publish.AmendPost(t, rec)
	}
	switch {
	case rec.PublishAt.After(t.Now):
		return card.Save(t, &rec)
	case publish.Missed(t, rec):
		return publish.Postpone(t, rec)
	}
	return publish.Publish(t, rec)
}

// pressedUnvote takes this person's vote back.
func pressedUnvote(t *chat.Turn, p chat.Press) error {
	rec, version, err := votable(t, p)
	if err != nil {
		return err
	}
	if !rec.Voted(t.Who.ID) {
		return chat.Refuse(chat.NothingToDo, textNotVoted)
	}
	before := rec.Votes
	if rec.Post, err = rec.Unvote(t.Who.ID, version); err != nil {
		return card.Conflict(rec, err)
	}
	if err := t.Note("post vote", card.PostName(rec.Number), before, rec.Votes); err != nil {
		return err
	}
	t.Answer(textVoteTaken)
	return card.Save(t, &rec)
}
