package report

import (
	"fmt"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// scheduled are the posts of the plan with an hour of publication.
func (m *maker) scheduled() []Scheduled {
	tasks := map[plans.TaskID]store.TaskRecord{}
	for _, t := range m.Tasks {
		tasks[t.ID] = t
	}
	var all []Scheduled
	for _, p := range m.Posts {
		t, ours := tasks[p.Task]
		if !ours || p.PublishAt.IsZero() || p.Out() {
			continue
		}
		text := p.Frozen.Text
		if text == "" {
			text = p.Draft.Text
		}
		all = append(all, Scheduled{
			Number: p.Number, At: p.PublishAt, Item: t.Item, Units: t.Units, Text: cut(text, labelLimit),
			Cancelled: p.State == plans.Withdrawn || p.State == plans.Rejected, Changes: m.changed(fmt.Sprintf("post/%d", p.Number)),
		})
	}
	return all
}
