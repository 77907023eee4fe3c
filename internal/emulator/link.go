package emulator

import (
	"net/url"
	"strconv"
	"strings"
)

// checkLink gives the address of a link as the server keeps it: with a scheme,
// a lower-case host and at least a slash for the path.
func checkLink(link string) (string, error) {
	invalid := func() (string, error) {
		return "", fieldError("URL '" + link + "' is invalid: Wrong HTTP URL")
	}
	s := strings.TrimSpace(link)
	if scheme, _, ok := strings.Cut(s, ":"); ok && (strings.EqualFold(scheme, "tg") || strings.EqualFold(scheme, "ton")) {
		return s, nil
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "ftp" {
		return invalid()
	}
	host := strings.ToLower(u.Hostname())
	if !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(host, " <>\"@") {
		return invalid()
	}
	rest := s[strings.Index(s, "://")+len("://"):]
	authority := rest
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority = rest[:i]
	}
	rest = rest[len(authority):]
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	return strings.ToLower(u.Scheme) + "://" + strings.ToLower(authority) + rest, nil
}

// linkEntity makes of an <a> a link or a mention by id; a link to nowhere is
// not marked at all.
func linkEntity(t htmlTag) (Entity, bool) {
	address := t.Arg
	if address == "" {
		address = t.inner
	}
	e := Entity{Type: "text_link", Offset: t.Offset, Length: t.Length}
	if id, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil && n > 0 {
			e.Type, e.User = "text_mention", n
			return e, true
		}
	}
	checked, err := checkLink(address)
	if err != nil {
		return Entity{}, false
	}
	e.URL = checked
	return e, true
}
