package emulator

// Upload is a file as a person or the bot brings it.
type Upload struct {
	Name    string
	MIME    string
	Content []byte
	// Size is the declared size when there is no Content.
	Size int64
	// Width, Height of pictures; by default 1280×960.
	Width, Height int
	Duration      int    // seconds
	Emoji         string // of a sticker
	// Of is the file_id of a file the server has: it is passed on as it is, and
	// nothing else of the upload counts.
	Of string
}

// photoSides are the longer sides of the sizes that the server makes of a photo.
var photoSides = []int{90, 320, 800, 1280}

// store keeps an uploaded file as media of a kind.
func (s *Server) store(kind string, u Upload) *media {
	if u.Of != "" {
		x, err := s.files.resolve(u.Of)
		if err != nil {
			panic("emulator: a person cannot pass this on: " + err.Error())
		}
		return x.owner
	}
	m := &media{kind: kind, emoji: u.Emoji}
	if u.Width == 0 || u.Height == 0 {
		u.Width, u.Height = 1280, 960
	}
	if u.Size == 0 {
		u.Size = int64(len(u.Content))
	}
	if kind == "photo" {
		s.storeSizes(m, u)
		return m
	}
	if u.Size == 0 {
		u.Size = 1024
	}
	x := &file{owner: m, content: u.Content, File: File{
		Name: u.Name, MIME: u.MIME, Size: u.Size, Width: u.Width, Height: u.Height, Duration: u.Duration,
	}}
	m.files = []*file{x}
	s.files.register(x)
	return m
}

// storeSizes makes the sizes of a photo: never larger than the original, the
// largest holding the original's content.
func (s *Server) storeSizes(m *media, u Upload) {
	longer := max(u.Width, u.Height)
	for i, side := range photoSides {
		last := i == len(photoSides)-1 || side >= longer
		scale := float64(min(side, longer)) / float64(longer)
		w, h := max(1, int(float64(u.Width)*scale)), max(1, int(float64(u.Height)*scale))
		x := &file{owner: m, File: File{Width: w, Height: h, Size: int64(w*h/10 + 500), MIME: "image/jpeg"}}
		if last && u.Content != nil {
			x.content, x.Size = u.Content, int64(len(u.Content))
		} else if last && u.Size > 0 {
			x.Size = u.Size
		}
		m.files = append(m.files, x)
		s.files.register(x)
		if last {
			return
		}
	}
}

func (m *media) view() []File {
	out := make([]File, 0, len(m.files))
	for _, x := range m.files {
		out = append(out, x.File)
	}
	return out
}

// json writes the media's own field of a Message.
func (m *media) json(o object) {
	if m.kind == "photo" {
		sizes := make([]object, 0, len(m.files))
		for _, x := range m.files {
			size := x.json()
			size["width"], size["height"] = x.Width, x.Height
			sizes = append(sizes, size)
		}
		o["photo"] = sizes
		return
	}
	x := m.files[0]
	f := x.json()
	if x.Name != "" && m.kind != "voice" && m.kind != "video_note" && m.kind != "sticker" {
		f["file_name"] = x.Name
	}
	if x.MIME != "" && m.kind != "video_note" && m.kind != "sticker" {
		f["mime_type"] = x.MIME
	}
	switch m.kind {
	case "video", "animation":
		f["width"], f["height"], f["duration"] = x.Width, x.Height, x.Duration
	case "voice", "audio":
		f["duration"] = x.Duration
	case "video_note":
		f["length"], f["duration"] = min(x.Width, x.Height), x.Duration
	case "sticker":
		f["type"], f["width"], f["height"] = "regular", 512, 512
		f["is_animated"], f["is_video"] = false, false
		if m.emoji != "" {
			f["emoji"] = m.emoji
		}
	}
	o[m.kind] = f
	if m.kind == "animation" {
		o["document"] = f
	}
}

// takesCaption tells which kinds of media carry a caption.
func (m *media) takesCaption() bool { return m.kind != "sticker" && m.kind != "video_note" }
