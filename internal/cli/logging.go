package cli

import (
	"context"
	"io"
	"log/slog"
	"time"
)

// logger writes one line an event. Times are in UTC whatever TZ says: the plan
// carries its own zone. In a rehearsal every line shows the program's clock, so
// that nobody takes it for the real thing.
func (e Environment) logger(w io.Writer, c clock) (*slog.Logger, error) {
	options := &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Time(slog.TimeKey, a.Value.Time().UTC())
		}
		return a
	}}
	var h slog.Handler
	switch e.Log {
	case "text":
		h = slog.NewTextHandler(w, options)
	case "json":
		h = slog.NewJSONHandler(w, options)
	default:
		return nil, badValue("--log", "«%s» не вид журнала; нужно text или json", e.Log)
	}
	if c.note != "" {
		h = rehearsing{h, c.now}
	}
	return slog.New(h), nil
}

// rehearsing adds the program's clock to every line.
type rehearsing struct {
	slog.Handler
	now func() time.Time
}

// Handle adds the clock to a line and passes it on.
func (h rehearsing) Handle(ctx context.Context, r slog.Record) error {
	r.AddAttrs(slog.String("clock", h.now().Format(time.RFC3339)))
	return h.Handler.Handle(ctx, r)
}

// WithAttrs keeps the clock for a logger with attributes of its own.
func (h rehearsing) WithAttrs(attrs []slog.Attr) slog.Handler {
	return rehearsing{h.Handler.WithAttrs(attrs), h.now}
}

// WithGroup keeps the clock for a logger with a group of its own.
func (h rehearsing) WithGroup(name string) slog.Handler {
	return rehearsing{h.Handler.WithGroup(name), h.now}
}
