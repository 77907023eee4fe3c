package bot

import (
	"strings"
	"unicode"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// remark is something to look at in a draft, with the button that mends it where
// there is one.
type remark struct {
	text    string
	mend    string // the verb of the button
	caption string
}

// remarks are the program's own remarks on a draft.
func (t *turn) remarks(rec store.PostRecord) ([]remark, error) {
	if rec.State != plans.Drafting || rec.Draft.Empty() {
		return nil, nil
	}
	return remarksOn(rec.Draft, t.plan.Hashtag), nil
}

// remarksOn looks a draft through.
func remarksOn(c plans.Content, hashtag string) []remark {
	var all []remark
	length := plans.Len(c.Text)
	switch {
	case length > plans.TextLimit:
		all = append(all, remark{text: textTooLong(length)})
	case c.Apart():
		all = append(all, remark{text: textApart})
	}
	if hashtag != "" && !hasHashtag(c.Text, hashtag) {
		all = append(all, remark{text: textNoHashtag(hashtag), mend: "ptag", caption: "➕ Добавить " + hashtag})
	}
	return all
}

// hasHashtag tells whether the text holds the hashtag, in any case, as a word of
// its own.
func hasHashtag(text, hashtag string) bool {
	text, hashtag = strings.ToLower(text), strings.ToLower(hashtag)
	for rest := text; ; {
		i := strings.Index(rest, hashtag)
		if i < 0 {
			return false
		}
		rest = rest[i+len(hashtag):]
		next := []rune(rest)
		if len(next) == 0 || next[0] != '_' && !unicode.IsLetter(next[0]) && !unicode.IsDigit(next[0]) {
			return true
		}
	}
}
