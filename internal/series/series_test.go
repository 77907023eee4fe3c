package series_test

import (
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"sdelaemvmeste/internal/series"
)

func shown(r *series.Registry) string {
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

// TestShownAsWritten: the text is that of the format, and the collector's own parser reads
// it.
func TestShownAsWritten(t *testing.T) {
	r := &series.Registry{}
	calls := r.Counter("calls_total", "Calls\nby \\ method.", "method", "class")
	r.Counter("never_total", "Nothing yet.", "what")
	calls.Add(2, "send", `"odd"\`+"\n")
	calls.Add(1, "edit", "ok")
	calls.Add(0, "send", "ok")
	calls.Add(-5, "edit", "ok")
	depth := r.Gauge("depth", "How deep.")
	depth.Set(1)
	depth.Set(-0.5)
	asked := 0
	r.Read("plans", "Plans.", func(show func(float64, ...string)) {
		asked++
		show(float64(asked), "жкх")
	}, "plan")
	took := r.Histogram("took_seconds", "How long.", 0.001, 1)
	for _, v := range []float64{0.0005, 0.001, 0.5, 1, 90} {
		took.Observe(v)
	}
	want := `# HELP calls_total Calls\nby \\ method.
# TYPE calls_total counter
calls_total{method="send",class="\"odd\"\\\n"} 2
calls_total{method="edit",class="ok"} 1
calls_total{method="send",class="ok"} 0
# HELP depth How deep.
# TYPE depth gauge
depth -0.5
# HELP plans Plans.
# TYPE plans gauge
plans{plan="жкх"} 1
# HELP took_seconds How long.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.001"} 2
took_seconds_bucket{le="1"} 4
took_seconds_bucket{le="+Inf"} 5
took_seconds_sum 91.5015
took_seconds_count 5
`
	got := shown(r)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(got))
	if err != nil || len(families) != 4 {
		t.Fatalf("%d families, %v", len(families), err)
	}
	if h := families["took_seconds"].GetMetric()[0].GetHistogram(); h.GetSampleCount() != 5 || h.GetBucket()[1].GetCumulativeCount() != 4 {
		t.Errorf("the histogram reads as %v", h)
	}
	if got := shown(r); !strings.Contains(got, `plans{plan="жкх"} 2`) {
		t.Errorf("not read anew: %s", got)
	}
}

func TestEmptyHistogramIsShown(t *testing.T) {
	r := &series.Registry{}
	r.Histogram("took_seconds", "How long.", 1)
	if got := shown(r); !strings.Contains(got, "took_seconds_count 0\n") {
		t.Error(got)
	}
}

func TestCountedSideBySide(t *testing.T) {
	r := &series.Registry{}
	calls := r.Counter("calls_total", "Calls.", "who")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				calls.Add(1, "one")
				shown(r)
			}
		})
	}
	all.Wait()
	if got := shown(r); !strings.Contains(got, `calls_total{who="one"} 800`) {
		t.Error(got)
	}
}

func TestMistakesOfTheProgramAreTold(t *testing.T) {
	r := &series.Registry{}
	calls := r.Counter("calls_total", "Calls.", "who")
	for name, mistake := range map[string]func(){
		"a name twice":   func() { r.Gauge("calls_total", "Calls.") },
		"labels missing": func() { calls.Add(1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is taken", name)
				}
			}()
			mistake()
		}()
	}
}
