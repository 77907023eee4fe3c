package card

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// PagesOf are the official pages that a post is for.
func PagesOf(s store.Settings, p plans.Post) []store.Page {
	return slices.DeleteFunc(s.InForce(), func(page store.Page) bool { return !p.For(page.ID) })
}

// Newest is the version of a post that its pages are to show: what is out, or what was
// voted on and is on its way.
func Newest(rec store.PostRecord) plans.Content {
	if rec.Out() && rec.State != plans.Amending {
		return rec.Live
	}
	return rec.Frozen
}
