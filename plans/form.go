package plans

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// Limits of what MAX takes in one message: text with its files, in UTF-16 units.
// What Telegram gives a program to carry on is a file of at most FetchLimit bytes
// (Bot API «getFile»).
const (
	MaxTextLimit = 4000
	FetchLimit   = 20 << 20
)

// Loss is something of a content that a page does not show as it was written.
type Loss string

// What may be lost: bold, italic and the like; quotations; what a spoiler hides shows;
// emoji of Telegram's own become ordinary ones; a hidden link's address stands after
// its words.
const (
	LostStyle   Loss = "style"
	LostQuote   Loss = "quote"
	LostSpoiler Loss = "spoiler"
	LostEmoji   Loss = "emoji"
	OpenedLink  Loss = "link"
)

// lossOf says what is lost with a piece of formatting on a page that does not know it;
// "" where people see no difference, as with a hashtag, which every page finds itself.
func lossOf(e Entity) Loss {
	switch e.Type {
	case "bold", "italic", "underline", "strikethrough", "code", "pre":
		return LostStyle
	case "blockquote", "expandable_blockquote":
		return LostQuote
	case "spoiler":
		return LostSpoiler
	case "custom_emoji":
		return LostEmoji
	case "text_link":
		return OpenedLink
	}
	return ""
}

// keeps reports whether pages of the kind show a piece of formatting.
func (k PageKind) keeps(e Entity) bool {
	switch k {
	case TelegramPage:
		return true
	case MaxPage:
		return lossOf(e) == LostStyle || e.Type == "text_link"
	case VKPage, OKPage, SitePage, PaperPage, OtherPage:
	}
	return false
}

// On gives the content in the form in which pages of the kind show it: their
// formatting alone, and where hidden links are unknown their addresses in the text.
func (c Content) On(k PageKind) Content {
	if k == TelegramPage {
		return c
	}
	shown := Content{Text: c.Text, Media: slices.Clone(c.Media), NoPreview: c.NoPreview}
	if k.ByHand() {
		shown.Text = c.plain()
	}
	for i := range shown.Media {
		shown.Media[i].Spoiler = false
	}
	for _, e := range c.Entities {
		if k.keeps(e) {
			shown.Entities = append(shown.Entities, e)
		}
	}
	return shown
}

// Losses are what pages of the kind do not show of the content as it was written,
// each once.
func (c Content) Losses(k PageKind) []Loss {
	var all []Loss
	for _, e := range c.Entities {
		if l := lossOf(e); l != "" && !k.keeps(e) && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	hidden := slices.ContainsFunc(c.Media, func(m Media) bool { return m.Spoiler })
	if hidden && k != TelegramPage && !slices.Contains(all, LostSpoiler) {
		all = append(all, LostSpoiler)
	}
	slices.Sort(all)
	return all
}

// Obstacle is why a content cannot come out on a page at all.
type Obstacle string

// The obstacles.
const (
	// TextTooLong: the text is over the page's limit.
	TextTooLong Obstacle = "text"
	// FileTooLarge: Telegram does not give the program a file to carry there.
	FileTooLarge Obstacle = "file"
)

// Obstacle gives what keeps the content from pages of the kind, "" for nothing. What
// Telegram itself takes [Content.Check] says; people place what they like.
func (c Content) Obstacle(k PageKind) Obstacle {
	switch {
	case k != MaxPage:
		return ""
	case Len(c.On(k).Text) > MaxTextLimit:
		return TextTooLong
	case slices.ContainsFunc(c.Media, func(m Media) bool { return m.Size > FetchLimit }):
		return FileTooLarge
	}
	return ""
}

// PartsOn is how many messages or albums the content takes on pages of a kind: only
// Telegram parts a long text from its photos.
func (c Content) PartsOn(k PageKind) int {
	if k == TelegramPage {
		return c.Parts()
	}
	return 1
}

// messagesOn is how many messages show the content on pages of a kind; by hand
// the program knows of none.
func (c Content) messagesOn(k PageKind) int {
	switch {
	case k == TelegramPage:
		return c.messages()
	case k.ByHand():
		return 0
	}
	return 1
}

// plain is the text for a page that knows no formatting: the address of a hidden
// link stands after its words.
func (c Content) plain() string {
	units := utf16.Encode([]rune(c.Text))
	all := slices.Clone(c.Entities)
	slices.SortStableFunc(all, func(a, b Entity) int { return b.Offset + b.Length - a.Offset - a.Length })
	for _, e := range all {
		if end := e.Offset + e.Length; e.Type == "text_link" && e.Offset >= 0 && end <= len(units) {
			units = slices.Insert(units, end, utf16.Encode([]rune(" ("+e.URL+")"))...)
		}
	}
	return strings.TrimSpace(string(utf16.Decode(units)))
}
