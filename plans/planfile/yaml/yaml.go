// Package yaml reads and writes the plan file of CONTRACT §2. It names every
// fault with its line, all of them at once.
package yaml

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile/document"
)

// The limits of a file: the parser holds some hundreds of bytes for each node,
// and each node takes one separator.
const (
	maxBytes = 8 << 20
	maxNodes = 300_000
	maxUnits = 500
	// maxIDBytes bounds identifiers and numbers of rows.
	maxIDBytes = 64
	// maxPeriodDays is five years: a longer period is a slip in the years.
	maxPeriodDays = 5 * 366
	// MaxRows is the most rows that a plan may have, of whatever file.
	MaxRows = 1000
)

// DefaultZone is the zone of a plan that names none (CONTRACT §2).
const DefaultZone = "Europe/Moscow"

const emptyText = "файл пуст: в нём нет плана"

// Read reads a plan as CONTRACT §2 describes it, with everything that is wrong
// with it. The year is that of a file without a period; 0 is none. The plan is
// partial when there are faults.
func Read(data []byte, year int) (plans.Plan, []document.Problem) {
	r := &reader{year: year, parsed: map[string]parsed{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		r.add(document.Fault, 0, emptyText)
		return plans.Plan{}, r.problems
	}
	if !r.scan(data) {
		return plans.Plan{}, r.listed()
	}
	root := r.parse(data)
	if root == nil {
		return plans.Plan{}, r.listed()
	}
	r.refuseAliases(root)
	p := r.plan(root)
	return p, r.listed()
}

// reader gathers the problems of one file.
type reader struct {
	problems []document.Problem
	// tabs is set when indentation holds tabs; what the parser then says of
	// the indentation follows from them and is not repeated.
	tabs bool
	// year is the plan's when the file names no period.
	year int
	// parsed keeps what words were understood as.
	parsed map[string]parsed
	// item is the row being read, for its problems.
	item plans.ItemNo
}

// listed gives the problems in the order of the file.
func (r *reader) listed() []document.Problem {
	slices.SortStableFunc(r.problems, func(a, b document.Problem) int { return a.Line - b.Line })
	return document.Listed(r.problems)
}

func (r *reader) add(severity document.Severity, line int, text string) {
	r.problems = append(r.problems, document.Problem{Line: line, Item: r.item, Text: text, Severity: severity})
}

func (r *reader) fault(n *yaml.Node, text string) { r.add(document.Fault, n.Line, text) }
func (r *reader) warn(n *yaml.Node, text string)  { r.add(document.Warning, n.Line, text) }

// scan finds what must not be in the bytes at all, because the parser either
// gives no line for it or stops at the first. It reports whether to go on.
func (r *reader) scan(data []byte) bool {
	if len(data) > maxBytes || structure(data) > maxNodes {
		r.add(document.Fault, 0, "файл слишком велик для плана: уберите лишнее или разделите план")
		return false
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.ContainsRune(line, 0) {
			r.add(document.Fault, i+1, "текст не в кодировке UTF-8: сохраните файл в UTF-8")
			return false
		}
		if bytes.ContainsFunc(line, forbidden) {
			r.add(document.Fault, i+1, "в строке есть непечатаемый знак: удалите его")
			return false
		}
		if indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]; bytes.ContainsRune(indent, '\t') && len(indent) < len(line) {
			r.tabs = true
			r.add(document.Fault, i+1, "отступ сделан табуляцией: замените её пробелами")
		}
	}
	return true
}

// forbidden tells of the characters that YAML does not allow in a stream.
func forbidden(c rune) bool {
	return c < ' ' && c != '\t' && c != '\r' || c == 0x7f || c > 0x7f && c < 0xa0 && c != 0x85 || c == 0xfffe || c == 0xffff
}

// structure counts the bytes that may begin a node: no file has more nodes.
func structure(data []byte) int {
	n := 0
	for _, c := range data {
		switch c {
		case ',', '[', '{', ':', '-', '?', '\n':
			n++
		}
	}
	return n
}

// parse gives the root of the only document, or nil with a fault.
func (r *reader) parse(data []byte) *yaml.Node {
	if r.tabs {
		data = bytes.ReplaceAll(data, []byte("\t"), []byte("  "))
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	var doc, second yaml.Node
	if err == nil {
		err = loader.Load(&doc)
	}
	if errors.Is(err, io.EOF) {
		r.add(document.Fault, 0, emptyText)
		return nil
	}
	if err == nil {
		err = loader.Load(&second)
		if err == nil {
			r.fault(&second, "в файле несколько документов YAML: оставьте один, без строк «---» внутри")
			return nil
		}
	}
	if !errors.Is(err, io.EOF) {
		if !r.tabs {
			r.syntax(err)
		}
		return nil
	}
	if len(doc.Content) == 0 {
		r.add(document.Fault, 0, emptyText)
		return nil
	}
	return doc.Content[0]
}

// syntaxTexts says in Russian what the parser says in English, by the part of
// its message that does not change; the first that fits is taken.
var syntaxTexts = []struct{ part, text string }{
	{"quoted scalar", "кавычка открыта, но не закрыта, или после «\\» стоит не тот знак: проверьте кавычки"},
	{"mapping values are not allowed", "лишнее двоеточие или неверный отступ: значение, в котором есть двоеточие с пробелом, возьмите в кавычки"},
	{"expected ',' or ']'", "перечень в квадратных скобках не закрыт: поставьте «]»"},
	{"expected ',' or '}'", "фигурная скобка не закрыта: поставьте «}»"},
	{"could not find expected ':'", "после ключа нет двоеточия"},
	{"cannot start any token", "значение начинается со знака, с которого начинаться не может: возьмите его в кавычки"},
	{"did not find expected key", "неверный отступ: ключи одного уровня должны начинаться в одном столбце"},
	{"did not find expected '-' indicator", "неверный отступ: пункты одного перечня должны начинаться с «-» в одном столбце"},
	{"unknown anchor", "ссылка «*» ни на что не указывает: впишите само значение"},
	{"depth", "слишком много вложенных уровней"},
}

func (r *reader) syntax(err error) {
	text, line := "файл не читается как YAML: проверьте отступы, двоеточия и кавычки", 0
	if le, ok := errors.AsType[*yaml.LoadError](err); ok {
		line = le.Mark.Line
		whole := le.ContextMsg + " " + le.Message
		if strings.Contains(whole, "quoted scalar") && le.ContextMark.Line > 0 {
			line = le.ContextMark.Line
		}
		for _, t := range syntaxTexts {
			if strings.Contains(whole, t.part) {
				text = t.text
				break
			}
		}
	}
	r.add(document.Fault, line, text)
}

// refuseAliases reports anchors' aliases, which a plan does not need and which
// can make a small file huge. Their values are then read as missing.
func (r *reader) refuseAliases(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		r.fault(n, "ссылка «*"+n.Value+"» не поддерживается: впишите само значение")
		return
	}
	for _, c := range n.Content {
		r.refuseAliases(c)
	}
}
