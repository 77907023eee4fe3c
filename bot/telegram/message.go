package telegram

import (
	"encoding/json"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// message is Bot API «Message», as far as it concerns us.
type message struct {
	ID      int   `json:"message_id"`
	From    *user `json:"from"`
	Chat    chat  `json:"chat"`
	Sender  chat  `json:"sender_chat"`
	Thread  int   `json:"message_thread_id"`
	Topical bool  `json:"is_topic_message"`
	Date    int64 `json:"date"`

	ReplyTo *struct {
		ID           int             `json:"message_id"`
		TopicCreated json.RawMessage `json:"forum_topic_created"`
	} `json:"reply_to_message"`
	ForwardOrigin json.RawMessage `json:"forward_origin"`
	Album         string          `json:"media_group_id"`

	Text            string   `json:"text"`
	Entities        []entity `json:"entities"`
	Caption         string   `json:"caption"`
	CaptionEntities []entity `json:"caption_entities"`
	Spoiler         bool     `json:"has_media_spoiler"`
	Preview         struct {
		Disabled bool `json:"is_disabled"`
	} `json:"link_preview_options"`
	files

	MigratedTo   int64 `json:"migrate_to_chat_id"`
	MigratedFrom int64 `json:"migrate_from_chat_id"`

	service bool
}

// serviceFields are those of Bot API «Message» that make it a service message.
var serviceFields = []string{
	"new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
	"new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created",
	"channel_chat_created", "message_auto_delete_timer_changed", "pinned_message", "successful_payment",
	"refunded_payment", "users_shared", "chat_shared", "gift", "unique_gift", "gift_upgrade_sent",
	"connected_website", "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added",
	"chat_background_set", "checklist_tasks_done", "checklist_tasks_added", "community_chat_added",
	"community_chat_joined", "community_chat_removed", "direct_message_price_changed", "forum_topic_created",
	"forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden",
	"general_forum_topic_unhidden", "giveaway_created", "giveaway_completed", "managed_bot_created",
	"paid_message_price_changed", "poll_option_added", "poll_option_deleted", "suggested_post_approved",
	"suggested_post_approval_failed", "suggested_post_declined", "suggested_post_paid",
	"suggested_post_refunded", "video_chat_scheduled", "video_chat_started", "video_chat_ended",
	"video_chat_participants_invited", "web_app_data",
}

// UnmarshalJSON reads the message and notices whether it is a service one.
func (m *message) UnmarshalJSON(raw []byte) error {
	type plain message
	if err := json.Unmarshal(raw, (*plain)(m)); err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	for _, f := range serviceFields {
		if _, ok := fields[f]; ok {
			m.service = true
		}
	}
	return nil
}

func (m *message) incoming(kind store.InKind) store.Incoming {
	in := store.Incoming{
		Kind: kind, Chat: m.Chat.store(), Message: m.ID, Thread: m.topic(), Album: m.Album,
		ReplyTo: m.replyTo(), Forwarded: len(m.ForwardOrigin) > 0,
		MigratedTo: m.MigratedTo, MigratedFrom: m.MigratedFrom,
	}
	if m.Date > 0 {
		in.Sent = time.Unix(m.Date, 0).UTC()
	}
	if m.From != nil {
		in.From = m.From.store()
		in.Anonymous = m.Sender.ID == m.Chat.ID
	}
	switch {
	case m.MigratedTo != 0 || m.MigratedFrom != 0:
		in.Kind = store.InMigration
		return in
	case m.service:
		in.Kind = store.InService
		return in
	}
	in.Text, in.Entities, in.NoPreview = m.Text, entities(m.Entities), m.Preview.Disabled
	if m.Text == "" {
		in.Text, in.Entities = m.Caption, entities(m.CaptionEntities)
		in.Media = m.media()
		in.Media.Spoiler = m.Spoiler
	}
	return in
}

// topic is the forum topic. Telegram also gives a thread id to replies in groups
// without topics, and sending there with it fails.
func (m *message) topic() int {
	if !m.Topical {
		return 0
	}
	return m.Thread
}

// replyTo is the message answered. In a topic every message that answers none
// is shown as an answer to the one that opened the topic.
func (m *message) replyTo() int {
	r := m.ReplyTo
	if r == nil || m.Topical && (r.ID == m.Thread || len(r.TopicCreated) > 0) {
		return 0
	}
	return r.ID
}

// entity is Bot API «MessageEntity».
type entity struct {
	Type        string `json:"type"`
	Offset      int    `json:"offset"`
	Length      int    `json:"length"`
	URL         string `json:"url"`
	User        *user  `json:"user"`
	Language    string `json:"language"`
	CustomEmoji string `json:"custom_emoji_id"`
}

func entities(es []entity) []store.Entity {
	var out []store.Entity
	for _, e := range es {
		o := store.Entity{
			Type: e.Type, Offset: e.Offset, Length: e.Length,
			URL: e.URL, Language: e.Language, CustomEmoji: e.CustomEmoji,
		}
		if e.User != nil {
			o.User = plans.UserID(e.User.ID)
		}
		out = append(out, o)
	}
	return out
}

// files are the fields of a message that hold one.
type files struct {
	Photo     []photoSize `json:"photo"`
	Video     *file       `json:"video"`
	Animation *file       `json:"animation"`
	Document  *file       `json:"document"`
	Audio     *file       `json:"audio"`
	Voice     *file       `json:"voice"`
	VideoNote *file       `json:"video_note"`
	Sticker   *file       `json:"sticker"`
}

type photoSize struct {
	file
	Width  int `json:"width"`
	Height int `json:"height"`
}

type file struct {
	ID     string `json:"file_id"`
	Unique string `json:"file_unique_id"`
	Name   string `json:"file_name"`
	MIME   string `json:"mime_type"`
	Size   int64  `json:"file_size"`
}

func (f file) media(kind store.MediaKind) *store.Media {
	return &store.Media{Kind: kind, File: f.ID, Unique: f.Unique, Name: f.Name, MIME: f.MIME, Size: f.Size}
}

// media is what a message without text shows. What we have no word for (a
// poll, a place, a kind newer than this program) is other.
func (f files) media() *store.Media {
	if len(f.Photo) > 0 {
		return largest(f.Photo).media(store.Photo)
	}
	for _, k := range []struct {
		f    *file
		kind store.MediaKind
	}{
		{f.Video, store.Video},
		{f.Animation, store.Animation}, // comes with document set as well
		{f.Document, store.Document},
		{f.Audio, store.Audio},
		{f.Voice, store.Voice},
		{f.VideoNote, store.VideoNote},
		{f.Sticker, store.OtherMedia},
	} {
		if k.f != nil {
			return k.f.media(k.kind)
		}
	}
	return &store.Media{Kind: store.OtherMedia}
}

func largest(sizes []photoSize) photoSize {
	best := sizes[0]
	for _, s := range sizes[1:] {
		if s.Width*s.Height > best.Width*best.Height {
			best = s
		}
	}
	return best
}
