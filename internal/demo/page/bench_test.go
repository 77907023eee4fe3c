//go:build browser

package page

import "testing"

// BenchmarkPage says how long a visitor waits: for the first paint of the page, and
// from a press until its effect is shown.
func BenchmarkPage(b *testing.B) {
	v := sit(b, 1400, 900)
	v.until("the page is painted", `performance.getEntriesByName("first-contentful-paint").length > 0`)
	paint := ask[float64](v, `performance.getEntriesByName("first-contentful-paint")[0].startTime`)
	var effect float64
	for b.Loop() {
		effect += ask[float64](v, `new Promise(done => {
			const log = document.querySelector("#phone-fin .log");
			const began = performance.now();
			new MutationObserver((_, o) => { o.disconnect(); requestAnimationFrame(() => done(performance.now() - began)); }).observe(log, { childList: true });
			[...document.querySelectorAll("#phone-fin .keys button")].filter(e => e.textContent.includes("Все задачи"))[0].click();
		})`)
	}
	b.ReportMetric(paint, "ms/first-paint")
	b.ReportMetric(effect/float64(b.N), "ms/press")
}
