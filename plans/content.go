package plans

import (
	"fmt"
	"slices"
	"strings"
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
	// Spoiler hides the picture until it is touched.
	Spoiler bool `json:"spoiler,omitempty"`
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
	// NoPreview keeps what the text's links lead to from being shown under it (Bot
	// API «LinkPreviewOptions»).
	NoPreview bool `json:"no_preview,omitempty"`
}

// Len is the length of a text in UTF-16 units, as Telegram counts.
func Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Equal reports whether both contents show the same.
func (c Content) Equal(o Content) bool {
	return c.Text == o.Text && c.NoPreview == o.NoPreview && slices.Equal(c.Entities, o.Entities) && slices.Equal(c.Media, o.Media)
}

// Apart reports whether the text is too long for a caption, so that it goes out
// as a message of its own after the photos.
func (c Content) Apart() bool { return len(c.Media) > 0 && Len(c.Text) > CaptionLimit }

// Check refuses content that cannot be published as it is with an [ErrInvalid].
func (c Content) Check() error {
	switch {
	case c.Empty():
		return fmt.Errorf("post is empty: %w", ErrInvalid)
	case len(c.Media) > AlbumLimit:
		return fmt.Errorf("%d photos, at most %d: %w", len(c.Media), AlbumLimit, ErrInvalid)
	case Len(c.Text) > TextLimit:
		return fmt.Errorf("text of %d, at most %d: %w", Len(c.Text), TextLimit, ErrInvalid)
	case slices.ContainsFunc(c.Media, func(m Media) bool { return !m.Kind.Postable() }):
		return fmt.Errorf("file that is no photo or video: %w", ErrInvalid)
	}
	return nil
}

// Empty reports whether there is nothing to show.
func (c Content) Empty() bool { return strings.TrimSpace(c.Text) == "" && len(c.Media) == 0 }

// Postable reports whether files of the kind may stand in a post: photos and
// videos alone can be mixed in one album (Bot API «sendMediaGroup»).
func (k MediaKind) Postable() bool { return k == Photo || k == Video }

// Parts is how many messages or albums the content takes.
func (c Content) Parts() int {
	if c.Apart() {
		return 2
	}
	return 1
}

// Part gives what the n-th message or album shows, from 0.
func (c Content) Part(n int) Content {
	switch {
	case !c.Apart():
		return c
	case n == 0:
		return Content{Media: c.Media}
	}
	return Content{Text: c.Text, Entities: c.Entities, NoPreview: c.NoPreview}
}

// place gives the index of the message that shows this text and file, -1 for
// none: the text stands alone, or under the first file.
func (c Content) place(text string, file *Media) int {
	if file == nil {
		if len(c.Media) == 0 && c.Text == text {
			return 0
		}
		return -1
	}
	for i, m := range c.Media {
		caption := ""
		if i == 0 {
			caption = c.Text
		}
		if m.Unique == file.Unique && caption == text {
			return i
		}
	}
	return -1
}

func (c Content) clone() Content {
	return Content{c.Text, slices.Clone(c.Entities), slices.Clone(c.Media), c.NoPreview}
}
