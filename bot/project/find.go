package project

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// Find gives the projects whose name or place matches.
func Find(t *chat.Turn, match func(string) bool) ([]chat.Finding, error) {
	if !t.Allowed(chat.SeePlan, nil) {
		return nil, nil
	}
	all, err := t.Tx.Projects()
	if err != nil {
		return nil, err
	}
	var found []chat.Finding
	for _, p := range all {
		if !match(p.Name + " " + p.Place) {
			continue
		}
		n, err := t.Tx.Number(store.ProjectNumber, string(p.ID))
		if err != nil {
			return nil, err
		}
		line := chat.Bold(chat.Cut(p.Name, 160))
		if p.Place != "" {
			line += ", " + chat.Esc(chat.Cut(p.Place, 80))
		}
		found = append(found, chat.Finding{Line: line, Key: chat.Key{Text: chat.Cut(p.Name, 48), Verb: "proj", Number: n}})
	}
	return found, nil
}
