package page

import (
	"io"
	"net/http"
	"time"

	"sdelaemvmeste/internal/demo"
)

// fault lets something go wrong, and says what it was.
func (s *Site) fault(w http.ResponseWriter, r *http.Request) {
	s.wheel.stop()
	s.inDistrict(w, r, func() error {
		defer s.hub.clockChanged()
		switch r.FormValue("kind") {
		case "off":
			if err := s.district.SwitchOff(3 * 24 * time.Hour); err != nil {
				return err
			}
			s.hub.notice("Бот не работал трое суток и запущен снова. Пропущенное он присылает одним сообщением, в рабочее время.")
		case "silence":
			if err := s.district.Silence(true); err != nil {
				return err
			}
			s.hub.notice("Telegram не отвечает. Пишите и нажимайте: всё дойдёт, когда связь вернётся.")
		case "answer":
			if err := s.district.Silence(false); err != nil {
				return err
			}
			s.hub.notice("Telegram снова отвечает. Отложенное доставлено.")
		case "kill":
			if err := s.district.Kill(); err != nil {
				return err
			}
			s.hub.notice("Процесс убит и запущен снова на своём файле базы. Ничего не потеряно, ничего не пришло дважды.")
		default:
			return refusal("Такого сбоя нет.")
		}
		return nil
	})
}

// again begins the story anew.
func (s *Site) again(w http.ResponseWriter, r *http.Request) {
	if err := parse(w, r); err != nil {
		tell(w, r, err)
		return
	}
	tell(w, r, s.replace(func() (*demo.Demo, error) { return demo.Play(io.Discard, s.real) }, false))
}

// ownPlan begins with an empty database and the visitor's own plan.
func (s *Site) ownPlan(w http.ResponseWriter, r *http.Request) {
	if err := parse(w, r); err != nil {
		tell(w, r, err)
		return
	}
	f, h, err := r.FormFile("plan")
	if err != nil {
		tell(w, r, refusal("Выберите файл плана: DOCX, XLSX или YAML."))
		return
	}
	defer f.Close()
	content, err := read(h)
	if err == nil {
		err = s.replace(func() (*demo.Demo, error) { return demo.Own(h.Filename, content, s.real) }, true)
	}
	tell(w, r, err)
}
