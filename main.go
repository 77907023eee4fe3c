// Command sdelaem reminds municipal offices of what their media plan owes, takes
// their confirmations, and leads their #СДЕЛАЕМВМЕСТЕ posts through approval
// into the channel. This package knows the command line, the environment and the
// clock, and wires the rooms together; what is said and when is not known here.
package main

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
	_ "time/tzdata" // the plan's zone must be known in an empty container too

	_ "golang.org/x/crypto/x509roots/fallback" // Telegram's certificate is to be checked where the system has no roots
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes of CONTRACT §1.
const (
	codeDone = iota
	// codeFault: the plan cannot be loaded, the copy or the database is not
	// sound, the service failed at work.
	codeFault
	// codeMisuse: wrong usage, a wrong value, or nothing to work with.
	codeMisuse
)

// process is what a command has of the world outside.
type process struct {
	getenv         func(string) string
	stdout, stderr io.Writer
	// real is the true clock; a rehearsal shifts it.
	real func() time.Time
	// step is called between every two steps that touch disk or wire; nil but in
	// crash tests.
	step func(string)
}

// run is the whole program: it gives the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	p := &process{getenv: getenv, stdout: stdout, stderr: stderr, real: time.Now}
	return p.run(ctx, args)
}

// run carries out one command and gives the exit code. What is wrong goes to
// stderr in one line, in Russian, unless the command itself lists what it found.
func (p *process) run(ctx context.Context, args []string) int {
	err := p.command(ctx, args)
	if err == nil {
		return codeDone
	}
	f, ok := errors.AsType[failure](err)
	if !ok {
		f = failure{codeFault, err.Error()}
	}
	if f.text != "" {
		fmt.Fprintln(p.stderr, "sdelaem: "+oneLine(f.text))
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
	return failure{codeMisuse, fmt.Sprintf(format, args...)}
}

func fault(format string, args ...any) error {
	return failure{codeFault, fmt.Sprintf(format, args...)}
}

// tokenLike finds what may be a bot token, such as one given as an argument by
// mistake (core.telegram.org/bots/api#authorizing-your-bot).
var tokenLike = regexp.MustCompile(`[0-9]{5,}:[A-Za-z0-9_-]{20,}`)

// oneLine makes an error fit to be shown: no line breaks and no token.
func oneLine(text string) string {
	return tokenLike.ReplaceAllString(strings.Join(strings.Fields(text), " "), "<token>")
}
