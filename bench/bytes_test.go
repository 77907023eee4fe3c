package bench

import (
	"context"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"sdelaemvmeste/store"
)

// change is one record that a press writes, or takes away when it has no value.
type change struct {
	bucket     string
	key, value []byte
}

// replay puts the bytes of a press into a bbolt file of the same size, in the same two
// transactions, with nothing decoded.
type replay struct {
	b    *testing.B
	db   *bbolt.DB
	each [2][]change
}

// replayed finds what the program writes for one press: what its file holds before it,
// after it was received, and after it was handled.
func replayed(b *testing.B, tasks int) *replay {
	b.Helper()
	dir := b.TempDir()
	district(b, dir, tasks)
	r := &replay{b: b}
	work := []func(db *store.DB){
		func(db *store.DB) { must(b, receive(db, confirming(1))) },
		func(db *store.DB) { must(b, program(b, db, morning()).Drain(context.Background())) },
	}
	before := contents(b, dir)
	for i, do := range work {
		db, err := store.Open(dir)
		must(b, err)
		do(db)
		must(b, db.Close())
		after := contents(b, dir)
		r.each[i] = difference(before, after)
		before = after
	}
	db, err := bbolt.Open(filepath.Join(dir, store.FileName), 0o600, nil)
	must(b, err)
	b.Cleanup(func() { must(b, db.Close()) })
	r.db = db
	return r
}

// contents are all records of a file by bucket and key.
func contents(b *testing.B, dir string) map[string]map[string]string {
	b.Helper()
	all := map[string]map[string]string{}
	db, err := bbolt.Open(filepath.Join(dir, store.FileName), 0o600, &bbolt.Options{ReadOnly: true})
	must(b, err)
	must(b, db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			records := map[string]string{}
			all[string(name)] = records
			return bucket.ForEach(func(k, v []byte) error {
				records[string(k)] = string(v)
				return nil
			})
		})
	}))
	must(b, db.Close())
	return all
}

func difference(before, after map[string]map[string]string) (found []change) {
	for bucket, records := range after {
		for k, v := range records {
			if old, had := before[bucket][k]; !had || old != v {
				found = append(found, change{bucket, []byte(k), []byte(v)})
			}
		}
	}
	for bucket, records := range before {
		for k := range records {
			if _, has := after[bucket][k]; !has {
				found = append(found, change{bucket: bucket, key: []byte(k)})
			}
		}
	}
	return found
}

func (r *replay) press() {
	for _, changes := range r.each {
		must(r.b, r.db.Update(func(tx *bbolt.Tx) error {
			for _, c := range changes {
				bucket := tx.Bucket([]byte(c.bucket))
				if c.value == nil {
					if err := bucket.Delete(c.key); err != nil {
						return err
					}
					continue
				}
				if err := bucket.Put(c.key, c.value); err != nil {
					return err
				}
			}
			return nil
		}))
	}
}
