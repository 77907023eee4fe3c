package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"sdelaemvmeste/internal/play"
)

// An open page is spoken to so often even when nothing happens, so that the clock
// on it goes on; one that takes longer than that to listen is let go and comes
// back by itself.
const (
	heartbeat = 15 * time.Second
	slowest   = 10 * time.Second
)

// events is the stream of what changes: first everything, then whatever does.
func (s *Site) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	v := s.hub.enter()
	defer s.hub.leave(v)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		n := news{clock: true}
		select {
		case <-v.wake:
			n = s.hub.take(v)
		case <-beat.C:
		case <-r.Context().Done():
			return
		}
		var b bytes.Buffer
		if err := s.write(&b, n); err != nil {
			return
		}
		control := http.NewResponseController(w)
		err := control.SetWriteDeadline(s.real().Add(slowest))
		if err != nil && !errors.Is(err, http.ErrNotSupported) {
			return
		}
		if _, err := w.Write(b.Bytes()); err != nil || control.Flush() != nil || n.ended {
			return
		}
	}
}

// write puts news into the form of server-sent events (HTML Living Standard, 9.2).
func (s *Site) write(b *bytes.Buffer, n news) error {
	if n.ended {
		return event(b, "ended", "")
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if n.all {
		if err := event(b, "hello", s.id); err != nil {
			return err
		}
	}
	for _, p := range s.phones() {
		if n.all || n.chats[p.ID] {
			if err := s.writeChat(b, p); err != nil {
				return err
			}
		}
	}
	for _, t := range n.toasts {
		if err := event(b, "toast", map[string]any{"id": s.name(t.chat), "text": t.text}); err != nil {
			return err
		}
	}
	if n.notice != "" {
		if err := event(b, "notice", n.notice); err != nil {
			return err
		}
	}
	if !n.all && !n.clock {
		return nil
	}
	return s.writePanel(b)
}

// writePanel tells of the clock and of what may be done next.
func (s *Site) writePanel(b *bytes.Buffer) error {
	var html, advice bytes.Buffer
	panel, err := s.panel()
	if err != nil {
		return err
	}
	if err := s.templates.ExecuteTemplate(&html, "panel", panel); err != nil {
		return err
	}
	if err := s.templates.ExecuteTemplate(&advice, "advice", panel.Advice); err != nil {
		return err
	}
	return event(b, "panel", map[string]any{"html": html.String(), "advice": advice.String(), "wanted": panel.Advice.Chat})
}

// writeChat tells of a chat's messages and of its menu, which follows roles.
func (s *Site) writeChat(b *bytes.Buffer, c play.Chat) error {
	var log, menu bytes.Buffer
	shown := s.phone(c, recent)
	if err := s.templates.ExecuteTemplate(&log, "log", shown); err != nil {
		return err
	}
	if err := s.templates.ExecuteTemplate(&menu, "menu", shown); err != nil {
		return err
	}
	return event(b, "chat", map[string]any{"id": c.Name, "html": log.String(), "menu": menu.String()})
}

func event(b *bytes.Buffer, name string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(b, "event: %s\ndata: %s\n\n", name, text)
	return err
}
