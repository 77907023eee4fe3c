package telegram

import (
	"fmt"
	"maps"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// single are the methods that send one file by its id.
var single = map[store.MediaKind]struct{ method, field string }{
	store.Photo:     {"sendPhoto", "photo"},
	store.Video:     {"sendVideo", "video"},
	store.Document:  {"sendDocument", "document"},
	store.Animation: {"sendAnimation", "animation"},
	store.Audio:     {"sendAudio", "audio"},
	store.Voice:     {"sendVoice", "voice"},
	store.VideoNote: {"sendVideoNote", "video_note"},
}

// grouped are the kinds that may stand in an album or replace a file.
var grouped = map[store.MediaKind]bool{
	store.Photo: true, store.Video: true, store.Document: true, store.Audio: true, store.Animation: true,
}

// media sends one file, or an album. An album carries no keyboard (Bot API
// «sendMediaGroup»); its caption stands on the first item, so that it is shown
// under the whole.
func (r *request) media(o store.Outgoing) error {
	r.sent(o)
	switch n := len(o.Media); {
	case n == 0 || n > plans.AlbumLimit:
		return fmt.Errorf("an album of %d: %w", n, errMalformed)
	case n > 1:
		r.method = "sendMediaGroup"
		items := make([]map[string]any, n)
		for i, m := range o.Media {
			if !grouped[m.Kind] {
				return fmt.Errorf("%s in an album: %w", m.Kind, errMalformed)
			}
			items[i] = item(m)
		}
		maps.Copy(items[0], worded(o, "caption", "caption_entities"))
		r.json("media", items)
		return nil
	}
	m := o.Media[0]
	s, ok := single[m.Kind]
	if !ok || m.File == "" {
		return fmt.Errorf("a file of kind %q: %w", m.Kind, errMalformed)
	}
	r.method = s.method
	r.params[s.field] = m.File
	r.params.AddBool("has_spoiler", m.Spoiler)
	r.buttons(o)
	if m.Kind != store.VideoNote { // which has no caption
		r.text(o, "caption", "caption_entities")
	}
	return nil
}

// editMedia replaces a message's file, its caption and its keyboard.
func (r *request) editMedia(o store.Outgoing) error {
	if len(o.Media) == 0 || !grouped[o.Media[0].Kind] || o.Media[0].File == "" {
		return fmt.Errorf("an edit without a file: %w", errMalformed)
	}
	r.method = "editMessageMedia"
	r.edited(o)
	file := item(o.Media[0])
	maps.Copy(file, worded(o, "caption", "caption_entities"))
	r.json("media", file)
	return nil
}

// item is a file of an album, or the one that takes another's place (Bot API
// «InputMedia»).
func item(m store.Media) map[string]any {
	fields := map[string]any{"type": string(m.Kind), "media": m.File}
	if m.Spoiler {
		fields["has_spoiler"] = true
	}
	return fields
}
