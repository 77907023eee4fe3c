package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// posts are the posts of the plan that went out in the period, by their projects.
// When a post went out the journal says.
func (m *maker) posts() []Published {
	out := map[uint64]plans.Date{}
	for _, e := range m.Journal {
		if e.Did != "post part out" && e.Did != "post placed" {
			continue
		}
		if n, err := strconv.ParseUint(strings.TrimPrefix(e.Of, "post/"), 10, 64); err == nil {
			if _, known := out[n]; !known {
				out[n] = plans.DateOf(e.At, m.Zone)
			}
		}
	}
	tasks := map[plans.TaskID]store.TaskRecord{}
	for _, t := range m.Tasks {
		tasks[t.ID] = t
	}
	var all []Published
	for _, p := range m.Posts {
		t, ours := tasks[p.Task]
		day, known := out[p.Number]
		if !ours || !known || !m.period.Contains(day) || p.State == plans.Removed {
			continue
		}
		all = append(all, Published{
			Number: p.Number, Day: day, Item: t.Item, Project: m.projects[t.Project], Text: cut(p.Live.Text, 120), Links: links(p.Post),
		})
	}
	slices.SortStableFunc(all, func(a, b Published) int {
		if c := strings.Compare(a.Project, b.Project); c != 0 {
			return c
		}
		return int(a.Day - b.Day)
	})
	return all
}

func links(p plans.Post) []string {
	var all []string
	for _, u := range p.Publications {
		if IsAddress(u.Link) {
			all = append(all, u.Link)
		}
	}
	return all
}

// journal are the entries of the period about the plan's own tasks, posts, projects
// and rows; what administrators set belongs to no plan.
func (m *maker) journal() []Noted {
	tasks, posts := map[string]string{}, map[string]string{}
	ids := map[plans.TaskID]bool{}
	for _, t := range m.Tasks {
		tasks[fmt.Sprintf("task/%d", t.Number)] = strings.Trim(string(t.Item)+" "+m.apart(t.Task), " ")
		ids[t.ID] = true
	}
	for _, p := range m.Posts {
		if ids[p.Task] {
			posts[fmt.Sprintf("post/%d", p.Number)] = "пост № " + strconv.FormatUint(p.Number, 10)
		}
	}
	var all []Noted
	for _, e := range m.Journal {
		if !m.period.Contains(plans.DateOf(e.At, m.Zone)) {
			continue
		}
		of := tasks[e.Of]
		if of == "" {
			of = posts[e.Of]
		}
		switch {
		case of != "":
		case e.Of == "plan/"+string(m.Plan.ID):
			of = "план"
		case strings.HasPrefix(e.Of, "row/"+string(m.Plan.ID)+"/"):
			of = strings.TrimPrefix(e.Of, "row/"+string(m.Plan.ID)+"/")
		case strings.HasPrefix(e.Of, "project/") && m.projects[plans.ProjectID(strings.TrimPrefix(e.Of, "project/"))] != "":
			of = m.projects[plans.ProjectID(strings.TrimPrefix(e.Of, "project/"))]
		default:
			continue
		}
		who := "бот"
		if e.By != "" {
			if who = m.person(e.By); who == "" {
				who = "без имени"
			}
		}
		all = append(all, Noted{Entry: e, Who: who, Of: of, Did: Deed(e)})
	}
	return all
}
