package emulator

import "strings"

func sendPhotoOf(ref func(w *world) string) func(w *world) reply {
	return calling("sendPhoto", func(w *world) params { return params{"chat_id": w.anna, "photo": ref(w)} })
}

func album(media func(w *world) any) func(w *world) reply {
	return calling("sendMediaGroup", func(w *world) params { return params{"chat_id": w.post, "media": media(w)} })
}

var mediaErrors = []errorCase{
	{"Bad Request: there is no photo in the request", sendPhotoOf(func(*world) string { return "" })},
	{"Bad Request: there is no photo in the request", sendPhotoOf(func(*world) string { return "attach://nothing" })},
	{"Bad Request: there is no document in the request", calling("sendDocument", func(w *world) params { return params{"chat_id": w.anna} })},
	{"Bad Request: wrong file identifier/HTTP URL specified", sendPhotoOf(func(w *world) string {
		id := pictures(w, 1)[0]
		w.s.ForgetFile(id)
		return id
	})},
	{"Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
		sendPhotoOf(func(w *world) string { return pictures(w, 1)[0][:20] })},
	{"Bad Request: wrong remote file identifier specified: Wrong padding in the string", sendPhotoOf(func(*world) string { return "AB" })},
	{"Bad Request: wrong remote file identifier specified: Wrong character in the string", sendPhotoOf(func(*world) string { return "привет" })},
	{"Bad Request: can't use file of type Document as Photo", sendPhotoOf(document)},
	{"Bad Request: failed to get HTTP URL content", sendPhotoOf(func(*world) string { return "https://example.org/a.jpg" })},
	{"Bad Request: wrong type of the web page content", sendPhotoOf(func(w *world) string {
		w.s.Web("https://example.org/page.html", "text/html", []byte("<html>"))
		return "https://example.org/page.html"
	})},
	{"Bad Request: file must be non-empty", func(w *world) reply { return w.upload("sendPhoto", "photo", "a.jpg", nil) }},
	{"Bad Request: PHOTO_INVALID_DIMENSIONS", func(w *world) reply {
		return w.upload("sendPhoto", "photo", "a.jpg", jpegOf(w.t, 21, 1))
	}},
	{"Bad Request: IMAGE_PROCESS_FAILED", func(w *world) reply { return w.upload("sendPhoto", "photo", "a.jpg", []byte("no picture")) }},
	{"Request Entity Too Large", func(w *world) reply {
		return w.upload("sendPhoto", "photo", "a.jpg", make([]byte, 10<<20+1))
	}},
	{`Bad Request: parameter "media" is required`, album(func(*world) any { return "" })},
	{"Bad Request: can't parse media JSON object", album(func(*world) any { return "[" })},
	{"Bad Request: expected an Array of InputMedia", album(func(*world) any { return "{}" })},
	{"Bad Request: can't parse InputMedia: media not found", album(func(*world) any { return []any{item("photo", "attach://x")} })},
	{`Bad Request: can't parse InputMedia: type "animation" can't be used in sendMediaGroup`,
		album(func(*world) any { return []any{item("animation", "x")} })},
	{`Bad Request: can't parse InputMedia: Field "media" must be of type String`,
		album(func(*world) any { return []any{object{"type": "photo", "media": object{}}} })},
	{"Bad Request: message caption is too long", album(func(w *world) any {
		long := item("photo", pictures(w, 1)[0])
		long["caption"] = strings.Repeat("я", 1025)
		return []any{item("photo", pictures(w, 1)[0]), long}
	})},
	{`Bad Request: can't parse InputMedia: Can't find field "type"`, album(func(w *world) any {
		return []any{object{"media": pictures(w, 1)[0]}}
	})},
	{"Bad Request: can't parse InputMedia: media not found", editing("editMessageMedia", photo,
		params{"media": item("photo", "attach://x")})},
	{`Bad Request: parameter "media" is required`, editing("editMessageMedia", photo, nil)},
	{"Bad Request: MEDIA_CAPTION_TOO_LONG", calling("editMessageMedia", func(w *world) params {
		long := item("photo", pictures(w, 1)[0])
		long["caption"] = strings.Repeat("я", 1025)
		return edit(w, photo(w), params{"media": long})
	})},
	{"Bad Request: there is no video in the request", calling("sendVideo", func(w *world) params { return params{"chat_id": w.anna} })},
	{"Bad Request: there are no messages to send", album(func(*world) any { return []any{} })},
	{"Bad Request: too many messages to send as an album", album(func(*world) any {
		var items []any
		for range 11 {
			items = append(items, item("photo", "x"))
		}
		return items
	})},
	{"Bad Request: audio can't be mixed with other media types", album(func(w *world) any {
		audio := w.s.Send(w.anna, w.anna, Draft{Audio: &Upload{}}).Files[0].ID
		return []any{item("audio", audio), item("photo", pictures(w, 1)[0])}
	})},
	{"Bad Request: document can't be mixed with other media types", album(func(w *world) any {
		return []any{item("photo", pictures(w, 1)[0]), item("document", document(w))}
	})},
	{`Bad Request: failed to send message #2 with the error message "<server error>"`, func(w *world) reply {
		ids := pictures(w, 2)
		w.s.ForgetFile(ids[1])
		r := w.call("sendMediaGroup", params{"chat_id": w.post, "media": []any{item("photo", ids[0]), item("photo", ids[1])}})
		if n := len(w.s.Messages(w.post)); n != 1 {
			w.t.Errorf("%d messages stand, want the first item", n)
		}
		return r
	}},
}
