package bot

import (
	"errors"
	"fmt"
	"testing"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestUnreadableIsNotAbsent spoils a person's record: whether somebody else may see a
// task cannot be told then, which is a fault of the program and no refusal.
func TestUnreadableIsNotAbsent(t *testing.T) {
	d := morning(t)
	n := d.task("hist/1.2")
	d.spoil(`"user":13`)
	d.receive(store.Incoming{
		Update: 1, At: d.now, Kind: store.InPress, Data: fmt.Sprintf("v1:task:%d", n), PressID: "p", Message: 1,
		Chat: store.Chat{ID: 11, Kind: store.Private}, From: store.User{ID: 11},
	})
	var did []string
	err := d.bot.Store.View(func(tx *store.Tx) error {
		all, err := tx.Journal("")
		for _, e := range all {
			if e.Of == "update/1" {
				did = append(did, e.Did)
			}
		}
		return err
	})
	if err != nil || len(did) != 1 || did[0] != "failed" {
		t.Errorf("journal %q, %v", did, err)
	}
}

// TestUnreadableIsNotOverwritten loads a plan over a spoilt record of a person, and of
// a project: neither may be taken for new.
func TestUnreadableIsNotOverwritten(t *testing.T) {
	for what, mark := range map[string]string{"person": `"user":13`, "project": `"Парк по записи"`} {
		d := morning(t)
		p := historyPlan()
		p.Projects = []plans.Project{{ID: "park", Name: "Парк", Unit: "a"}}
		load := func() error {
			return d.bot.Store.Update(func(tx *store.Tx) error {
				_, err := schedule.Load(tx, p, "", d.now)
				return err
			})
		}
		if err := load(); err != nil {
			t.Fatal(err)
		}
		d.change(func(tx *store.Tx) error {
			rec, err := tx.Project("park")
			rec.Name = "Парк по записи"
			return errors.Join(err, tx.PutProject(rec))
		})
		d.spoil(mark)
		if err := load(); err == nil {
			t.Errorf("%s: loaded over what cannot be read", what)
		}
	}
}
