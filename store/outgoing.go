package store

import (
	"time"

	"sdelaemvmeste/plans"
)

// Wire is the messenger that a record is for. Each wire takes its own records alone.
type Wire string

// The wires. Telegram's is the zero value: records had no wire before there was
// another.
const (
	Telegram Wire = ""
	Max      Wire = "max"
)

// Outgoing is one thing to be done at a messenger's, kept until its outcome is
// known. Key is deterministic: a second put under the key of a record still
// waiting changes nothing. Chat is a chat of the wire's own: equal numbers of two
// wires are two chats.
type Outgoing struct {
	Wire Wire `json:"wire,omitempty"`

	Key    string `json:"key"`
	Chat   int64  `json:"chat"`
	Thread int    `json:"thread,omitempty"`
	Do     Deed   `json:"do"`

	// Text is HTML for our own texts; with Entities non-nil (empty counts) it
	// is plain text with that formatting. It is the caption when Media is set.
	Text     string   `json:"text,omitempty"`
	Entities []Entity `json:"entities"`
	Media    []Media  `json:"media,omitempty"`
	// Buttons is the inline keyboard. An edit with none takes the keyboard away.
	Buttons [][]Button `json:"buttons,omitempty"`
	// Below are the captions of the keyboard under the input field, a row each; they
	// stay there until Bare takes them away. A message with either has no Buttons.
	Below [][]string `json:"below,omitempty"`
	Bare  bool       `json:"bare,omitempty"`
	// Reply opens the input field as an answer to the message, for whoever the text
	// mentions (Bot API «ForceReply»); it goes without Buttons too.
	Reply bool `json:"reply,omitempty"`
	// Only is the one member of a group that sees the message (Bot API
	// «EphemeralMessageParameters»); 0 for everybody.
	Only plans.UserID `json:"only,omitempty"`
	// Mid is the message of MAX to edit, delete or look at.
	Mid string `json:"mid,omitempty"`
	// Message is the message to edit or delete.
	Message int `json:"message,omitempty"`
	// ReplyTo is the message answered; a missing one does not forbid sending.
	ReplyTo   int  `json:"reply_to,omitempty"`
	NoPreview bool `json:"no_preview,omitempty"`
	Silent    bool `json:"silent,omitempty"`

	// Upload is a file of our own to send as a document.
	Upload *Upload `json:"upload,omitempty"`
	// File is the file_id to fetch.
	File string `json:"file,omitempty"`
	// Commands is the menu to set. Scope is Telegram's scope type, ScopeChat the
	// chat it concerns, if it concerns one. Menus have no Chat: they wait for each
	// other, and no message for them.
	Commands  []Command `json:"commands,omitempty"`
	Scope     string    `json:"scope,omitempty"`
	ScopeChat int64     `json:"scope_chat,omitempty"`

	// Card names what the message shows, so that it can be found again.
	Card string `json:"card,omitempty"`
	// Follow names what is to be done with the outcome, in the words of the
	// room that put the record.
	Follow string `json:"follow,omitempty"`
	// Replaces names a series (a person's digests): a waiting record of the
	// same series that was never tried is dropped for this one.
	Replaces string `json:"replaces,omitempty"`
	// Bulk marks one of many that nobody waits for at this moment, as a morning
	// message: answers go before it.
	Bulk bool `json:"bulk,omitempty"`
	// Once marks a publication: after an unknown outcome it is never sent again.
	Once bool `json:"once,omitempty"`

	// The state of delivery, by the wire's real clock.
	Seq      uint64    `json:"seq"`
	Queued   time.Time `json:"queued"`
	Attempts int       `json:"attempts,omitempty"`
	// NotBefore holds the record back: a pause Telegram asked for, or a backoff.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Failing is since when every answer of Telegram to the record has been a
	// failure of Telegram's own; zero when the last one was not.
	Failing time.Time `json:"failing,omitzero"`
	// Trouble is why the last attempt came to nothing, for what has to wait because of
	// it; "" for an ordinary pause.
	Trouble Refusal `json:"trouble,omitempty"`
	// Trying is set before the request is written and cleared with its
	// outcome; found set at start, the outcome is unknown.
	Trying bool `json:"trying,omitempty"`
	// Repeat marks a repetition after an unknown outcome, «повтор»; Repeats counts
	// those outcomes.
	Repeat  bool `json:"repeat,omitempty"`
	Repeats int  `json:"repeats,omitempty"`
	// Pausing says that NotBefore is the pause before a repetition, which nobody
	// asked for and which may be cut short.
	Pausing bool `json:"pausing,omitempty"`
}

