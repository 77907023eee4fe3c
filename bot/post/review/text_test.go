package review

import (
	"slices"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
)

// TestReviewLinesOverButtons holds what may be said over a button of a review to
// Telegram's 200 characters (Bot API «answerCallbackQuery»).
func TestReviewLinesOverButtons(t *testing.T) {
	lines := []string{
		textPostEmpty, textNoGroup, textSubmitted, textOwnVote, textVotedAlready, textNotVoted, textVoteTaken, textRejectedShort,
		textAskReworkShort, textNothingChanged, textShape, textVoteCounted(1, 2), textVoteCounted(2, 2),
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
