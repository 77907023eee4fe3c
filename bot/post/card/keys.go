package card

import (
	"slices"

	"sdelaemvmeste/plans"
)

// Links are the addresses of a post's publications, in the order of channels.
func Links(p plans.Post) []string {
	var all []string
	for _, u := range p.Publications {
		if u.Link != "" && !slices.Contains(all, u.Link) {
			all = append(all, u.Link)
		}
	}
	return all
}
