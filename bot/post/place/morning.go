package place

import (
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// waitingLimit is how many posts a morning message names.
const waitingLimit = 5

// morning are the posts that wait for a person to place them.
func morning(t *chat.Turn, p store.PersonRecord) (lines []string, keys []chat.Key, err error) {
	all, err := waitingFor(t)
	if err != nil {
		return nil, nil, err
	}
	more := 0
	for _, w := range all {
		if w.keeper.ID != p.ID {
			continue
		}
		if len(keys) == waitingLimit {
			more++
			continue
		}
		lines = append(lines, textWaiting(w.rec.Number, w.page, chat.Cut(card.Newest(w.rec).Text, 60)))
		keys = append(keys, chat.Key{
			Text: textWaitingKey(w.rec.Number, w.page), Verb: "hget", Number: w.rec.Number, Arg: chat.ArgsOf(chat.Num(w.page.ID)),
		})
	}
	if more > 0 {
		lines = append(lines, textMoreWaiting(more))
	}
	return lines, keys, nil
}

// waiting is a post that somebody is to place on a page.
type waiting struct {
	rec    store.PostRecord
	page   store.Page
	keeper store.PersonRecord
}

// waitingFor gives all posts that wait to be placed, oldest first.
func waitingFor(t *chat.Turn) ([]waiting, error) {
	posts, err := t.Tx.Posts()
	if err != nil {
		return nil, err
	}
	var all []waiting
	for _, rec := range posts {
		for _, u := range rec.Publications {
			if u.State != plans.ToPlace {
				continue
			}
			page, _ := t.Page(u.Page)
			keeper, err := KeeperOf(t, page, rec)
			if err != nil {
				return nil, err
			}
			all = append(all, waiting{rec, page, keeper})
		}
	}
	return all, nil
}

// Tick reminds in the morning of what waits to be placed those who get no morning
// message that day, and on Thursdays tells of pages below their norm. It also asks
// MAX for the views of the week before the message of the week. An idle tick only
// looks.
func Tick(b *chat.Env, now time.Time) error {
	var at hours
	err := b.Store.View(func(tx *store.Tx) (err error) {
		at, err = hoursOf(tx, now)
		return err
	})
	if err != nil || !at.due {
		return err
	}
	return b.Store.Update(func(tx *store.Tx) error {
		at, err := hoursOf(tx, now)
		if err != nil || !at.due {
			return err
		}
		t, err := b.OwnTurn(tx, "pages/"+now.UTC().Format(time.RFC3339))
		if err != nil {
			return err
		}
		t.Now = now
		return act(t, at)
	})
}

// hours says what is to be done with official pages now.
type hours struct {
	due, remind, norms, views bool
	today                     plans.Date
	next                      time.Time
}

// normDay and normHour are when people are told that a page stays below its norm:
// there is a working day left to mend it.
const (
	normDay  = 3 // days after Monday
	normHour = 15
	// viewsHour is when MAX is asked for the views of the week before.
	viewsHour = 6
)

// leap is further ahead than the program ever puts its next look: the clock has been
// set back since.
const leap = 30 * 24 * time.Hour

// hoursOf finds what the hour asks for and is not done yet.
func hoursOf(tx *store.Tx, now time.Time) (hours, error) {
	s, err := tx.Settings()
	done := s.PageRounds
	if err != nil || len(s.InForce()) == 0 || now.Before(done.Next) && done.Next.Sub(now) < leap {
		return hours{}, err
	}
	d, err := schedule.DistrictOf(tx)
	if err != nil {
		return hours{}, err
	}
	today := plans.DateOf(now, d.Zone)
	monday := chat.Monday(today)
	return hours{
		due: true, today: today, next: nextHours(d, now),
		remind: done.Reminded != today && d.Awake(now),
		norms:  done.Normed != monday && d.Calendar.Working(today) && !now.Before(normsAt(d, monday)),
		views:  done.Viewed != monday && !now.Before(viewsAt(d, monday)),
	}, nil
}

func normsAt(d schedule.District, monday plans.Date) time.Time {
	return normDayOf(d.Calendar, monday).At(plans.Clock(normHour*60+1), d.Zone)
}

func viewsAt(d schedule.District, monday plans.Date) time.Time {
	return monday.At(plans.Clock(viewsHour*60+1), d.Zone)
}

// nextHours is when pages are to be looked after next.
func nextHours(d schedule.District, now time.Time) time.Time {
	monday := chat.Monday(plans.DateOf(now, d.Zone))
	next := d.NextMorning(now)
	for _, at := range []time.Time{normsAt(d, monday), viewsAt(d, monday+7)} {
		if at.After(now) && at.Before(next) {
			next = at
		}
	}
	return next.UTC()
}

// act does what the hour asks for.
func act(t *chat.Turn, h hours) error {
	after := t.Settings
	after.PageRounds.Next = h.next
	if h.remind {
		after.PageRounds.Reminded = h.today
		if err := remind(t, h.today); err != nil {
			return err
		}
	}
	if h.norms {
		after.PageRounds.Normed = chat.Monday(h.today)
		if err := tellNorms(t); err != nil {
			return err
		}
	}
	if h.views {
		after.PageRounds.Viewed = chat.Monday(h.today)
		if err := askViews(t); err != nil {
			return err
		}
	}
	return t.Tx.PutSettings(after)
}

// remind writes to those who are to place something and had no morning message today,
// in which it would stand.
func remind(t *chat.Turn, today plans.Date) error {
	all, err := waitingFor(t)
	if err != nil {
		return err
	}
	told := map[plans.PersonID]bool{}
	for _, w := range all {
		if told[w.keeper.ID] || !w.keeper.Connected() {
			continue
		}
		told[w.keeper.ID] = true
		digest, err := t.Tx.NewestDigest(w.keeper.ID)
		if err != nil {
			return err
		}
		if digest.Day == today {
			continue
		}
		lines, keys, err := morning(t, w.keeper)
		if err != nil {
			return err
		}
		var text strings.Builder
		text.WriteString(chat.Bold(textWaitingTitle))
		var k chat.Keyboard
		for _, l := range lines {
			text.WriteString("\n" + l)
		}
		for _, key := range keys {
			k.Row(key)
		}
		if err := t.Tell(w.keeper, text.String(), k); err != nil {
			return err
		}
	}
	return nil
}
