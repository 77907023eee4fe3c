package place

import (
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// pageWeek is what a page has got in a week.
type pageWeek struct{ posts, views, reactions, waiting int }

// weekOn counts a page's posts of the week that begins on a Monday: those that came
// out or were placed in it.
func weekOn(t *chat.Turn, posts []store.PostRecord, page plans.PageID, monday plans.Date) pageWeek {
	var w pageWeek
	week := plans.Span{From: monday, To: monday + 6}
	for _, rec := range posts {
		u, ok := rec.Publication(page)
		switch {
		case !ok:
		case u.State == plans.ToPlace:
			w.waiting++
		case u.State == plans.Out && !u.At.IsZero() && week.Contains(plans.DateOf(u.At, t.Zone)):
			w.posts++
			w.views += u.Views
			w.reactions += u.Reactions
		}
	}
	return w
}

// normDayOf is the day of a week on which people are told of pages below their norm:
// Thursday, or the working day before it; a week without one says nothing.
func normDayOf(c *schedule.Calendar, monday plans.Date) plans.Date {
	for day := monday + normDay; day >= monday; day-- {
		if c.Working(day) {
			return day
		}
	}
	return monday + 7
}

// tellNorms tells those who write of the pages that have got fewer posts this week
// than they are to have.
func tellNorms(t *chat.Turn) error {
	posts, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	var lines []string
	keepers := map[plans.PersonID]bool{}
	for _, page := range t.Settings.InForce() {
		w := weekOn(t, posts, page.ID, chat.Monday(t.Today()))
		if page.Norm == 0 || w.posts >= page.Norm {
			continue
		}
		lines = append(lines, textBelowNorm(page, w.posts))
		keepers[page.Keeper] = true
	}
	if len(lines) == 0 {
		return nil
	}
	writers, err := writersOf(t, posts, keepers)
	if err != nil {
		return err
	}
	for _, p := range writers {
		if err := t.Tell(p, textBelowNorms(lines), chat.Keyboard{}); err != nil {
			return err
		}
	}
	return nil
}

// writerDays is for how many days somebody who wrote a post counts as one who writes.
const writerDays = 28

// writersOf are those who write posts, and those who keep the pages at hand; where
// there are none, the controllers.
func writersOf(t *chat.Turn, posts []store.PostRecord, keepers map[plans.PersonID]bool) ([]store.PersonRecord, error) {
	people, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	wrote := map[plans.PersonID]bool{}
	for _, rec := range posts {
		if plans.DateOf(rec.Created, t.Zone) > t.Today()-writerDays {
			wrote[rec.Author] = true
		}
	}
	writers := slices.DeleteFunc(slices.Clone(people), func(p store.PersonRecord) bool {
		return !p.Connected() || !wrote[p.ID] && !keepers[p.ID]
	})
	if len(writers) == 0 {
		return t.ControllersOf(people), nil
	}
	return writers, nil
}

// week is what pages got in the week before, against their norms. A district with one
// page and no norm has nothing to compare.
func week(t *chat.Turn, monday plans.Date) (string, error) {
	pages := t.Settings.InForce()
	normed := slices.ContainsFunc(pages, func(p store.Page) bool { return p.Norm > 0 })
	if len(pages) < 2 && !normed {
		return "", nil
	}
	posts, err := t.Tx.Posts()
	if err != nil {
		return "", err
	}
	lines := []string{chat.Bold(textWeekTitle)}
	for _, page := range pages {
		lines = append(lines, textPageWeek(page, weekOn(t, posts, page.ID, monday-7)))
	}
	return strings.Join(lines, "\n"), nil
}

// askViews asks MAX how often the posts of the week before were seen.
func askViews(t *chat.Turn) error {
	posts, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	monday := chat.Monday(t.Today())
	before := plans.Span{From: monday - 7, To: monday - 1}
	for _, rec := range posts {
		for _, u := range rec.Publications {
			if u.Kind != plans.MaxPage || u.State != plans.Out || len(u.Messages) == 0 || !before.Contains(plans.DateOf(u.At, t.Zone)) {
				continue
			}
			page, _ := t.Page(u.Page)
			err := t.Send(store.Outgoing{
				Key: fmt.Sprintf("views/%d/%d/%s", rec.Number, u.Page, monday), Wire: store.Max, Do: store.ReadViews,
				Chat: page.Chat, Mid: string(u.Messages[0]),
				Follow: chat.FollowUp("post", chat.Word("views"), chat.Num(rec.Number), chat.Num(rec.Version), chat.Num(u.Page), chat.Num(0)),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// SettleViews keeps the views of a post on a page, where they were told.
func SettleViews(t *chat.Turn, rec store.PostRecord, page plans.PageID, out store.Outcome) error {
	if out.Class != store.Accepted {
		return nil
	}
	return counted(t, rec, page, func(u *plans.Publication) { u.Views = out.Views })
}

// Reacted keeps how many reactions a post has in a channel.
func Reacted(t *chat.Turn) error {
	page := plans.PageID(t.In.Chat.ID)
	posts, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range posts {
		u, ok := rec.Publication(page)
		if ok && len(u.Messages) > 0 && string(u.Messages[0]) == fmt.Sprint(t.In.Message) {
			return counted(t, rec, page, func(u *plans.Publication) { u.Reactions = t.In.Reactions })
		}
	}
	return nil
}

// counted keeps a figure of a publication. Nothing else of a post follows from it.
func counted(t *chat.Turn, rec store.PostRecord, page plans.PageID, keep func(*plans.Publication)) error {
	rec.Publications = slices.Clone(rec.Publications)
	for i := range rec.Publications {
		if rec.Publications[i].Page == page {
			keep(&rec.Publications[i])
		}
	}
	return t.Tx.PutPost(rec)
}
