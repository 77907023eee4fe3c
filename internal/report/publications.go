package report

import (
	"cmp"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Publication is a post of the plan on one official page.
type Publication struct {
	Post uint64
	// Day is when it came out there, zero while it waits to be placed.
	Day   plans.Date
	Page  string
	State string
	Text  string
	Link  string
	// Views and Reactions are 0 where the page does not tell them.
	Views, Reactions int
}

// publications are what came out of the plan's posts in the period, page by page, and
// what still waits to be placed by hand.
func (m *maker) publications() []Publication {
	ours := map[plans.TaskID]bool{}
	for _, t := range m.Tasks {
		ours[t.ID] = true
	}
	names := map[plans.PageID]string{}
	for _, p := range m.Pages {
		names[p.ID] = p.Name
	}
	var all []Publication
	for _, rec := range m.Posts {
		if !ours[rec.Task] {
			continue
		}
		for _, u := range rec.Publications {
			if p, ok := m.publication(rec, u, names[u.Page]); ok {
				all = append(all, p)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Publication) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Post, b.Post))
	})
	return all
}

func (m *maker) publication(rec store.PostRecord, u plans.Publication, page string) (Publication, bool) {
	p := Publication{Post: rec.Number, Page: page, Text: cut(rec.Frozen.Text, 120), Views: u.Views, Reactions: u.Reactions}
	if IsAddress(u.Link) {
		p.Link = u.Link
	}
	switch u.State {
	case plans.Out:
		p.State = "вышел"
	case plans.TakenDown:
		p.State = "снят"
	case plans.ToPlace:
		p.State = "ждёт размещения"
		return p, m.period.Contains(m.on)
	case plans.Sending, plans.Doubtful, plans.Failed, plans.Unplaced:
		return p, false
	}
	if u.At.IsZero() {
		return p, false
	}
	p.Day = plans.DateOf(u.At, m.Zone)
	return p, m.period.Contains(p.Day)
}
