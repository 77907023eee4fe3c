package bot

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// morning is a desk with a plan and its people on a morning with reminders for
// both units.
func morning(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.bot.Admins = []plans.UserID{owner}
	d.now = historyStart
	d.change(func(tx *store.Tx) error {
		if _, err := schedule.Load(tx, historyPlan(), "", d.now); err != nil {
			return err
		}
		boss := store.PersonRecord{Person: plans.Person{ID: "boss", Name: "Администратор"}, User: owner}
		if err := tx.PutPerson(boss); err != nil {
			return err
		}
		for i, id := range []plans.PersonID{"ctl", "a1", "a2", "b1"} {
			p, err := tx.Person(id)
			if err != nil {
				return err
			}
			p.User = plans.UserID(10 + i)
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return nil
	})
	d.now = time.Date(2023, 3, 24, 6, 0, 0, 0, time.UTC) // seven days before both months' parts end
	return d
}

// task finds the number of a task.
func (d *desk) task(id string) (n uint64) {
	d.t.Helper()
	err := d.bot.Store.View(func(tx *store.Tx) (err error) {
		n, err = tx.NumberOf(store.TaskNumber, id)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// spoil makes the records of the database unreadable in which the mark stands: the
// file is changed under a closed store, which no checksum of bbolt's notices.
func (d *desk) spoil(mark string) {
	d.t.Helper()
	path := d.bot.Store.Path()
	err := d.bot.Store.Close()
	raw, readErr := os.ReadFile(path)
	if !bytes.Contains(raw, []byte(mark)) {
		d.t.Fatalf("%q is not in the file", mark)
	}
	raw = bytes.ReplaceAll(raw, []byte(mark), append([]byte{1}, mark[1:]...)) // no JSON
	if err := errors.Join(err, readErr, os.WriteFile(path, raw, 0o600)); err != nil {
		d.t.Fatal(err)
	}
	db, err := store.Open(filepath.Dir(path))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		if err := db.Close(); err != nil {
			d.t.Error(err)
		}
	})
	d.bot.Store = db
}

// told gives the texts that wait for somebody.
func (d *desk) told(chat int64) string {
	var b strings.Builder
	for _, o := range d.outbox() {
		if o.Chat == chat {
			b.WriteString(o.Text + "\n")
		}
	}
	return b.String()
}

// remind has the bot write what is due.
func (d *desk) remind(when string) {
	d.t.Helper()
	if err := d.bot.remind(d.now); err != nil {
		d.t.Errorf("%s: %v", when, err)
	}
}

// TestOneBadTaskHoldsUpNoOther spoils the record of one task: all others are reminded
// of, the administrators are told, and that task is tried again the next morning only.
func TestOneBadTaskHoldsUpNoOther(t *testing.T) {
	d := morning(t)
	d.spoil(`"id":"hist/1.6"`)
	d.remind("tick")
	for _, chat := range []int64{11, 12, 13} {
		if text := d.told(chat); !strings.HasPrefix(text, "<b>24 марта: 5 задач</b>") || !strings.Contains(text, "Строка 1.3, март") {
			t.Errorf("%d was told %q", chat, text)
		}
	}
	const report = "не отправлены из-за ошибки в данных: hist/1.6."
	if text := d.told(owner); strings.Count(text, report) != 1 {
		t.Errorf("the administrator was told %q", text)
	}
	d.now = d.now.Add(time.Hour)
	d.remind("an hour later")
	if text := d.told(owner); strings.Count(text, report) != 1 {
		t.Errorf("an hour later the administrator was told %q", text)
	}
	d.now = d.now.Add(3 * 24 * time.Hour) // over the weekend
	d.remind("the next working morning")
	if text := d.told(owner); strings.Count(text, report) != 2 {
		t.Errorf("the next working morning the administrator was told %q", text)
	}
}

// TestPartsOfATickAreIndependent spoils what the weekly message reads, then what the
// digests read: the other parts are done, and the error is given.
func TestPartsOfATickAreIndependent(t *testing.T) {
	wake := func(d *desk) uint64 {
		rec := d.approved("Парк открыт.")
		rec.Wake = d.now
		d.change(func(tx *store.Tx) error { return tx.PutPost(rec) })
		return rec.Number
	}
	for _, c := range []struct {
		failed, mark string
		put          func(tx *store.Tx, d *desk) error
	}{
		{"weekly: ", `"monday":"2023-03-13"`, func(tx *store.Tx, d *desk) error {
			return tx.PutWeekly(store.Weekly{Monday: plans.NewDate(2023, 3, 13), Next: d.now})
		}},
		{"remind: ", `"person":77`, func(tx *store.Tx, d *desk) error {
			return tx.Silence(store.Silence{Person: 77, Task: 1, Until: d.now.Add(time.Hour)})
		}},
	} {
		t.Run(c.failed, func(t *testing.T) {
			d := morning(t)
			n := wake(d)
			d.change(func(tx *store.Tx) error { return c.put(tx, d) })
			d.spoil(c.mark)
			if err := d.bot.Tick(); err == nil || !strings.Contains(err.Error(), c.failed) {
				t.Errorf("tick: %v, want %s…", err, c.failed)
			}
			if got := d.post(n); got.State != plans.Publishing {
				t.Errorf("the post is %s", got.State)
			}
			if reminded := strings.HasPrefix(d.told(13), "<b>24 марта: "); reminded != (c.failed != "remind: ") {
				t.Errorf("reminded: %v", reminded)
			}
		})
	}
}
