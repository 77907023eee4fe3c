package max

import (
	"context"
	"regexp"
	"strings"
	"time"

	"sdelaemvmeste/store"
)

// change does a deed that may be repeated: an edit, a deletion, a question.
func (d *delivery) change(ctx context.Context, o store.Outgoing) result {
	switch o.Do {
	case store.EditText, store.EditCaption, store.EditMedia:
		return result{reply: d.edit(ctx, o)}
	case store.Delete:
		r := d.w.delete(ctx, o.Mid)
		if r.refusal == store.Gone {
			r = reply{verdict: accepted, class: "ok", status: r.status}
		}
		return result{reply: r}
	case store.FindChannel:
		found, r := d.find(ctx, o.Text)
		return result{reply: r, outcome: store.Outcome{Found: found}}
	case store.ReadViews:
		return d.views(ctx, o)
	default:
		return result{reply: refusal(store.Malformed, "MAX does no such deed: "+string(o.Do))}
	}
}

// edit puts new words, and where its files change too new files, into a message.
func (d *delivery) edit(ctx context.Context, o store.Outgoing) reply {
	var m newMessage
	m.words(o)
	if o.Do == store.EditMedia {
		files, r := d.upload(ctx, &o)
		if r.verdict != accepted {
			return r
		}
		m.Attachments = &files
	}
	if left := editStride - d.w.cfg.Real().Sub(d.edited[o.Chat]); left > 0 && !d.w.cfg.Unpaced {
		pause(ctx, left)
	}
	d.edited[o.Chat] = d.w.cfg.Real()
	return d.w.edit(ctx, o.Mid, m)
}

// find looks for a channel and whether the bot may write there.
func (d *delivery) find(ctx context.Context, words string) (store.FoundChat, reply) {
	name := channelName(words)
	if name == "" {
		return store.FoundChat{}, refusal(store.Unreachable, "no name of a channel")
	}
	found, r := d.w.chat(ctx, name)
	if r.verdict != accepted {
		if r.refusal != "" {
			r.refusal, r.class = store.Unreachable, string(store.Unreachable)
		}
		return found, r
	}
	return found, d.w.membership(ctx, found.ID)
}

// named is what MAX takes for the name of a channel («getChat», «getChatByLink»).
var named = regexp.MustCompile(`^(-?\d+|[a-zA-Z]+[\w-]*)$`)

// channelName is what people call a channel by: the end of its link, its public name
// or its number; empty when it cannot be one.
func channelName(words string) string {
	name := strings.TrimSpace(words)
	name, _, _ = strings.Cut(name, "?")
	name = strings.TrimRight(name, "/")
	name = strings.TrimPrefix(name[strings.LastIndexByte(name, '/')+1:], "@")
	if !named.MatchString(name) {
		return ""
	}
	return name
}

// views reads how often a message was seen.
func (d *delivery) views(ctx context.Context, o store.Outgoing) result {
	found, r := d.w.messages(ctx, o.Chat, o.Mid)
	if r.verdict != accepted {
		return result{reply: r}
	}
	for _, m := range found {
		if m.Body.Mid != o.Mid {
			continue
		}
		got := store.Outcome{Mid: o.Mid, Link: m.URL}
		if m.Stat != nil {
			got.Views = m.Stat.Views
		}
		return result{reply: r, outcome: got}
	}
	return result{reply: refusal(store.Gone, "the message is not there")}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
