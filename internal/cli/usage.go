package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// printHelp prints the help of the program or of one command in Russian; kong's
// own has its headings in English.
func printHelp(_ kong.HelpOptions, ctx *kong.Context) error {
	var b strings.Builder
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
		fmt.Fprintf(&b, "Использование: sdelaem КОМАНДА [ключи]\n\n%s\n", node.Help)
	} else {
		fmt.Fprintf(&b, "Использование: sdelaem %s\n\n%s\n", synopsis(node), node.Help)
	}
	if len(node.Positional) > 0 {
		var rows [][2]string
		for _, arg := range node.Positional {
			rows = append(rows, [2]string{strings.ToUpper(arg.Name), arg.Help})
		}
		section(&b, "Аргументы", rows)
	}
	var rows [][2]string
	for _, leaf := range node.Leaves(true) {
		rows = append(rows, [2]string{synopsis(leaf), leaf.Help})
	}
	section(&b, "Команды", rows)

	if node != ctx.Model.Node {
		section(&b, "Ключи команды", flagRows(node.Flags))
	}
	section(&b, "Настройки (ключ или переменная окружения)", flagRows(ctx.Model.Flags))
	_, err := io.WriteString(ctx.Stdout, b.String())
	return err
}

// synopsis is how a command is written: its path, arguments and own flags.
func synopsis(node *kong.Node) string {
	words := []string{node.Name}
	for parent := node.Parent; parent != nil && parent.Parent != nil; parent = parent.Parent {
		words = append([]string{parent.Name}, words...)
	}
	for _, arg := range node.Positional {
		words = append(words, strings.ToUpper(arg.Name))
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

func section(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	for _, row := range rows {
		// A long first column would push every other line to the right.
		if utf8.RuneCountInString(row[0]) > 24 {
			fmt.Fprintf(b, "  %s\n%s%s\n", row[0], strings.Repeat(" ", 28), row[1])
			continue
		}
		fmt.Fprintf(b, "  %-24s  %s\n", row[0], row[1])
	}
}
