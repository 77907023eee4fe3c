package store

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// table is a bucket whose values are JSON of one type.
type table[V any] struct{ name string }

func (t table[V]) bucket(tx *Tx) *bbolt.Bucket { return tx.bolt.Bucket([]byte(t.name)) }

func (t table[V]) put(tx *Tx, key []byte, v V) error {
	b, err := encode(v)
	if err != nil {
		return fmt.Errorf("put %s: %w", t.name, err)
	}
	tx.touch(t.name, key)
	bucket := t.bucket(tx)
	if rising(t.name) {
		bucket.FillPercent = risingFill
	}
	if err := bucket.Put(key, b); err != nil {
		return fmt.Errorf("put %s: %w", t.name, err)
	}
	return nil
}

// risingFill is how full the pages of a bucket are left whose new keys are greater than
// all others: nothing will be put between them later. bbolt's own half is for keys that
// come in any order.
const risingFill = 0.9

// rising reports whether the keys of a bucket rise.
func rising(bucket string) bool {
	switch bucket {
	case "journal", "tasks", "moments", "identities", "updates", "posts":
		return true
	}
	return false
}

func (t table[V]) get(tx *Tx, key []byte) (v V, ok bool, err error) {
	b := t.bucket(tx).Get(key)
	if b == nil {
		return v, false, nil
	}
	if err := read(b, &v); err != nil {
		return v, false, fmt.Errorf("get %s %x: %w", t.name, key, err)
	}
	return v, true, nil
}

func (t table[V]) delete(tx *Tx, key []byte) error {
	tx.touch(t.name, key)
	if err := t.bucket(tx).Delete(key); err != nil {
		return fmt.Errorf("delete %s: %w", t.name, err)
	}
	return nil
}

// each calls fn for every entry under the prefix, in the order of the keys,
// until fn returns false. The bucket must not be changed meanwhile.
func (t table[V]) each(tx *Tx, prefix []byte, fn func(key []byte, v V) (bool, error)) error {
	c := t.bucket(tx).Cursor()
	for k, b := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, b = c.Next() {
		var v V
		if err := read(b, &v); err != nil {
			return fmt.Errorf("read %s %x: %w", t.name, k, err)
		}
		more, err := fn(bytes.Clone(k), v)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// all gives every value under the prefix, in the order of the keys.
func (t table[V]) all(tx *Tx, prefix []byte) ([]V, error) {
	var vs []V
	err := t.each(tx, prefix, func(_ []byte, v V) (bool, error) {
		vs = append(vs, v)
		return true, nil
	})
	return vs, err
}

// next gives the bucket's following sequence number, from 1.
func (t table[V]) next(tx *Tx) (uint64, error) {
	n, err := t.bucket(tx).NextSequence()
	if err != nil {
		return 0, fmt.Errorf("number %s: %w", t.name, err)
	}
	return n, nil
}

// clear deletes every entry under the prefix. Keys are collected first: deleting
// under a moving cursor skips entries.
func (t table[V]) clear(tx *Tx, prefix []byte) error {
	var keys [][]byte
	c := t.bucket(tx).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := t.delete(tx, k); err != nil {
			return err
		}
	}
	return nil
}

// amend passes every value to fn and keeps those for which fn reports a change.
func (t table[V]) amend(tx *Tx, fn func(v *V) bool) error {
	changed := map[string]V{}
	err := t.each(tx, nil, func(k []byte, v V) (bool, error) {
		if fn(&v) {
			changed[string(k)] = v
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for k, v := range changed {
		if err := t.put(tx, []byte(k), v); err != nil {
			return err
		}
	}
	return nil
}

// flag is the value of an entry that says all by its key; an empty value would
// read as absent in its own transaction.
type flag struct{}

// num is numbers as a sortable key, or a part of one.
func num(ns ...uint64) []byte {
	b := make([]byte, 0, 8*len(ns))
	for _, n := range ns {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

// signed is a signed number (a chat id) as a sortable key part.
func signed(n int64) []byte { return num(uint64(n) ^ 1<<63) }

// unnum reads the number at the head of a key.
func unnum(k []byte) uint64 { return binary.BigEndian.Uint64(k) }

func unsigned(k []byte) int64 { return int64(unnum(k) ^ 1<<63) }

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// named is a text key part that ends where the next part begins.
func named(s string) []byte { return append([]byte(s), 0) }

// once gives what read decodes of a bucket, and decodes it again only after the bucket
// was changed: a batch of a hundred updates asks for the plan and the people at each of
// them. What it gives is shared by all who ask, in other transactions too (see
// [lasting]), and must not be changed in place.
func once[V, R any](tx *Tx, t table[V], name string, read func() (R, error)) (R, error) {
	if r, ok := tx.decoded[t.name][name].(R); ok {
		return r, nil
	}
	var r R
	if kept, ok := tx.db.decoded.find(tx, t.name, name); ok {
		r, _ = kept.(R)
	} else {
		var err error
		if r, err = read(); err != nil {
			return r, err
		}
		tx.db.decoded.keep(tx, t.name, name, r)
	}
	if tx.decoded == nil {
		tx.decoded = map[string]map[string]any{}
	}
	if tx.decoded[t.name] == nil {
		tx.decoded[t.name] = map[string]any{}
	}
	tx.decoded[t.name][name] = r
	return r, nil
}
