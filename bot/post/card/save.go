package card

import (
	"slices"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Save keeps a changed post and brings up to it whatever shows it: the row of the
// plan that its publications confirm (and with the row the message of the week),
// its cards in the group, its author's card. It compares the post with what is
// stored, so a caller says what has changed by changing it.
func Save(t *chat.Turn, rec *store.PostRecord) error {
	before, err := t.Tx.Post(rec.Number)
	if err != nil {
		return err
	}
	if err := report(t, rec); err != nil {
		return err
	}
	if before.State != plans.Drafting && rec.State == plans.Drafting {
		// Its links are looked up anew: the page may be there by now.
		rec.Links = nil
	}
	noteOut(before.Post, rec)
	rec.Wake = wakeTime(t, *rec)
	if err := t.Tx.PutPost(*rec); err != nil {
		return err
	}
	if standsElsewhere(before.Post, rec.Post) {
		if err := refreshGroup(t, before.Post, *rec); err != nil {
			return err
		}
	}
	switch {
	case isNews(before.Post, rec.Post):
		return draw(t, rec)
	case standsElsewhere(before.Post, rec.Post) || !slices.Equal(lostLinks(before), lostLinks(*rec)):
		return refreshAuthor(t, *rec)
	}
	return nil
}

// noteOut notes when a post first came out somewhere and that its correction did.
func noteOut(before plans.Post, rec *store.PostRecord) {
	for _, u := range rec.Publications {
		if !u.At.IsZero() && (rec.OutAt.IsZero() || u.At.Before(rec.OutAt)) {
			rec.OutAt = u.At
		}
	}
	if rec.State != plans.Published {
		return
	}
	marred := slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.Why != "" })
	if before.State == plans.Amending && !marred {
		rec.Corrected = true
	}
}

// standsElsewhere reports whether the cards are to say something else of the post
// than before: anything but the draft itself has changed.
func standsElsewhere(before, after plans.Post) bool {
	return before.State != after.State || before.Task != after.Task || !before.PublishAt.Equal(after.PublishAt) ||
		before.Version != after.Version || before.LiveVersion != after.LiveVersion || before.Reported != after.Reported ||
		before.Judge != after.Judge || before.Reason != after.Reason ||
		!slices.Equal(before.Without, after.Without) || !slices.Equal(before.Votes, after.Votes) || !samePublications(before, after)
}

func samePublications(before, after plans.Post) bool {
	return slices.EqualFunc(before.Publications, after.Publications, func(a, b plans.Publication) bool {
		return a.Page == b.Page && a.State == b.State && a.Late == b.Late && a.Part == b.Part && a.Link == b.Link && a.Why == b.Why &&
			slices.Equal(a.Pending, b.Pending)
	})
}

// isNews reports whether the author gets the card as a new message: another draft
// to look at, or an end of what others or Telegram had to do. Anything else only
// rewrites the card where it stands.
func isNews(before, after plans.Post) bool {
	moved := before.State != after.State
	switch after.State {
	case plans.Drafting:
		return moved || !before.Draft.Equal(after.Draft)
	case plans.Approved:
		return moved || !before.PublishAt.IsZero() && after.PublishAt.IsZero()
	case plans.Uncertain:
		return moved || !samePublications(before, after)
	case plans.Published:
		return moved && before.State != plans.Drafting
	case plans.Rejected, plans.Removed:
		return moved
	case plans.InReview, plans.Publishing, plans.Withdrawn, plans.Amending, plans.Removing:
	}
	return false
}

// refreshGroup shows the group a version put to the vote now, and rewrites the
// cards of the versions that the change concerns.
func refreshGroup(t *chat.Turn, before plans.Post, rec store.PostRecord) error {
	if rec.Version > before.Version {
		if err := ShowVersion(t, rec); err != nil {
			return err
		}
	}
	versions := []int{rec.LiveVersion, rec.Version, before.LiveVersion, before.Version}
	if before.State == plans.Published {
		// A correction given up earlier has nothing to do with what begins now.
		versions = versions[:1]
	}
	for i, v := range versions {
		if v == 0 || v > before.Version || slices.Contains(versions[:i], v) {
			continue
		}
		if err := RefreshVersion(t, rec, v); err != nil {
			return err
		}
	}
	return nil
}

// refreshAuthor rewrites the author's card. The preview of a draft that was given
// up is taken away.
func refreshAuthor(t *chat.Turn, rec store.PostRecord) error {
	if rec.State == plans.Withdrawn || rec.State == plans.Published {
		if err := t.Erase(PreviewCard(rec.Number)); err != nil {
			return err
		}
	}
	text, k, err := AuthorCardOf(t, rec)
	if err != nil {
		return err
	}
	return t.RefreshCard(AuthorCard(rec.Number), text, k)
}

// LostAfter is how long nothing may be heard of what is on its way to a channel
// before the program looks whether it still is.
const LostAfter = time.Hour

// wakeTime is when the program is to act on the post by itself.
func wakeTime(t *chat.Turn, rec store.PostRecord) time.Time {
	switch rec.State {
	case plans.Approved:
		return rec.PublishAt
	case plans.InReview:
		return nudgeAt(t, rec)
	case plans.Amending, plans.Removing:
		return t.Now.Add(LostAfter)
	case plans.Publishing, plans.Uncertain:
		if slices.ContainsFunc(rec.Publications, func(u plans.Publication) bool { return u.State == plans.Sending }) {
			return t.Now.Add(LostAfter)
		}
	case plans.Drafting, plans.Published, plans.Rejected, plans.Withdrawn, plans.Removed:
	}
	return time.Time{}
}

// NudgeLimit is how many working days a silent review is reminded of: two to the
// group, the third to the controllers.
const NudgeLimit = 3

// latestNudge is the hour after which a reminder waits for no one at work.
const latestNudge = 17

// nudgeAt is when a silent review is reminded of next: so many working days after
// it was put to the vote, at about the same hour.
func nudgeAt(t *chat.Turn, rec store.PostRecord) time.Time {
	if rec.Nudged >= NudgeLimit || rec.Heard.IsZero() {
		return time.Time{}
	}
	from := plans.DateOf(rec.Heard, t.Zone)
	day := t.Calendar().Add(from, rec.Nudged+1)
	local := rec.Heard.In(t.Zone)
	at := day.At(plans.Clock(local.Hour()*60+local.Minute()+1), t.Zone)
	earliest, latest := day.At(t.MorningAt(), t.Zone), day.At(latestNudge*60+1, t.Zone)
	return slices.MinFunc([]time.Time{slices.MaxFunc([]time.Time{at, earliest}, time.Time.Compare), latest}, time.Time.Compare).UTC()
}
