package spelling

import (
	"strings"

	"sdelaemvmeste/plans"
)

// Nearest gives the name most like the given one, when it is like enough to be
// a slip of the pen: at most two fifths of the letters differ, and no more than
// three.
func Nearest(name string, names []string) (string, bool) {
	best, found := 4, ""
	for _, n := range names {
		a, b := []rune(strings.ToLower(name)), []rune(strings.ToLower(n))
		if d := Distance(a, b); d < best && d*5 <= 2*max(len(a), len(b)) {
			best, found = d, n
		}
	}
	return found, found != ""
}

// Distance is [plans.Distance]; texts of very different length are
// reported as far without being compared.
func Distance(a, b []rune) int {
	if gap := len(a) - len(b); gap > len(b) || -gap > len(a) {
		return max(len(a), len(b))
	}
	return plans.Distance(a, b)
}
