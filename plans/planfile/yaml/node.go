package yaml

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/plans/planfile/spelling"

	"go.yaml.in/yaml/v4"
)

// mapping is one group of keys of the file, e.g. a unit or a row.
type mapping struct {
	r      *reader
	node   *yaml.Node
	what   string
	values map[string]*yaml.Node
}

// mapping checks that the node is a group of the known keys, each once, and
// reports every other key. ok is false when the node is no group at all.
func (r *reader) mapping(n *yaml.Node, what string, known ...string) (m mapping, ok bool) {
	m = mapping{r: r, node: n, what: what, values: map[string]*yaml.Node{}}
	if n.Kind == yaml.AliasNode {
		return m, false
	}
	if n.Kind != yaml.MappingNode {
		r.fault(n, fmt.Sprintf("%sнужны ключи со значениями (%s)", what, strings.Join(known, ", ")))
		return m, false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(known, key.Value):
			r.fault(key, unknownKey(what, key, known))
		case m.values[key.Value] != nil:
			r.fault(key, fmt.Sprintf("%sключ «%s» записан дважды, первый раз в строке %d: оставьте один",
				what, key.Value, m.values[key.Value].Line))
		default:
			// The parser hangs the comment of an absent value on the key.
			if value.LineComment == "" && value.Kind == yaml.ScalarNode && value.Value == "" {
				value.LineComment = key.LineComment
			}
			m.values[key.Value] = value
		}
	}
	return m, true
}

func unknownKey(what string, key *yaml.Node, known []string) string {
	name := key.Value
	if key.Kind != yaml.ScalarNode {
		name = "?"
	}
	text := fmt.Sprintf("%sнеизвестный ключ «%s»", what, spelling.Clip(name))
	if near, ok := spelling.Nearest(name, known); ok {
		return text + fmt.Sprintf(", возможно, имелся в виду «%s»", near)
	}
	return text + "; известны: " + strings.Join(known, ", ")
}

// empty reports whether the value is missing or null.
func empty(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.AliasNode ||
		n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || spelling.Tidy(n.Value) == "")
}

// line is the place for a problem with the key: its value or the whole group.
func (m mapping) at(key string) *yaml.Node {
	if n := m.values[key]; n != nil {
		return n
	}
	return m.node
}

// required reports a missing value.
func (m mapping) required(key, means string) {
	n := m.values[key]
	if empty(n) && (n == nil || n.Kind != yaml.AliasNode) {
		m.r.fault(m.at(key), fmt.Sprintf("%sне указано «%s» — %s", m.what, key, means))
	}
}

// text gives a value in words, "" when missing.
func (m mapping) text(key string) string {
	n := m.values[key]
	if n == nil || n.Kind == yaml.AliasNode {
		return ""
	}
	return m.r.scalar(n, m.what+"«"+key+"»")
}

// scalar gives the words of one value, "" when it has none; where is said in
// the fault.
func (r *reader) scalar(n *yaml.Node, where string) string {
	switch {
	case n.Kind == yaml.AliasNode:
		return ""
	case n.Kind != yaml.ScalarNode:
		r.fault(n, where+": нужен текст, а не перечень и не группа ключей")
		return ""
	case n.Tag == "!!null":
		r.cutComment(n, where)
		return ""
	case spelling.TooLong(n.Value):
		r.fault(n, fmt.Sprintf("%s: длиннее %d знаков, сократите", where, spelling.MaxRunes))
		return ""
	}
	r.cutComment(n, where)
	return spelling.Tidy(n.Value)
}

// cutComment warns of «form: сюжет под тегом #ТЕГ»: without quotes YAML takes
// the hashtag and all that follows for a comment, and words of the plan vanish.
func (r *reader) cutComment(n *yaml.Node, where string) {
	quoted := n.Style & (yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle)
	if quoted != 0 || !gluedComment(n) {
		return
	}
	r.warn(n, fmt.Sprintf("%s: слова «%s» прочитаны как примечание; если это часть значения, возьмите его в кавычки", where, spelling.Clip(n.LineComment)))
}

// gluedComment tells of a comment like «#ТЕГ», which is rather a hashtag.
func gluedComment(n *yaml.Node) bool {
	c := n.LineComment
	return len(c) > 1 && c[1] != ' ' && c[1] != '\t' && c[1] != '#'
}

// list gives the entries of a list; one value stands for a list of one.
func (m mapping) list(key string) []*yaml.Node {
	n := m.values[key]
	switch {
	case n == nil || n.Kind == yaml.AliasNode || n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	case n.Kind == yaml.ScalarNode:
		return []*yaml.Node{n}
	}
	m.r.fault(n, fmt.Sprintf("%s«%s» должно быть перечнем, каждый пункт с «-»", m.what, key))
	return nil
}

// groups gives the entries of a list of groups; a single value is a fault.
func (m mapping) groups(key string) []*yaml.Node {
	n := m.values[key]
	if n != nil && n.Kind == yaml.ScalarNode && !empty(n) {
		m.r.fault(n, fmt.Sprintf("%s«%s» должно быть перечнем, каждый пункт с «-»", m.what, key))
		return nil
	}
	return m.list(key)
}

// number gives a whole number between the bounds, or the default when missing.
func (m mapping) number(key string, byDefault, least, most int) int {
	n := m.values[key]
	if empty(n) {
		return byDefault
	}
	return m.r.number(n, m.what+"«"+key+"»", byDefault, least, most)
}

func (r *reader) number(n *yaml.Node, where string, byDefault, least, most int) int {
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || v < least || v > most {
		r.fault(n, fmt.Sprintf("%s: нужно целое число от %d до %d", where, least, most))
		return byDefault
	}
	return v
}

var (
	yes = []string{"true", "yes", "on", "да"}
	no  = []string{"false", "no", "off", "нет"}
)

// flag gives a truth value, false when missing.
func (m mapping) flag(key string) bool {
	n := m.values[key]
	if empty(n) {
		return false
	}
	v := strings.ToLower(n.Value)
	if n.Kind != yaml.ScalarNode || !slices.Contains(yes, v) && !slices.Contains(no, v) {
		m.r.fault(n, fmt.Sprintf("%s«%s» может быть true или false", m.what, key))
		return false
	}
	return slices.Contains(yes, v)
}

// choice gives one of the names, or the default when missing.
func choice[S ~string](m mapping, key string, byDefault S, names ...S) S {
	n := m.values[key]
	if empty(n) {
		return byDefault
	}
	if v := S(spelling.Tidy(n.Value)); n.Kind == yaml.ScalarNode && slices.Contains(names, v) {
		return v
	}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	m.r.fault(n, fmt.Sprintf("%s«%s» не может быть «%s»; подходят: %s", m.what, key, spelling.Clip(n.Value), strings.Join(texts, ", ")))
	return byDefault
}

// doubled gives the first value that stands twice.
func doubled[S comparable](all []S) (S, bool) {
	for i, n := range all {
		if slices.Contains(all[:i], n) {
			return n, true
		}
	}
	var none S
	return none, false
}
