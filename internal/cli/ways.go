package cli

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/proxy"
)

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
		return telegram.NewTransport(through)
	}, real, log)
	return &http.Client{Transport: w}, w
}
