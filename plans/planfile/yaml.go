package planfile

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"sdelaemvmeste/plans"
)

// readYAML reads a plan as CONTRACT §2 describes it.
func readYAML(data []byte) Result {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		return refuse("файл пуст: в нём нет плана")
	}
	r := &yamlReader{}
	if !r.scan(data) {
		return r.result(plans.Plan{})
	}
	root := r.parse(data)
	if root == nil {
		return r.result(plans.Plan{})
	}
	r.refuseAliases(root)
	return r.result(r.plan(root))
}

// yamlReader gathers the problems of one file.
type yamlReader struct {
	problems []Problem
	// tabs is set when indentation holds tabs; what the parser then says of
	// the indentation follows from them and is not repeated.
	tabs bool
	// item is the row being read, for its problems.
	item plans.ItemNo
}

func (r *yamlReader) result(p plans.Plan) Result {
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
	if len(r.problems) > maxProblems {
		r.problems = r.problems[:maxProblems]
	}
	return Result{Plan: p, Problems: r.problems}
}

func (r *yamlReader) add(severity Severity, line int, text string) {
	r.problems = append(r.problems, Problem{Line: line, Item: r.item, Text: text, Severity: severity})
}

func (r *yamlReader) fault(n *yaml.Node, text string) { r.add(Fault, n.Line, text) }
func (r *yamlReader) warn(n *yaml.Node, text string)  { r.add(Warning, n.Line, text) }

// scan finds what must not be in the bytes at all, because the parser either
// gives no line for it or stops at the first. It tells whether to go on.
func (r *yamlReader) scan(data []byte) bool {
	if len(data) > maxTextBytes || structure(data) > maxTextNodes {
		r.add(Fault, 0, "файл слишком велик для плана: уберите лишнее или разделите план")
		return false
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.ContainsRune(line, 0) {
			r.add(Fault, i+1, "текст не в кодировке UTF-8: сохраните файл в UTF-8")
			return false
		}
		if bytes.ContainsFunc(line, forbidden) {
			r.add(Fault, i+1, "в строке есть непечатаемый знак: удалите его")
			return false
		}
		if indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]; bytes.ContainsRune(indent, '\t') && len(indent) < len(line) {
			r.tabs = true
			r.add(Fault, i+1, "отступ сделан табуляцией: замените её пробелами")
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
func (r *yamlReader) parse(data []byte) *yaml.Node {
	if r.tabs {
		data = bytes.ReplaceAll(data, []byte("\t"), []byte("  "))
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	var doc, second yaml.Node
	if err == nil {
		err = loader.Load(&doc)
	}
	if errors.Is(err, io.EOF) {
		r.add(Fault, 0, "файл пуст: в нём нет плана")
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
		r.add(Fault, 0, "файл пуст: в нём нет плана")
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

func (r *yamlReader) syntax(err error) {
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
	r.add(Fault, line, text)
}

// refuseAliases reports anchors' aliases, which a plan does not need and which
// can make a small file huge. Their values are then read as missing.
func (r *yamlReader) refuseAliases(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		r.fault(n, "ссылка «*"+n.Value+"» не поддерживается: впишите само значение")
		return
	}
	for _, c := range n.Content {
		r.refuseAliases(c)
	}
}
