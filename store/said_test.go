package store

import "testing"

// TestAlbumIsFoundByAnyOfItsPieces however many there are.
func TestAlbumIsFoundByAnyOfItsPieces(t *testing.T) {
	fresh(t, func(tx *Tx) error {
		chat := Chat{ID: 101}
		said := Said{Parts: []Incoming{{Chat: chat, Message: 3, At: noon}, {Chat: chat, Message: 4, At: noon}, {Chat: chat, Message: 5, At: noon}}}
		if err := tx.PutSaid(said); err != nil {
			return err
		}
		for i := range said.Parts {
			got, ok, err := tx.Said(101, 3+i)
			if !ok || err != nil || len(got.Parts) != 3 || got.Part(3+i) != i {
				t.Errorf("piece %d: %+v, %t, %v", i, got, ok, err)
			}
		}
		return nil
	})
}
