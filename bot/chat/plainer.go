package chat

import (
	"slices"
	"strconv"

	"sdelaemvmeste/store"
)

// followWhisper marks what one member of a group is to see alone.
const followWhisper = "whisper"

// Whisper answers so that in a group nobody but who asked sees it, where Telegram has
// that; see [Env.SettlePlainer].
func (t *Turn) Whisper(text string) error {
	if t.Private() || t.In.Anonymous {
		return t.Say(text, Keyboard{})
	}
	return t.Send(store.Outgoing{
		Do: store.SendText, Chat: t.In.Chat.ID, Thread: t.In.Thread, Text: text, NoPreview: true,
		Only: t.In.From.ID, Follow: followWhisper,
	})
}

// SettlePlainer says again, as it was said before there was a finer way, what Telegram
// refused: to the whole group what it would not show to one member, and without the
// grey buttons that a server of before Bot API 10.3 does not know.
func (b *Env) SettlePlainer(tx *store.Tx, o store.Outgoing, out store.Outcome) error {
	if out.Class != store.Refused || out.Refusal == store.Unreachable {
		return nil
	}
	grey := out.Refusal == store.Malformed && slices.ContainsFunc(slices.Concat(o.Buttons...), isGrey)
	if o.Follow != followWhisper && !grey {
		return nil
	}
	t, err := b.OwnTurn(tx, "settled/"+strconv.FormatUint(o.Seq, 10))
	if err != nil {
		return err
	}
	if o.Follow == followWhisper {
		return t.Send(store.Outgoing{Do: store.SendText, Chat: o.Chat, Thread: o.Thread, Text: o.Text, NoPreview: true})
	}
	return t.Send(store.Outgoing{
		Do: o.Do, Chat: o.Chat, Thread: o.Thread, Message: o.Message, Text: o.Text, Buttons: withoutGrey(o.Buttons), NoPreview: true,
		Card: o.Card,
	})
}

func isGrey(b store.Button) bool { return b.Disabled }

func withoutGrey(rows [][]store.Button) [][]store.Button {
	var left [][]store.Button
	for _, row := range rows {
		if row = slices.DeleteFunc(slices.Clone(row), isGrey); len(row) > 0 {
			left = append(left, row)
		}
	}
	return left
}
