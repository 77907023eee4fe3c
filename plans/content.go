package plans

import (
	"slices"
	"unicode/utf16"
)

// Entity is a piece of formatting, offsets in UTF-16 units (Bot API
// «MessageEntity»).
type Entity struct {
	Type        string `json:"type"`
	Offset      int    `json:"offset"`
	Length      int    `json:"length"`
	URL         string `json:"url,omitempty"`
	User        UserID `json:"user,omitempty"`
	Language    string `json:"language,omitempty"`
	CustomEmoji string `json:"custom_emoji_id,omitempty"`
}

// Media is one file that lies at Telegram's.
type Media struct {
	Kind   MediaKind `json:"kind"`
	File   string    `json:"file"`   // file_id
	Unique string    `json:"unique"` // file_unique_id, the same for everybody
	Name   string    `json:"name,omitempty"`
	MIME   string    `json:"mime,omitempty"`
	Size   int64     `json:"size,omitempty"` // bytes, 0 when Telegram does not say
}

// MediaKind is what sort of file a message carries.
type MediaKind string

// The sorts of file; OtherMedia is a sticker, poll, location and the like.
const (
	Photo      MediaKind = "photo"
	Video      MediaKind = "video"
	Document   MediaKind = "document"
	Animation  MediaKind = "animation"
	Voice      MediaKind = "voice"
	VideoNote  MediaKind = "video_note"
	Audio      MediaKind = "audio"
	OtherMedia MediaKind = "other"
)

// Limits of what one publication may hold (Bot API: sendMessage, sendPhoto,
// sendMediaGroup), text in UTF-16 units.
const (
	TextLimit    = 4096
	CaptionLimit = 1024
	AlbumLimit   = 10
)

// Content is what a post shows: text with its formatting, photos and videos.
type Content struct {
	Text     string   `json:"text,omitempty"`
	Entities []Entity `json:"entities,omitempty"`
	Media    []Media  `json:"media,omitempty"`
}

// Len is the length of a text in UTF-16 units, as Telegram counts.
func Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Equal tells whether both show the same.
func (c Content) Equal(o Content) bool {
	return c.Text == o.Text && slices.Equal(c.Entities, o.Entities) && slices.Equal(c.Media, o.Media)
}

// Apart tells whether the text is too long for a caption and goes out as a
// message of its own after the photos.
func (c Content) Apart() bool { return len(c.Media) > 0 && Len(c.Text) > CaptionLimit }
