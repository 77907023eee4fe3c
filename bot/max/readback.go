package max

import (
	"context"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// readPauses are the pauses before each look at the channel after an unknown outcome.
// A request that MAX has taken appears within seconds; the last looks are for a MAX
// that does not answer meanwhile.
var readPauses = []time.Duration{3 * time.Second, 10 * time.Second, 30 * time.Second, 10 * time.Minute, 20 * time.Minute}

// looks is how often a channel must have been looked at in vain before people are
// asked whether the message is there.
const looks = 3

// slack is how far MAX's clock and ours may be apart.
const slack = 2 * time.Minute

// readBack looks whether a publication of unknown outcome stands in its channel.
func (w *Wire) readBack(ctx context.Context, o store.Outgoing) result {
	found, r := w.messages(ctx, o.Chat, "")
	if r.verdict != accepted {
		return result{reply: r}
	}
	mine := slices.DeleteFunc(found, func(m message) bool { return !same(m, o) })
	if len(mine) == 1 {
		return result{reply: r, outcome: store.Outcome{Mid: mine[0].Body.Mid, Link: mine[0].URL}}
	}
	// Of several alike nobody can say which is ours.
	return result{reply: r, absent: true}
}

// same reports whether a message of the channel is the publication: the same words,
// and photographs and videos of the same number in the same order. MAX shows a picture
// under another token than the one it was uploaded with, and changes its bytes, so one
// picture cannot be told from another: what has no words is never taken for ours.
func same(m message, o store.Outgoing) bool {
	words := strings.TrimSpace(o.Text)
	if words == "" || strings.TrimSpace(m.Body.Text) != words || m.at().Before(o.Queued.Add(-slack)) {
		return false
	}
	var kinds, wanted []string
	for _, a := range m.Body.Attachments {
		if a.Type == sorts[plans.Photo].kind || a.Type == sorts[plans.Video].kind {
			kinds = append(kinds, a.Type)
		}
	}
	for _, f := range o.Media {
		wanted = append(wanted, sorts[f.Kind].kind)
	}
	return slices.Equal(kinds, wanted)
}
