package card

import (
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

func TestLongTextIsPartedAtALineOrACharacter(t *testing.T) {
	for _, long := range []string{strings.Repeat("👍", 3000), strings.Repeat("строка\n", 900)} {
		head := firstPart(long, plans.TextLimit)
		if n := plans.Len(head); n > plans.TextLimit || n < plans.TextLimit/2 || !strings.HasPrefix(long, head) {
			t.Errorf("first part is %d units long", n)
		}
	}
}
