package bot

import (
	"testing"

	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/store"
)

// TestCardThatCannotBeDrawnUndoesNothing spoils the record of a task whose card stands in
// a chat: a change that concerns it is kept all the same.
func TestCardThatCannotBeDrawnUndoesNothing(t *testing.T) {
	d := morning(t)
	n := d.task("hist/1.6")
	d.change(func(tx *store.Tx) error { return tx.Show(task.CardName(n), 11, []int{500}) })
	d.spoil(`"id":"hist/1.6"`)
	d.change(func(tx *store.Tx) error {
		return d.bot.redraw(tx, store.Changes{Tasks: map[uint64]bool{n: true}})
	})
}
