package page

import (
	"context"
	"net/http"
	"sync"
	"time"

	"sdelaemvmeste/internal/demo"
)

// clock turns the district's clock on.
func (s *Site) clock(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("to") != "wheel" {
		s.wheel.stop()
	}
	s.inDistrict(w, r, func() error {
		defer s.hub.clockChanged()
		d := s.district
		switch r.FormValue("to") {
		case "hour":
			return s.turn(d.Now().Add(time.Hour))
		case "morning":
			return s.turn(d.Morning())
		case "week":
			return s.turn(d.Now().AddDate(0, 0, 7))
		case "next":
			ahead, err := d.Ahead()
			if err != nil {
				return err
			}
			if ahead.Next.IsZero() {
				return refusal("Впереди ничего нет.")
			}
			return s.turn(ahead.Next)
		case "wheel":
			s.spin()
			return nil
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", r.FormValue("date")+" 09:00", d.Zone)
		if err != nil {
			return refusal("Укажите дату.")
		}
		return s.turn(at)
	})
}

func (s *Site) turn(to time.Time) error {
	now := s.district.Now()
	if to.Before(now) {
		return refusal("Назад часы не идут. Начать заново можно кнопкой «Сначала».")
	}
	if to.After(now.AddDate(1, 0, 1)) {
		return refusal("За один раз часы переводят не дальше чем на год.")
	}
	spoke, err := s.district.Turn(to, false)
	if err == nil && !spoke {
		s.hub.notice("На часах " + s.district.Now().In(s.district.Zone).Format("02.01.2006, 15:04") + ". Новых сообщений нет.")
	}
	return err
}

// wheel runs the clock a day a second until the bot says something.
type wheel struct {
	mu      sync.Mutex
	cancel  context.CancelFunc // nil while it stands still
	stopped chan struct{}
}

func (w *wheel) turning() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cancel != nil
}

// stop stops the wheel and waits until it stands still.
func (w *wheel) stop() {
	w.mu.Lock()
	cancel, stopped := w.cancel, w.stopped
	w.mu.Unlock()
	if cancel != nil {
		cancel()
		<-stopped
	}
}

// spin lets the wheel run, or stops it when it does.
func (s *Site) spin() {
	w := &s.wheel
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		w.cancel()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel, w.stopped = cancel, make(chan struct{})
	go s.run(ctx, s.district, w.stopped)
}

// run is the wheel's goroutine; whoever wants it ended waits for stopped.
func (s *Site) run(ctx context.Context, d *demo.Demo, stopped chan struct{}) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	word := ""
	for word == "" {
		select {
		case <-ctx.Done():
			word = "Часы остановлены."
			continue
		case <-second.C:
		}
		spoke, err := d.Turn(d.Now().AddDate(0, 0, 1), true)
		switch {
		case err != nil:
			word = "Часы остановились: " + err.Error()
		case spoke:
			word = "Часы остановились: пришли новые сообщения."
		}
		s.hub.clockChanged()
	}
	s.wheel.mu.Lock()
	s.wheel.cancel = nil
	s.wheel.mu.Unlock()
	close(stopped)
	s.hub.notice(word)
	s.hub.clockChanged()
}
