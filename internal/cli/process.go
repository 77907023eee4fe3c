// Package cli is the command line: commands, environment, exit codes, and the only
// place that knows the real clock. What is said and when is not known here.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"sdelaemvmeste/internal/winservice"
)

// Main runs the command that the process was started with and exits with its code.
func Main() {
	if is, err := winservice.Hosted(); err == nil && is {
		if err := hosted(os.Args[1:], os.Getenv); err != nil {
			os.Exit(CodeFault)
		}
		return
	}
	ctx, stop := context.Background(), func() {}
	// A setup is ended by the signal itself, even while it waits for an answer: it has
	// nothing to finish.
	if !isSetup(os.Args[1:]) {
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	}
	code := Run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes of CONTRACT §1.
const (
	CodeDone = iota
	// CodeFault: the plan cannot be loaded, the copy or the database is not
	// sound, the service failed at work.
	CodeFault
	// CodeMisuse: wrong usage, a wrong value, or nothing to work with.
	CodeMisuse
)

// Process is what a command has of the world outside.
type Process struct {
	Getenv func(string) string
	// Stdin is where answers come from; nil for nobody who answers.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Executable is the program's own file, by which one installed by a package knows
	// its settings; "" for none.
	Executable string
	// Real is the true clock; a rehearsal shifts it.
	Real func() time.Time
	// Step is called between every two steps that touch disk or wire; nil but in
	// crash tests.
	Step func(string)
}

// Run is the whole program: it gives the exit code.
func Run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	p := &Process{Getenv: getenv, Stdin: os.Stdin, Stdout: stdout, Stderr: stderr, Real: time.Now}
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0] // there is no /proc in an empty root
	}
	p.Executable = executable
	return p.Run(ctx, args)
}

// Run carries out one command and gives the exit code. What is wrong goes to
// stderr in one line, in Russian, unless the command itself lists what it found.
func (p *Process) Run(ctx context.Context, args []string) int {
	err := p.readSettings(args)
	if err == nil {
		err = p.command(ctx, args)
	}
	if err == nil {
		return CodeDone
	}
	f, ok := errors.AsType[failure](err)
	if !ok {
		f = failure{CodeFault, err.Error()}
	}
	if f.text != "" {
		fmt.Fprintln(p.Stderr, "sdelaem: "+oneLine(f.text))
	}
	return f.code
}

// failure is an error with its exit code and the line a person reads; the line
// is empty where the command has said everything itself.
type failure struct {
	code int
	text string
}

func (f failure) Error() string { return f.text }

func misuse(format string, args ...any) error {
	return failure{CodeMisuse, fmt.Sprintf(format, args...)}
}

func fault(format string, args ...any) error {
	return failure{CodeFault, fmt.Sprintf(format, args...)}
}

// tokenLike finds what may be a bot token, such as one given as an argument by
// mistake (core.telegram.org/bots/api#authorizing-your-bot).
var tokenLike = regexp.MustCompile(`[0-9]{5,}:[A-Za-z0-9_-]{20,}`)

// oneLine makes an error fit to be shown: no line breaks and no token.
func oneLine(text string) string {
	return tokenLike.ReplaceAllString(strings.Join(strings.Fields(text), " "), "<token>")
}
