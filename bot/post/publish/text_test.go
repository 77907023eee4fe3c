package publish

import (
	"testing"

	"sdelaemvmeste/plans"
)

// TestPublicationLinesOverButtons holds what may be said over a button of a publication to
// Telegram's 200 characters (Bot API «answerCallbackQuery»).
func TestPublicationLinesOverButtons(t *testing.T) {
	lines := []string{
		textPublishingShort, textOutShort, textDoubtSettled, textMessagesUnknown, textRemovingShort, textNoText,
	}
	for _, l := range lines {
		if n := plans.Len(l); n > 200 {
			t.Errorf("%d characters: %s", n, l)
		}
	}
}
