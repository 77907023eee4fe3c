package app

import (
	"runtime/debug"
	"strings"

	"sdelaemvmeste/internal/series"
)

// Build is what the go command has written into the program of the commit it was built
// from; without one, version is (devel) and the rest empty.
type Build struct {
	Version, Commit, Date string
}

// ReadBuild gives the program's own.
func ReadBuild() Build {
	b := Build{Version: "(devel)"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		}
	}
	return b
}

// String is the build in a line.
func (b Build) String() string {
	words := []string{b.Version}
	if b.Commit != "" {
		words = append(words, b.Commit, b.Date)
	}
	return strings.Join(words, " ")
}

// register shows the build among the metrics.
func (b Build) register(r *series.Registry) {
	r.Gauge("sdelaem_build_info", "What the program was built from; always 1.", "version", "commit", "date").Set(1, b.Version, b.Commit, b.Date)
}
