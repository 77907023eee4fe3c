package draft

import (
	"testing"

	"sdelaemvmeste/plans"
)

// TestDraftLinesOverButtons holds what may be said over a button of a draft to
// Telegram's 200 characters (Bot API «answerCallbackQuery»).
func TestDraftLinesOverButtons(t *testing.T) {
	lines := []string{
		textPhotoTwice, textPhotosChanged, textHashtagThere, textHashtagAdded, textTextThere, textTemplateTaken,
		textLinksMended, textLinksSafe, textNotesAdded, textNotesThere, textTemplateIsOriginal,
	}
	for _, l := range lines {
		if n := plans.Len(l); n > 200 {
			t.Errorf("%d characters: %s", n, l)
		}
	}
}
