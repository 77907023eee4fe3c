package soak

import "testing"

// vitals is what a process holds.
type vitals struct {
	goroutines, files int
	// heap is what the program's own objects take; resident is all of the process, the
	// mapped file included; anonymous is that without it. In megabytes.
	heap, resident, anonymous float64
}

// ceiling is what it must never hold more of; what was not measured is zero.
func ceiling() vitals {
	return vitals{goroutines: 80, files: 48, heap: 48, resident: 160, anonymous: 96}
}

// under fails the test where the ceiling is passed.
func (v vitals) under(t *testing.T, c vitals, when string) {
	t.Helper()
	if v.goroutines > c.goroutines || v.files > c.files || v.heap > c.heap || v.resident > c.resident || v.anonymous > c.anonymous {
		t.Errorf("%s: %+v, at most %+v", when, v, c)
	}
}

// most keeps the largest of each.
func (v vitals) most(o vitals) vitals {
	return vitals{
		max(v.goroutines, o.goroutines), max(v.files, o.files),
		max(v.heap, o.heap), max(v.resident, o.resident), max(v.anonymous, o.anonymous),
	}
}
