package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"sdelaemvmeste/plans"
)

// decodedPlans keeps the version of each plan that was decoded last: every update and
// every tick asks for the plans in force, and they change a few times a year. A plan is
// found by the very bytes it was decoded of, so that nothing has to be forgotten when a
// transaction is rolled back or the file is replaced.
type decodedPlans struct {
	mu   sync.Mutex
	last map[plans.PlanID]decodedPlan
}

type decodedPlan struct {
	bytes   []byte
	version PlanVersion
}

// decode gives a version of a plan from its bytes. What it gives is shared by all who
// ask and must not be changed in place.
func (d *decodedPlans) decode(id plans.PlanID, b []byte) (PlanVersion, error) {
	d.mu.Lock()
	last, ok := d.last[id]
	d.mu.Unlock()
	if ok && bytes.Equal(last.bytes, b) {
		return last.version, nil
	}
	var v PlanVersion
	if err := json.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("plan %s: %w", id, err)
	}
	v.names = sync.OnceValue(v.Plan.ShortNames)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last == nil {
		d.last = map[plans.PlanID]decodedPlan{}
	}
	d.last[id] = decodedPlan{bytes.Clone(b), v}
	return v, nil
}
