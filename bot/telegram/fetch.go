package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/store"
)

// fetchLimit is the largest file a bot may download (Bot API «getFile»).
const fetchLimit = 20 << 20

// fetchTries is after how many downloads that Telegram answered with something
// else than the file it is taken for lost.
const fetchTries = 6

// fetch asks where a file lies and downloads it. The library's own way puts the
// token into an address it hands out, and ignores the API server.
func (w *Wire) fetch(ctx context.Context, o store.Outgoing) (reply, store.Outcome) {
	ask := request{method: "getFile", params: tgbotapi.Params{"file_id": o.File}, timeout: sendTime}
	r := w.call(ctx, ask).forDeed(o.Do)
	if r.verdict != accepted {
		return r, store.Outcome{}
	}
	var f struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(r.result, &f); err != nil || f.Path == "" {
		return w.astray(o, "no path of the file in the answer"), store.Outcome{}
	}
	if f.Size > fetchLimit {
		return refusal(store.Malformed, "file is too big"), store.Outcome{}
	}
	data, err := w.download(ctx, f.Path)
	w.cfg.Observe.Call("download", downloadClass(err))
	switch {
	case errors.Is(err, wire.ErrTooLong):
		return refusal(store.Malformed, "file is too big"), store.Outcome{}
	case errors.Is(err, errNoFile):
		return w.astray(o, err.Error()), store.Outcome{}
	case err != nil:
		return reply{verdict: unknown, class: "no_answer", reason: w.token.Clean(err)}, store.Outcome{}
	}
	return r, store.Outcome{Class: store.Accepted, Data: data}
}

// ErrNoFile says of a file that Telegram does not give it to the bot, for good.
var ErrNoFile = errors.New("telegram does not give the file")

// File gives a file that people sent. An error that wraps [ErrNoFile] is for good, any
// other for now; none holds the token.
func (w *Wire) File(ctx context.Context, id string) ([]byte, error) {
	r, got := w.fetch(ctx, store.Outgoing{Do: store.Fetch, File: id})
	switch r.verdict {
	case accepted:
		return got.Data, nil
	case refused:
		return nil, fmt.Errorf("fetch a file: %s: %w", brief(r.reason), ErrNoFile)
	}
	return nil, fmt.Errorf("fetch a file: %s: %s", r.class, brief(r.reason))
}

var errNoFile = errors.New("the file is not where Telegram said")

// astray is a download that was answered, but not with the file.
func (w *Wire) astray(o store.Outgoing, reason string) reply {
	if o.Attempts >= fetchTries {
		return refusal(store.Gone, reason)
	}
	return reply{verdict: later, class: "server", reason: reason}
}

func downloadClass(err error) string {
	if err != nil {
		return "no_answer"
	}
	return "ok"
}

func (w *Wire) download(ctx context.Context, path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, uploadTime)
	defer cancel()
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	address := w.base + "/file/bot" + w.token.Reveal() + "/" + strings.Join(segments, "/")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	resp, err := w.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, errNoFile
	}
	data, err := wire.ReadAnswer(resp.Body, fetchLimit)
	if err != nil {
		return nil, err
	}
	return data, nil
}
