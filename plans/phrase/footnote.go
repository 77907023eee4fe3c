package phrase

import "strings"

// footnoteMarks are the signs by which a table sends its reader below it.
const footnoteMarks = "*¹²³⁴⁵"

// problemFootnote tells of what stands where the program does not read.
const problemFootnote = "У срока стоит знак сноски: проверьте, не меняет ли она срок"

// withoutFootnote is a clean text without the mark of a footnote at its end («до 1
// июня*»), and whether there was one. The mark says nothing of the day; a text that is
// nothing else stays as it is.
func withoutFootnote(text string) (rest string, found bool) {
	rest = strings.TrimRight(text, footnoteMarks+" ")
	if rest == "" || len(rest) == len(text) {
		return text, false
	}
	return rest, strings.ContainsAny(text[len(rest):], footnoteMarks)
}
