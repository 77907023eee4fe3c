package store

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// TestDecodedHoldsForEachTransaction changes people, gives changes up, and reads in
// transactions that began before a change and after it: each sees what is in the file as
// of its own beginning.
func TestDecodedHoldsForEachTransaction(t *testing.T) {
	db := opened(t)
	givenUp := errors.New("given up")
	rapid.Check(t, func(rt *rapid.T) {
		same := func(tx *Tx, want string) {
			all, err := tx.People()
			if err != nil {
				rt.Fatal(err)
			}
			stored, err := people.all(tx, nil)
			if err != nil {
				rt.Fatal(err)
			}
			names, fresh := namesOf(all), namesOf(stored)
			if names != fresh || want != "" && names != want {
				rt.Fatalf("people are %q, the file has %q, wanted %q", names, fresh, want)
			}
		}
		change := func(tx *Tx) {
			p := PersonRecord{Person: plans.Person{ID: "p", Name: rapid.StringMatching(`[a-z]{4}`).Draw(rt, "name")}}
			if err := tx.PutPerson(p); err != nil {
				rt.Fatal(err)
			}
			same(tx, p.Name)
		}
		var old []*Tx
		defer func() {
			for _, tx := range old {
				if err := tx.bolt.Rollback(); err != nil {
					t.Error(err)
				}
			}
		}()
		rt.Repeat(map[string]func(*rapid.T){
			"read": func(*rapid.T) {
				if err := db.View(func(tx *Tx) error { same(tx, ""); return nil }); err != nil {
					rt.Fatal(err)
				}
			},
			"change": func(*rapid.T) {
				err := db.Update(func(tx *Tx) error {
					if rapid.Bool().Draw(rt, "read before") {
						same(tx, "")
					}
					change(tx)
					return nil
				})
				if err != nil {
					rt.Fatal(err)
				}
			},
			"give up": func(*rapid.T) {
				err := db.Update(func(tx *Tx) error { change(tx); return givenUp })
				if !errors.Is(err, givenUp) {
					rt.Fatal(err)
				}
			},
			"begin a long reading": func(*rapid.T) {
				b, err := db.bolt.Begin(false)
				if err != nil {
					rt.Fatal(err)
				}
				old = append(old, &Tx{bolt: b, db: db})
			},
			"read on": func(*rapid.T) {
				for _, tx := range old {
					tx.decoded = nil
					same(tx, "")
				}
			},
		})
	})
}

func namesOf(people []PersonRecord) string {
	var names strings.Builder
	for _, p := range people {
		names.WriteString(p.Name)
	}
	return names.String()
}
