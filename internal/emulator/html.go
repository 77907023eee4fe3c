package emulator

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlTag is one closed tag of a parsed HTML text: where it stood, in UTF-16
// units of the text without markup, and its one meaningful argument (the href,
// the language, the emoji id, "spoiler", "1" for an expandable quotation).
type htmlTag struct {
	Tag    string `json:"tag"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	Arg    string `json:"arg"`
	// inner is the text between the tags: the address of a link without href.
	inner string
}

// htmlError is the detail after "can't parse entities: ".
type htmlError string

func (e htmlError) Error() string { return string(e) }

func htmlErrorf(format string, args ...any) error { return htmlError(fmt.Sprintf(format, args...)) }

var htmlTags = map[string]bool{
	"a": true, "b": true, "strong": true, "i": true, "em": true, "s": true, "strike": true, "del": true,
	"u": true, "ins": true, "tg-spoiler": true, "tg-emoji": true, "span": true, "pre": true, "code": true,
	"blockquote": true,
}

// htmlParser walks the bytes of one text. Offsets in its errors are bytes of the
// source; offsets in its tags are UTF-16 units of the result.
type htmlParser struct {
	src    string
	pos    int
	out    []byte
	units  int
	open   []openTag
	closed []htmlTag
}

type openTag struct {
	name, arg  string
	units, out int
}

// parseHTML implements parse_mode=HTML. Tags that cover nothing are dropped;
// the rest come in the order in which they were closed.
func parseHTML(src string) (text string, tags []htmlTag, err error) {
	p := &htmlParser{src: src}
	for p.pos < len(p.src) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, htmlErrorf("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	if !utf8.Valid(p.out) {
		return "", nil, htmlErrorf("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	return string(p.out), p.closed, nil
}

// at gives the byte i places ahead, or 0 past the end: the server's parser
// works on a C string and takes its end for a space.
func (p *htmlParser) at(i int) byte {
	if p.pos+i < len(p.src) {
		return p.src[p.pos+i]
	}
	return 0
}

func (p *htmlParser) step() error {
	c := p.src[p.pos]
	switch c {
	case '&':
		if code, n := decodeReference(p.src[p.pos:]); n > 0 {
			p.pos += n
			p.units += 1 + btoi(code > 0xffff)
			p.out = appendCode(p.out, code)
			return nil
		}
	case '<':
		if p.at(1) == '/' {
			return p.endTag()
		}
		return p.startTag()
	}
	if c < 0x80 || c >= 0xc0 {
		p.units += 1 + btoi(c >= 0xf0)
	}
	p.out = append(p.out, c)
	p.pos++
	return nil
}

func (p *htmlParser) startTag() error {
	begin := p.pos
	p.pos++
	name := p.word(func(c byte) bool { return !isSpace(c) && c != '>' })
	if p.at(0) == 0 {
		return htmlErrorf("Unclosed start tag at byte offset %d", begin)
	}
	name = lowerASCII(name)
	if !htmlTags[name] {
		return htmlErrorf("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	arg := ""
	for p.at(0) != '>' {
		p.spaces()
		if p.at(0) == '>' {
			break
		}
		key, value, err := p.attribute(name, begin)
		if err != nil {
			return err
		}
		if a, ok := tagArgument(name, key, value); ok {
			arg = a
		}
	}
	p.pos++
	if name == "span" && arg != "spoiler" {
		return htmlErrorf("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, openTag{name, arg, p.units, len(p.out)})
	return nil
}

// attribute reads one attribute; one without a value has the value "".
func (p *htmlParser) attribute(tag string, begin int) (key, value string, err error) {
	key = p.word(func(c byte) bool { return !isSpace(c) && !strings.ContainsRune("=>/\"'", rune(c)) })
	if key == "" {
		return "", "", htmlErrorf("Empty attribute name in the tag \"%s\" at byte offset %d", tag, begin)
	}
	p.spaces()
	if p.at(0) == 0 {
		return "", "", htmlErrorf("Unclosed start tag \"%s\" at byte offset %d", tag, begin)
	}
	if p.at(0) != '=' {
		return key, "", nil
	}
	p.pos++
	p.spaces()
	switch p.at(0) {
	case 0:
		return "", "", htmlErrorf("Unclosed start tag \"%s\" at byte offset %d", tag, begin)
	case '"', '\'':
		value = p.quoted()
	default:
		token := p.pos
		value = lowerASCII(p.word(func(c byte) bool { return isAlnum(c) || c == '.' || c == '-' }))
		if !isSpace(p.at(0)) && p.at(0) != '>' {
			return "", "", htmlErrorf("Unexpected end of name token at byte offset %d", token)
		}
	}
	if p.at(0) == 0 {
		return "", "", htmlErrorf("Unclosed start tag at byte offset %d", begin)
	}
	return key, value, nil
}

func (p *htmlParser) quoted() string {
	end := p.at(0)
	p.pos++
	var value []byte
	for p.at(0) != end && p.at(0) != 0 {
		if code, n := decodeReference(p.src[p.pos:]); n > 0 {
			value = appendCode(value, code)
			p.pos += n
			continue
		}
		value = append(value, p.at(0))
		p.pos++
	}
	if p.at(0) == end {
		p.pos++
	}
	return string(value)
}

func tagArgument(tag, key, value string) (string, bool) {
	switch {
	case tag == "a" && key == "href", tag == "tg-emoji" && key == "emoji-id":
		return value, true
	case tag == "code" && key == "class" && strings.HasPrefix(value, "language-"):
		return value[len("language-"):], true
	case tag == "span" && key == "class" && strings.HasPrefix(value, "tg-"):
		return value[len("tg-"):], true
	case tag == "blockquote" && key == "expandable":
		return "1", true
	}
	return "", false
}

func (p *htmlParser) endTag() error {
	begin := p.pos
	if len(p.open) == 0 {
		return htmlErrorf("Unexpected end tag at byte offset %d", begin)
	}
	p.pos += 2
	name := lowerASCII(p.word(func(c byte) bool { return !isSpace(c) && c != '>' }))
	p.spaces()
	if p.at(0) != '>' {
		return htmlErrorf("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	last := p.open[len(p.open)-1]
	if name != "" && name != last.name {
		return htmlErrorf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, last.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.units == last.units {
		return nil
	}
	tag := htmlTag{last.name, last.units, p.units - last.units, last.arg, string(p.out[last.out:])}
	if tag.Tag == "tg-emoji" {
		if id, err := strconv.ParseInt(tag.Arg, 10, 64); err != nil || id == 0 {
			return htmlErrorf("Invalid custom emoji identifier specified")
		}
	}
	p.closed = append(p.closed, tag)
	return nil
}

func (p *htmlParser) word(in func(byte) bool) string {
	begin := p.pos
	for p.pos < len(p.src) && in(p.src[p.pos]) {
		p.pos++
	}
	return p.src[begin:p.pos]
}

func (p *htmlParser) spaces() {
	for p.at(0) != 0 && isSpace(p.at(0)) {
		p.pos++
	}
}
