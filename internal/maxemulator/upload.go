package maxemulator

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"
)

// upload is an address at which one file is awaited.
type upload struct {
	kind string
	file *file // known from the beginning of a video or an audio
	used bool
}

// file is something uploaded.
type file struct {
	kind, token string
	number      int
	content     []byte
	taken       bool      // its content has arrived
	ready       time.Time // before that it cannot be attached
}

// uploadPath is where files are taken, on whatever host the bot was told.
const uploadPath = "/upload.do"

// getUploadUrl gives the address for one file. Of a video and an audio the token
// comes with the address, of a picture and a file with the answer to the upload.
func (s *Server) getUploadURL(c call) (any, *refusal) {
	kind := c.query.Get("type")
	s.made++
	u := &upload{kind: kind}
	id := fmt.Sprintf("u%06d", s.made)
	s.uploads[id] = u
	given := object{"url": c.origin + uploadPath + "?id=" + id + "&sig=" + url.QueryEscape(fmt.Sprintf("%x", s.made*7919))}
	if kind == "video" || kind == "audio" {
		u.file = s.newFile(kind)
		given["token"] = u.file.token
	}
	return given, nil
}

func (s *Server) newFile(kind string) *file {
	n := len(s.files) + 1
	f := &file{kind: kind, number: n, token: fmt.Sprintf("%s-%06d-%x", kind, n, n*104729)}
	s.files[f.token] = f
	return f
}

// takeUpload takes the file itself. It goes to another server, which knows no
// token: a bot that shows it one has told its secret.
func (s *Server) takeUpload(c call) (any, *refusal) {
	u := s.uploads[c.query.Get("id")]
	switch {
	case c.header.Get("Authorization") != "":
		return nil, violation("the token is shown to the server of uploads")
	case c.method != http.MethodPost:
		return nil, &refusal{status: http.StatusMethodNotAllowed, code: "method.not.allowed", text: "Method not allowed"}
	case u == nil || u.used:
		return nil, notFound("not.found", "Upload not found")
	}
	content, refused := multipartFile(c)
	if refused != nil {
		return nil, refused
	}
	if u.kind == "image" && len(content) > s.cfg.Limits.ImageBytes {
		return nil, &refusal{status: http.StatusRequestEntityTooLarge, code: "too.large", text: "File is too large"}
	}
	u.used = true
	if u.file == nil {
		u.file = s.newFile(u.kind)
	}
	u.file.content, u.file.taken = content, true
	if u.kind != "image" {
		u.file.ready = s.cfg.Pace().Add(s.cfg.Limits.Processing)
	}
	switch u.kind {
	case "image":
		return object{"photos": object{fmt.Sprintf("photo%d==", u.file.number): object{"token": u.file.token}}}, nil
	case "file":
		return object{"fileId": u.file.number, "token": u.file.token}, nil
	}
	return object{"retval": 1}, nil
}

// multipartFile is the one file of a form, in its field «data».
func multipartFile(c call) ([]byte, *refusal) {
	kind, params, err := mime.ParseMediaType(c.header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return nil, violation("an upload of content type %q", c.header.Get("Content-Type"))
	}
	form := multipart.NewReader(bytes.NewReader(c.body), params["boundary"])
	part, err := form.NextPart()
	if err != nil || part.FormName() != "data" || part.FileName() == "" {
		return nil, violation("an upload without a file «data»")
	}
	content, err := io.ReadAll(part)
	if err != nil || len(content) == 0 {
		return nil, invalid("File is empty")
	}
	if _, err := form.NextPart(); err != io.EOF {
		return nil, violation("an upload of more than one file")
	}
	return content, nil
}

// json is a file as an attachment of a message. The token that it is shown under
// is not the one it was uploaded with.
func (f *file) json() object {
	payload := object{"token": "shown-" + f.token, "url": fmt.Sprintf("https://i.oneme.ru/i?r=%d", f.number)}
	if f.kind == "image" {
		payload["photo_id"] = f.number
	}
	return object{"type": f.kind, "payload": payload}
}
