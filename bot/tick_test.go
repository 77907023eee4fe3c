package bot

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

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

// spoil makes a record of the database unreadable.
func (d *desk) spoil(bucket string, key []byte) {
	d.t.Helper()
	path := d.bot.Store.Path()
	err := d.bot.Store.Close()
	raw, openErr := bbolt.Open(path, 0o600, nil)
	if err := errors.Join(err, openErr); err != nil {
		d.t.Fatal(err)
	}
	err = raw.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Put(key, []byte(`{"number":`)) })
	if err := errors.Join(err, raw.Close()); err != nil {
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
	bad := d.task("hist/1.6")
	d.spoil("tasks", binary.BigEndian.AppendUint64(nil, bad))
	d.remind("tick")
	for _, chat := range []int64{11, 12, 13} {
		if text := d.told(chat); !strings.Contains(text, "Ваши задачи на 24 марта") || !strings.Contains(text, "1.3") {
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
	for _, c := range []struct{ bucket, key, failed string }{
		{"weeklies", "\xff\xff\xff\xff\xff\xff\xff\xff", "weekly: "},
		{"silences", "\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01", "remind: "},
	} {
		t.Run(c.bucket, func(t *testing.T) {
			d := morning(t)
			n := wake(d)
			d.spoil(c.bucket, []byte(c.key))
			if err := d.bot.Tick(); err == nil || !strings.Contains(err.Error(), c.failed) {
				t.Errorf("tick: %v, want %s…", err, c.failed)
			}
			if got := d.post(n); got.State != plans.Publishing {
				t.Errorf("the post is %s", got.State)
			}
			if reminded := strings.Contains(d.told(13), "Ваши задачи"); reminded != (c.failed != "remind: ") {
				t.Errorf("reminded: %v", reminded)
			}
		})
	}
}
