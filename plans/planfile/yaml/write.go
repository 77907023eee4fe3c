package yaml

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/guess"
	"sdelaemvmeste/plans/planfile/spelling"
)

// Write writes a plan as a YAML file to be edited and loaded (CONTRACT §2). It
// is written line by line rather than by a library, so that a person finds in
// it what the document says, in the document's order, with remarks where
// something needs an answer. Reading it gives the same plan, except for a row
// whose words are lost: it is unclear again, though not for the same reason.
func Write(w io.Writer, p plans.Plan) error {
	y := &writer{}
	y.head(p)
	y.units(p.Units)
	y.people(p.People)
	y.projects(p.Projects)
	y.sections(p.Sections)
	if _, err := io.WriteString(w, y.text.String()); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

type writer struct{ text strings.Builder }

func (y *writer) line(format string, args ...any) {
	fmt.Fprintf(&y.text, format+"\n", args...)
}

// optional writes a key only when it has a value.
func (y *writer) optional(indent, key, value string) {
	if value != "" {
		y.line("%s%s: %s", indent, key, scalar(value))
	}
}

// remark writes a comment, which stays on one line whatever the text holds.
func (y *writer) remark(indent, text string) { y.line("%s# %s", indent, spelling.Tidy(text)) }

func (y *writer) head(p plans.Plan) {
	y.line("plan: %s", scalar(string(p.ID)))
	y.line("title: %s", scalar(p.Title))
	y.optional("", "short", p.Short)
	y.optional("", "approved", p.Approved)
	if p.Period == (plans.Span{}) {
		y.remark("", "Год плана не найден: впишите первый и последний день, например period: 01.01.2026-31.12.2026")
	} else {
		y.line("period: %s-%s", dayNumber(p.Period.From), dayNumber(p.Period.To))
	}
	y.line("timezone: %s", scalar(p.Zone))
	y.optional("", "hashtag", p.Hashtag)
	before := make([]string, len(p.Reminders.Before))
	for i, n := range p.Reminders.Before {
		before[i] = strconv.Itoa(n)
	}
	y.line("reminders:")
	y.line("  at: %q", p.Reminders.At.String())
	y.line("  before: [%s] # за сколько календарных дней до срока", strings.Join(before, ", "))
	y.line("  overdue: %s", p.Reminders.Overdue)
	y.line("  escalate: {controller: %d, group: %d} # рабочих дней после срока", p.Reminders.Controller, p.Reminders.Group)
	y.line("  nudge: %s", p.Reminders.Nudge)
	y.approval(p.Approval)
}

func (y *writer) approval(a plans.Approval) {
	if len(a.Steps) == 0 {
		y.line("approval: {quorum: %d, own: %t}", a.Quorum, a.Own)
		return
	}
	y.line("approval:")
	y.line("  quorum: %d", a.Quorum)
	y.line("  own: %t", a.Own)
	y.line("  steps:")
	for _, s := range a.Steps {
		y.line("    - name: %s", scalar(s.Name))
		if len(s.People) > 0 {
			var ids []string
			for _, id := range s.People {
				ids = append(ids, scalar(string(id)))
			}
			y.line("      people: [%s]", strings.Join(ids, ", "))
		}
		y.line("      quorum: %d", max(s.Quorum, 1))
	}
}

func (y *writer) units(units []plans.Unit) {
	y.line("\nunits:")
	for _, u := range units {
		y.line("  - id: %s", scalar(string(u.ID)))
		y.line("    name: %s", scalar(u.Name))
		if len(u.Aliases) > 0 {
			y.line("    aliases:")
			for _, a := range u.Aliases {
				y.line("      - %s", scalar(a))
			}
		}
		if u.ByProject {
			y.line("    by_project: true # для каждого проекта — его собственное подразделение")
		}
		if u.External {
			y.line("    external: true # по согласованию")
		}
	}
}

func (y *writer) people(people []plans.Person) {
	if len(people) > 0 {
		y.line("\npeople:")
	}
	for _, x := range people {
		y.line("  - id: %s", scalar(string(x.ID)))
		y.line("    name: %s", scalar(x.Name))
		if len(x.Units) > 0 {
			y.line("    units: %s", flow(x.Units))
		}
		if len(x.Roles) > 0 {
			y.line("    roles: %s", flow(x.Roles))
		}
	}
}

func (y *writer) projects(projects []plans.Project) {
	if len(projects) > 0 {
		y.line("\nprojects:")
	}
	for _, x := range projects {
		y.line("  - id: %s", scalar(string(x.ID)))
		y.line("    name: %s", scalar(x.Name))
		y.optional("    ", "place", x.Place)
		y.line("    unit: %s", scalar(string(x.Unit)))
		for _, e := range []struct {
			key string
			day plans.Date
		}{{"selected", x.Selected}, {"contract", x.Contract}, {"completed", x.Completed}, {"opened", x.Opened}} {
			if e.day != 0 {
				y.line("    %s: %s", e.key, dayNumber(e.day))
			}
		}
	}
}

func (y *writer) sections(sections []plans.Section) {
	y.line("\nsections:")
	for _, s := range sections {
		y.line("  - title: %s", scalar(s.Title))
		y.line("    items:")
		for _, i := range s.Items {
			y.item(i)
		}
	}
}

func (y *writer) item(i plans.Item) {
	const indent = "        "
	for _, text := range i.Problems {
		y.remark("      ", "Обратите внимание: "+text)
	}
	if u, ok := i.Deadline.(plans.Unclear); ok {
		y.remark("      ", "Срок не ясен. "+u.Why)
	}
	y.line("      - no: %q", string(i.No))
	y.line("%sform: %s", indent, scalar(i.Form))
	y.optional(indent, "short", i.Short)
	y.line("%sdeadline: %s", indent, scalar(i.Phrase))
	y.line("%sresponsible: %s", indent, flow(i.Responsible))
	y.line("%schannel: %s", indent, i.Channel)
	y.optional(indent, "control", i.Control)
	switch {
	case i.Post != "":
		y.line("%spost: %s", indent, i.Post)
	case guess.Post(i.Channel, i.Form) != "":
		y.line("%spost: %s", indent, noPost)
	}
}

// dayNumber writes a day as documents do: 10.04.2023.
func dayNumber(d plans.Date) string {
	year, month, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%04d", day, month, year)
}

// flow writes a list on one line.
func flow[S ~string](all []S) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = scalar(string(s))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// scalar writes a text so that YAML reads it back as it is: plain where that is
// safe, else in double quotes.
func scalar(s string) string {
	if plainScalar(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case forbidden(r), r == '\t', r == '\r', r == 0x85, r == 0x2028, r == 0x2029, r == 0xfeff:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// plainScalar reports whether a text needs no quotes anywhere: it begins with a
// letter and holds nothing that YAML takes for its own signs, and it is none of
// the words that YAML takes for something else than text.
func plainScalar(s string) bool {
	if s == "" || slices.Contains(slices.Concat(yes, no, []string{"null", "y", "n", "nan", "inf"}), strings.ToLower(s)) {
		return false
	}
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'А' && r <= 'я' || r == 'ё' || r == 'Ё'
		digit := r >= '0' && r <= '9'
		inside := i > 0 && (strings.ContainsRune(" ,.-–—_/()«»№%", r) || digit)
		if !letter && !inside && !(i == 0 && r == '«') {
			return false
		}
	}
	return !strings.HasSuffix(s, " ") && s[0] != ' '
}
