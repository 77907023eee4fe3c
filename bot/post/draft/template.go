package draft

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
)

// templateFiles are the texts offered for a row that wants a post, one a kind and
// one more for rows about a single project. Administrators may put their own in
// their place.
//
//go:embed templates/*.txt
var templateFiles embed.FS

// templateName names a template: «results», «results-project».
type templateName string

// templateNames are all templates, in the order of their buttons.
var templateNames = []templateName{
	"announcement-project", "announcement", "progress-project", "progress", "results-project", "results",
}

// templateFor is the template of a row, "" for a row that wants no post.
func templateFor(kind plans.PostKind, project bool) templateName {
	if project && kind != "" {
		return templateName(kind) + "-project"
	}
	return templateName(kind)
}

// templateFacts are what a template may name in braces. A fact of the list that
// is not known is empty.
type templateFacts map[string]string

// templateFactNames are the facts a template may name.
var templateFactNames = []string{
	"проект", "место", "дата отбора", "дата контракта", "дата завершения", "дата открытия", "хештег",
}

// template gives the text offered for a row, "" for a row that wants no post.
func template(t *chat.Turn, o task.View) (string, error) {
	name := templateFor(o.PlanItem.Post, o.Project != "")
	if name == "" {
		return "", nil
	}
	plan, err := t.PlanOf(o.ID.Plan())
	if err != nil {
		return "", err
	}
	facts := templateFacts{"хештег": plan.Hashtag}
	if o.Project != "" {
		p, err := t.Tx.Project(o.Project)
		if err != nil {
			return "", err
		}
		facts["проект"], facts["место"] = p.Name, p.Place
		facts["дата отбора"], facts["дата контракта"] = fullDate(p.Selected), fullDate(p.Contract)
		facts["дата завершения"], facts["дата открытия"] = fullDate(p.Completed), fullDate(p.Opened)
	}
	text, err := templateText(t, plan.ID, name)
	if err != nil {
		return "", err
	}
	return fill(text, facts), nil
}

// templateText is a template in force for a plan: the administrators' own or the one
// that comes with the program.
func templateText(t *chat.Turn, plan plans.PlanID, name templateName) (string, error) {
	if own, ok := t.Settings.Plans[plan].Templates[string(name)]; ok {
		return own, nil
	}
	return originalTemplate(name)
}

func originalTemplate(name templateName) (string, error) {
	text, err := templateFiles.ReadFile("templates/" + string(name) + ".txt")
	if err != nil {
		return "", fmt.Errorf("template: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// fill writes the facts into a template. What stands in square brackets is left
// out when a fact named there is not known; elsewhere such a fact is an ellipsis.
func fill(text string, facts templateFacts) string {
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, "[")
		b.WriteString(withFacts(before, facts))
		inside, after, closed := strings.Cut(rest, "]")
		switch {
		case found && !closed:
			b.WriteString("[" + withFacts(rest, facts))
		case !slices.ContainsFunc(factsIn(inside), func(name string) bool { return facts[name] == "" }):
			b.WriteString(withFacts(inside, facts))
		}
		text = after
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// withFacts puts facts in the place of their names.
func withFacts(text string, facts templateFacts) string {
	pairs := make([]string, 0, 2*len(templateFactNames))
	for _, name := range templateFactNames {
		fact := facts[name]
		if fact == "" {
			fact = "…"
		}
		pairs = append(pairs, "{"+name+"}", fact)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// factsIn are the names in braces, in order, whether known or not.
func factsIn(text string) []string {
	var names []string
	for {
		_, rest, found := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return names
		}
		names = append(names, name)
		text = after
	}
}

// fullDate is «15 августа 2023 года», "" for no day.
func fullDate(d plans.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Split()
	return fmt.Sprintf("%d %s %d года", day, chat.Month(m), y)
}
