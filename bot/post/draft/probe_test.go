package draft

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestProbesInTurn: the links of one draft do not keep those of another waiting, and
// what was looked at is not looked at again.
func TestProbesInTurn(t *testing.T) {
	db, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	err = db.Update(func(tx *store.Tx) error {
		for author, links := range []int{3, 1} {
			p := plans.Post{Author: plans.PersonID(fmt.Sprint("p", author)), State: plans.Drafting}
			for i := range links {
				link := fmt.Sprintf("https://a%d.ru/%d", author, i)
				p.Draft.Entities = append(p.Draft.Entities, plans.Entity{Type: "url", Offset: plans.Len(p.Draft.Text), Length: plans.Len(link)})
				p.Draft.Text += link + " "
			}
			if _, err := tx.NewPost(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	b := &chat.Env{
		Store: db, Now: time.Now, Real: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Lost: func(_ context.Context, address string) bool {
			asked = append(asked, address)
			return false
		},
	}
	for range 2 {
		if err := probe(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"https://a0.ru/0", "https://a1.ru/0", "https://a0.ru/1", "https://a0.ru/2"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}
