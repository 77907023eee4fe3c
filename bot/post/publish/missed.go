package publish

import (
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// A post whose hour has passed goes out by itself for as long as lateLimit. Where
// night has begun meanwhile it does only within nightLimit: at an hour when few
// read, nobody wants to be late at all.
const (
	lateLimit  = time.Hour
	nightLimit = 5 * time.Minute
)

// notice is the least that people have to look at a postponed post before it goes
// out.
const notice = 30 * time.Minute

// Missed reports whether the hour that the author set has passed so that the post
// is not to go out now without a word: long ago, or in the quiet hours, which the
// author did not choose.
func Missed(t *chat.Turn, rec store.PostRecord) bool {
	if rec.PublishAt.IsZero() {
		return false
	}
	late := t.Now.Sub(rec.PublishAt)
	return late > lateLimit || late > nightLimit && t.Quiet(t.Now) && !t.Quiet(rec.PublishAt)
}

// Postpone puts a post that has missed its hour off to the next hour at which one
// may publish, and tells its author and the group, who may publish it at once.
func Postpone(t *chat.Turn, rec store.PostRecord) error {
	missed := rec.PublishAt
	next, err := rec.At(nextHour(t.Now, chat.QuietHours(t.Settings), t.Zone))
	if err != nil {
		return card.Conflict(rec, err)
	}
	rec.Post = next
	if err := t.Note("publication postponed", card.PostName(rec.Number), missed, rec.PublishAt); err != nil {
		return err
	}
	if err := card.Save(t, &rec); err != nil {
		return err
	}
	text := textPostponed(rec.Number, missed, rec.PublishAt, t.Zone)
	k := publishNowKeys(rec.Number)
	author, err := card.AuthorOf(t, rec)
	if err != nil {
		return err
	}
	if err := t.Tell(author, text, k); err != nil {
		return err
	}
	return tellGroup(t, rec, text, k)
}

// nextHour is the first full hour after an instant that is not quiet and leaves
// people the time to look.
func nextHour(now time.Time, quiet plans.Hours, zone *time.Location) time.Time {
	at := now.Add(notice + time.Hour - 1).In(zone)
	at = time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), 0, 0, 0, zone)
	if !quiet.Contains(plans.ClockOf(at)) {
		return at
	}
	day := plans.DateOf(at, zone)
	if morning := day.At(quiet.To, zone); !morning.Before(at) {
		return morning
	}
	return (day + 1).At(quiet.To, zone)
}

func publishNowKeys(n uint64) chat.Keyboard {
	var k chat.Keyboard
	k.Row(chat.Key{Text: "📣 Опубликовать сейчас", Verb: "pnow", Number: n})
	return k
}

// tellGroup writes under a post's card in the group.
func tellGroup(t *chat.Turn, rec store.PostRecord, text string, k chat.Keyboard) error {
	if t.Settings.Group == 0 || k.Err != nil {
		return k.Err
	}
	o := store.Outgoing{
		Do: store.SendText, Chat: t.Settings.Group, Thread: t.Settings.Thread, Text: text, Buttons: k.Rows,
		NoPreview: true, Follow: chat.FollowUp("group"),
	}
	shown, ok, err := t.LastShown(card.GroupCard(rec.Number, rec.Version))
	if err != nil {
		return err
	}
	if ok && shown.Chat == o.Chat {
		o.ReplyTo = shown.Messages[0]
	}
	return t.Send(o)
}
