package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"

	"go.etcd.io/bbolt"
)

// Report is what a check of the database found.
type Report struct {
	// Damage says what cannot be read: pages, buckets, records. A database with
	// any must not be worked with.
	Damage []string
	// Faults says where indexes and records disagree.
	Faults []string
	// Counts says how many records each bucket holds, in the order of the map.
	Counts []Count
}

// Count is the number of records in a bucket.
type Count struct {
	Bucket  string
	Records int
}

// Sound reports whether nothing was found.
func (r Report) Sound() bool { return len(r.Damage) == 0 && len(r.Faults) == 0 }

// Findings gives everything found, the worst first.
func (r Report) Findings() []string { return slices.Concat(r.Damage, r.Faults) }

func (r *Report) damage(format string, args ...any) {
	r.Damage = append(r.Damage, fmt.Sprintf(format, args...))
}

func (r *Report) fault(format string, args ...any) {
	r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
}

// Check reads the whole database: bbolt's own check of its pages, every record
// against its type and key, and every index against what it indexes. It changes
// nothing. All that is found is reported, not the first thing only.
func (tx *Tx) Check() Report {
	var r Report
	if tx.db.warning != "" {
		r.fault("%s", tx.db.warning)
	}
	for err := range tx.bolt.Check() {
		r.damage("%v", err)
	}
	if tx.checkBuckets(&r) {
		tx.checkRecords(&r)
	}
	return r
}

// checkBuckets reports whether all buckets are there that the file's schema has.
func (tx *Tx) checkBuckets(r *Report) bool {
	missing, err := tx.missing()
	if err != nil {
		r.damage("%v", err)
	}
	for _, name := range missing {
		r.damage("bucket %s is missing", name)
	}
	err = tx.bolt.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if !slices.Contains(buckets, string(name)) {
			r.fault("bucket %q is not known", name)
		}
		return nil
	})
	if err != nil {
		r.damage("buckets: %v", err)
	}
	return len(missing) == 0
}

// checkRecords goes through every bucket. Pages that bbolt's check did not like
// may still make it panic or fault; that is a finding too.
func (tx *Tx) checkRecords(r *Report) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			r.damage("reading stopped: %v", p)
		}
	}()
	for _, look := range []func(*Tx, *Report){
		inspectMeta, inspectPlans, inspectTasks, inspectNumbers, inspectAgenda,
		inspectPeople, inspectContent, inspectDialogs, inspectCards, inspectMail, inspectJournal, inspectOriginals, inspectReports,
	} {
		look(tx, r)
	}
	slices.SortStableFunc(r.Counts, func(a, b Count) int {
		return slices.Index(buckets, a.Bucket) - slices.Index(buckets, b.Bucket)
	})
}

// inspect reads every record of a bucket. The error of agree says what is wrong
// with a record that can be read.
func inspect[V any](tx *Tx, r *Report, t table[V], agree func(key []byte, v V) error) {
	bucket := t.bucket(tx)
	if bucket == nil {
		return // of a later schema than the file
	}
	count := Count{Bucket: t.name}
	c := bucket.Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		count.Records++
		v, err := decode[V](b)
		if err != nil {
			r.damage("%s %q: %v", t.name, k, err)
			continue
		}
		if err := agree(bytes.Clone(k), v); err != nil {
			r.fault("%s %q: %v", t.name, k, err)
		}
	}
	r.Counts = append(r.Counts, count)
}

// decode reads a value strictly: a damaged name of a field would otherwise pass
// for a field left out.
func decode[V any](b []byte) (v V, err error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, fmt.Errorf("cannot be read: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return v, errors.New("has something after its end")
	}
	return v, nil
}

// keyed is the fault of a record that lies under another record's key.
func keyed(key, want []byte) error {
	if !bytes.Equal(key, want) {
		return fmt.Errorf("lies under a wrong key, its own is %q", want)
	}
	return nil
}

// numbered is the fault of a record whose number the bucket would give again.
func numbered[V any](tx *Tx, t table[V], n uint64) error {
	if last := t.bucket(tx).Sequence(); n == 0 || n > last {
		return fmt.Errorf("number %d is beyond the last one given, %d", n, last)
	}
	return nil
}

// sized is the fault of a key that is not so many bytes long.
func sized(key []byte, n int) error {
	if len(key) != n {
		return fmt.Errorf("key of %d bytes instead of %d", len(key), n)
	}
	return nil
}
