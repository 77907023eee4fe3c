package cli

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sdelaemvmeste/bot/wire"
	"sdelaemvmeste/internal/proxy"
	"sdelaemvmeste/plans"
)

// Environment is the settings as they were given, each a flag or a variable.
// They are texts here so that a wrong one can be named by its variable.
type Environment struct {
	Settings     string `variable:"SDELAEM_SETTINGS" placeholder:"ФАЙЛ" help:"Файл настроек: строки ПЕРЕМЕННАЯ=значение. Переменные окружения и ключи сильнее его."`
	Token        string `variable:"TELEGRAM_TOKEN" placeholder:"ТОКЕН" help:"Токен бота. Надёжнее переменная или файл: ключи видны в списке процессов."`
	TokenFile    string `variable:"TELEGRAM_TOKEN_FILE" placeholder:"ФАЙЛ" help:"Файл с токеном бота."`
	APIURL       string `name:"api-url" variable:"TELEGRAM_API_URL" placeholder:"URL" default:"https://api.telegram.org" help:"Адрес сервера Bot API."`
	Proxies      string `variable:"SDELAEM_PROXIES" placeholder:"URL,URL" help:"Прокси до Telegram по порядку: если один не отвечает, пробуется следующий; direct — напрямую. Без них действует HTTPS_PROXY."`
	MaxToken     string `variable:"MAX_TOKEN" placeholder:"ТОКЕН" help:"Токен бота в MAX. Без него посты в каналы MAX не выходят."`
	MaxTokenFile string `variable:"MAX_TOKEN_FILE" placeholder:"ФАЙЛ" help:"Файл с токеном бота в MAX."`
	MaxAPIURL    string `name:"max-api-url" variable:"MAX_API_URL" placeholder:"URL" default:"https://platform-api2.max.ru" help:"Адрес сервера Bot API MAX."`
	MaxCAFile    string `name:"max-ca-file" variable:"MAX_CA_FILE" placeholder:"ФАЙЛ" help:"Корневой сертификат для сервера MAX, если система его не знает: PEM."`
	Data         string `variable:"SDELAEM_DATA" placeholder:"ПАПКА" default:"./data" help:"Папка базы данных."`
	Plan         string `variable:"SDELAEM_PLAN" placeholder:"ФАЙЛ" help:"План, который загрузить, если в базе ещё нет плана; у report — о каком плане отчёт, его обозначение."`
	Admins       string `variable:"SDELAEM_ADMINS" placeholder:"ID,ID" help:"Номера учётных записей администраторов в Telegram."`
	Listen       string `variable:"SDELAEM_LISTEN" placeholder:"АДРЕС" help:"Адрес для /healthz и /metrics, например 127.0.0.1:9090. Для demo ключ задаёт адрес страницы (без него 127.0.0.1:8420), переменная не действует."`
	BackupKey    string `variable:"SDELAEM_BACKUP_KEY" placeholder:"age1…" help:"Открытый ключ age, которым шифруются копии для отправки в чат."`
	Clock        string `variable:"SDELAEM_CLOCK" placeholder:"ВРЕМЯ[*N]" help:"Репетиция: какое время считать нынешним (2023-03-13T08:55:00+03:00) и во сколько раз ускорить часы."`
	Log          string `placeholder:"text|json" default:"text" help:"Вид журнала на stderr."`
}

// badValue is a wrong setting, named by its variable.
func badValue(variable, format string, args ...any) error {
	return misuse("%s: %s", variable, fmt.Sprintf(format, args...))
}

// telegram checks what only the service needs of Telegram's settings and gives
// the token.
func (e Environment) telegram() (token string, err error) {
	if !isServer(e.APIURL) {
		return "", badValue("TELEGRAM_API_URL", "нужен адрес вида https://api.telegram.org")
	}
	return e.token()
}

// isServer reports whether a text is the address of a server of an API.
func isServer(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && u.RawQuery == "" && u.Fragment == ""
}

// tokenShape is how BotFather's tokens look; whether one is true only Telegram
// knows.
var tokenShape = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

func (e Environment) token() (string, error) {
	variable, token, err := readToken("TELEGRAM_TOKEN", e.Token, e.TokenFile, "токен, который дал @BotFather")
	switch {
	case err != nil:
		return "", err
	case token == "":
		return "", badValue(variable, "не задана; впишите токен, который дал @BotFather, или файл с ним в TELEGRAM_TOKEN_FILE")
	case !tokenShape.MatchString(token):
		return "", badValue(variable, "это не токен: он состоит из числа, двоеточия и букв, как его дал @BotFather")
	}
	return token, nil
}

