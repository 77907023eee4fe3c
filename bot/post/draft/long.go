package draft

import (
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A client sends a text over Telegram's limit as several messages at once, each
// but the last more than half as long as the limit (Telegram Desktop looks for a
// good place to part it in the second half).
const (
	pieceLength = plans.TextLimit / 2
	pieceGap    = 3 * time.Second
)

// pastedLength is how long a text put together from pieces may grow: as long as one
// that somebody may still want to shorten.
const pastedLength = 4 * plans.TextLimit

// continues reports whether a text is the rest of the one that was sent just before,
// whenever the two arrived.
func continues(t *chat.Turn, rec store.PostRecord, came plans.Content) bool {
	return came.Text != "" && len(came.Media) == 0 && !t.In.Forwarded && !rec.Written.IsZero() &&
		plans.Len(rec.Draft.Text) >= pieceLength && t.In.SentAt().Sub(rec.Written) <= pieceGap
}

// joined is the draft's text with the rest put to it. The blank at which the
// client parted them is lost: after a sentence it is taken for a new line.
func joined(draft, rest plans.Content) (string, []plans.Entity) {
	between := " "
	if strings.ContainsRune(".!?…:;»)", lastRune(draft.Text)) {
		between = "\n"
	}
	text := draft.Text + between
	entities := slices.Clone(draft.Entities)
	for _, e := range rest.Entities {
		e.Offset += plans.Len(text)
		entities = append(entities, e)
	}
	return text + rest.Text, entities
}

func lastRune(s string) rune {
	all := []rune(s)
	return all[len(all)-1]
}
