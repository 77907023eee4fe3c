// Package series counts what a Prometheus collector asks for: counters, gauges and
// histograms. It knows nothing of what they mean.
//
// The collector's own client is not used: it brings all of Protocol Buffers along, which
// makes the program a tenth larger, for formats that are not needed.
package series

import (
	"slices"
	"strings"
	"sync"
)

// Registry holds the series that are shown together, in the order in which they were
// registered. Its methods may be called side by side.
type Registry struct {
	mu       sync.Mutex
	families []*family
}

// family are the series of one name, which differ in the values of their labels.
type family struct {
	name, help, kind string
	labels           []string
	samples          []*sample
	bounds           []float64 // of a histogram's buckets, rising
	// read, if there is one, gives the samples anew each time they are asked for.
	read func(show func(value float64, labels ...string))
}

// sample is one series: the values of its labels and its own. A histogram's value is the
// sum of what was observed.
type sample struct {
	labels []string
	value  float64
	// within counts the observations of each bucket, and at last those beyond all.
	within []uint64
}

// seen gives the samples of a family as they are now.
func (f *family) seen() []*sample {
	if f.read != nil {
		f.samples = nil
		f.read(func(value float64, values ...string) { f.sample(values).value = value })
	}
	return f.samples
}

func (r *Registry) add(f *family) *family {
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.ContainsFunc(r.families, func(o *family) bool { return o.name == f.name }) {
		panic("series: " + f.name + " is registered twice")
	}
	r.families = append(r.families, f)
	return f
}

// sample finds the series with these values of the labels, or begins it.
func (f *family) sample(values []string) *sample {
	if len(values) != len(f.labels) {
		panic("series: " + f.name + " has the labels " + strings.Join(f.labels, ", "))
	}
	for _, s := range f.samples {
		if slices.Equal(s.labels, values) {
			return s
		}
	}
	s := &sample{labels: slices.Clone(values), within: make([]uint64, len(f.bounds)+1)}
	f.samples = append(f.samples, s)
	return s
}

// Counter is a number that only rises.
type Counter struct {
	r *Registry
	f *family
}

// Counter registers a counter. Its name ends with _total.
func (r *Registry) Counter(name, help string, labels ...string) Counter {
	return Counter{r, r.add(&family{name: name, help: help, kind: "counter", labels: labels})}
}

// Add raises the counter with these values of its labels; zero shows it before it has
// counted anything.
func (c Counter) Add(n int, values ...string) {
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	c.f.sample(values).value += float64(max(n, 0))
}

// Gauge is a number that rises and falls.
type Gauge struct {
	r *Registry
	f *family
}

// Gauge registers a gauge that is set.
func (r *Registry) Gauge(name, help string, labels ...string) Gauge {
	return Gauge{r, r.add(&family{name: name, help: help, kind: "gauge", labels: labels})}
}

// Set sets the gauge with these values of its labels.
func (g Gauge) Set(value float64, values ...string) {
	g.r.mu.Lock()
	defer g.r.mu.Unlock()
	g.f.sample(values).value = value
}

// Read registers a gauge that is read whenever it is asked for: the function shows each
// of its values, with those of the labels. It must not use the registry.
func (r *Registry) Read(name, help string, read func(show func(value float64, labels ...string)), labels ...string) {
	r.add(&family{name: name, help: help, kind: "gauge", labels: labels, read: read})
}

// Histogram counts observations by their size.
type Histogram struct {
	r *Registry
	f *family
}

// Histogram registers a histogram without labels; the bounds of its buckets rise.
func (r *Registry) Histogram(name, help string, bounds ...float64) Histogram {
	h := Histogram{r, r.add(&family{name: name, help: help, kind: "histogram", bounds: bounds})}
	h.f.sample(nil) // it is there before the first observation
	return h
}

// Observe counts one observation.
func (h Histogram) Observe(value float64) {
	h.r.mu.Lock()
	defer h.r.mu.Unlock()
	s := h.f.sample(nil)
	s.value += value
	i, _ := slices.BinarySearch(h.f.bounds, value) // a bound belongs to its bucket
	s.within[i]++
}
