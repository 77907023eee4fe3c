package max

import "strings"

// plausible reports whether a token can stand in a header. Whether it is a true one
// only MAX knows.
func plausible(token string) bool {
	return len(token) >= 8 && !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}
