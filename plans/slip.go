package plans

import (
	"slices"
	"strings"
	"unicode"
)

// slipLimit is by how many letters a word may differ to count as mistyped.
const slipLimit = 3

// Slip reports whether a content differs from another by a slip of the pen and nothing
// else: one word, by up to three letters. A word that is a number, a name, a date, a
// link or a hashtag is none, and neither is one that a negation makes another: there a
// letter is the matter itself.
func Slip(before, after Content) bool {
	old, now := strings.Fields(before.Text), strings.Fields(after.Text)
	sameMedia := slices.EqualFunc(before.Media, after.Media, func(a, b Media) bool { return a.Unique == b.Unique })
	if !sameMedia || len(old) != len(now) || before.NoPreview != after.NoPreview || !sameMarks(before.Entities, after.Entities) {
		return false
	}
	at := -1
	for i := range old {
		switch {
		case old[i] == now[i]:
		case at >= 0:
			return false
		default:
			at = i
		}
	}
	return at >= 0 && slipped(old[at], now[at])
}

// sameMarks reports whether the formatting is the same but for where it stands.
func sameMarks(a, b []Entity) bool {
	return slices.EqualFunc(a, b, func(x, y Entity) bool {
		x.Offset, x.Length, y.Offset, y.Length = 0, 0, 0, 0
		return x == y
	})
}

// slipped reports whether one word is another mistyped.
func slipped(old, now string) bool {
	if weighty(old) || weighty(now) {
		return false
	}
	a, b := []rune(bareWord(old)), []rune(bareWord(now))
	return string(a) != string(b) && !negated(string(a), string(b)) && Distance(a, b) <= slipLimit &&
		Distance(a, b) < min(len(a), len(b))
}

// bareWord is a word without the marks around it.
func bareWord(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// weighty reports whether a word may be a number, a name, a date or an address.
func weighty(word string) bool {
	if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsUpper(r) }) || strings.ContainsAny(word, "#@/:№%") {
		return true
	}
	bare := bareWord(word)
	return slices.ContainsFunc(weightyStems, func(stem string) bool { return strings.HasPrefix(bare, stem) })
}

// weightyStems begin the words for months, days and numbers.
var weightyStems = []string{
	"январ", "феврал", "март", "апрел", "мая", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
	"понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень", "сегодня", "завтра", "вчера",
	"один", "одн", "два", "две", "двух", "двум", "три", "трёх", "трех", "трем", "четыр", "пят", "шест", "сем", "восем", "восьм",
	"девят", "десят", "двенадцат", "тринадцат", "сорок", "сто", "двест", "трист", "тысяч", "миллион", "миллиард", "процент", "рубл", "руб",
	"перв", "втор", "трет",
}

// negated reports whether one word is the other with a negation before it.
func negated(a, b string) bool {
	for _, no := range []string{"не", "ни", "без", "бес"} {
		if a == no+b || b == no+a {
			return true
		}
	}
	return a == "не" || b == "не" || a == "ни" || b == "ни" || a == "нет" || b == "нет"
}

// Distance is how many letters have to be put in, taken out or changed to make one word
// of the other (Levenshtein).
func Distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
