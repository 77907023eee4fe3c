package store

import (
	"fmt"
	"slices"
	"strconv"

	"sdelaemvmeste/plans"
)

// publicationBefore is a publication of the time when there were Telegram channels
// alone.
type publicationBefore struct {
	Channel  int64                  `json:"channel"`
	State    plans.PublicationState `json:"state"`
	Part     int                    `json:"part,omitempty"`
	Messages []int                  `json:"messages,omitempty"`
	Link     string                 `json:"link,omitempty"`
	Seen     []int                  `json:"seen,omitempty"`
	Why      string                 `json:"why,omitempty"`
	Pending  []int                  `json:"pending,omitempty"`
}

// postBefore is a post of that time.
type postBefore struct {
	PostRecord
	Publications []publicationBefore `json:"publications,omitempty"`
}

// after is the publication as it is kept now: a channel's page has the number of its
// chat, so buttons and records under way name it as before.
func (u publicationBefore) after() plans.Publication {
	return plans.Publication{
		Page: plans.PageID(u.Channel), Kind: plans.TelegramPage, State: u.State, Part: u.Part, Link: u.Link, Why: u.Why,
		Messages: messageIDs(u.Messages), Seen: messageIDs(u.Seen), Pending: messageIDs(u.Pending),
	}
}

// messageIDs names messages of Telegram; 0 is none.
func messageIDs(numbers []int) []plans.MessageID {
	var all []plans.MessageID
	for _, n := range numbers {
		id := plans.MessageID("")
		if n != 0 {
			id = plans.MessageID(strconv.Itoa(n))
		}
		all = append(all, id)
	}
	return all
}

// pagesOf makes official pages of the channels, and gives the posts publications on
// pages. A channel that was let go stays a removed page where posts name it.
func pagesOf(tx *Tx, bound []BoundChannel) error {
	s, err := tx.Settings()
	if err != nil {
		return err
	}
	for _, c := range bound {
		s, _ = s.WithPage(TelegramPage(c))
	}
	before, err := table[postBefore](posts).all(tx, nil)
	if err != nil {
		return err
	}
	for _, old := range before {
		rec := old.PostRecord
		rec.Publications = nil
		for _, was := range old.Publications {
			u := was.after()
			if u.State == plans.Out || u.Part > 0 {
				u.At = rec.OutAt
			}
			rec.Publications = append(rec.Publications, u)
			if s, err = withPageOf(tx, s, was.Channel); err != nil {
				return err
			}
		}
		if err := posts.put(tx, num(rec.Number), rec); err != nil {
			return err
		}
	}
	if len(s.Pages) == 0 {
		return nil
	}
	return tx.PutSettings(s)
}

// withPageOf gives the settings with a removed page of a channel that is bound no
// more.
func withPageOf(tx *Tx, s Settings, channel int64) (Settings, error) {
	if slices.ContainsFunc(s.Pages, func(p Page) bool { return p.Chat == channel }) {
		return s, nil
	}
	c, ok, err := offered.get(tx, fmt.Append(nil, channel))
	if err != nil {
		return s, err
	}
	if !ok {
		c.ID = channel
	}
	p := TelegramPage(c)
	p.Removed = true
	s, _ = s.WithPage(p)
	return s, nil
}
