// Package setup puts the service up: it keeps the settings file and the token beside
// it, asks for what is missing and writes it. It knows files and questions; what a
// setting means, and Telegram, it must not know.
package setup

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// File is a settings file: lines NAME=value as systemd reads them (systemd.exec(5),
// EnvironmentFile). Comments and lines it does not know stay where they are.
type File struct {
	lines []string
}

// LineError is what is wrong with a settings file.
type LineError int

func (l LineError) Error() string {
	return fmt.Sprintf("line %d is not of the form NAME=value", int(l))
}

// Parse reads a settings file; the error is a [LineError].
func Parse(text []byte) (File, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // Notepad begins files with it
	if len(text) == 0 {
		return File{}, nil
	}
	f := File{lines: strings.Split(strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"), "\n")}
	for i, line := range f.lines {
		if name, _, ok := pair(line); name == "" && ok {
			return File{}, LineError(i + 1)
		}
	}
	return f, nil
}

// pair takes a line apart; ok is false for one that sets nothing, and a line that is
// neither has no name.
func pair(line string) (name, value string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' || line[0] == ';' {
		return "", "", false
	}
	name, value, found := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	if !found || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_abcdefghijklmnopqrstuvwxyz") != "" {
		return "", "", true
	}
	return name, unquoted(strings.TrimSpace(value)), true
}

// unquoted takes the quotes off a value: within double ones a backslash stands before
// a quote, a backslash, a dollar and a backquote.
func unquoted(value string) string {
	if len(value) < 2 || value[0] != value[len(value)-1] || value[0] != '"' && value[0] != '\'' {
		return value
	}
	inner := value[1 : len(value)-1]
	if value[0] == '\'' {
		return inner
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\$`, `$`, "\\`", "`").Replace(inner)
}

// quoted puts a value into quotes when it would be read otherwise without.
func quoted(value string) string {
	if value != "" && strings.Trim(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,:/@%+=[]*") == "" {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`").Replace(value) + `"`
}

// Get gives a setting, "" for one that is not there; of several lines the last counts.
func (f File) Get(name string) string {
	for _, line := range slices.Backward(f.lines) {
		if is, value, _ := pair(line); is == name {
			return value
		}
	}
	return ""
}

// Set gives the file with a setting changed where it stands, or added at the end; with
// "" its lines go.
func (f File) Set(name, value string) File {
	set := File{}
	done := value == ""
	for _, line := range f.lines {
		switch is, _, _ := pair(line); {
		case is != name:
			set.lines = append(set.lines, line)
		case !done:
			set.lines = append(set.lines, name+"="+quoted(value))
			done = true
		}
	}
	if !done {
		set.lines = append(set.lines, name+"="+quoted(value))
	}
	return set
}

// Bytes is the file's text.
func (f File) Bytes() []byte {
	if len(f.lines) == 0 {
		return nil
	}
	return []byte(strings.Join(f.lines, "\n") + "\n")
}
