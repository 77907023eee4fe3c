package chat

import (
	"testing"
)

// TestFitKeepsTagsWhole cuts texts whose tags end on a line and beyond it.
func TestFitKeepsTagsWhole(t *testing.T) {
	for text, want := range map[string]string{
		"<b>а&amp;б</b>":               "<b>а&amp;б</b>",
		"<b>один</b>\n<i>два три</i>":  "<b>один</b>\n…",
		"<b>один\nдва три четыре</b>":  "один два…",
		"<b>десять букв</b>\n<b>и</b>": "десять…",
		"<b>ровно ноль</b>":            "<b>ровно ноль</b>",
		"<b>до конца</b>\n<b>или</b>":  "<b>до конца</b>\n…",
	} {
		if got := fit(text, 10); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
