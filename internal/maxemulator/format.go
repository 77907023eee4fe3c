package maxemulator

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf16"
)

// marks are the tags that MAX knows, with what they make of the words between
// them. All others it strips in silence («HTML support»).
var marks = map[string]string{
	"b": "strong", "strong": "strong", "i": "emphasized", "em": "emphasized", "u": "underline", "ins": "underline",
	"s": "strikethrough", "del": "strikethrough", "code": "monospaced", "pre": "monospaced", "a": "link", "h1": "heading",
}

var (
	tag  = regexp.MustCompile(`^<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>`)
	href = regexp.MustCompile(`^\s+href="([^"<>]*)"\s*$`)
)

type opened struct {
	name, url string
	from      int
}

// parse gives a text without its markup, and what the markup said, in the order in
// which it began.
func parse(format, source string) (text string, found []Markup, err error) {
	if format != "html" {
		return "", nil, fmt.Errorf("the format %q is not modelled", format)
	}
	var out strings.Builder
	var open []opened
	units := 0
	for len(source) > 0 {
		m := tag.FindStringSubmatch(source)
		if m == nil {
			if source[0] == '<' {
				return "", nil, fmt.Errorf("a bare «<» in a text of HTML")
			}
			end := strings.IndexByte(source, '<')
			if end < 0 {
				end = len(source)
			}
			words := html.UnescapeString(source[:end])
			out.WriteString(words)
			units += len(utf16.Encode([]rune(words)))
			source = source[end:]
			continue
		}
		source = source[len(m[0]):]
		name := strings.ToLower(m[2])
		if marks[name] == "" {
			return "", nil, fmt.Errorf("MAX knows no <%s>", name)
		}
		if m[1] == "" {
			o, err := newOpened(name, m[3], units)
			if err != nil {
				return "", nil, err
			}
			open = append(open, o)
			continue
		}
		if len(open) == 0 || open[len(open)-1].name != name {
			return "", nil, fmt.Errorf("</%s> closes nothing", name)
		}
		last := open[len(open)-1]
		open = open[:len(open)-1]
		if units > last.from {
			found = append(found, Markup{Type: marks[name], From: last.from, Length: units - last.from, URL: last.url})
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("<%s> is not closed", open[0].name)
	}
	return out.String(), found, nil
}

// newOpened is an opening tag. A link has an address of at most 2048 characters
// («LinkMarkup»), the others nothing.
func newOpened(name, rest string, at int) (opened, error) {
	o := opened{name: name, from: at}
	if name != "a" {
		if strings.TrimSpace(rest) != "" {
			return o, fmt.Errorf("<%s> with%s", name, rest)
		}
		return o, nil
	}
	m := href.FindStringSubmatch(rest)
	if m == nil || m[1] == "" || len(m[1]) > 2048 {
		return o, fmt.Errorf("a link without an address")
	}
	o.url = html.UnescapeString(m[1])
	return o, nil
}

// Plain is what people see of a text of HTML; an error says what MAX would not
// understand of it.
func Plain(source string) (string, error) {
	text, _, err := parse("html", source)
	return text, err
}
