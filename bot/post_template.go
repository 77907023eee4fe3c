package bot

import (
	"embed"
	"fmt"
	"strings"
	"text/template"

	"sdelaemvmeste/plans"
)

// templateFiles are the texts offered for a row that wants a post, one a kind.
//
//go:embed templates/*.txt
var templateFiles embed.FS

// templateFacts are what a template may name; an unknown fact is empty.
type templateFacts struct {
	Project, Place      string
	Contract, Completed string // «15 августа 2023 года»
	Hashtag             string
}

// template gives the text offered for a row, "" for a row that wants no post.
func (t *turn) template(o owed) (string, error) {
	facts := templateFacts{Hashtag: t.plan.Hashtag}
	if o.Project != "" {
		p, err := t.tx.Project(o.Project)
		if err != nil {
			return "", err
		}
		facts.Project, facts.Place = p.Name, p.Place
		facts.Contract, facts.Completed = fullDate(p.Contract), fullDate(p.Completed)
	}
	return fill(o.item.Post, facts)
}

// fill writes the facts into the template of a kind.
func fill(kind plans.PostKind, facts templateFacts) (string, error) {
	if kind == "" {
		return "", nil
	}
	text, err := template.ParseFS(templateFiles, "templates/"+string(kind)+".txt")
	if err != nil {
		return "", fmt.Errorf("template %s: %w", kind, err)
	}
	var b strings.Builder
	if err := text.Execute(&b, facts); err != nil {
		return "", fmt.Errorf("template %s: %w", kind, err)
	}
	return strings.TrimSpace(b.String()), nil
}

// fullDate is «15 августа 2023 года», "" for no day.
func fullDate(d plans.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Split()
	return fmt.Sprintf("%d %s %d года", day, month(m), y)
}
