package cli

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// settingsTag names, in a command's tag, the settings it heeds; a command without the
// tag heeds none, and «all» is all of them.
const settingsTag = "settings"

// help prints the help of the program or of one command in Russian; kong's own has its
// headings in English.
func (p *Process) help(_ kong.HelpOptions, ctx *kong.Context) error {
	h := helpText{width: cmp.Or(p.width(), usualWidth)}
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
		h.paragraph("Использование: sdelaem КОМАНДА [ключи]", hangingIndent)
	} else {
		h.paragraph("Использование: sdelaem "+synopsis(node), hangingIndent)
	}
	h.text.WriteByte('\n')
	h.paragraph(node.Help, 0)
	var rows [][2]string
	for _, arg := range node.Positional {
		rows = append(rows, [2]string{argument(arg), arg.Help})
	}
	h.section("Аргументы", rows)

	rows = nil
	for _, leaf := range node.Leaves(true) {
		rows = append(rows, [2]string{synopsis(leaf), leaf.Help})
	}
	h.section("Команды", rows)

	settings := ctx.Model.Flags
	if node != ctx.Model.Node {
		h.section("Ключи команды", flagRows(node.Flags))
		settings = heeded(node, settings)
	}
	h.section("Настройки (ключ или переменная окружения)", flagRows(settings))
	_, err := io.WriteString(ctx.Stdout, h.text.String())
	return err
}

// heeded are the settings that a command, or one of its commands, heeds.
func heeded(node *kong.Node, all []*kong.Flag) []*kong.Flag {
	var names []string
	for _, n := range append(node.Leaves(true), node) {
		if n.Tag != nil {
			names = append(names, strings.Split(n.Tag.Get(settingsTag), ",")...)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(f *kong.Flag) bool {
		return !slices.Contains(names, "all") && !slices.Contains(names, f.Name)
	})
}

// argument is how a positional argument is written.
func argument(arg *kong.Value) string {
	name := strings.ToUpper(arg.Name)
	switch arg.Name {
	case "file":
		name = "ФАЙЛ"
	case "command":
		name = "КОМАНДА"
	}
	if arg.IsCumulative() {
		name += "…"
	}
	if !arg.Required {
		name = "[" + name + "]"
	}
	return name
}

// synopsis is how a command is written: its path, arguments and own flags.
func synopsis(node *kong.Node) string {
	words := []string{node.Name}
	for parent := node.Parent; parent != nil && parent.Parent != nil; parent = parent.Parent {
		words = append([]string{parent.Name}, words...)
	}
	for _, arg := range node.Positional {
		words = append(words, argument(arg))
	}
	for _, flag := range node.Flags {
		word := "--" + flag.Name
		if !flag.IsBool() {
			word += " " + flag.PlaceHolder
		}
		if !flag.Required {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func flagRows(flags []*kong.Flag) [][2]string {
	var rows [][2]string
	for _, flag := range flags {
		if flag.Hidden {
			continue
		}
		name := "--" + flag.Name
		if !flag.IsBool() {
			name += " " + flag.PlaceHolder
		}
		help := flag.Help
		if flag.Default != "" {
			help += " По умолчанию " + flag.Default + "."
		}
		if variable := flag.Tag.Get(variableTag); variable != "" {
			help += " [" + variable + "]"
		}
		rows = append(rows, [2]string{name, help})
	}
	return rows
}

// helpText is help being written, no line wider than the width.
type helpText struct {
	text  strings.Builder
	width int
}

func (h *helpText) paragraph(text string, indent int) {
	h.text.WriteString(wrapped(text, h.width, indent) + "\n")
}

// firstColumn is how wide the names of a section are; a longer one has a line of its own.
const firstColumn = 24

// section writes names with what they are, which hangs under its own column.
func (h *helpText) section(title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	h.text.WriteString("\n" + title + ":\n")
	for _, row := range rows {
		column := min(firstColumn, h.width/3)
		lead := "  " + row[0]
		if n := utf8.RuneCountInString(row[0]); n > column {
			h.text.WriteString(wrapped(lead, h.width, 2+hangingIndent) + "\n")
			lead = strings.Repeat(" ", column+4)
		} else {
			lead += strings.Repeat(" ", column+2-n)
		}
		text := wrapped(row[1], h.width-column-4, 0)
		h.text.WriteString(lead + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", column+4)) + "\n")
	}
}
