package chat

import "testing"

// TestMatcher looks for words as people type them.
func TestMatcher(t *testing.T) {
	const text = "Благоустройство парка, с. Гофицкое; строка 4.2, открытие ёлки"
	for words, want := range map[string]bool{
		"парк": true, "парки Гофицкого": true, "благоустройству": true, "4.2": true, "елка": true,
		"школа": false, "парк школа": false, "арка": false, "стро": true, "ли": false,
	} {
		if got := Matcher(words)(text); got != want {
			t.Errorf("%q: %t", words, got)
		}
	}
	for _, words := range []string{"", "я", " .,! "} {
		if Matcher(words) != nil {
			t.Errorf("%q is looked for", words)
		}
	}
}
