package chat

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestPageOutOfRange: no page of a button makes a list fail; a page past the end
// is the last.
func TestPageOutOfRange(t *testing.T) {
	list := []int{0, 1, 2, 3, 4, 5, 6, 7}
	for _, c := range []struct{ number, size, first, shown int }{
		{0, 8, 0, 8}, {1, 8, 0, 8}, {-1, 3, 0, 3}, {1, 3, 3, 3}, {2, 3, 6, 2}, {3, 3, 6, 2}, {math.MaxInt, 3, 6, 2}, {math.MinInt, 3, 0, 3},
	} {
		p := PageOf(list, c.size, c.number)
		if p.Before != c.first || len(p.Shown) != c.shown || p.Shown[0] != c.first {
			t.Errorf("page %d of %d each: %+v", c.number, c.size, p)
		}
	}
	if p := PageOf([]int(nil), 8, 3); p.Before != 0 || len(p.Shown) != 0 {
		t.Errorf("of nothing: %+v", p)
	}
}

// TestPageKeys: the buttons of the pages lead over the whole list and no farther.
func TestPageKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := make([]int, rapid.IntRange(0, 40).Draw(t, "length"))
		size := rapid.IntRange(1, 9).Draw(t, "size")
		seen := 0
		for number, more := 0, true; more; number++ {
			p := PageOf(list, size, number)
			if p.Before != seen {
				t.Fatalf("page %d begins at %d, want %d", number, p.Before, seen)
			}
			seen += len(p.Shown)
			var k Keyboard
			p.Keys(&k, Press{Verb: "list"}.PageInNumber)
			back, forth := false, false
			for _, row := range k.Rows {
				for _, b := range row {
					back = back || b.Data == "v1:list:"+strconv.Itoa(number-1)
					forth = forth || b.Data == "v1:list:"+strconv.Itoa(number+1)
				}
			}
			if back != (number > 0) {
				t.Fatalf("page %d: back %v", number, back)
			}
			more = forth
		}
		if seen != len(list) {
			t.Fatalf("%d of %d were shown", seen, len(list))
		}
	})
}
