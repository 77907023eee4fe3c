package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"sdelaemvmeste/store"
)

// errMalformed says that a record cannot be made into a request at all.
var errMalformed = errors.New("the record cannot be sent")

// render makes the request of a record. Its error wraps errMalformed.
func render(o store.Outgoing) (request, error) {
	r := request{timeout: sendTime, params: tgbotapi.Params{}}
	var err error
	switch o.Do {
	case store.SendText:
		r.method = "sendMessage"
		r.text(marked(o, textLimit), "text", "entities")
		r.sent(o)
		r.preview(o)
		r.buttons(o)
	case store.SendMedia:
		err = r.media(marked(o, captionLimit))
	case store.SendUpload:
		err = r.upload(marked(o, captionLimit))
	case store.EditText:
		r.method = "editMessageText"
		r.text(o, "text", "entities")
		r.edited(o)
		r.preview(o)
	case store.EditCaption:
		r.method = "editMessageCaption"
		r.text(o, "caption", "caption_entities")
		r.edited(o)
	case store.EditButtons:
		r.method = "editMessageReplyMarkup"
		r.edited(o)
	case store.EditMedia:
		err = r.editMedia(o)
	case store.Delete:
		r.method = "deleteMessage"
		r.chat(o)
		r.params["message_id"] = strconv.Itoa(o.Message)
	case store.SetCommands:
		r.commands(o)
	case store.Leave:
		r.method = "leaveChat"
		r.chat(o)
	default:
		err = fmt.Errorf("deed %q: %w", o.Do, errMalformed)
	}
	return r, err
}

func (r *request) chat(o store.Outgoing) { r.params["chat_id"] = strconv.FormatInt(o.Chat, 10) }

// sent adds what every sending may hold.
func (r *request) sent(o store.Outgoing) {
	r.chat(o)
	if o.Only != 0 {
		r.json("ephemeral_message_parameters", map[string]any{"receiver_user_id": o.Only})
	}
	r.params.AddNonZero("message_thread_id", o.Thread)
	r.params.AddBool("disable_notification", o.Silent)
	if o.ReplyTo != 0 {
		// A message that was deleted meanwhile must not keep the answer back.
		r.json("reply_parameters", map[string]any{"message_id": o.ReplyTo, "allow_sending_without_reply": true})
	}
}

// edited adds what every edit holds. The keyboard is always sent: an empty list
// takes it away, and the library's own value would be refused.
func (r *request) edited(o store.Outgoing) {
	r.chat(o)
	r.params["message_id"] = strconv.Itoa(o.Message)
	r.json("reply_markup", keyboard(o.Buttons))
}

func (r *request) preview(o store.Outgoing) {
	if o.NoPreview {
		r.json("link_preview_options", map[string]bool{"is_disabled": true})
	}
}

// text adds a text or a caption: HTML, or plain with its formatting.
func (r *request) text(o store.Outgoing, field, entitiesField string) {
	for key, v := range worded(o, field, entitiesField) {
		if s, ok := v.(string); ok {
			r.params[key] = s
		} else {
			r.json(key, v)
		}
	}
}

// worded gives the fields of a text or caption, none for an empty caption.
func worded(o store.Outgoing, field, entitiesField string) map[string]any {
	if o.Text == "" && field == "caption" && o.Do != store.EditCaption {
		return nil
	}
	fields := map[string]any{field: o.Text}
	if o.Entities == nil {
		fields["parse_mode"] = "HTML"
	} else if es := outEntities(o.Entities); len(es) > 0 {
		fields[entitiesField] = es
	}
	return fields
}

func (r *request) json(key string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("telegram: encode %s: %v", key, err))
	}
	r.params[key] = string(b)
}

type outEntity struct {
	Type        string         `json:"type"`
	Offset      int            `json:"offset"`
	Length      int            `json:"length"`
	URL         string         `json:"url,omitempty"`
	User        map[string]any `json:"user,omitempty"`
	Language    string         `json:"language,omitempty"`
	CustomEmoji string         `json:"custom_emoji_id,omitempty"`
}

// sendable are the kinds of formatting a bot may send. The others (a mention, a
// hashtag, an address) Telegram finds by itself, and newer kinds have fields
// that are not kept here.
var sendable = map[string]bool{
	"bold": true, "italic": true, "underline": true, "strikethrough": true, "spoiler": true,
	"blockquote": true, "expandable_blockquote": true, "code": true, "pre": true,
	"text_link": true, "text_mention": true, "custom_emoji": true,
}

func outEntities(es []store.Entity) []outEntity {
	var out []outEntity
	for _, e := range es {
		if !sendable[e.Type] {
			continue
		}
		o := outEntity{
			Type: e.Type, Offset: e.Offset, Length: e.Length,
			URL: e.URL, Language: e.Language, CustomEmoji: e.CustomEmoji,
		}
		if e.User != 0 {
			o.User = map[string]any{"id": e.User, "is_bot": false, "first_name": ""}
		}
		out = append(out, o)
	}
	return out
}

// upload sends a file of our own as a document, or as a photo.
func (r *request) upload(o store.Outgoing) error {
	if o.Upload == nil || len(o.Upload.Data) == 0 {
		return fmt.Errorf("an upload without a file: %w", errMalformed)
	}
	field := "document"
	r.method, r.timeout = "sendDocument", uploadTime
	if o.Upload.Photo {
		r.method, field = "sendPhoto", "photo"
	}
	r.sent(o)
	r.buttons(o)
	// Bytes, not a reader: a reader would be empty at the second attempt.
	r.files = []tgbotapi.RequestFile{{
		Name: field,
		Data: tgbotapi.FileBytes{Name: fileName(o.Upload.Name), Bytes: o.Upload.Data},
	}}
	r.text(o, "caption", "caption_entities")
	return nil
}

// fileName is what of a name may be shown to others: no path of this computer,
// nothing that breaks the header it travels in.
func fileName(s string) string {
	s = path.Base(strings.ReplaceAll(s, `\`, "/"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '"' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
	if s == "" || s == "." || s == ".." || s == "/" {
		return "file"
	}
	return s
}

// commands sets the menu of a scope, or takes it away when there are no commands:
// Telegram then shows the menu of a wider scope (Bot API «deleteMyCommands»).
func (r *request) commands(o store.Outgoing) {
	r.method = "deleteMyCommands"
	if len(o.Commands) > 0 {
		r.menu(o.Commands)
	}
	if o.Scope == "" {
		return
	}
	scope := map[string]any{"type": o.Scope}
	if o.ScopeChat != 0 {
		scope["chat_id"] = o.ScopeChat
	}
	r.json("scope", scope)
}

func (r *request) menu(commands []store.Command) {
	type command struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	list := []command{}
	for _, c := range commands {
		list = append(list, command{c.Name, c.Text})
	}
	r.method = "setMyCommands"
	r.json("commands", list)
}
