package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShownTwiceIsShownOnce: a message found by a press may be told of once more by
// its delivery.
func TestShownTwiceIsShownOnce(t *testing.T) {
	change(t, filled(t), func(tx *Tx) error {
		for _, messages := range [][]int{{1}, {2, 3}, {1}, {2, 3}} {
			if err := tx.Show("post/9", 5, messages); err != nil {
				return err
			}
		}
		got, err := tx.Card("post/9")
		if d := cmp.Diff([]Shown{{5, []int{1}}, {5, []int{2, 3}}}, got); d != "" {
			t.Error(d)
		}
		return err
	})
}
