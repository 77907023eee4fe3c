// Package proxy is the ways to Telegram: straight on, or through proxies in the order
// in which they are to be tried. It knows requests and connections; what is asked of
// Telegram it must not know, but for which questions do no harm when asked twice. Names
// and passwords of proxies never leave it.
package proxy

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// Direct is the word for the way without a proxy.
const Direct = "direct"

// Schemes are the kinds of proxies there are; socks5h looks names up at the proxy, as
// socks5 does here too.
var schemes = []string{"http", "https", "socks5", "socks5h"}

// Way is one way to a server.
type Way struct {
	// name is how a log calls it: never with the proxy's user and password.
	name  string
	proxy func(*url.URL) (*url.URL, error)
}

func (w Way) String() string { return w.name }

// through is [http.Transport.Proxy] of the way.
func (w Way) through(r *http.Request) (*url.URL, error) { return w.proxy(r.URL) }

// ErrAddress says that a text is no proxy's address. It never repeats the text, which
// may hold a password.
var ErrAddress = errors.New("not the address of a proxy")

// Address reads the address of one proxy.
func Address(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return nil, ErrAddress
	}
	return u, nil
}

// List reads proxies in their order, parted by commas or blanks; the word direct is
// the way without one. Hosts of noProxy, written as NO_PROXY is, are reached straight on
// whatever the way. The error wraps [ErrAddress] and says which one of the list is wrong.
func List(list, noProxy string) ([]Way, error) {
	words := strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(", \t\n;", r) })
	// A proxy that nobody asks: whether it would be asked is the question.
	anywhere := (&httpproxy.Config{HTTPProxy: "http://proxy", HTTPSProxy: "http://proxy", NoProxy: noProxy}).ProxyFunc()
	var ways []Way
	for i, word := range words {
		if word == Direct {
			ways = append(ways, straight())
			continue
		}
		u, err := Address(word)
		if err != nil {
			return nil, fmt.Errorf("proxy %d: %w", i+1, err)
		}
		ways = append(ways, Way{name: u.Scheme + "://" + u.Host, proxy: func(to *url.URL) (*url.URL, error) {
			if asked, err := anywhere(to); err != nil || asked == nil {
				return nil, err
			}
			return u, nil
		}})
	}
	return ways, nil
}

// Environment is the one way that HTTPS_PROXY, HTTP_PROXY and NO_PROXY describe, in
// capitals or not.
func Environment(getenv func(string) string) Way {
	either := func(name string) string {
		if v := getenv(name); v != "" {
			return v
		}
		return getenv(strings.ToLower(name))
	}
	config := httpproxy.Config{HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY")}
	if config.HTTPProxy == "" && config.HTTPSProxy == "" {
		return straight()
	}
	return Way{name: "environment", proxy: config.ProxyFunc()}
}

func straight() Way {
	return Way{name: Direct, proxy: func(*url.URL) (*url.URL, error) { return nil, nil }}
}
