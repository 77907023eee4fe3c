package emulator

import (
	"encoding/json"
	"errors"
)

// inputMedia is one item of an album, or the new content of editMessageMedia.
type inputMedia struct {
	kind    string
	src     *source
	caption formatted
	spoiler bool
	above   bool
}

const (
	minAlbum = 2
	maxAlbum = 10
)

func (s *Server) sendMediaGroup(r *request) (action, *apiError) {
	d, refusal := parseDelivery(r)
	if refusal != nil {
		return nil, refusal
	}
	items, refusal := parseAlbum(r)
	if refusal != nil {
		return nil, refusal
	}
	accept := r.partial
	return func() (any, *apiError) {
		c, refusal := s.open(&d)
		if refusal != nil {
			return nil, refusal
		}
		if refusal := s.admit(c, content{
			needs: albumContents(items), count: len(items),
			check: func() *apiError { return checkAlbum(items) },
		}); refusal != nil {
			return nil, refusal
		}
		return s.putAlbum(c, d, items, accept)
	}, nil
}

// parseAlbum reads the media parameter.
func parseAlbum(r *request) ([]inputMedia, *apiError) {
	raw := r.params["media"]
	if raw == "" {
		return nil, bad(`Parameter "media" is required`)
	}
	if !json.Valid([]byte(raw)) {
		return nil, bad("Can't parse media JSON object")
	}
	list, ok := jsonArray(raw)
	if !ok {
		return nil, bad("Expected an Array of InputMedia")
	}
	items := make([]inputMedia, 0, len(list))
	for _, one := range list {
		item, refusal := parseInputMedia(r, one, true)
		if refusal != nil {
			return nil, refusal
		}
		items = append(items, item)
	}
	return items, nil
}

// parseInputMedia reads one InputMedia, refusing in the server's order: the
// caption, the file, the type.
func parseInputMedia(r *request, raw json.RawMessage, album bool) (inputMedia, *apiError) {
	item, err := readInputMedia(r, raw, album)
	if err == nil {
		return item, nil
	}
	var refusal *apiError
	if !errors.As(err, &refusal) {
		return item, bad("Can't parse InputMedia: %s", err)
	}
	if refusal.isViolation() {
		return item, refusal
	}
	return item, bad("Can't parse InputMedia: %s", refusal.detail)
}

func readInputMedia(r *request, raw json.RawMessage, album bool) (item inputMedia, err error) {
	o, err := parseObject(raw)
	if err != nil {
		return item, err
	}
	caption, err := o.optionalString("caption")
	if err != nil {
		return item, err
	}
	mode, err := o.optionalString("parse_mode")
	if err != nil {
		return item, err
	}
	var refusal *apiError
	if item.caption, refusal = parseFormatted(caption, mode, string(o["caption_entities"])); refusal != nil {
		return item, refusal
	}
	if item.above, err = o.optionalBool("show_caption_above_media"); err != nil {
		return item, err
	}
	if item.spoiler, err = o.optionalBool("has_spoiler"); err != nil {
		return item, err
	}
	media, err := o.optionalString("media")
	if err != nil {
		return item, err
	}
	if item.src = parseSource(r, "", media); item.src == nil {
		return item, fieldError("media not found")
	}
	if item.kind, err = o.requiredString("type"); err != nil {
		return item, err
	}
	switch item.kind {
	case "photo", "video", "document", "audio":
		return item, nil
	case "animation":
		if album {
			return item, fieldError(`type "animation" can't be used in sendMediaGroup`)
		}
		return item, nil
	}
	return item, fieldError(`type "` + item.kind + `" is unsupported`)
}

// checkAlbum is what the server says of an album as a whole.
func checkAlbum(items []inputMedia) *apiError {
	switch {
	case len(items) == 0:
		return bad("There are no messages to send")
	case len(items) > maxAlbum:
		return bad("Too many messages to send as an album")
	case len(items) < minAlbum:
		return violation("an album holds %d to %d items, this one %d", minAlbum, maxAlbum, len(items))
	}
	for i := range items {
		caption, refusal := fixCaption(items[i].caption)
		if refusal != nil {
			return refusal
		}
		items[i].caption = caption
		if kind := items[i].kind; kind != items[0].kind {
			for _, alone := range []string{"document", "audio"} {
				if kind == alone || items[0].kind == alone {
					return bad("%s can't be mixed with other media types", alone)
				}
			}
		}
	}
	return nil
}

// albumContents are the rights that an album needs.
func albumContents(items []inputMedia) []string {
	var needs []string
	for _, kind := range []string{"photo", "video", "document", "audio"} {
		for _, item := range items {
			if item.kind == kind {
				needs = append(needs, kind+"s")
				break
			}
		}
	}
	return needs
}

// putAlbum makes the messages one by one. Wrong file ids refuse the album as a
// whole; what Telegram itself refuses stops it in the middle, and what was
// accepted before stays. Of accept items only, when it is positive, the rest
// fail: that is the fault PartialAlbum.
func (s *Server) putAlbum(c *chat, d delivery, items []inputMedia, accept int) (any, *apiError) {
	files := make([]*media, len(items))
	broken, cause := -1, "Group send failed"
	for i, item := range items {
		file, refusal := s.load(item.src, item.kind)
		if refusal != nil && refusal.raw == "" {
			return nil, refusal
		}
		if refusal != nil && broken < 0 {
			broken, cause = i, refusal.raw
		}
		files[i] = file
	}
	if accept > 0 && (broken < 0 || accept < broken) && accept < len(items) {
		broken, cause = accept, "MEDIA_INVALID"
	}
	out := sentMessages{}
	var list []any
	album := s.nextAlbum()
	for i, item := range items {
		if i == broken {
			e := bad("Failed to send message #%d with the error message \"%s\"", i+1, cause)
			return out, e
		}
		m := s.put(c, d, &message{kind: files[i].kind, media: files[i], body: item.caption, album: album,
			spoiler: item.spoiler, above: item.above})
		list = append(list, s.messageJSON(m, true))
		out.ids = append(out.ids, m.id)
	}
	out.result = list
	return out, nil
}
