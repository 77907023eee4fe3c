package max

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Limits of a message's files («max-bot-api», attachments).
const (
	mediaLimit = 12
	imageLimit = 50 << 20
)

// sorts are the kinds of files that MAX takes of us, with the name of the file in the
// form: the server tells the format by its content.
var sorts = map[plans.MediaKind]struct{ kind, name string }{
	plans.Photo: {"image", "photo.jpg"},
	plans.Video: {"video", "video.mp4"},
}

// carry fetches a file and uploads it: the answer says under which token MAX keeps
// it.
func (w *Wire) carry(ctx context.Context, m plans.Media) (attachment, reply) {
	sort, ok := sorts[m.Kind]
	if !ok {
		return attachment{}, refusal(store.Malformed, "a file of a kind that is not published")
	}
	content, err := w.cfg.Fetch(ctx, m)
	switch {
	case errors.Is(err, ErrNoFile):
		return attachment{}, refusal(store.Gone, w.token.Clean(err))
	case err != nil:
		return attachment{}, reply{verdict: later, class: classFetch, reason: w.token.Clean(err)}
	case m.Kind == plans.Photo && len(content) > imageLimit:
		return attachment{}, refusal(store.Malformed, "the picture is too large")
	}
	r := w.call(ctx, request{
		operation: "getUploadUrl", method: http.MethodPost, path: "/uploads", query: url.Values{"type": {sort.kind}},
	})
	if r.verdict != accepted {
		return attachment{}, repeatable(r)
	}
	var at struct {
		URL   string `json:"url"`
		Token string `json:"token"`
	}
	if json.Unmarshal(r.body, &at) != nil || !w.secure(at.URL) {
		return attachment{}, repeatable(garbled(r))
	}
	r = w.put(ctx, at.URL, sort.name, content)
	if r.verdict != accepted {
		return attachment{}, repeatable(r)
	}
	token := at.Token
	if token == "" {
		token = tokenIn(r.body)
	}
	if token == "" {
		return attachment{}, repeatable(garbled(r))
	}
	return attachment{Type: sort.kind, Payload: payload{Token: token}}, r
}

// tokenIn finds the token in the answer to an upload: of a picture it stands under
// the picture's own key («PhotoTokens»).
func tokenIn(body []byte) string {
	var got struct {
		Token  string `json:"token"`
		Photos map[string]struct {
			Token string `json:"token"`
		} `json:"photos"`
	}
	if json.Unmarshal(body, &got) != nil {
		return ""
	}
	for _, p := range got.Photos {
		return p.Token
	}
	return got.Token
}

// secure reports whether a file may be carried to the address: not in the open when
// the API itself is not.
func (w *Wire) secure(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") && !strings.HasPrefix(w.base, "https://")
}

// repeatable is what became of a request that leaves no trace: whatever is not known
// of it, it may be made again.
func repeatable(r reply) reply {
	switch {
	case r.verdict == unknown:
		r.verdict = later
	case r.verdict == refused && r.refusal == store.Unreachable:
		// An address of an upload that is not there any more says nothing of the channel.
		r.verdict, r.refusal = later, ""
	case r.verdict == refused && r.refusal == store.NoRights:
		r.verdict, r.refusal = later, ""
	}
	return r
}
