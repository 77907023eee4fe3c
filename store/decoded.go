package store

import "sync"

// Every update and every tick asks for the plans in force and for the people, which
// change seldom: what was decoded of them is kept from one transaction to the next. It
// holds for a transaction that sees the bucket as it was when it was decoded, so that
// nothing of one that was rolled back, or that a longer reading still sees, comes into
// another.

// lasting reports whether what is decoded of a bucket is kept between transactions.
func lasting(bucket string) bool {
	switch bucket {
	case "people", "plans", "planstates":
		return true
	}
	return false
}

// decoded is what is kept, by bucket.
type decoded struct {
	mu      sync.Mutex
	buckets map[string]*decodedBucket
}

// decodedBucket is what is kept of one bucket.
type decodedBucket struct {
	// changed is the newest commit that may have changed the bucket.
	changed int
	values  map[string]decodedValue
}

type decodedValue struct {
	value any
	// asOf is the newest commit that was seen when the value was read.
	asOf int
}

// commit is the newest commit that the transaction sees.
func (tx *Tx) commit() int {
	if tx.bolt.Writable() {
		return tx.bolt.ID() - 1
	}
	return tx.bolt.ID()
}

// find gives a value that holds for the transaction.
func (d *decoded) find(tx *Tx, bucket, name string) (any, bool) {
	if !lasting(bucket) || tx.changed[bucket] {
		return nil, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	b := d.buckets[bucket]
	if b == nil {
		return nil, false
	}
	v, ok := b.values[name]
	return v.value, ok && b.changed <= min(v.asOf, tx.commit())
}

// keep keeps what the transaction has read, unless it has changed the bucket itself or
// sees it as it was before a commit.
func (d *decoded) keep(tx *Tx, bucket, name string, value any) {
	if !lasting(bucket) || tx.changed[bucket] {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	b := d.bucket(bucket)
	if at := tx.commit(); at >= b.changed {
		b.values[name] = decodedValue{value, at}
	}
}

// forget drops what is kept of the buckets that a transaction has changed. It must be
// called before the commit: a reading that begins right after it must not find what was
// before.
func (d *decoded) forget(tx *Tx) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range tx.changed {
		b := d.bucket(name)
		b.changed = tx.bolt.ID()
		clear(b.values)
	}
}

func (d *decoded) bucket(name string) *decodedBucket {
	if d.buckets == nil {
		d.buckets = map[string]*decodedBucket{}
	}
	b := d.buckets[name]
	if b == nil {
		b = &decodedBucket{values: map[string]decodedValue{}}
		d.buckets[name] = b
	}
	return b
}
