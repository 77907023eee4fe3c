package page

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

// refusal is what cannot be done, in words for the person who tried.
type refusal string

func (r refusal) Error() string { return string(r) }

// mostBytes is how much one form may bring: more than Telegram lets a bot download.
const mostBytes = 32 << 20

// act is a person doing something in a chat: pressing a button, sending a command,
// a message or files, changing a message.
func (s *Site) act(w http.ResponseWriter, r *http.Request) {
	s.inDistrict(w, r, func() error {
		c, ok := s.find(r.PathValue("chat"))
		if !ok {
			return refusal("Такого чата нет. Обновите страницу.")
		}
		if c.Max {
			return refusal("Сюда не пишут: посты в MAX публикует бот.")
		}
		who, err := s.actor(c, r.FormValue("who"))
		if err != nil {
			return err
		}
		switch {
		case r.FormValue("press") != "":
			return s.press(who, c.ID, r.FormValue("press"))
		case r.FormValue("say") != "":
			return s.say(who, c.ID, r.FormValue("say"))
		case r.FormValue("edit") != "":
			return s.edit(who, c.ID, r.FormValue("edit"), r.FormValue("text"))
		}
		return s.send(who, c.ID, r)
	})
}

// inDistrict does something in the present district and says what came of it.
func (s *Site) inDistrict(w http.ResponseWriter, r *http.Request, do func() error) {
	if err := parse(w, r); err != nil {
		tell(w, r, err)
		return
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	tell(w, r, possible(do))
}

// parse reads a form of either kind.
func parse(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostBytes)
	err := r.ParseMultipartForm(mostBytes) //nolint:gosec // the reader above is bounded
	if errors.Is(err, http.ErrNotMultipart) {
		err = r.ParseForm()
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return refusal("Файлы больше 32 МБ сюда не помещаются.")
	}
	if err != nil {
		return refusal("Не удалось прочитать отправленное. Попробуйте ещё раз.")
	}
	return nil
}

// possible does something; what nobody can do at Telegram's, over which the
// emulator panics, is refused.
func possible(do func() error) (err error) {
	defer func() {
		switch why := recover().(type) {
		case nil:
		case string:
			if !strings.HasPrefix(why, "emulator: ") {
				panic(why)
			}
			err = refusal("В Telegram так сделать нельзя.")
		default:
			panic(why)
		}
	}()
	return do()
}

// tell answers a form: the script wants a plain word, a browser without it goes
// back to the page.
func tell(w http.ResponseWriter, r *http.Request, err error) {
	byScript := r.Header.Get("X-Script") != ""
	word, refused := errors.AsType[refusal](err)
	switch {
	case err == nil && byScript:
		w.WriteHeader(http.StatusNoContent)
	case err == nil:
		http.Redirect(w, r, "/", http.StatusSeeOther)
	case refused:
		http.Error(w, string(word), http.StatusUnprocessableEntity)
	default:
		http.Error(w, "Не вышло: "+err.Error(), http.StatusInternalServerError)
	}
}

// actor is who acts in a chat: its owner, or in a group the person chosen.
func (s *Site) actor(c play.Chat, name string) (int64, error) {
	if c.Private {
		return c.ID, nil
	}
	if p, ok := s.find(name); ok && p.Private {
		return p.ID, nil
	}
	return 0, refusal("Выберите, от чьего имени действовать.")
}

// press presses the button in a row and a column of a message.
func (s *Site) press(who, chat int64, value string) error {
	var id, row, column int
	if _, err := fmt.Sscanf(value, "%d:%d:%d", &id, &row, &column); err != nil {
		return refusal("Такой кнопки нет. Обновите страницу.")
	}
	m, ok := s.district.Telegram.Message(chat, id)
	if !ok || m.Deleted || row < 0 || row >= len(m.Buttons) || column < 0 || column >= len(m.Buttons[row]) {
		return refusal("Этой кнопки уже нет: сообщение изменилось.")
	}
	_, err := s.district.Telegram.PressData(who, chat, id, m.Buttons[row][column].Data)
	return err
}

