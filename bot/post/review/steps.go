package review

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// mayVote lets approvers vote, and whoever a step of the post's plan names.
func mayVote(t *chat.Turn, rec store.PostRecord) error {
	_, rules, err := card.RulesOf(t, rec)
	if err != nil {
		return err
	}
	if t.Known() && rules.Names(t.Who.ID) {
		return nil
	}
	return t.May(chat.VotePost)
}

// valid leaves out the votes of those who have left or may vote no more: they
// make no quorum.
func valid(t *chat.Turn, votes []plans.Vote, rules plans.Approval) ([]plans.Vote, error) {
	var kept []plans.Vote
	for _, v := range votes {
		p, err := t.Tx.Person(v.By)
		if err != nil {
			return nil, err
		}
		if !p.Left && (p.Has(plans.Approver) || t.Env.Admin(p.User) || rules.Names(p.ID)) {
			kept = append(kept, v)
		}
	}
	return kept, nil
}

// notTheirStep refuses a vote at a step that is another's.
func notTheirStep(t *chat.Turn, rec store.PostRecord, rules plans.Approval) error {
	if rec.Voted(t.Who.ID) {
		t.Answer(textVotedAlready)
		return nil
	}
	step := rules.Steps[rules.At(rec.Votes)]
	names, err := stepNames(t, step)
	if err != nil {
		return err
	}
	return chat.Refuse(chat.NoRight, textNotYourStep(step.Name, names))
}

// announceStep says in the group whose turn it is now.
func announceStep(t *chat.Turn, rec store.PostRecord, step plans.ApprovalStep) error {
	names, err := stepNames(t, step)
	if err != nil {
		return err
	}
	o := store.Outgoing{
		Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread, NoPreview: true,
		Text: textNextStep(rec.Number, step.Name, names), Card: card.GroupCard(rec.Number, rec.Version) + "/step", Follow: chat.FollowUp("group"),
	}
	if s, ok, err := t.LastShown(card.GroupCard(rec.Number, rec.Version)); err != nil {
		return err
	} else if ok && s.Chat == o.Chat {
		o.ReplyTo = s.Messages[0]
	}
	return t.Send(o)
}

// stepNames are the names of those who vote at a step; none for every approver.
func stepNames(t *chat.Turn, step plans.ApprovalStep) ([]string, error) {
	names, err := t.Names()
	if err != nil {
		return nil, err
	}
	var found []string
	for _, id := range slices.Clone(step.People) {
		found = append(found, chat.NameOr(names[id]))
	}
	return found, nil
}
