package bench

import (
	"runtime"
	"testing"
	"time"
)

// rival is one way to do the same work: prepare is not measured, do is.
type rival struct {
	name    string
	prepare func()
	do      func()
}

// compete lets the rivals do their work in turn and says what one piece of it costs the
// first, which is the program, and how many times that each of the others takes: of the
// processor, the collector included, which other work on the machine changes least.
func compete(b *testing.B, pieces int, rivals []rival) {
	b.Helper()
	spent := make([]time.Duration, len(rivals))
	round := 0
	for b.Loop() {
		for i := range rivals {
			k := (i + round) % len(rivals)
			r := rivals[k]
			if r.prepare != nil {
				r.prepare()
			}
			runtime.GC()
			start := processor()
			r.do()
			spent[k] += processor() - start
		}
		round++
	}
	ours := spent[0].Seconds()
	b.ReportMetric(0, "ns/op") // the sum of all of them says nothing
	b.ReportMetric(ours*1e6/float64(round*pieces), "µs-"+rivals[0].name)
	for i, r := range rivals[1:] {
		b.ReportMetric(spent[i+1].Seconds()/ours, "×-"+r.name)
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
