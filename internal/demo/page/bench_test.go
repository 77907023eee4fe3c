//go:build browser

package page

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// BenchmarkPage says how long a visitor waits: for the first paint of the page, for
// that of a page with one message, which is what this browser needs at least, and
// from a press until its effect is painted. The best is what the page costs; the
// median shows what else the machine did.
func BenchmarkPage(b *testing.B) {
	v := sit(b, 1400, 900)
	for name, path := range map[string]string{"paint": "/", "one-message": "/chat/channel"} {
		b.Run(name, func(b *testing.B) { measure(b, func() float64 { return v.paint(path) }) })
	}
	v.do(chromedp.Navigate(v.address))
	v.until("the page has heard everything", `document.querySelectorAll("#phone-fin article").length > 10`)
	b.Run("press", func(b *testing.B) { measure(b, v.effect) })
}

// measure reports the best and the median of what was measured.
func measure(b *testing.B, take func() float64) {
	var all []float64
	for b.Loop() {
		all = append(all, take())
	}
	slices.Sort(all)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(all[0], "ms-best")
	b.ReportMetric(all[len(all)/2], "ms-median")
}

// paint loads a page and gives when it was painted first.
func (v *visitor) paint(path string) float64 {
	v.do(chromedp.Navigate(v.address + path))
	v.until("the page is painted", `performance.getEntriesByName("first-contentful-paint").length > 0`)
	return ask[float64](v, `performance.getEntriesByName("first-contentful-paint")[0].startTime`)
}

// effect presses a button and gives how long it took until the answer was painted.
func (v *visitor) effect() float64 {
	return ask[float64](v, `new Promise(done => {
		const began = performance.now();
		new MutationObserver((_, o) => { o.disconnect(); requestAnimationFrame(() => done(performance.now() - began)); })
			.observe(document.querySelector("#phone-fin .lines"), { childList: true });
		[...document.querySelectorAll("#phone-fin .keys button")].filter(e => e.textContent.includes("Все задачи"))[0].click();
	})`)
}