// Limits of people's clients (core.telegram.org/bots/api#sendmessage).
const (
	longestText    = 4096
	longestCaption = 1024
)

func tooLong(text string, limit int) bool { return len(utf16.Encode([]rune(text))) > limit }

func (s *Site) say(who, chat int64, text string) error {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case text == "":
		return refusal("Напишите сообщение или приложите файл.")
	case tooLong(text, longestText):
		return refusal("Сообщение длиннее 4096 знаков: Telegram его не примет.")
	}
	s.district.Telegram.Say(who, chat, text)
	return nil
}

func (s *Site) edit(who, chat int64, value, text string) error {
	id, err := strconv.Atoi(value)
	m, ok := s.district.Telegram.Message(chat, id)
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case err != nil || !ok || m.Deleted || m.From != who:
		return refusal("Изменить можно только своё сообщение.")
	case text == "":
		return refusal("Сообщение не может быть пустым.")
	case tooLong(text, longestText) || m.Kind != "text" && tooLong(text, longestCaption):
		return refusal("Текст слишком длинный: Telegram его не примет.")
	}
	s.district.Telegram.Edit(who, chat, id, text)
	return nil
}

// forward passes a message, with the rest of its album, on to another chat.
func (s *Site) forward(w http.ResponseWriter, r *http.Request) {
	s.inDistrict(w, r, func() error {
		from, ok := s.find(r.FormValue("from"))
		who, found := s.find(r.FormValue("who"))
		if !ok || !found || from.Max || !who.Private || from.Private && from.ID != who.ID {
			return refusal("Выберите, кто пересылает.")
		}
		to := who
		if name := r.FormValue("to"); name != "bot" {
			if to, ok = s.find(name); !ok || to.Private || to.Max {
				return refusal("Выберите, куда переслать.")
			}
		}
		id, err := strconv.Atoi(r.FormValue("message"))
		m, ok := s.district.Telegram.Message(from.ID, id)
		if err != nil || !ok || m.Deleted {
			return refusal("Этого сообщения уже нет.")
		}
		return s.pass(who.ID, to.ID, m)
	})
}

func (s *Site) pass(who, to int64, m emulator.Message) error {
	var items []emulator.Draft
	for _, o := range s.district.Telegram.Messages(m.Chat) {
		if o.ID != m.ID && (m.Album == "" || o.Album != m.Album) {
			continue
		}
		d := emulator.Draft{Text: o.Text, Entities: o.Entities, ForwardOf: origin(o)}
		if len(o.Files) > 0 {
			of := &emulator.Upload{Of: o.Files[len(o.Files)-1].ID}
			switch o.Kind {
			case "photo":
				d.Photo = of
			case "video":
				d.Video = of
			default:
				d.Document = of
			}
		}
		items = append(items, d)
	}
	if len(items) > 1 {
		s.district.Telegram.Album(who, to, items...)
		return nil
	}
	s.district.Telegram.Send(who, to, items[0])
	return nil
}

// origin is where a message that is passed on comes from: what was forwarded once
// keeps its first origin.
func origin(m emulator.Message) *emulator.Origin {
	switch {
	case m.Forward != nil:
		return m.Forward
	case m.SenderChat != 0 && m.From == 0:
		return &emulator.Origin{Channel: m.SenderChat, Message: m.ID, Date: m.Date}
	}
	return &emulator.Origin{User: m.From, Date: m.Date}
}

// follow is somebody following an invitation to the bot.
func (s *Site) follow(w http.ResponseWriter, r *http.Request) {
	s.inDistrict(w, r, func() error {
		who, ok := s.find(r.FormValue("who"))
		if !ok || !who.Private {
			return refusal("Выберите, кто открывает приглашение.")
		}
		return s.say(who.ID, who.ID, "/start "+r.FormValue("code"))
	})
}
