package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"sdelaemvmeste/plans"
)

// decodedPeople keeps everybody as they were decoded last: every press asks who is to be
// told, and people change seldom. Like a plan ([decodedPlans]), a person is found by the
// very bytes they were decoded of.
type decodedPeople struct {
	mu   sync.Mutex
	last map[plans.PersonID]decodedPerson
}

type decodedPerson struct {
	bytes  []byte
	person PersonRecord
}

// all reads everybody in the order of their ids. What it gives is shared by all who ask
// and must not be changed in place.
func (d *decodedPeople) all(tx *Tx) ([]PersonRecord, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var everybody []PersonRecord
	c := people.bucket(tx).Cursor()
	for k, b := c.First(); k != nil; k, b = c.Next() {
		last, ok := d.last[plans.PersonID(k)]
		if !ok || !bytes.Equal(last.bytes, b) {
			last = decodedPerson{bytes: bytes.Clone(b)}
			if err := json.Unmarshal(b, &last.person); err != nil {
				return nil, fmt.Errorf("read %s %x: %w", people.name, k, err)
			}
			if d.last == nil {
				d.last = map[plans.PersonID]decodedPerson{}
			}
			d.last[plans.PersonID(k)] = last
		}
		everybody = append(everybody, last.person)
	}
	return everybody, nil
}
