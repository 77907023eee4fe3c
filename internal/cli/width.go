package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"sdelaemvmeste/internal/host"
)

// Widths of text, in characters: of help where nobody knows the terminal's, and what is
// still read as lines.
const (
	usualWidth    = 80
	narrowest     = 40
	widest        = 120
	hangingIndent = 4
)

// width is how wide the terminal is to which the command writes; 0 where it writes
// elsewhere, and lines are left as they are.
func (p *Process) width() int {
	n, err := strconv.Atoi(p.Getenv("COLUMNS"))
	if err != nil || n <= 0 {
		n = host.TerminalWidth(p.Stdout)
	}
	if n <= 0 {
		return 0
	}
	return max(narrowest, min(n, widest))
}

// wrapped breaks a text at blanks so that no line is wider; every line but the first
// begins with the indent. A word that is longer stands by itself.
func wrapped(text string, width, indent int) string {
	if width <= 0 {
		return text
	}
	var b strings.Builder
	used := 0
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			lead := text[:len(text)-len(strings.TrimLeft(text, " "))]
			b.WriteString(lead)
			used = utf8.RuneCountInString(lead)
		case used+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			used = indent
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// line writes a line, wrapped under its own beginning.
func line(w io.Writer, width, indent int, format string, args ...any) error {
	_, err := fmt.Fprintln(w, wrapped(fmt.Sprintf(format, args...), width, indent))
	return err
}
