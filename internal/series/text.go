package series

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
)

// ServeHTTP shows all series in the text format of Prometheus, version 0.0.4
// (prometheus.io/docs/instrumenting/exposition_formats).
func (r *Registry) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(r.text()) // a collector that went away needs no answer
}

func (r *Registry) text() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b bytes.Buffer
	for _, f := range r.families {
		samples := f.seen()
		if len(samples) == 0 {
			continue
		}
		b.WriteString("# HELP " + f.name + " " + helpEscapes.Replace(f.help) + "\n# TYPE " + f.name + " " + f.kind + "\n")
		for _, s := range samples {
			if f.kind == "histogram" {
				f.buckets(&b, s)
			} else {
				line(&b, f.name, f.labels, s.labels, number(s.value))
			}
		}
	}
	return b.Bytes()
}

// buckets writes a histogram: each bucket counts what the smaller ones do as well.
func (f *family) buckets(b *bytes.Buffer, s *sample) {
	total := uint64(0)
	for i, n := range s.within {
		total += n
		bound := "+Inf"
		if i < len(f.bounds) {
			bound = number(f.bounds[i])
		}
		line(b, f.name+"_bucket", []string{"le"}, []string{bound}, strconv.FormatUint(total, 10))
	}
	line(b, f.name+"_sum", nil, nil, number(s.value))
	line(b, f.name+"_count", nil, nil, strconv.FormatUint(total, 10))
}

func line(b *bytes.Buffer, name string, labels, values []string, value string) {
	b.WriteString(name)
	for i, l := range labels {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteString(l + `="` + labelEscapes.Replace(values[i]) + `"`)
	}
	if len(labels) > 0 {
		b.WriteByte('}')
	}
	b.WriteString(" " + value + "\n")
}

var (
	helpEscapes  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
