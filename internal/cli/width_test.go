package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestWrappedHangsUnderItsBeginning(t *testing.T) {
	got := wrapped("  1.1 размещение отчёта: последний день, срок 20.03.2023", 24, 6)
	want := "  1.1 размещение отчёта:\n      последний день,\n      срок 20.03.2023"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWrapped draws texts: no word is lost, and no line is wider but one that holds a
// single word.
func TestWrapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[а-я]{1,12}( [а-я]{1,12}){0,20}`).Draw(t, "text")
		width, indent := rapid.IntRange(10, 40).Draw(t, "width"), rapid.IntRange(0, 6).Draw(t, "indent")
		got := wrapped(text, width, indent)
		if strings.Join(strings.Fields(got), " ") != text {
			t.Fatalf("%q has become %q", text, got)
		}
		for l := range strings.SplitSeq(got, "\n") {
			if utf8.RuneCountInString(l) > width && len(strings.Fields(l)) > 1 {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}
