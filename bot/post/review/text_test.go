package review

import (
	"slices"
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// longStep is an approval whose only step has a name longer than a line.
func longStep() plans.Approval {
	return plans.Approval{Steps: []plans.ApprovalStep{{Name: strings.Repeat("глава ", 50), Quorum: 1}}}
}

// TestReviewLinesOverButtons holds what may be said over a button of a review to
// Telegram's 200 characters (Bot API «answerCallbackQuery»).
func TestReviewLinesOverButtons(t *testing.T) {
	lines := []string{
		textPostEmpty, textNoGroup, textSubmitted, textOwnVote, textVotedAlready, textNotVoted, textVoteTaken, textRejectedShort,
		textAskReworkShort, textNothingChanged, textShape, textApproved,
		textVoteCounted(plans.Post{}, plans.Approval{Quorum: 2}), textVoteCounted(plans.Post{}, longStep()),
		textNotYourStep(strings.Repeat("глава ", 50), []string{strings.Repeat("имя ", 50), "второе"}),
	}
	for _, state := range []plans.PostState{
		plans.Drafting, plans.InReview, plans.Approved, plans.Publishing, plans.Published, plans.Uncertain, plans.Rejected,
		plans.Withdrawn, plans.Amending, plans.Removing, plans.Removed,
	} {
		lines = append(lines, textVersionStands(plans.Post{Number: 123456, State: state, Version: 2}, 1))
	}
	if slices.Contains(lines, chat.TextStale) {
		t.Error("some state has no words of its own")
	}
	for _, l := range lines {
		if n := plans.Len(l); n > 200 {
			t.Errorf("%d characters: %s", n, l)
		}
	}
}