// Repeated is how many unknown outcomes the record has had: at least the one for
// which it is marked.
func (o Outgoing) Repeated() int {
	if o.Repeat && o.Repeats == 0 {
		return 1
	}
	return o.Repeats
}

// Deed is what is to be done.
type Deed string

// The deeds of the wire.
const (
	// SendText sends a message; SendMedia one file or an album of 2 to 10.
	SendText  Deed = "text"
	SendMedia Deed = "media"
	// SendUpload sends a file of our own.
	SendUpload Deed = "upload"
	// EditText and EditCaption replace text and keyboard, EditButtons the
	// keyboard alone, EditMedia the first file with its caption.
	EditText    Deed = "edit_text"
	EditCaption Deed = "edit_caption"
	EditButtons Deed = "edit_buttons"
	EditMedia   Deed = "edit_media"
	Delete      Deed = "delete"
	// Fetch downloads a file of up to 20 MB.
	Fetch Deed = "fetch"
	// SetCommands sets the menu of commands of a scope; none take it away.
	SetCommands Deed = "commands"
	// Leave makes the bot leave a chat.
	Leave Deed = "leave"
	// FindChannel looks for the channel that Text names by its link or number, and
	// whether the bot may write there; ReadViews reads how often the message Mid was
	// seen. MAX alone.
	FindChannel Deed = "find_channel"
	ReadViews   Deed = "read_views"
)

// Sends reports whether the deed makes a new message that a person sees.
func (d Deed) Sends() bool { return d == SendText || d == SendMedia || d == SendUpload }

// Button is an inline button: a press with data, a link, or a text to copy.
type Button struct {
	Text string `json:"text"`
	Data string `json:"data,omitempty"`
	URL  string `json:"url,omitempty"`
	Copy string `json:"copy,omitempty"`
	// Style is its colour; "" leaves it to the client.
	Style Style `json:"style,omitempty"`
	// Disabled greys the button: nothing follows from a press of it.
	Disabled bool `json:"disabled,omitempty"`
}

// Style is the colour of a button (Bot API «InlineKeyboardButton»).
type Style string

// The colours there are: green, red, blue.
const (
	Success Style = "success"
	Danger  Style = "danger"
	Primary Style = "primary"
)

// Upload is a file of our own.
type Upload struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
	// Photo is true of a picture that is to be seen in the chat, not saved from it.
	Photo bool `json:"photo,omitempty"`
}

// Command is an entry of the menu.
type Command struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Outcome is what became of an Outgoing.
type Outcome struct {
	Class OutcomeClass
	// Messages are the ids of the messages made, in order.
	Messages []int
	// Files are the media as Telegram returned them, in order.
	Files []Media
	// Mid and Link are the message of MAX that was made, and its address where it has
	// one. Found is the channel that was looked for; one where the bot may not write is
	// refused with [NoRights]. Views is what was counted.
	Mid   string
	Link  string
	Found FoundChat
	Views int
	// Data is what was fetched.
	Data []byte
	// Reason is Telegram's own description, without the token.
	Reason string
	// Refusal sorts the refusals a person can do something about.
	Refusal Refusal
	// Partial says of an unknown outcome that Telegram did answer: it may have taken
	// an album in part, and will not take the rest.
	Partial bool
}

// FoundChat is a channel of MAX.
type FoundChat struct {
	ID    int64
	Title string
	Link  string
}

// OutcomeClass is the kind of outcome that ends a delivery.
type OutcomeClass int

// The outcomes handed to the follow-up. A refusal for now is not among them:
// the record simply waits.
const (
	_ OutcomeClass = iota
	Accepted
	Refused
	Unknown
)

// Refusal sorts refusals for good.
type Refusal string

// The sorts of refusal.
const (
	// Unreachable: blocked, deactivated, never started, chat not found, kicked.
	Unreachable Refusal = "unreachable"
	// NoRights: the bot may not write or post there.
	NoRights Refusal = "no_rights"
	// Malformed: our own request was wrong.
	Malformed Refusal = "malformed"
	// Gone: the message to edit or delete, or the file, is no longer there.
	Gone Refusal = "gone"
	// NoTopic: the topic of the forum is no longer there.
	NoTopic Refusal = "no_topic"
	// Failed: the messenger itself failed at it, for too long to try on.
	Failed Refusal = "failed"
	// BadToken: the messenger does not know the bot's token any more.
	BadToken Refusal = "bad_token"
)
