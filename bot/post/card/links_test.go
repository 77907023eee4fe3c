package card

import (
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
)

func TestHasWordInALongText(t *testing.T) {
	text := strings.Repeat("xmeta", 200_000)
	if chat.HasWord(text, "meta", false) || !chat.HasWord(text+" meta", "meta", false) {
		t.Error("a word inside others")
	}
}
