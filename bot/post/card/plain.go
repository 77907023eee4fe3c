package card

import (
	"strings"
	"unicode/utf16"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// SendPlain sends a text so that it can be copied as it stands, in as many messages as
// it takes.
func SendPlain(t *chat.Turn, text string, to int64) error {
	for len(text) > 0 {
		piece := text
		if plans.Len(piece) > plans.TextLimit {
			piece = firstPart(piece, plans.TextLimit)
		}
		text = strings.TrimLeft(text[len(piece):], "\n")
		err := t.Send(store.Outgoing{
			Do: store.SendText, Chat: to, Text: piece, NoPreview: true,
			Entities: []plans.Entity{{Type: "pre", Length: plans.Len(piece)}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// firstPart is the head of a text that fits the limit, whole lines or at least
// whole characters.
func firstPart(s string, limit int) string {
	units := utf16.Encode([]rune(s))[:limit]
	if utf16.IsSurrogate(rune(units[limit-1])) && units[limit-1] < 0xdc00 {
		units = units[:limit-1]
	}
	head := string(utf16.Decode(units))
	if i := strings.LastIndexByte(head, '\n'); i > len(head)/2 {
		return head[:i]
	}
	return head
}
