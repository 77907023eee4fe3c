package card

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// remark is something to look at in a draft, with the button that mends it where
// there is one. Nothing of it forbids submitting but the limits themselves.
type remark struct {
	text    string
	mend    string // the verb of the button
	caption string
}

// remarks are the program's own remarks on a draft, which its author sees and, once it
// is put to the vote, the group too.
func remarks(t *chat.Turn, rec store.PostRecord) ([]remark, error) {
	if rec.State != plans.Drafting && rec.State != plans.InReview || rec.Draft.Empty() {
		return nil, nil
	}
	hashtag, err := Hashtag(t, rec.Task)
	if err != nil {
		return nil, err
	}
	all := remarksOn(rec, hashtag, Mentions(t.Settings))
	for _, line := range obstacles(t.Settings, rec.Post, rec.Draft) {
		all = append(all, remark{text: line})
	}
	posts, err := t.Tx.Posts()
	if err != nil {
		return nil, err
	}
	return append(all, repetitions(rec, posts)...), nil
}

// remarksOn looks a draft through by itself.
func remarksOn(rec store.PostRecord, hashtag string, named []store.Mention) []remark {
	var all []remark
	c, length := rec.Draft, plans.Len(rec.Draft.Text)
	switch {
	case length > plans.TextLimit:
		all = append(all, remark{text: TextTooLong(length)})
	case c.Apart():
		all = append(all, remark{text: textApart})
	}
	if hashtag != "" && !HasHashtag(c.Text, hashtag) {
		all = append(all, remark{text: textNoHashtag(hashtag), mend: "ptag", caption: "➕ Добавить " + hashtag})
	}
	if Unfilled(c) {
		all = append(all, remark{text: textUnfilled})
	}
	if slices.ContainsFunc(c.Entities, func(e plans.Entity) bool { return e.Type == "phone_number" || e.Type == "email" }) || hasPhone(c.Text) {
		all = append(all, remark{text: textPrivateData})
	}
	return slices.Concat(all, linkRemarks(rec), mentionRemarks(c.Text, named))
}

// Unfilled reports whether a text still has places of its template to be filled in.
func Unfilled(c plans.Content) bool { return strings.Contains(c.Text, ": …") }

// repetitions finds a draft's text and photos in posts that are out already.
func repetitions(rec store.PostRecord, posts []store.PostRecord) []remark {
	var all []remark
	text, photo := uint64(0), uint64(0)
	for _, p := range posts {
		if p.State != plans.Published || p.Number == rec.Number {
			continue
		}
		if rec.Draft.Text != "" && strings.Join(strings.Fields(p.Frozen.Text), " ") == strings.Join(strings.Fields(rec.Draft.Text), " ") {
			text = p.Number
		}
		if len(without(rec.Draft.Media, p.Frozen.Media)) < len(rec.Draft.Media) {
			photo = p.Number
		}
	}
	if text != 0 {
		all = append(all, remark{text: textSameText(text)})
	}
	if photo != 0 {
		all = append(all, remark{text: textSamePhoto(photo)})
	}
	return all
}

// HasHashtag reports whether the text holds the hashtag, in any case, as a word of
// its own.
func HasHashtag(text, hashtag string) bool {
	return chat.HasWord(strings.ToLower(text), strings.ToLower(hashtag), false)
}

// phoneDigits is how many digits a Russian telephone number has with its trunk
// prefix or country code; without them it has one less.
const phoneDigits = 11

// hasPhone reports whether a text holds a Russian telephone number in one of the usual
// spellings: «8 (918) 123-45-67», «+7 918 1234567», «8-86547-4-12-34». Telegram marks
// only those that begin with a plus.
func hasPhone(text string) bool {
	digits := 0
	first := rune(0)
	before := ' '
	for _, r := range text + "\n" {
		switch {
		case r >= '0' && r <= '9':
			if digits == 0 {
				first = r
				if chat.InWord(before) {
					first = 0
				}
			}
			digits++
		case digits > 0 && strings.ContainsRune(" -–()\u00a0", r):
		default:
			if digits == phoneDigits && (first == '7' || first == '8') && !chat.InWord(r) {
				return true
			}
			digits = 0
		}
		before = r
	}
	return false
}
