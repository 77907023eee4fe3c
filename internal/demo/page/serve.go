package page

import (
	"bytes"
	"net/http"
	"path"
	"time"

	"sdelaemvmeste/internal/demo"
)

// whole is everything on the page.
type whole struct {
	Panel  panel
	Phones []phone
	People []person
	Groups []person
	Own    bool
	Brief  bool   // the rest is told later
	ID     string // of the district
}

func (s *Site) index(w http.ResponseWriter, r *http.Request) {
	all, err := s.whole(!r.URL.Query().Has("whole"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.show(w, "index", all)
}

// whole gathers everything on the page; brief is what it comes with at first.
func (s *Site) whole(brief bool) (whole, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := whole{Own: s.own, ID: s.id, Brief: brief}
	limit := recent
	if brief {
		limit = newest
	}
	var err error
	if all.Panel, err = s.panel(); err != nil {
		return whole{}, err
	}
	for _, c := range s.phones() {
		shown := s.phone(c, limit)
		shown.Brief, shown.Wanted = brief, c.Name == all.Panel.Advice.Chat
		for _, r := range demo.Readies() {
			shown.Ready = append(shown.Ready, ready(r))
		}
		all.Phones = append(all.Phones, shown)
		switch {
		case c.Private:
			all.People = append(all.People, person{c.Name, c.Title})
		case !shown.Channel:
			all.Groups = append(all.Groups, person{c.Name, c.Title})
		}
	}
	return all, nil
}

// history is a chat from its first message on, to be read.
func (s *Site) history(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	c, ok := s.find(r.PathValue("chat"))
	if !ok {
		s.mu.RUnlock()
		http.NotFound(w, r)
		return
	}
	all := s.phone(c, 0)
	s.mu.RUnlock()
	s.show(w, "history", all)
}

func (s *Site) show(w http.ResponseWriter, name string, data any) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // whoever has gone reads nothing
}

// file is a picture or a document of a message. Nothing but a picture is shown
// within the page.
func (s *Site) file(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	content, ok := s.district.Telegram.Content(r.PathValue("id"))
	s.mu.RUnlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	give(w, r, r.FormValue("name"), content)
}

func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	content, ok := demo.File(r.PathValue("name"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	give(w, r, r.PathValue("name"), content)
}

func give(w http.ResponseWriter, r *http.Request, name string, content []byte) {
	h := w.Header()
	kind := http.DetectContentType(content)
	switch kind {
	case "image/jpeg", "image/png", "image/gif":
	default:
		kind = "application/octet-stream"
		h.Set("Content-Disposition", "attachment")
	}
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, max-age=3600") // a file_id names the same file for ever
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(content))
}
