package chat

import (
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Morning is what a conversation adds to a person's morning message: further lines,
// and a button each; no lines for nothing.
type Morning func(t *Turn, p store.PersonRecord) (lines []string, keys []Key, err error)

// PageGone does what follows when an official page was removed.
type PageGone func(t *Turn, page store.Page) error

// Week is what a conversation adds to the message of the week that begins on a Monday:
// a paragraph about the week before, "" for nothing.
type Week func(t *Turn, monday plans.Date) (string, error)
