package task

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// proofs reads what the message at hand proves by.
func proofs(t *chat.Turn) ([]plans.Proof, error) { return proofsOf(t.Parts) }

// proofsOf reads what a message proves by, from the pieces that it was sent in: all
// their files first, then the words and links of each in the order of sending.
func proofsOf(parts []store.Incoming) ([]plans.Proof, error) {
	var files []plans.Media
	var said []plans.Proof
	for _, p := range parts {
		if p.Media != nil {
			if !provable(p.Media.Kind) {
				return nil, chat.Refuse(chat.WrongFile, textNotProof(p.Media.Kind))
			}
			files = append(files, *p.Media)
		}
		links, words := linksIn(p.Text, p.Entities)
		for _, l := range links {
			said = append(said, plans.Proof{Kind: plans.LinkProof, Text: l})
		}
		if words != "" {
			said = append(said, plans.Proof{Kind: plans.WordProof, Text: words})
		}
	}
	var all []plans.Proof
	if len(files) > 0 {
		all = append(all, plans.Proof{Kind: plans.FileProof, Media: files})
	}
	all = append(all, said...)
	if len(all) == 0 {
		return nil, chat.Refuse(chat.WrongFile, textProofKind)
	}
	for i := range all {
		all[i].Message = parts[0].Message
	}
	return all, nil
}

// provable reports whether a file of this kind can be a proof: one that a controller
// can look at in a moment.
func provable(k plans.MediaKind) bool {
	switch k {
	case plans.Photo, plans.Video, plans.Document, plans.Animation:
		return true
	case plans.Voice, plans.VideoNote, plans.Audio, plans.OtherMedia:
	}
	return false
}

// sentAt is when the update's author sent it: by Telegram's clock for a message, for
// a press now.
func sentAt(t *chat.Turn) time.Time {
	if t.In.Kind == store.InMessage && !t.In.Sent.IsZero() {
		return t.In.Sent
	}
	return t.Env.Real().UTC()
}

var webAddress = regexp.MustCompile(`https?://[^\s<>]+`)

// afterAddress are the signs that end a sentence and no address.
const afterAddress = ".,;:!?]}»”\"'…"

// linksIn takes a text apart into its links, in their order, and the words that
// remain. A link is what is written as one, what Telegram itself shows as one, and
// the address behind words made a link.
func linksIn(text string, entities []plans.Entity) (links []string, words string) {
	units := utf16.Encode([]rune(text))
	var spans []span
	for _, e := range entities {
		end := e.Offset + e.Length
		if e.Offset < 0 || e.Length <= 0 || end > len(units) {
			continue
		}
		s := span{from: e.Offset, to: end, link: string(utf16.Decode(units[e.Offset:end]))}
		switch {
		case e.Type == "text_link":
			s.link, s.stays = e.URL, true
		case e.Type != "url" || !strings.Contains(s.link, "/") && !strings.HasPrefix(s.link, "www."):
			continue
		}
		spans = append(spans, s)
	}
	for _, s := range addresses(text) {
		if !slices.ContainsFunc(spans, func(o span) bool { return o.from < s.to && s.from < o.to }) {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var rest []uint16
	at := 0
	for _, s := range spans {
		links = append(links, chat.Plain(s.link))
		if !s.stays {
			rest = append(rest, units[at:s.from]...)
			at = s.to
		}
	}
	rest = append(rest, units[at:]...)
	return links, wordsLeft(string(utf16.Decode(rest)), at > 0)
}

// HasLink reports whether the message at hand holds a link.
func HasLink(t *chat.Turn) bool {
	links, _ := linksIn(t.In.Text, t.In.Entities)
	return len(links) > 0
}

// span is a part of a text in UTF-16 units that is a link. The words of one that
// stays are words all the same.
type span struct {
	from, to int
	link     string
	stays    bool
}

// addresses finds what is written as an address.
func addresses(text string) []span {
	var all []span
	for _, m := range webAddress.FindAllStringIndex(text, -1) {
		address := sentenceless(text[m[0]:m[1]])
		from := plans.Len(text[:m[0]])
		all = append(all, span{from: from, to: from + plans.Len(address), link: address})
	}
	return all
}

// sentenceless is an address without the signs of the sentence it stands in; a
// bracket that opens in the address closes there.
func sentenceless(address string) string {
	for {
		short := strings.TrimRight(address, afterAddress)
		if strings.HasSuffix(short, ")") && strings.Count(short, ")") > strings.Count(short, "(") {
			short = short[:len(short)-1]
		}
		if short == address {
			return address
		}
		address = short
	}
}

// wordsLeft tidies what remains of a text from which links were taken; signs alone
// are no words.
func wordsLeft(s string, taken bool) string {
	s = strings.TrimSpace(chat.Plain(s))
	if !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r > unicode.MaxLatin1 && unicode.IsSymbol(r)
	}) {
		return ""
	}
	if !taken {
		return s
	}
	var lines []string
	for line := range strings.Lines(s) {
		line = strings.Join(strings.Fields(strings.ReplaceAll(line, "()", "")), " ")
		if line = strings.Trim(line, " .,;:—–-"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
