package phrase

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sdelaemvmeste/plans"
)

// variants gives the text with every choice in braces made in every way.
func variants(text string) []string {
	before, rest, ok := strings.Cut(text, "{")
	if !ok {
		return []string{text}
	}
	choice, rest, _ := strings.Cut(rest, "}")
	var out []string
	for _, tail := range variants(rest) {
		for word := range strings.SplitSeq(choice, "|") {
			out = append(out, before+word+tail)
		}
	}
	return out
}

// TestSynonyms checks that the words in which offices say the same give the same
// deadline.
func TestSynonyms(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "synonyms.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		i := strings.LastIndex(line, " | ")
		want, err := plans.UnmarshalDeadline([]byte(line[i+3:]))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for _, phrase := range variants(line[:i]) {
			d, _ := Parse(phrase, year2023)
			u, asked := d.(plans.Unclear)
			w, ask := want.(plans.Unclear)
			if asked && ask && strings.Contains(u.Why, w.Why) || marshal(t, d) == marshal(t, want) {
				continue
			}
			t.Errorf("%q is %s; want %s", phrase, marshal(t, d), marshal(t, want))
		}
	}
}
