package chat

import (
	"fmt"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// TestAListHasNoBlankLines packs a list of forty lines, of which a blank line once stood
// after every eighth, and one too long for a message.
func TestAListHasNoBlankLines(t *testing.T) {
	for _, n := range []int{40, 400} {
		var lines []string
		for i := range n {
			lines = append(lines, fmt.Sprintf("• 1.%d строка плана, каких много", i))
		}
		messages := Pack("Задачи", []string{strings.Join(lines, "\n")})
		var got []string
		for _, m := range messages {
			rest, ok := strings.CutPrefix(m, "<b>Задачи</b>\n\n")
			if !ok || strings.Contains(rest, "\n\n") || plans.Len(m) > plans.TextLimit {
				t.Errorf("%d lines: %q", n, m)
			}
			got = append(got, rest)
		}
		if strings.Join(got, "\n") != strings.Join(lines, "\n") {
			t.Errorf("%d lines: some are lost", n)
		}
	}
}
