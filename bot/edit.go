package bot

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// editsPause is how long a chat is told once only that its changed messages are not
// read again.
const editsPause = time.Hour

// remember keeps a message as its conversation took it, for as long as its author
// can change it.
func remember(t *chat.Turn) error {
	return t.Tx.PutSaid(store.Said{Parts: t.Parts})
}

// edited is a private message changed after it was sent. Telegram also says so of
// what looks as before (a place sent live moves every few seconds): only words, their
// formatting and files count.
func (b *Bot) edited(t *chat.Turn) error {
	if !t.Private() || !t.Known() || t.In.From.Bot {
		return nil
	}
	said, ok, err := t.Tx.Said(t.In.Chat.ID, t.In.Message)
	if err != nil {
		return err
	}
	if !ok {
		if t.In.Text == "" && (t.In.Media == nil || t.In.Media.File == "") {
			return nil
		}
		return unread(t)
	}
	part := &said.Parts[said.Part(t.In.Message)]
	if part.SameContent(t.In) {
		return nil
	}
	*part = t.In
	if err := t.Tx.PutSaid(said); err != nil {
		return err
	}
	t.Join(said.Parts)
	for _, edit := range b.routes.Edits {
		if taken, err := edit(t); err != nil || taken {
			return err
		}
	}
	return unread(t)
}

// unread says that a changed message is not read again, at most once an hour a chat.
func unread(t *chat.Turn) error {
	now := t.Env.Real()
	if now.Sub(t.Who.EditsTold) < editsPause {
		return nil
	}
	t.Who.EditsTold = now.UTC()
	if err := t.Tx.PutPerson(t.Who); err != nil {
		return err
	}
	return t.Say(chat.TextEdited, chat.Keyboard{})
}
