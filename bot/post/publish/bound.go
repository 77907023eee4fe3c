package publish

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/post/card"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// groupBound shows a group, or a topic, that was bound just now what waits for an
// answer: reviews, and publications in doubt. What was shown before may stand where
// nobody can see it any more.
func groupBound(t *chat.Turn, was store.Settings) error {
	moved := was.Group != t.Settings.Group || was.Thread != t.Settings.Thread
	all, err := t.Tx.Posts()
	if err != nil {
		return err
	}
	for _, rec := range all {
		if rec.State == plans.InReview {
			if err := showUnlessShown(t, card.GroupCard(rec.Number, rec.Version), moved, func() error { return card.ShowVersion(t, rec) }); err != nil {
				return err
			}
		}
		for _, u := range rec.Publications {
			if u.State != plans.Doubtful {
				continue
			}
			err := showUnlessShown(t, questionCard(rec.Number, u.Page), moved, func() error { return ask(t, rec, u.Page, u.Part) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func showUnlessShown(t *chat.Turn, name string, moved bool, show func() error) error {
	s, ok, err := t.LastShown(name)
	if err != nil || ok && !moved && s.Chat == t.Settings.Group {
		return err
	}
	return show()
}
