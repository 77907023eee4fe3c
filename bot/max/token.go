package max

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

func newSecret(token string) secret {
	forms := []string{token, "<token>", url.QueryEscape(token), "<token>", url.PathEscape(token), "<token>"}
	return secret{func() string { return token }, strings.NewReplacer(forms...).Replace}
}

// clean is the error's text without the token. The address is left out of a
// transport's error: that of an upload is a secret of its own.
func (s secret) clean(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return s.scrub(err.Error())
}

// plausible reports whether a token can stand in a header. Whether it is a true one
// only MAX knows.
func plausible(token string) bool {
	return len(token) >= 8 && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// baseURL checks the address of the API server. The error does not repeat it: it may
// hold a password.
func baseURL(s string) (string, error) {
	if s == "" {
		s = DefaultAPIURL
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("max: the API URL is not an http or https address")
	}
	return strings.TrimRight(s, "/"), nil
}
