package publish

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

func TestTextForOtherPages(t *testing.T) {
	c := plans.Content{Text: "👍 План и отчёт", Entities: []plans.Entity{
		{Type: "text_link", Offset: 3, Length: 4, URL: "https://a.ru/p"},
		{Type: "bold", Offset: 0, Length: 15},
		{Type: "text_link", Offset: 10, Length: 5, URL: "https://a.ru/o"},
		{Type: "text_link", Offset: 14, Length: 5, URL: "https://beyond"},
	}}
	if got, want := bare(c), "👍 План (https://a.ru/p) и отчёт (https://a.ru/o)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	long := strings.Repeat("👍", 3000)
	if head := firstPart(long, plans.TextLimit); plans.Len(head) > plans.TextLimit || !strings.HasPrefix(long, head) {
		t.Errorf("first part is %d units long", plans.Len(head))
	}
}

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
