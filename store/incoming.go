package store

import (
	"slices"
	"time"

	"sdelaemvmeste/plans"
)

// Incoming is an update as the wire understood it: neutral words for what a
// person or Telegram did. Exactly one of the kinds holds.
type Incoming struct {
	Update int64     `json:"update"`
	At     time.Time `json:"at"` // when the program received it, by the program's clock
	Kind   InKind    `json:"kind"`
	Chat   Chat      `json:"chat"`
	From   User      `json:"from"`
	// Sent is when its author sent the message, by Telegram's clock; zero for what is
	// no message.
	Sent time.Time `json:"sent,omitzero"`

	// Message is the id of the message itself, or of the one whose button was
	// pressed; Thread its forum topic, 0 for none and for the General topic.
	Message int `json:"message,omitempty"`
	Thread  int `json:"thread,omitempty"`

	// Text is the text or caption, Entities its formatting.
	Text     string   `json:"text,omitempty"`
	Entities []Entity `json:"entities,omitempty"`
	Media    *Media   `json:"media,omitempty"`
	// NoPreview tells that the author has taken the preview of links away.
	NoPreview bool `json:"no_preview,omitempty"`
	// Album groups the updates of one album (media_group_id).
	Album string `json:"album,omitempty"`
	// ReplyTo is the id of the message answered, 0 for none.
	ReplyTo int `json:"reply_to,omitempty"`
	// Anonymous is what an administrator of a group writes in the group's own name
	// (Bot API «sender_chat»); From is then a bot of Telegram's.
	Anonymous bool `json:"anonymous,omitempty"`
	Forwarded bool `json:"forwarded,omitempty"`

	// Press holds a pressed button.
	PressID string `json:"press_id,omitempty"`
	Data    string `json:"data,omitempty"`

	// Reactions is how many reactions a message of a channel has.
	Reactions int `json:"reactions,omitempty"`

	// Member holds what became of the bot in a chat.
	Member Member `json:"member,omitzero"`

	// MigratedTo and MigratedFrom are set on the two service messages of a
	// group that became a supergroup.
	MigratedTo   int64 `json:"migrated_to,omitempty"`
	MigratedFrom int64 `json:"migrated_from,omitempty"`
}

// SentAt is when the message was sent, or received where that is not known. It is to
// be compared with others of its kind only: the clocks differ.
func (in Incoming) SentAt() time.Time {
	if in.Sent.IsZero() {
		return in.At
	}
	return in.Sent
}

// SameContent reports whether another message reads and looks the same.
func (in Incoming) SameContent(other Incoming) bool {
	return in.Text == other.Text && slices.Equal(in.Entities, other.Entities) && in.file() == other.file()
}

// file is what tells the message's file from others, the same however often Telegram
// names it anew.
func (in Incoming) file() string {
	switch {
	case in.Media == nil:
		return ""
	case in.Media.Unique != "":
		return in.Media.Unique
	}
	return in.Media.File
}

// InKind says what an update is.
type InKind string

// The kinds of update the bot asks Telegram for.
const (
	InMessage       InKind = "message"
	InEdited        InKind = "edited"
	InPress         InKind = "press"
	InMember        InKind = "member"
	InChannelPost   InKind = "channel_post"
	InEditedChannel InKind = "edited_channel_post"
	// InReactions is how many reactions a message of a channel has by now.
	InReactions InKind = "reactions"
	// InService is a service message other than a migration.
	InService InKind = "service"
	// InMigration is a group's change into a supergroup.
	InMigration InKind = "migration"
)

// Chat is where it happened.
type Chat struct {
	ID       int64    `json:"id"`
	Kind     ChatKind `json:"kind"`
	Title    string   `json:"title,omitempty"`
	Username string   `json:"username,omitempty"`
	Forum    bool     `json:"forum,omitempty"`
}

// ChatKind is Telegram's type of a chat.
type ChatKind string

// Telegram's types of chat.
const (
	Private    ChatKind = "private"
	Group      ChatKind = "group"
	Supergroup ChatKind = "supergroup"
	Channel    ChatKind = "channel"
)

// User is who did it, by Telegram's account.
type User struct {
	ID       plans.UserID `json:"id"`
	Name     string       `json:"name,omitempty"`
	Username string       `json:"username,omitempty"`
	Bot      bool         `json:"bot,omitempty"`
}

// Member is a change of the bot's own membership.
type Member struct {
	// Was and Now are Telegram's statuses: creator, administrator, member,
	// restricted, left, kicked.
	Was string `json:"was,omitempty"`
	Now string `json:"now,omitempty"`
	// CanPost is true when the bot may post to the channel.
	CanPost bool `json:"can_post,omitempty"`
}

// In reports whether the bot is in the chat after the change.
func (m Member) In() bool {
	return m.Now == "creator" || m.Now == "administrator" || m.Now == "member" || m.Now == "restricted"
}

// Entity, Media and MediaKind are the content's own.
type (
	Entity    = plans.Entity
	Media     = plans.Media
	MediaKind = plans.MediaKind
)

// The sorts of file.
const (
	Photo      = plans.Photo
	Video      = plans.Video
	Document   = plans.Document
	Animation  = plans.Animation
	Voice      = plans.Voice
	VideoNote  = plans.VideoNote
	Audio      = plans.Audio
	OtherMedia = plans.OtherMedia
)
