package emulator

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"path"
	"strconv"
	"strings"
	"time"
)

// File is a file of a message: a size of a photo, or the one file of the rest.
type File struct {
	ID       string // file_id
	UniqueID string // file_unique_id
	Name     string
	MIME     string
	Size     int64
	Width    int
	Height   int
	Duration int
}

// media is the file or the photo of one message or several: sent again by
// file_id it stays the same.
type media struct {
	kind  string // "photo", "video", "document", "sticker", "voice", "video_note", "audio", "animation"
	files []*file
	emoji string
}

type file struct {
	File
	owner   *media
	content []byte
	gone    bool
	path    string
	expires time.Time
}

type fileStore struct {
	secret []byte
	byID   map[string]*file
	byPath map[string]*file
	seq    uint64
}

func (f *fileStore) init(botID int64) {
	f.secret = []byte(strconv.FormatInt(botID, 10))
	f.byID = map[string]*file{}
	f.byPath = map[string]*file{}
}

// kindCodes are the first bytes of file ids; the familiar AgAC, BQAC, BAAC come
// of them.
var kindCodes = map[string]byte{
	"photo": 2, "voice": 3, "video": 4, "document": 5, "sticker": 8, "audio": 9, "animation": 10, "video_note": 13,
}

// typeNames are the kinds as the server's error texts name them.
var typeNames = map[string]string{
	"photo": "Photo", "voice": "VoiceNote", "video": "Video", "document": "Document", "sticker": "Sticker",
	"audio": "Audio", "animation": "Animation", "video_note": "VideoNote",
}

// fileIDVersion ends every file id; without it the server cannot read one.
const fileIDVersion = 4

// register gives a file its ids. They are opaque: kind, number, checksum.
func (f *fileStore) register(x *file) {
	f.seq++
	id := []byte{kindCodes[x.owner.kind], 0, 2, 2, 2, 0, 3, 25, 1, 0}
	id = binary.BigEndian.AppendUint64(id, f.seq)
	id = append(id, f.checksum(id)...)
	id = append(id, '-', fileIDVersion)
	x.ID = base64.RawURLEncoding.EncodeToString(id)
	unique := sha256.Sum256(id)
	x.UniqueID = "AQAD" + base64.RawURLEncoding.EncodeToString(unique[:8])
	f.byID[x.ID] = x
}

func (f *fileStore) checksum(id []byte) []byte {
	sum := sha256.Sum256(append(append([]byte(nil), f.secret...), id...))
	return sum[:8]
}

// resolve finds a file by its id, or says in the server's words why it cannot.
func (f *fileStore) resolve(id string) (*file, error) {
	const prefix = "Wrong remote file identifier specified: "
	raw := strings.TrimRight(id, "=")
	if i := strings.IndexFunc(raw, func(r rune) bool {
		return r > 127 || !isAlnum(byte(r)) && r != '-' && r != '_'
	}); i >= 0 {
		return nil, fieldError(prefix + "Wrong character in the string")
	}
	if len(raw)%4 == 1 {
		return nil, fieldError(prefix + "Wrong string length")
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(raw)
	if err != nil {
		return nil, fieldError(prefix + "Wrong padding in the string")
	}
	if len(b) == 0 || b[len(b)-1] != fileIDVersion {
		return nil, fieldError(prefix + "can't unserialize it. Wrong last symbol")
	}
	x := f.byID[raw]
	if x == nil {
		return nil, fieldError("Wrong file identifier/HTTP URL specified")
	}
	return x, nil
}

var folders = map[string]string{
	"photo": "photos", "voice": "voice", "video": "videos", "document": "documents", "sticker": "stickers",
	"audio": "music", "animation": "animations", "video_note": "video_notes",
}

var extensions = map[string]string{
	"photo": ".jpg", "voice": ".oga", "video": ".mp4", "sticker": ".webp", "audio": ".mp3", "animation": ".mp4",
	"video_note": ".mp4",
}

// link gives a file the path under which it can be downloaded for an hour.
func (f *fileStore) link(x *file, now time.Time) string {
	if x.path == "" {
		ext := extensions[x.owner.kind]
		if e := path.Ext(x.Name); e != "" {
			ext = e
		}
		x.path = fmt.Sprintf("%s/file_%d%s", folders[x.owner.kind], len(f.byPath), ext)
		f.byPath[x.path] = x
	}
	x.expires = now.Add(time.Hour)
	return x.path
}

// bytes is the content, made up when the file came without one.
func (x *file) bytes() []byte {
	if x.content != nil {
		return x.content
	}
	if x.owner.kind == "photo" {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, x.Width, x.Height)), nil); err != nil {
			panic("emulator: encode a grey picture: " + err.Error())
		}
		return b.Bytes()
	}
	return bytes.Repeat([]byte{'.'}, int(x.Size))
}

// Content is what a file holds, by its file_id: as people's clients, which need no
// link, download it.
func (s *Server) Content(id string) (content []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.files.resolve(id)
	if err != nil || x.gone {
		return nil, false
	}
	return x.bytes(), true
}

func (x *file) json() object {
	return object{"file_id": x.ID, "file_unique_id": x.UniqueID, "file_size": x.Size}
}
