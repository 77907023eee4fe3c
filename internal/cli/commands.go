package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"sdelaemvmeste/internal/app"
)

// commands is the command line: kong reads it into this struct and calls Run of
// the command chosen.
type commands struct {
	Environment Environment `embed:""`

	Demo    demoCmd    `cmd:"" settings:"listen,log" help:"Показать программу в деле без настройки: внутри эмулятор Telegram и план 2023 года."`
	Setup   setupCmd   `cmd:"" settings:"settings,token,token-file,api-url,proxies,data,admins,listen" help:"Настроить службу: спросить токен, проверить его, узнать администратора и записать файл настроек."`
	Run     runCmd     `cmd:"" settings:"all" help:"Запустить службу: опрашивать Telegram, напоминать, публиковать."`
	Service serviceCmd `cmd:"" help:"Служба Windows: install — сделать и запустить, remove — убрать."`
	Plan    planCmd    `cmd:"" help:"Проверить медиаплан, показать его напоминания, сохранить в YAML или загрузить."`
	Report  reportCmd  `cmd:"" settings:"settings,plan,data,clock,log" help:"Отчёт о выполнении плана: Word, Excel, картинка, календарь (служба остановлена или --from КОПИЯ)."`
	Backup  backupCmd  `cmd:"" settings:"settings,data,clock,log" help:"Снять проверенную копию базы данных (служба остановлена)."`
	Restore restoreCmd `cmd:"" settings:"settings,data,clock,log" help:"Восстановить базу данных из копии (служба остановлена)."`
	Check   checkCmd   `cmd:"" settings:"settings,data,clock,log" help:"Проверить базу данных, ничего в ней не меняя (служба остановлена)."`
	Help    helpCmd    `cmd:"" help:"Показать справку о программе или о команде."`
	Version versionCmd `cmd:"" help:"Показать версию программы."`
}

// command reads the arguments and runs the command they name.
func (p *Process) command(ctx context.Context, args []string) error {
	var c commands
	helped := false
	if len(args) > 0 && args[0] == "help" {
		args = append(slices.Clone(args[1:]), "--help")
	}
	parser, err := kong.New(&c,
		kong.Name("sdelaem"),
		kong.Description("Напоминает ответственным о мероприятиях медиаплана, принимает подтверждения и ведёт посты #СДЕЛАЕМВМЕСТЕ через согласование в канал."),
		kong.Writers(p.Stdout, p.Stderr),
		kong.Exit(func(int) { helped = true }),
		kong.Help(p.help),
		kong.Resolvers(kong.ResolverFunc(p.variable)),
		kong.Bind(p, &c.Environment),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return fmt.Errorf("lay out the command line: %w", err)
	}
	parser.Model.HelpFlag.Help = "Показать эту справку; с командой — о ней."
	chosen, err := parser.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return misuse("%s; справка: sdelaem --help", wrongUsage(err))
	}
	return chosen.Run()
}

// variable gives a flag the value of its environment variable. Kong's own
// reading of the environment would pass by the getenv it was given.
//
// The address of /healthz is not the demonstration's: whoever has set the service up
// must not find a page of phones there.
func (p *Process) variable(c *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	name := flag.Tag.Get(variableTag)
	if name == "" || flag.Name == "listen" && c.Command() == "demo" {
		return nil, nil
	}
	if value := p.Getenv(name); value != "" {
		return value, nil
	}
	return nil, nil
}

// variableTag names the environment variable of a flag.
const variableTag = "variable"

// wrongUsage says in Russian what kong says of arguments.
func wrongUsage(err error) string {
	word, unexpected := strings.CutPrefix(err.Error(), "unexpected argument ")
	if failed, ok := errors.AsType[*kong.ParseError](err); ok && unexpected {
		if chosen := failed.Context.Selected(); chosen == nil || len(chosen.Children) > 0 {
			return "нет такой команды: " + strings.NewReplacer("did you mean one of ", "возможно, ", "did you mean ", "возможно, ").Replace(word)
		}
	}
	return strings.NewReplacer(
		"unexpected argument ", "лишний аргумент ",
		"unexpected flag argument ", "лишний аргумент ключа ",
		"unknown flag ", "неизвестный ключ ",
		"missing flags: ", "не хватает ключа ",
		"\"<file>\"", "ФАЙЛ",
		"\"<file> ...\"", "ФАЙЛ",
		"expected a valid 64 bit int but got ", "нужно целое число, а не ",
		"expected one of ", "нужна команда: ",
		"expected ", "нужен аргумент: ",
		"did you mean one of ", "возможно, ",
		"did you mean ", "возможно, ",
	).Replace(err.Error())
}

// helpCmd stands in the list of commands; what it asks for is answered as --help is.
type helpCmd struct {
	Command []string `arg:"" optional:"" help:"О какой команде, например: plan preview."`
}

// Run is never reached: the word was replaced before the arguments were read.
func (helpCmd) Run() error { return nil }

type versionCmd struct{}

// Run prints the version, commit and date which the go command has put into the binary.
func (versionCmd) Run(p *Process) error {
	_, err := fmt.Fprintf(p.Stdout, "sdelaem %s %s %s/%s\n", app.ReadBuild(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
