package telegram

import (
	"errors"
	"net/url"
	"strings"
)

// secret holds the token behind functions, so that no print of a value that
// contains it can show it.
type secret struct {
	reveal func() string
	scrub  func(string) string
}

// shortest is the length from which the token's second half is scrubbed by
// itself; a shorter one would take pieces out of ordinary words.
const shortest = 8

func newSecret(token string) secret {
	forms := []string{token, url.QueryEscape(token), url.PathEscape(token)}
	if _, half, ok := strings.Cut(token, ":"); ok && len(half) >= shortest {
		forms = append(forms, half)
	}
	var pairs []string
	for _, f := range forms {
		pairs = append(pairs, f, "<token>")
	}
	return secret{func() string { return token }, strings.NewReplacer(pairs...).Replace}
}

// clean is the error's text without the token. The address is left out of a
// transport's error altogether: it says nothing that the method does not.
func (s secret) clean(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return s.scrub(err.Error())
}

// plausible reports whether a token can stand in an address. Whether it is a true
// one only Telegram knows.
func plausible(token string) bool {
	id, half, ok := strings.Cut(token, ":")
	return ok && id != "" && half != "" && strings.Trim(id, "0123456789") == "" &&
		strings.Trim(half, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// baseURL checks the address of the API server. The error does not repeat it:
// it may hold a password.
func baseURL(s string) (string, error) {
	if s == "" {
		s = DefaultAPIURL
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("telegram: the API URL is not an http or https address")
	}
	return trimSlash(s), nil
}
