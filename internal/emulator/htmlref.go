package emulator

import (
	"strings"
	"unicode/utf8"
)

var namedReferences = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}

// decodeReference reads the character reference that s begins with and tells how
// many bytes it takes; 0 when s begins with none, and the text then stands as it
// is. The closing semicolon is optional.
func decodeReference(s string) (code rune, n int) {
	if s[0] != '&' {
		return 0, 0
	}
	if strings.HasPrefix(s, "&#") {
		code, n = numericReference(s)
	} else {
		for n = 1; n < len(s) && isAlpha(s[n]); n++ {
		}
		code = namedReferences[s[1:n]]
	}
	if code == 0 {
		return 0, 0
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return code, n
}

// numericReference reads "&#1055" and "&#x41f". References of ten bytes and more
// and codes from 0x10ffff on are left alone by the server.
func numericReference(s string) (rune, int) {
	n, base := 2, rune(10)
	if n < len(s) && s[n] == 'x' {
		n, base = 3, 16
	}
	var code rune
	for ; n < len(s) && n < 10; n++ {
		digit, ok := hexDigit(s[n])
		if !ok || digit >= base {
			break
		}
		code = code*base + digit
	}
	if code == 0 || code >= 0x10ffff || n >= 10 {
		return 0, 0
	}
	return code, n
}

func hexDigit(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}

// appendCode writes a code point as UTF-8, a half of a surrogate pair too: the
// text is then refused as a whole.
func appendCode(b []byte, code rune) []byte {
	if 0xd800 <= code && code <= 0xdfff {
		return append(b, byte(0xe0|code>>12), byte(0x80|code>>6&0x3f), byte(0x80|code&0x3f))
	}
	return utf8.AppendRune(b, code)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\v'
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlnum(c byte) bool { return isAlpha(c) || '0' <= c && c <= '9' }

// lowerASCII lowers Latin letters only, as the server does with tag names.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
