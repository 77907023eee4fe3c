package page

import (
	"bytes"
	"image"
	_ "image/gif"  // people send pictures as GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // or PNG
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"sdelaemvmeste/internal/demo"
	"sdelaemvmeste/internal/emulator"
)

// Limits of Telegram (core.telegram.org/bots/api#sending-files, #getfile).
const (
	mostPhoto = 10 << 20
	mostAlbum = 10
)

// send sends what stands in the form: a text, or files with it as the caption.
// Pictures travel together as an album, documents each on its own.
func (s *Site) send(who, chat int64, r *http.Request) error {
	photos, documents, err := enclosed(r)
	if err != nil {
		return err
	}
	text := r.FormValue("text")
	replyTo, _ := strconv.Atoi(r.FormValue("reply")) // what is no number is no reply
	if len(photos)+len(documents) == 0 {
		if replyTo == 0 {
			return s.say(who, chat, text)
		}
		return s.answer(who, chat, replyTo, text)
	}
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if tooLong(text, longestCaption) {
		return refusal("Подпись длиннее 1024 знаков: отправьте текст отдельным сообщением.")
	}
	var items []emulator.Draft
	for _, p := range photos {
		items = append(items, emulator.Draft{Photo: p, ReplyTo: replyTo})
	}
	if len(items) > mostAlbum {
		return refusal("В одном альбоме не больше десяти фотографий.")
	}
	var singly []emulator.Draft
	for _, d := range documents {
		singly = append(singly, emulator.Draft{Document: d, ReplyTo: replyTo})
	}
	if len(items) > 0 {
		items[0].Text = text
	} else {
		singly[0].Text = text
	}
	if len(items) > 1 {
		s.district.Telegram.Album(who, chat, items...)
	} else {
		singly = append(items, singly...)
	}
	for _, d := range singly {
		s.district.Telegram.Send(who, chat, d)
	}
	return nil
}

func (s *Site) answer(who, chat int64, to int, text string) error {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" || tooLong(text, longestText) {
		return refusal("Напишите ответ, не длиннее 4096 знаков.")
	}
	s.district.Telegram.Send(who, chat, emulator.Draft{Text: text, ReplyTo: to})
	return nil
}

// enclosed gives the files of a form, ready ones and the visitor's own.
func enclosed(r *http.Request) (photos, documents []*emulator.Upload, err error) {
	asFile := r.FormValue("asfile") != ""
	add := func(name string, content []byte) error {
		u := &emulator.Upload{Name: name, Content: content, MIME: http.DetectContentType(content)}
		picture, _, err := image.DecodeConfig(bytes.NewReader(content))
		switch {
		case len(content) == 0:
			return refusal("Файл «" + name + "» пуст.")
		case err != nil || asFile:
			documents = append(documents, u)
		case len(content) > mostPhoto:
			return refusal("Фотография «" + name + "» больше 10 МБ: Telegram такую не примет. Отправьте её файлом.")
		default:
			u.Width, u.Height = picture.Width, picture.Height
			photos = append(photos, u)
		}
		return nil
	}
	for _, name := range r.Form["ready"] {
		if content, ok := demo.File(name); ok {
			if err := add(name, content); err != nil {
				return nil, nil, err
			}
		}
	}
	if r.MultipartForm == nil {
		return photos, documents, nil
	}
	for _, h := range r.MultipartForm.File["file"] {
		if h.Filename == "" {
			continue // the field was left empty
		}
		content, err := read(h)
		if err == nil {
			err = add(h.Filename, content)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return photos, documents, nil
}

func read(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
