package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// allowedUpdates are the kinds of update asked for, with every poll: when the
// list is left out, Telegram keeps the one of an earlier program.
const allowedUpdates = `["message","edited_message","channel_post","edited_channel_post","callback_query","my_chat_member","message_reaction_count"]`

// update is Bot API «Update», as far as it is asked for. The library's own type
// was made before forum topics and forward_origin.
type update struct {
	Message       *message       `json:"message"`
	Edited        *message       `json:"edited_message"`
	Post          *message       `json:"channel_post"`
	EditedPost    *message       `json:"edited_channel_post"`
	Press         *callbackQuery `json:"callback_query"`
	BotMembership *memberChange  `json:"my_chat_member"`
	// Reactions come some time after people have reacted, in a channel where the bot is
	// an administrator (Bot API «MessageReactionCountUpdated»).
	Reactions *reactionCount `json:"message_reaction_count"`
}

type user struct {
	ID        int64  `json:"id"`
	Bot       bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`
}

type chat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title"`
	Username  string `json:"username"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Forum     bool   `json:"is_forum"`
}

type callbackQuery struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"`
	Data    string   `json:"data"`
}

type memberChange struct {
	Chat chat   `json:"chat"`
	From user   `json:"from"`
	Was  member `json:"old_chat_member"`
	Now  member `json:"new_chat_member"`
}

type reactionCount struct {
	Chat      chat `json:"chat"`
	MessageID int  `json:"message_id"`
	Reactions []struct {
		Total int `json:"total_count"`
	} `json:"reactions"`
}

type member struct {
	Status  string `json:"status"`
	CanPost bool   `json:"can_post_messages"`
	// IsMember tells of a restricted user whether he is in the chat.
	IsMember bool `json:"is_member"`
}

// errOtherKind says that an update is of a kind that was not asked for.
var errOtherKind = errors.New("update of another kind")

// updateID gives the id alone, so that an update which cannot be understood can
// still be confirmed.
func updateID(raw json.RawMessage) (int64, error) {
	var u struct {
		ID *int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &u); err != nil {
		return 0, fmt.Errorf("read update id: %w", err)
	}
	if u.ID == nil {
		return 0, errors.New("read update id: none")
	}
	return *u.ID, nil
}

// decode reads an update into the store's words.
func decode(raw json.RawMessage, at time.Time) (store.Incoming, error) {
	id, err := updateID(raw)
	if err != nil {
		return store.Incoming{}, err
	}
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return store.Incoming{}, fmt.Errorf("read update %d: %w", id, err)
	}
	var in store.Incoming
	switch {
	case u.Message != nil:
		in = u.Message.incoming(store.InMessage)
	case u.Edited != nil:
		in = u.Edited.incoming(store.InEdited)
	case u.Post != nil:
		in = u.Post.incoming(store.InChannelPost)
	case u.EditedPost != nil:
		in = u.EditedPost.incoming(store.InEditedChannel)
	case u.Press != nil:
		in = u.Press.incoming()
	case u.BotMembership != nil:
		in = u.BotMembership.incoming()
	case u.Reactions != nil:
		in = u.Reactions.incoming()
	default:
		return store.Incoming{}, errOtherKind
	}
	in.Update, in.At = id, at.UTC()
	return in, nil
}

func (q callbackQuery) incoming() store.Incoming {
	in := store.Incoming{Kind: store.InPress, From: q.From.store(), PressID: q.ID, Data: q.Data}
	// The message is missing under inline results, and holds no more than its
	// chat and id when it is old (Bot API «InaccessibleMessage»).
	if m := q.Message; m != nil {
		in.Chat, in.Message, in.Thread = m.Chat.store(), m.ID, m.topic()
	}
	return in
}

// incoming counts reactions of all sorts together.
func (r reactionCount) incoming() store.Incoming {
	in := store.Incoming{Kind: store.InReactions, Chat: r.Chat.store(), Message: r.MessageID}
	for _, one := range r.Reactions {
		in.Reactions += one.Total
	}
	return in
}

func (c memberChange) incoming() store.Incoming {
	return store.Incoming{
		Kind: store.InMember, Chat: c.Chat.store(), From: c.From.store(),
		Member: store.Member{
			Was: c.Was.status(), Now: c.Now.status(),
			CanPost: c.Now.CanPost || c.Now.Status == "creator",
		},
	}
}

// status is Telegram's, but a restricted one who is not in the chat has left it.
func (m member) status() string {
	if m.Status == "restricted" && !m.IsMember {
		return "left"
	}
	return m.Status
}

func (u user) store() store.User {
	return store.User{
		ID: plans.UserID(u.ID), Name: fullName(u.FirstName, u.LastName),
		Username: u.Username, Bot: u.Bot,
	}
}

func (c chat) store() store.Chat {
	title := c.Title
	if title == "" {
		title = fullName(c.FirstName, c.LastName)
	}
	return store.Chat{
		ID: c.ID, Kind: store.ChatKind(c.Type), Title: title,
		Username: c.Username, Forum: c.Forum,
	}
}

func fullName(first, last string) string {
	if first == "" || last == "" {
		return first + last
	}
	return first + " " + last
}
