package app_test

import (
	"strconv"
	"testing"
	"time"
)

// BenchmarkPlans asks what depends on the number of plans in force, and should not:
// the tasks are as many, and each plan has all its rows.
func BenchmarkPlans(b *testing.B) {
	var idle, due time.Duration
	for _, several := range []int{1, 10, 30} {
		b.Run(strconv.Itoa(several), func(b *testing.B) {
			dir := b.TempDir()
			if err := fill(dir, 30_000, several); err != nil {
				b.Fatal(err)
			}
			b.Run("IdleTick", func(b *testing.B) { idle = benchAgainst(b, idle, func() { benchIdleTick(b, dir, 0) }) })
			b.Run("DueTick", func(b *testing.B) { due = benchAgainst(b, due, func() { benchDueTick(b, dir, 0) }) })
		})
	}
}

// benchAgainst measures and says how many times as long as the first it took, which it
// gives back.
func benchAgainst(b *testing.B, first time.Duration, measure func()) time.Duration {
	measure()
	took := b.Elapsed() / time.Duration(b.N)
	if first == 0 {
		return took
	}
	b.ReportMetric(float64(took)/float64(first), "times-one-plan")
	return first
}
