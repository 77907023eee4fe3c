package planfile

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/wording"
)

// rowJSON is one row of `plan check --json` (CONTRACT §3).
type rowJSON struct {
	Item        plans.ItemNo    `json:"item"`
	Section     string          `json:"section"`
	Form        string          `json:"form"`
	Phrase      string          `json:"phrase"`
	Deadline    json.RawMessage `json:"deadline"`
	Responsible []plans.UnitID  `json:"responsible"`
	Problems    []string        `json:"problems"`
}

// totalJSON ends `plan check --json`. Problems are those of no row in
// particular, with their place; rows carry their own.
type totalJSON struct {
	Plan     plans.PlanID `json:"plan"`
	Items    int          `json:"items"`
	Unclear  int          `json:"unclear"`
	Errors   int          `json:"errors"`
	Problems []string     `json:"problems,omitempty"`
}

// WriteJSON writes one object a row and the final one, each on its line.
func WriteJSON(w io.Writer, r Result) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, s := range r.Plan.Sections {
		for _, i := range s.Items {
			d, err := plans.MarshalDeadline(i.Deadline)
			if err != nil {
				return fmt.Errorf("write row %s: %w", i.No, err)
			}
			row := rowJSON{
				Item: i.No, Section: s.Title, Form: i.Form, Phrase: i.Phrase, Deadline: d,
				Responsible: append([]plans.UnitID{}, i.Responsible...), Problems: r.ofRow(i),
			}
			if err := out.Encode(row); err != nil {
				return fmt.Errorf("write row %s: %w", i.No, err)
			}
		}
	}
	total := totalJSON{
		Plan: r.Plan.ID, Items: len(r.Plan.Items()), Unclear: r.Unclear(),
		Errors: len(r.Faults()), Problems: r.ofNoRow(),
	}
	if err := out.Encode(total); err != nil {
		return fmt.Errorf("write total: %w", err)
	}
	return nil
}

// ofRow gives a row's problems with their places. What its deadline says itself,
// why it is unclear, is not repeated.
func (r Result) ofRow(i plans.Item) []string {
	texts := []string{}
	left := slices.Clone(i.Problems)
	u, unclear := i.Deadline.(plans.Unclear)
	for _, p := range r.Problems {
		if p.Item != i.No || unclear && p.Text == wording.Unclear(i.Phrase, u) {
			continue
		}
		texts = append(texts, p.String())
		left = slices.DeleteFunc(left, func(text string) bool { return text == p.Text })
	}
	texts = append(texts, left...)
	for _, q := range r.Questions {
		if slices.Contains(q.Items, i.No) {
			texts = append(texts, fmt.Sprintf("«%s» похоже на «%s»: одно это подразделение или два?", q.FoundName, q.NearName))
		}
	}
	return texts
}

// ofNoRow gives the problems that belong to no row that was read.
func (r Result) ofNoRow() []string {
	var texts []string
	for _, p := range r.Problems {
		if _, _, ok := r.Plan.Item(p.Item); !ok || p.Item == "" {
			texts = append(texts, p.String())
		}
	}
	return texts
}

// WriteText writes how every row was understood, then every problem with its
// place, the questions about units, and the count.
func WriteText(w io.Writer, r Result) error {
	var b strings.Builder
	p := r.Plan
	if p.ID != "" || p.Title != "" {
		fmt.Fprintf(&b, "План %s\n%s\n", p.ID, p.Title)
		if p.Approved != "" {
			approved := "Утвердил"
			if ByAct(p.Approved) {
				approved = "Утверждён"
			}
			fmt.Fprintf(&b, "%s: %s\n", approved, p.Approved)
		}
		if p.Period != (plans.Span{}) {
			fmt.Fprintf(&b, "Период: %s\n", wording.Span(p.Period))
		}
	}
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "\n%s\n", s.Title)
		for _, i := range s.Items {
			writeRow(&b, p, i)
		}
	}
	r.writeProblems(&b)
	rows, unclear, faults := len(p.Items()), r.Unclear(), len(r.Faults())
	fmt.Fprintf(&b, "\nСтрок: %d, срок понят: %d, не ясен: %d, ошибок: %d.\n", rows, rows-unclear, unclear, faults)
	if faults > 0 {
		b.WriteString("Загрузить план нельзя: исправьте ошибки.\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

func writeRow(b *strings.Builder, p plans.Plan, i plans.Item) {
	names := make([]string, len(i.Responsible))
	for k, id := range i.Responsible {
		u, _ := p.Unit(id)
		names[k] = u.Name
		if u.External {
			names[k] += " (по согласованию)"
		}
	}
	fmt.Fprintf(b, "  %s  %s\n", i.No, i.Form)
	words := Words(i.Deadline)
	if u, ok := i.Deadline.(plans.Unclear); ok {
		words = "не ясен. " + u.Why
	}
	if i.Phrase != "" {
		words = "«" + i.Phrase + "» — " + words
	}
	if len(names) == 0 {
		names = []string{"не указаны"}
	}
	fmt.Fprintf(b, "       срок: %s\n       ответственные: %s\n", words, strings.Join(names, "; "))
	if i.Control != "" {
		fmt.Fprintf(b, "       контроль: %s\n", i.Control)
	}
}

func (r Result) writeProblems(b *strings.Builder) {
	for _, part := range []struct {
		severity Severity
		title    string
	}{{Fault, "Ошибки"}, {Warning, "Обратите внимание"}} {
		first := true
		for _, p := range r.Problems {
			if p.Severity != part.severity {
				continue
			}
			if first {
				fmt.Fprintf(b, "\n%s:\n", part.title)
				first = false
			}
			fmt.Fprintf(b, "  %s\n", p)
		}
	}
	for i, q := range r.Questions {
		if i == 0 {
			b.WriteString("\nПохожие подразделения: одно и то же или разные?\n")
		}
		rows := make([]string, len(q.Items))
		for k, no := range q.Items {
			rows[k] = string(no)
		}
		fmt.Fprintf(b, "  «%s» (строки %s) похоже на «%s»\n", q.FoundName, strings.Join(rows, ", "), q.NearName)
	}
}
