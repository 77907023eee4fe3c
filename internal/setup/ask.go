package setup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// ErrSilent says that nobody answers: the input has ended.
var ErrSilent = errors.New("input ended before an answer")

// Answers are what the service needs to be told.
type Answers struct {
	Token string
	// Admins are numbers of accounts parted by commas; Proxies addresses, "" for none.
	Admins, Proxies string
	Data            string
}

// Person is somebody who has written to the bot.
type Person struct {
	ID   int64
	Name string
}

// Telegram is what is asked of Telegram with the answers so far.
type Telegram interface {
	// Me gives the bot's user name; the error is of one of the kinds below.
	Me(ctx context.Context, a Answers) (string, error)
	// Starters gives who has written /start and was not seen before.
	Starters(ctx context.Context, a Answers, seen func(id int64) bool) ([]Person, error)
}

// What Telegram may answer but the thing asked for.
var (
	// ErrBadToken: it does not know the token. ErrTaken: a program works with it.
	ErrBadToken = errors.New("unknown token")
	ErrTaken    = errors.New("token in use")
)

// Asker asks the administrator what is missing. Its checks say in Russian what is wrong
// with an answer, "" for nothing.
type Asker struct {
	in       *bufio.Scanner
	out      io.Writer
	telegram Telegram
	Check    struct{ Token, Admins, Proxies func(string) string }
}

// NewAsker makes one that reads answers a line each.
func NewAsker(in io.Reader, out io.Writer, t Telegram) *Asker {
	return &Asker{in: bufio.NewScanner(in), out: out, telegram: t}
}

// How long is waited for Telegram, and for the administrator to write to the bot.
const (
	answerTime  = 20 * time.Second
	startersFor = 5 * time.Minute
)

// Ask asks for everything, offering what was answered before.
func (a *Asker) Ask(ctx context.Context, was Answers) (Answers, error) {
	is := was
	name, err := a.token(ctx, &is)
	if err != nil {
		return is, err
	}
	if err := a.admins(ctx, &is, name); err != nil {
		return is, err
	}
	is.Data, err = a.valid(textData, is.Data, func(string) string { return "" })
	return is, err
}

// token asks for the token until Telegram knows it, or cannot be asked; the name is the
// bot's, "" when it was not asked.
func (a *Asker) token(ctx context.Context, is *Answers) (name string, err error) {
	was := is.Token
	for {
		if was == "" {
			is.Token, err = a.valid(textAskBot, "", a.Check.Token)
		} else {
			is.Token, err = a.valid(textAskBotAgain, was, a.Check.Token)
		}
		if err != nil {
			return "", err
		}
		name, err = a.reached(ctx, is)
		if !errors.Is(err, ErrBadToken) {
			return name, err
		}
		a.say(TextUnknownBot)
		was = ""
	}
}

// reached asks Telegram who the bot is, and for proxies as long as there is no answer.
func (a *Asker) reached(ctx context.Context, is *Answers) (string, error) {
	for {
		asking, cancel := context.WithTimeout(ctx, answerTime)
		name, err := a.telegram.Me(asking, *is)
		cancel()
		switch {
		case err == nil:
			a.say(fmt.Sprintf(textBot, name))
			return name, nil
		case errors.Is(err, ErrBadToken):
			return "", err
		case ctx.Err() != nil:
			return "", ctx.Err()
		}
		a.say(fmt.Sprintf(TextNoAnswer, err))
		proxies, err := a.valid(textProxies, "", a.Check.Proxies)
		if err != nil || proxies == "" {
			return "", err
		}
		is.Proxies = proxies
	}
}

// admins learns the administrators' numbers from who writes /start, or asks for them.
func (a *Asker) admins(ctx context.Context, is *Answers, bot string) error {
	if is.Admins != "" {
		keep, err := a.Yes(fmt.Sprintf(textKeepAdmins, is.Admins), true)
		if err != nil || keep {
			return err
		}
		is.Admins = ""
	}
	if bot != "" {
		if err := a.starter(ctx, is, bot); err != nil || is.Admins != "" {
			return err
		}
	}
	numbers, err := a.valid(textAdmins, "", a.Check.Admins)
	is.Admins = numbers
	return err
}

// starter waits for the administrator's /start.
func (a *Asker) starter(ctx context.Context, is *Answers, bot string) error {
	a.say(fmt.Sprintf(textStart, bot, int(startersFor/time.Minute)))
	waiting, cancel := context.WithTimeout(ctx, startersFor)
	defer cancel()
	asked := map[int64]bool{}
	for {
		people, err := a.telegram.Starters(waiting, *is, func(id int64) bool { return asked[id] })
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrTaken):
			a.say(textTaken)
			return nil
		case err != nil:
			a.say(textNobody)
			return nil
		}
		for _, p := range people {
			asked[p.ID] = true
			yes, err := a.Yes(fmt.Sprintf(textIsIt, p.Name, p.ID), true)
			if err != nil {
				return err
			}
			if yes {
				is.Admins = fmt.Sprint(p.ID)
				return nil
			}
		}
	}
}

// valid asks until the answer passes; an empty one is the offered.
func (a *Asker) valid(question, offered string, wrong func(string) string) (string, error) {
	for {
		answer, err := a.answer(question, offered)
		if err != nil {
			return "", err
		}
		if answer == "" {
			answer = offered
		}
		what := wrong(answer)
		if what == "" {
			return answer, nil
		}
		a.say(what)
	}
}

// Yes asks a question that is answered by yes or no; an empty answer is the usual one.
func (a *Asker) Yes(question string, usual bool) (bool, error) {
	hint := " [Д/н]"
	if !usual {
		hint = " [д/Н]"
	}
	for {
		answer, err := a.answer(question+hint, "")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "":
			return usual, nil
		case "д", "да", "y", "yes":
			return true, nil
		case "н", "нет", "n", "no":
			return false, nil
		}
		a.say(textYesOrNo)
	}
}

func (a *Asker) answer(question, offered string) (string, error) {
	if offered != "" && !strings.Contains(question, "Enter") {
		question += " [" + offered + "]"
	}
	fmt.Fprint(a.out, question+": ")
	if !a.in.Scan() {
		fmt.Fprintln(a.out)
		return "", errors.Join(ErrSilent, a.in.Err())
	}
	return strings.TrimSpace(a.in.Text()), nil
}

func (a *Asker) say(text string) { fmt.Fprintln(a.out, text) }
