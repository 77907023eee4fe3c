package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/setup"
	"sdelaemvmeste/store"
)

type setupCmd struct {
	Yes        bool   `help:"Ни о чём не спрашивать: значения из ключей, переменных и прежних настроек."`
	District   string `placeholder:"ИМЯ" help:"Один из нескольких округов на сервере: своя папка настроек, своя папка базы и своя служба sdelaem@ИМЯ."`
	AnotherBot bool   `help:"Сменить бота, с которым работает база данных."`
}

// districtName is what the names of a folder and of a service allow.
var districtName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// Run asks for the settings, or takes those given, and writes them.
func (c setupCmd) Run(ctx context.Context, p *Process, e *Environment) (err error) {
	s, err := c.at(p, e)
	if err != nil {
		return err
	}
	if err := setup.Home(s.home, s.account); err != nil {
		return unset(err)
	}
	unlock, err := setup.Lock(s.home)
	if err != nil {
		return unset(err)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if err := s.fill(ctx, c.Yes); err != nil {
		return unset(err)
	}
	adopt, err := s.anotherBot(c)
	if err != nil {
		return err
	}
	if err := s.write(); err != nil {
		return unset(err)
	}
	if adopt {
		if err := s.adopt(); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(p.Stdout, s.next(c.District))
	return err
}

// setting is one run of the setup.
type setting struct {
	p        *Process
	e        *Environment
	home     string // the folder of the settings
	path     string // the settings file
	file     setup.File
	account  setup.Account
	asker    *setup.Asker
	answers  setup.Answers
	wasToken string
}

// at finds the places and what is set already.
func (c setupCmd) at(p *Process, e *Environment) (*setting, error) {
	if c.District != "" && !districtName.MatchString(c.District) {
		return nil, misuse("--district: «%s» не имя: нужны строчные латинские буквы, цифры и дефис", c.District)
	}
	usual := p.usualPlaces()
	s := &setting{p: p, e: e, account: setup.ServiceAccount(), path: e.Settings}
	if s.path == "" {
		s.path = filepath.Join(usual.home, c.District, "sdelaem.env")
	}
	s.home = filepath.Dir(s.path)
	text, err := os.ReadFile(s.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, badValue(settingsVariable, "не читается: %s", unread(err))
	}
	if s.file, err = setup.Parse(text); err != nil {
		return nil, notSettings(s.path, err)
	}
	either := func(value, name, otherwise string) string {
		for _, v := range []string{value, s.file.Get(name)} {
			if v != "" {
				return v
			}
		}
		return otherwise
	}
	data := e.Data
	if data == defaultData {
		data = ""
	}
	s.answers = setup.Answers{
		Token: s.givenToken(), Admins: either(e.Admins, "SDELAEM_ADMINS", ""), Proxies: either(e.Proxies, "SDELAEM_PROXIES", ""),
		Data: either(data, "SDELAEM_DATA", filepath.Join(usual.data, c.District)),
	}
	s.asker = setup.NewAsker(p.Stdin, p.Stdout, acquaintance{s})
	s.asker.Check.Token = s.wrongToken
	s.asker.Check.Admins = func(text string) string { _, err := Environment{Admins: text}.admins(); return inWords(err) }
	s.asker.Check.Proxies = func(text string) string {
		_, err := Environment{Proxies: text, APIURL: e.APIURL}.ways(p.Getenv)
		return inWords(err)
	}
	return s, nil
}

// checkTime is how long Telegram may take to say who the bot is; startPoll how long one
// look for a /start waits.
const (
	checkTime = 20 * time.Second
	startPoll = 10 * time.Second
)

// defaultData is what --data is when nobody names a folder.
const defaultData = "./data"

// tokenPath is the file of the token, beside the settings.
func (s *setting) tokenPath() string { return filepath.Join(s.home, "token") }

// givenToken is the token given now, or else the one of before; a file that is to be
// read anew may be missing or wrong.
func (s *setting) givenToken() string {
	if was, err := os.ReadFile(s.tokenPath()); err == nil {
		s.wasToken = strings.TrimSpace(string(was))
	}
	if token, err := s.e.token(); err == nil {
		return token
	}
	return s.wasToken
}

func (s *setting) wrongToken(text string) string {
	_, err := Environment{Token: text}.token()
	return inWords(err)
}

// inWords is what is wrong, without the variable's name: the question has named it.
func inWords(err error) string {
	if err == nil {
		return ""
	}
	_, words, _ := strings.Cut(err.Error(), ": ")
	return words
}

// fill asks for the answers, or checks those given.
func (s *setting) fill(ctx context.Context, silent bool) (err error) {
	if !silent {
		s.answers, err = s.asker.Ask(ctx, s.answers)
		return err
	}
	if _, err := s.e.token(); err != nil && s.answers.Token == "" {
		return err
	}
	if wrong := s.wrongToken(s.answers.Token); wrong != "" {
		return badValue("TELEGRAM_TOKEN", "%s", wrong)
	}
	if _, err := (Environment{Admins: s.answers.Admins}).admins(); err != nil {
		return err
	}
	if _, err := (Environment{Proxies: s.answers.Proxies, APIURL: s.e.APIURL}).ways(s.p.Getenv); err != nil {
		return err
	}
	asking, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	name, err := acquaintance{s}.Me(asking, s.answers)
	switch {
	case errors.Is(err, setup.ErrBadToken):
		return badValue("TELEGRAM_TOKEN", "%s", setup.TextUnknownBot)
	case err != nil:
		fmt.Fprintf(s.p.Stdout, setup.TextNoAnswer+" Токен не проверен.\n", oneLine(err.Error()))
	default:
		fmt.Fprintf(s.p.Stdout, "Токен проверен: бот @%s.\n", name)
	}
	return nil
}

// write puts the settings and the token in their places.
func (s *setting) write() error {
	data, err := filepath.Abs(s.answers.Data)
	if err != nil {
		return err
	}
	token, err := filepath.Abs(s.tokenPath())
	if err != nil {
		return err
	}
	file := s.file
	if len(file.Bytes()) == 0 {
		file, err = setup.Parse([]byte(settingsHead))
		if err != nil {
			return err
		}
	}
	file = file.Set("TELEGRAM_TOKEN", "").Set("TELEGRAM_TOKEN_FILE", token).Set("SDELAEM_ADMINS", strings.ReplaceAll(s.answers.Admins, " ", "")).
		Set("SDELAEM_DATA", data).Set("SDELAEM_PROXIES", s.answers.Proxies)
	if s.e.APIURL != telegram.DefaultAPIURL {
		file = file.Set("TELEGRAM_API_URL", s.e.APIURL)
	}
	if s.e.Listen != "" {
		file = file.Set("SDELAEM_LISTEN", s.e.Listen)
	}
	if err := setup.Data(data, s.account); err != nil {
		return err
	}
	return setup.Write(map[string][]byte{s.path: file.Bytes(), s.tokenPath(): []byte(s.answers.Token + "\n")}, s.account)
}

// settingsHead begins a new settings file.
const settingsHead = "# Настройки службы «Сделаем вместе». Какие ещё бывают, сказано в docs/admin.md.\n" +
	"# После изменения перезапустите службу.\n"

// next says what comes after the setup.
func (s *setting) next(district string) string {
	said := fmt.Sprintf("Настройки записаны: %s\nТокен: %s\n", s.path, s.tokenPath())
	unit := "sdelaem"
	if district != "" {
		unit += "@" + district
	}
	switch {
	case runtime.GOOS == "windows":
		return said + "Дальше: sdelaem service install, затем напишите боту /start и пришлите файл плана.\n"
	case s.account.Other:
		return said + fmt.Sprintf("Дальше: systemctl enable %s && systemctl restart %s, затем напишите боту /start и пришлите файл плана.\nЖурнал: journalctl -u %s -f\n", unit, unit, unit)
	}
	return said + fmt.Sprintf("Дальше: sdelaem run --settings %s, затем напишите боту /start и пришлите файл плана.\n", s.path)
}

// unset says why nothing was set up.
func unset(err error) error {
	if _, said := errors.AsType[failure](err); said {
		return err
	}
	switch {
	case errors.Is(err, setup.ErrBusy):
		return misuse("настройка уже идёт в другом окне: дождитесь её конца")
	case errors.Is(err, setup.ErrSilent):
		return misuse("ввод закончился раньше ответа, ничего не записано; для настройки без вопросов есть ключ --yes")
	case errors.Is(err, context.Canceled):
		return misuse("настройка прервана, ничего не записано")
	}
	where := place(err)
	if where != "" {
		where = " в " + where
	}
	return fault("настройки не записаны%s, прежние остались: %s", where, unwritten(err))
}

// acquaintance asks Telegram by the ways that the answers so far describe.
type acquaintance struct{ s *setting }

func (a acquaintance) stranger(with setup.Answers) (telegram.Stranger, error) {
	e := Environment{Proxies: with.Proxies, APIURL: a.s.e.APIURL}
	ways, err := e.ways(a.s.p.Getenv)
	if err != nil {
		return telegram.Stranger{}, err
	}
	log := slog.New(slog.DiscardHandler)
	web, _ := client(ways, a.s.p.Real, log)
	return telegram.NewStranger(telegram.Config{Token: with.Token, APIURL: e.APIURL, HTTP: web, Real: a.s.p.Real, Now: a.s.p.Real, Log: log, PollTimeout: startPoll})
}

// Me asks who the bot is.
func (a acquaintance) Me(ctx context.Context, with setup.Answers) (string, error) {
	stranger, err := a.stranger(with)
	if err != nil {
		return "", err
	}
	me, err := stranger.Me(ctx)
	switch {
	case errors.Is(err, telegram.ErrBadToken):
		err = setup.ErrBadToken
	case err != nil:
		err = errors.New(unanswered(err))
	}
	return me.Username, err
}

// Starters waits for who writes /start.
func (a acquaintance) Starters(ctx context.Context, with setup.Answers, seen func(int64) bool) ([]setup.Person, error) {
	stranger, err := a.stranger(with)
	if err != nil {
		return nil, err
	}
	found, err := stranger.Starters(ctx, func(u store.User) bool { return seen(int64(u.ID)) })
	if errors.Is(err, telegram.ErrTaken) {
		err = setup.ErrTaken
	}
	var people []setup.Person
	for _, u := range found {
		people = append(people, setup.Person{ID: int64(u.ID), Name: u.Name})
	}
	return people, err
}
