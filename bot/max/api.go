package max

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"sdelaemvmeste/store"
)

// newMessage is what a message is made of («NewMessageBody», whose fields without
// «omitempty» must be there even when they are null).
type newMessage struct {
	Text        string        `json:"text"`
	Attachments *[]attachment `json:"attachments"`
	Link        *struct{}     `json:"link"`
	Format      string        `json:"format,omitempty"`
	Notify      *bool         `json:"notify,omitempty"`
}

// attachment is a file that was uploaded («AttachmentRequest»).
type attachment struct {
	Type    string  `json:"type"`
	Payload payload `json:"payload"`
}

type payload struct {
	Token string `json:"token"`
}

// message is what MAX tells of a message («Message»).
type message struct {
	Timestamp int64  `json:"timestamp"` // milliseconds
	URL       string `json:"url"`
	Body      struct {
		Mid         string `json:"mid"`
		Text        string `json:"text"`
		Attachments []struct {
			Type string `json:"type"`
		} `json:"attachments"`
	} `json:"body"`
	Stat *struct {
		Views int `json:"views"`
	} `json:"stat"`
}

func (m message) at() time.Time { return time.UnixMilli(m.Timestamp) }

// introduce asks who the bot is: whether MAX can be reached, and knows the token.
func (w *Wire) introduce(ctx context.Context) reply {
	return w.call(ctx, request{operation: "getMyInfo", method: http.MethodGet, path: "/me"})
}

// membership asks whether the bot may write in a channel.
func (w *Wire) membership(ctx context.Context, chat int64) reply {
	r := w.call(ctx, request{
		operation: "getMembership", method: http.MethodGet, path: "/chats/" + strconv.FormatInt(chat, 10) + "/members/me",
	})
	if r.verdict != accepted {
		return r
	}
	var me struct {
		Admin       bool     `json:"is_admin"`
		Owner       bool     `json:"is_owner"`
		Permissions []string `json:"permissions"`
	}
	if json.Unmarshal(r.body, &me) != nil {
		return garbled(r)
	}
	if !me.Owner && (!me.Admin || !slices.Contains(me.Permissions, "write")) {
		return reply{verdict: refused, class: string(store.NoRights), status: r.status, refusal: store.NoRights, reason: "the bot may not write there"}
	}
	return r
}

// chat looks for a channel by its number or its public name.
func (w *Wire) chat(ctx context.Context, name string) (store.FoundChat, reply) {
	r := w.call(ctx, request{operation: "getChat", method: http.MethodGet, path: "/chats/" + url.PathEscape(name)})
	if r.verdict != accepted {
		return store.FoundChat{}, r
	}
	var c struct {
		ID    int64  `json:"chat_id"`
		Type  string `json:"type"`
		Title string `json:"title"`
		Link  string `json:"link"`
	}
	if json.Unmarshal(r.body, &c) != nil || c.ID == 0 {
		return store.FoundChat{}, garbled(r)
	}
	if c.Type != "channel" {
		return store.FoundChat{}, refusal(store.Unreachable, "it is no channel")
	}
	return store.FoundChat{ID: c.ID, Title: c.Title, Link: c.Link}, r
}

// send publishes a message.
func (w *Wire) send(ctx context.Context, chat int64, m newMessage, noPreview bool) (message, reply) {
	q := url.Values{"chat_id": {strconv.FormatInt(chat, 10)}}
	if noPreview {
		q.Set("disable_link_preview", "true")
	}
	r := w.call(ctx, request{operation: "sendMessage", method: http.MethodPost, path: "/messages", query: q, body: m})
	if r.verdict != accepted {
		return message{}, r
	}
	var got struct {
		Message message `json:"message"`
	}
	if json.Unmarshal(r.body, &got) != nil || got.Message.Body.Mid == "" {
		return message{}, garbled(r)
	}
	return got.Message, r
}

// edit changes a message; attachments that are nil stay as they are.
func (w *Wire) edit(ctx context.Context, mid string, m newMessage) reply {
	return w.changed(w.call(ctx, request{
		operation: "editMessage", method: http.MethodPut, path: "/messages", query: url.Values{"message_id": {mid}}, body: m,
	}))
}

// delete removes a message.
func (w *Wire) delete(ctx context.Context, mid string) reply {
	return w.changed(w.call(ctx, request{
		operation: "deleteMessage", method: http.MethodDelete, path: "/messages", query: url.Values{"message_id": {mid}},
	}))
}

// changed reads the answer to a change, which may say no in the form of a yes
// («SimpleQueryResult»).
func (w *Wire) changed(r reply) reply {
	if r.verdict == refused && r.status == http.StatusNotFound {
		r.refusal, r.class = store.Gone, string(store.Gone)
	}
	if r.verdict != accepted {
		return r
	}
	var done struct {
		Success bool   `json:"success"`
		Message string `json:"message"`
	}
	switch {
	case json.Unmarshal(r.body, &done) != nil:
		return garbled(r)
	case !done.Success:
		return refusal(store.Malformed, w.token.Scrub(done.Message))
	}
	return r
}

// newest is how many messages are read back: as many as come in one answer.
const newest = 50

// messages reads what stands in a channel, the newest first, or the message named.
func (w *Wire) messages(ctx context.Context, chat int64, mid string) ([]message, reply) {
	q := url.Values{"chat_id": {strconv.FormatInt(chat, 10)}, "count": {strconv.Itoa(newest)}}
	if mid != "" {
		q = url.Values{"chat_id": {strconv.FormatInt(chat, 10)}, "message_ids": {mid}}
	}
	r := w.call(ctx, request{operation: "getMessages", method: http.MethodGet, path: "/messages", query: q})
	if r.verdict != accepted {
		return nil, r
	}
	var got struct {
		Messages []message `json:"messages"`
	}
	if json.Unmarshal(r.body, &got) != nil {
		return nil, garbled(r)
	}
	return got.Messages, r
}

// garbled is an answer of MAX's form that does not hold what it must.
func garbled(r reply) reply {
	return reply{verdict: unknown, class: "garbled", status: r.status, reason: "the answer lacks what it must hold"}
}

// refusal is a refusal of our own.
func refusal(kind store.Refusal, reason string) reply {
	return reply{verdict: refused, class: string(kind), refusal: kind, reason: reason}
}
