// Package wire is what the links to all messengers have in common: a token that no log
// may show, a request of which is known how far it came, and what follows from an
// outcome. It knows no messenger and no conversation.
package wire

import (
	"errors"
	"net/url"
	"strings"
)

// Secret holds a token behind functions, so that no print of a value that contains it
// can show it.
type Secret struct {
	reveal func() string
	scrub  func(string) string
}

// NewSecret hides a token, and parts of it that give it away by themselves.
func NewSecret(token string, parts ...string) Secret {
	var pairs []string
	for _, form := range append([]string{token, url.QueryEscape(token), url.PathEscape(token)}, parts...) {
		pairs = append(pairs, form, "<token>")
	}
	return Secret{func() string { return token }, strings.NewReplacer(pairs...).Replace}
}

// Reveal gives the token, for the request that needs it.
func (s Secret) Reveal() string { return s.reveal() }

// Scrub takes the token out of a text.
func (s Secret) Scrub(text string) string { return s.scrub(text) }

// Clean is the error's text without the token. The address is left out of a transport's
// error altogether: it says nothing that the method does not, and may be a secret of its
// own.
func (s Secret) Clean(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return s.scrub(err.Error())
}

// BaseURL checks the address of an API server, usual when it is empty, and gives it
// without a trailing slash. The error does not repeat it: it may hold a password.
func BaseURL(address, usual string) (string, error) {
	if address == "" {
		address = usual
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("the API URL is not an http or https address")
	}
	return strings.TrimRight(address, "/"), nil
}
