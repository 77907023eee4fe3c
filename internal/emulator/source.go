package emulator

import (
	"bytes"
	"image"
	_ "image/gif"  // photos may come as GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // or PNG
	"net/http"
	"strings"
)

const (
	maxPhotoBytes = 10 << 20
	maxFileBytes  = 50 << 20
	// A photo's sides may be 10000 together and 20 to 1.
	maxPhotoSides = 10000
	maxPhotoRatio = 20
)

// source is where the file of a message comes from: a part of the request, a
// file_id or an address.
type source struct {
	part *upload
	ref  string
}

// parseSource reads a file parameter; nil when there is no file. A part of the
// parameter's own name wins over its value; "attach://x" means the part x.
func parseSource(r *request, name, value string) *source {
	if part, ok := r.files[name]; ok && name != "" {
		return &source{part: &part}
	}
	if attached, ok := strings.CutPrefix(value, "attach://"); ok {
		part, ok := r.files[attached]
		if !ok {
			return nil
		}
		return &source{part: &part}
	}
	if value == "" {
		return nil
	}
	return &source{ref: value}
}

// webPage is what an address gives when the server fetches it.
type webPage struct {
	mime    string
	content []byte
}

// Web lets the emulated server find a file at an address, for messages sent by
// URL. All other addresses fail.
func (s *Server) Web(url, contentType string, content []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.web[url] = webPage{contentType, content}
}

// ForgetFile makes a file unavailable on the server, as old files become.
func (s *Server) ForgetFile(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x, err := s.files.resolve(id); err == nil {
		for _, size := range x.owner.files {
			size.gone = true
		}
	}
}

// serverError is an error of Telegram itself, below the Bot API, by its code.
func serverError(code string) *apiError {
	text := code
	switch code {
	case "MEDIA_EMPTY":
		text = "Wrong file identifier/HTTP URL specified"
	case "WEBPAGE_CURL_FAILED":
		text = "Failed to get HTTP URL content"
	case "WEBPAGE_MEDIA_EMPTY":
		text = "Wrong type of the web page content"
	}
	e := bad("%s", text)
	e.raw = code
	return e
}

// load makes media of a source, or refuses it as the server does.
func (s *Server) load(src *source, kind string) (*media, *apiError) {
	switch {
	case src.part != nil:
		return s.loadUpload(Upload{Name: src.part.name, Content: src.part.content, MIME: mimeOf(src.part)}, kind)
	case strings.Contains(src.ref, "."):
		return s.loadPage(src.ref, kind)
	}
	x, err := s.files.resolve(src.ref)
	if err != nil {
		return nil, bad("%s", err)
	}
	if x.gone {
		return nil, serverError("MEDIA_EMPTY")
	}
	if is := x.owner.kind; is != kind && (is == "photo" || kind == "photo") {
		return nil, bad("Can't use file of type %s as %s", typeNames[is], typeNames[kind])
	}
	return x.owner, nil
}

func mimeOf(part *upload) string { return http.DetectContentType(part.content) }

func (s *Server) loadUpload(u Upload, kind string) (*media, *apiError) {
	if len(u.Content) == 0 {
		return nil, bad("file must be non-empty")
	}
	if len(u.Content) > maxFileBytes || kind == "photo" && len(u.Content) > maxPhotoBytes {
		return nil, &apiError{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
	}
	if kind == "photo" {
		config, _, err := image.DecodeConfig(bytes.NewReader(u.Content))
		if err != nil {
			return nil, serverError("IMAGE_PROCESS_FAILED")
		}
		u.Width, u.Height = config.Width, config.Height
		if w, h := config.Width, config.Height; w+h > maxPhotoSides || w > maxPhotoRatio*h || h > maxPhotoRatio*w {
			return nil, serverError("PHOTO_INVALID_DIMENSIONS")
		}
	}
	return s.store(kind, u), nil
}

func (s *Server) loadPage(address, kind string) (*media, *apiError) {
	if _, err := checkLink(address); err != nil {
		return nil, bad("Invalid file HTTP URL specified: Wrong HTTP URL")
	}
	page, ok := s.web[address]
	if !ok {
		return nil, serverError("WEBPAGE_CURL_FAILED")
	}
	wanted := map[string]string{"photo": "image/", "video": "video/", "document": ""}[kind]
	if !strings.HasPrefix(page.mime, wanted) || strings.HasPrefix(page.mime, "text/html") {
		return nil, serverError("WEBPAGE_MEDIA_EMPTY")
	}
	return s.loadUpload(Upload{Content: page.content, MIME: page.mime}, kind)
}
