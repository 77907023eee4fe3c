package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Pages looks at pages of the open web: authors of drafts name the addresses, so
// nothing of the own network may be reached through them.
type Pages struct {
	client *http.Client
}

// redirects is how many are followed; each is held to the same rules.
const redirects = 5

// NewPages makes the client; proxy is as of [http.Transport].
func NewPages(proxy func(*http.Request) (*url.URL, error)) Pages {
	guarded := &net.Dialer{Timeout: 10 * time.Second, Control: openWebOnly}
	transport := func(proxy func(*http.Request) (*url.URL, error), dial *net.Dialer) *http.Transport {
		return &http.Transport{
			Proxy: proxy, DialContext: dial.DialContext, TLSHandshakeTimeout: 10 * time.Second,
			ResponseHeaderTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true,
		}
	}
	return Pages{client: &http.Client{
		Transport: choice{
			proxy: proxy, direct: transport(nil, guarded),
			proxied: transport(proxy, &net.Dialer{Timeout: 10 * time.Second}),
		},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > redirects {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}}
}

var errNotOpenWeb = errors.New("not an address of the open web")

// openWebOnly lets a connection be made to a public address alone. It is asked
// after the name was looked up, so that no name leads into the own network.
func openWebOnly(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, errNotOpenWeb)
	}
	if !public(to.Addr()) {
		return errNotOpenWeb
	}
	return nil
}

// closed are the networks that are no part of the open web, or lead back into the own
// one by another spelling of an IPv4 address (IANA special-purpose registries, RFC
// 6890; NAT64, 6to4 and Teredo among them).
var closed = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/32"), netip.MustParsePrefix("64:ff9b::/32"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

func public(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsGlobalUnicast() && !a.IsPrivate() && a.Zone() == "" &&
		!slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) })
}

// ownSuffixes end names that only an own network knows (RFC 6761, 6762, 8375, 9476
// and custom).
var ownSuffixes = []string{".local", ".localhost", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa", ".corp", ".test"}

// openName reports whether a host may be of the open web by its name alone: a public
// address, or a name of several labels, the last of which is no number as in the
// other spellings of addresses.
func openName(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return public(a)
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return strings.Contains(host, ".") && last != "" && (last[0] < '0' || last[0] > '9') &&
		!slices.ContainsFunc(ownSuffixes, func(s string) bool { return strings.HasSuffix(host, s) })
}

// choice sends a request through the proxy where one is set for it, else straight
// on. The way of a proxied request is the proxy's to guard; only names that
// cannot be of the open web are kept from it.
type choice struct {
	proxy           func(*http.Request) (*url.URL, error)
	direct, proxied http.RoundTripper
}

// RoundTrip satisfies [http.RoundTripper].
func (c choice) RoundTrip(r *http.Request) (*http.Response, error) {
	port := r.URL.Port()
	if !openName(r.URL.Hostname()) || port != "" && port != "80" && port != "443" || r.URL.User != nil {
		return nil, errNotOpenWeb
	}
	through, err := c.proxy(r)
	if err != nil {
		return nil, err
	}
	if through != nil {
		return c.proxied.RoundTrip(r)
	}
	return c.direct.RoundTrip(r)
}

// knownHost is a name that is known wherever names of the open web are: a closed
// network knows none.
const knownHost = "telegram.org"

// Lost reports whether a page is knownHost not there: its site says so, or nobody
// knows of such a site. Whoever does not answer, or does not let programs in,
// proves nothing.
func (p Pages) Lost(ctx context.Context, address string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	r.Header.Set("User-Agent", "sdelaem (link check)")
	answer, err := p.client.Do(r)
	if unknown, isDNS := errors.AsType[*net.DNSError](err); isDNS && unknown.IsNotFound {
		_, blind := net.DefaultResolver.LookupHost(ctx, knownHost)
		return blind == nil
	}
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone
}
