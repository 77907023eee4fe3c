package yaml

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/phrase"
	"sdelaemvmeste/plans/planfile/guess"
	"sdelaemvmeste/plans/planfile/spelling"
	"sdelaemvmeste/plans/planfile/wording"
)

// sections reads the rows of the plan.
func (r *reader) sections(plan mapping, p plans.Plan) []plans.Section {
	var all []plans.Section
	taken, rows := ids{}, 0
	for _, n := range plan.groups("sections") {
		m, ok := r.mapping(n, "раздел: ", "title", "items")
		if !ok {
			continue
		}
		m.required("title", "название раздела")
		m.required("items", "строки раздела")
		s := plans.Section{Title: m.text("title")}
		for i, item := range m.groups("items") {
			if rows++; rows == MaxRows+1 {
				r.fault(item, fmt.Sprintf("в плане больше %d строк: разделите его", MaxRows))
			}
			if rows > MaxRows {
				break
			}
			byDefault := plans.ItemNo(fmt.Sprintf("%d.%d", len(all)+1, i+1))
			if x, ok := r.row(item, byDefault, s.Title, p, taken); ok {
				s.Items = append(s.Items, x)
			}
		}
		if m.values["items"] != nil && m.values["items"].Kind == yaml.SequenceNode && len(m.values["items"].Content) == 0 {
			r.fault(m.values["items"], "раздел: в «items» нет ни одной строки: добавьте их или уберите раздел")
		}
		all = append(all, s)
	}
	return all
}

// row reads one row. Its problems carry its number.
func (r *reader) row(n *yaml.Node, byDefault plans.ItemNo, section string, p plans.Plan, taken ids) (plans.Item, bool) {
	r.item = byDefault
	defer func() { r.item = "" }()
	m, ok := r.mapping(n, "", "no", "form", "short", "deadline", "responsible", "channel", "post", "control")
	if !ok {
		return plans.Item{}, false
	}
	x := plans.Item{No: m.itemNo(byDefault)}
	r.item = x.No
	if line, ok := taken[string(x.No)]; ok {
		r.fault(m.at("no"), fmt.Sprintf("номер «%s» уже есть в строке %d: дайте строке плана свой номер", x.No, line))
	} else {
		taken[string(x.No)] = m.at("no").Line
	}
	m.required("form", "что надо сделать, словами документа")
	m.required("responsible", "кто отвечает, обозначения из «units»")
	x.Form = m.text("form")
	x.Short = m.short()
	x.Phrase = m.text("deadline")
	x.Responsible = m.unitIDs("responsible", p)
	if list := m.values["responsible"]; list != nil && list.Kind == yaml.SequenceNode && len(list.Content) == 0 {
		r.fault(list, "в «responsible» никто не назван: впишите обозначения из «units»")
	}
	x.Channel = choice(m, "channel", guess.Channel(section, x.Form), channels...)
	x.Control = m.text("control")
	x.Post = m.post(guess.Post(x.Channel, x.Form))
	x.Deadline, x.Problems = r.understand(x.Phrase, p.Period)
	for _, text := range x.Problems {
		r.warn(m.at("deadline"), text)
	}
	if u, ok := x.Deadline.(plans.Unclear); ok && p.Period != (plans.Span{}) {
		r.warn(m.at("deadline"), wording.Unclear(x.Phrase, u))
	}
	return x, true
}

var itemText = regexp.MustCompile(`^[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*$`)

// itemNo gives the number of the row; a full stop at its end is dropped. A
// task's name holds it, so other characters must not get in.
func (m mapping) itemNo(byDefault plans.ItemNo) plans.ItemNo {
	s := strings.TrimRight(m.text("no"), ".")
	if s == "" {
		return byDefault
	}
	if !itemText.MatchString(s) || len(s) > maxIDBytes {
		m.r.fault(m.values["no"], fmt.Sprintf("номер «%s» не подходит: цифры и буквы через точку, например 2.5", spelling.Clip(s)))
		return byDefault
	}
	return plans.ItemNo(s)
}

// post reads the kind of post; «none» says that a row which looks as if it
// wanted a post wants none.
func (m mapping) post(byDefault plans.PostKind) plans.PostKind {
	n := m.values["post"]
	if n != nil && n.Kind == yaml.ScalarNode && n.Tag == "!!bool" && n.Value == "false" {
		return ""
	}
	kind := choice(m, "post", byDefault, plans.AnnouncementPost, plans.ProgressPost, plans.ResultsPost, noPost)
	if kind == noPost {
		return ""
	}
	return kind
}

const noPost plans.PostKind = "none"

var channels = []plans.Channel{
	plans.TrainingChannel, plans.SiteChannel, plans.SocialChannel, plans.PressChannel, plans.EventChannel,
}

// understand reads a deadline in the document's words; the same words stand in
// many rows. Without a period there is nothing to lay a day without a year in,
// and the period's own fault is reported already.
func (r *reader) understand(text string, period plans.Span) (plans.Deadline, []string) {
	if period == (plans.Span{}) {
		return plans.Unclear{Why: "Период плана неизвестен"}, nil
	}
	p, ok := r.parsed[text]
	if !ok {
		p.deadline, p.remarks = phrase.Parse(text, period)
		r.parsed[text] = p
	}
	return p.deadline, slices.Clone(p.remarks)
}

// parsed is what words were understood as.
type parsed struct {
	deadline plans.Deadline
	remarks  []string
}
