package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShownTwiceIsShownOnce: a message found by a press may be told of once more by
// its delivery.
func TestShownTwiceIsShownOnce(t *testing.T) {
	fresh(t, func(tx *Tx) error {
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

// cardsAt are the cards that the messages of chat 5 show, "" for none.
func cardsAt(t *testing.T, tx *Tx, messages ...int) []string {
	t.Helper()
	var all []string
	for _, m := range messages {
		card, err := tx.CardAt(5, m)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, card)
	}
	return all
}

func TestSameNumberInAnotherChatIsAnotherMessage(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(tx.Show("a", 5, []int{1}), tx.Show("a", 6, []int{1})); err != nil {
			return err
		}
		got, err := tx.Card("a")
		if d := cmp.Diff([]Shown{{5, []int{1}}, {6, []int{1}}}, got); d != "" {
			t.Error(d)
		}
		return err
	})
}

func TestCardIsFoundByAnyOfItsMessages(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		if err := firstOf(tx.Show("a", 5, []int{1, 2}), tx.Show("b", 5, []int{3}), tx.Show("a", 6, []int{3})); err != nil {
			return err
		}
		if d := cmp.Diff([]string{"a", "a", "b", ""}, cardsAt(t, tx, 1, 2, 3, 4)); d != "" {
			t.Error(d)
		}
		if err := tx.Hide("a"); err != nil {
			return err
		}
		if d := cmp.Diff([]string{"", "", "b"}, cardsAt(t, tx, 1, 2, 3)); d != "" {
			t.Errorf("after the card was hidden: %s", d)
		}
		all, err := tx.Card("a")
		if len(all) > 0 {
			t.Errorf("hidden and still shown by %v", all)
		}
		return err
	})
}

func TestNewestFiftyMessagesOfACardAreRemembered(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		for m := range 52 {
			if err := tx.Show("a", 5, []int{m + 1}); err != nil {
				return err
			}
		}
		all, err := tx.Card("a")
		if len(all) != 50 || all[0].Messages[0] != 3 || all[49].Messages[0] != 52 {
			t.Errorf("%d remembered, from %v", len(all), all[0])
		}
		if d := cmp.Diff([]string{"", "", "a"}, cardsAt(t, tx, 1, 2, 3)); d != "" {
			t.Error(d)
		}
		return err
	})
}

// TestMessageThatCameToShowAnotherCardKeepsIt: the card it showed before is hidden,
// or forgets it for its age.
func TestMessageThatCameToShowAnotherCardKeepsIt(t *testing.T) {
	for name, forget := range map[string]func(tx *Tx) error{
		"hidden": func(tx *Tx) error { return tx.Hide("a") },
		"old": func(tx *Tx) error {
			for m := range cardMemory {
				if err := tx.Show("a", 5, []int{m + 10}); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		fresh(t, func(tx *Tx) error {
			if err := firstOf(tx.Show("a", 5, []int{1}), tx.Show("b", 5, []int{1}), forget(tx)); err != nil {
				return err
			}
			if d := cmp.Diff([]string{"b"}, cardsAt(t, tx, 1)); d != "" {
				t.Errorf("%s: %s", name, d)
			}
			return nil
		})
	}
}