// readToken gives a token from its variable or from the file that another names, empty
// where neither is set, and the variable that it came from.
func readToken(name, value, file, what string) (variable, token string, err error) {
	token = strings.TrimSpace(value)
	if file == "" {
		return name, token, nil
	}
	if value != "" {
		return name, "", badValue(name, "задана вместе с %s_FILE; оставьте что-нибудь одно", name)
	}
	variable = name + "_FILE"
	text, err := os.ReadFile(file)
	if err != nil {
		return variable, "", badValue(variable, "не читается: %s", unread(err))
	}
	if token = strings.TrimSpace(string(text)); token == "" {
		return variable, "", badValue(variable, "файл %s пуст; впишите в него %s", file, what)
	}
	return variable, token, nil
}

func (e Environment) admins() ([]plans.UserID, error) {
	const variable = "SDELAEM_ADMINS"
	var ids []plans.UserID
	for word := range strings.SplitSeq(e.Admins, ",") {
		word = strings.TrimSpace(word)
		if word == "" && e.Admins != "" {
			return nil, badValue(variable, "лишняя запятая; нужны номера через запятую: 12345678,87654321")
		}
		if word == "" {
			return nil, badValue(variable, "не задана; впишите через запятую номера учётных записей администраторов (как узнать номер, сказано в docs/admin.md)")
		}
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil || id <= 0 {
			return nil, badValue(variable, "«%s» не номер учётной записи Telegram; нужны номера через запятую: 12345678,87654321", word)
		}
		if !slices.Contains(ids, plans.UserID(id)) {
			ids = append(ids, plans.UserID(id))
		}
	}
	return ids, nil
}

// listen checks the address to listen on; empty is off.
func (e Environment) listen() (string, error) {
	if e.Listen == "" {
		return "", nil
	}
	if !listenable(e.Listen) {
		return "", badValue("SDELAEM_LISTEN", "«%s» не адрес; нужен вид 127.0.0.1:9090", e.Listen)
	}
	return e.Listen, nil
}

// listenable reports whether a text is a host, maybe empty, and a port.
func listenable(address string) bool {
	_, port, err := net.SplitHostPort(address)
	n, badPort := strconv.Atoi(port)
	return err == nil && badPort == nil && n >= 0 && n <= 65535
}

// ways are the ways to Telegram that the environment describes. An address is never
// shown: it may hold a password.
func (e Environment) ways(getenv func(string) string) ([]proxy.Way, error) {
	names := []string{"HTTPS_PROXY", "https_proxy"}
	if strings.HasPrefix(e.APIURL, "http:") {
		names = []string{"HTTP_PROXY", "http_proxy"} // the others are not asked for it
	}
	for _, name := range names {
		if address := getenv(name); address != "" {
			if _, err := proxy.Address(address); err != nil {
				return nil, badValue(name, "нужен адрес прокси вида http://proxy:3128 или socks5://имя:пароль@proxy:1080; знаки @ : / # %% в пароле пишутся как %%40 %%3A %%2F %%23 %%25")
			}
		}
	}
	if strings.TrimSpace(e.Proxies) == "" {
		return []proxy.Way{proxy.Environment(getenv)}, nil
	}
	without := getenv("NO_PROXY")
	if without == "" {
		without = getenv("no_proxy")
	}
	ways, err := proxy.List(e.Proxies, without)
	if errors.Is(err, proxy.ErrAddress) {
		return nil, badValue("SDELAEM_PROXIES", "нужны адреса вида http://proxy:3128 или socks5://имя:пароль@proxy:1080 через запятую; знаки @ : / # %% в пароле пишутся как %%40 %%3A %%2F %%23 %%25 (%v)", err)
	}
	return ways, err
}

// client carries requests to Telegram by the first of the ways that works.
func client(ways []proxy.Way, real func() time.Time, log *slog.Logger) (*http.Client, *proxy.Ways) {
	w := proxy.New(ways, func(through func(*http.Request) (*url.URL, error)) http.RoundTripper {
		return wire.NewTransport(through)
	}, real, log)
	return &http.Client{Transport: w}, w
}
