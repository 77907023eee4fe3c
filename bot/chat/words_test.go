package chat

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 дней", 1: "1 день", 2: "2 дня", 4: "4 дня", 5: "5 дней", 11: "11 дней", 12: "12 дней", 14: "14 дней",
		21: "21 день", 22: "22 дня", 25: "25 дней", -1: "-1 день", -2: "-2 дня", 101: "101 день", 111: "111 дней", 112: "112 дней", 1021: "1021 день",
	} {
		if got := Days(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	if got := Date(plans.NewDate(2023, 3, 20)); got != "20 марта 2023 г. (пн)" {
		t.Error(got)
	}
}

// TestEscape: no markup, no control and no mark of direction of a person's text
// survives.
func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		`ООО <Ромашка> & "Ко"`:       "ООО &lt;Ромашка&gt; &amp; &#34;Ко&#34;",
		"\u202eтсет\u202c":           "тсет",
		"а\x00б\x1bв\u200e\u2066г":   "абвг",
		"\u202aа\u2069б\u2068":       "аб",
		"\u2029а\u202fб\u2065\u206a": "\u2029а\u202fб\u2065\u206a",
		"строка\nстрока":             "строка\nстрока",
	} {
		if got := Esc(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestTidyLine(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " ": "", " парк": "парк", "парк ": "парк", "новый  парк": "новый парк", "новый\nпарк": "новый парк", "новый парк": "новый парк",
	} {
		if got := tidy(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestTidy: a text that is tidy already is left as it is, any other is made so.
func TestTidy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"а", "Ж", "z", "\u0301", " ", "  ", "\n", "\u00a0", "\u200e", "\x00", "\x7f", "\xff", "🙂"})
		s := strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), "")
		if got, want := tidy(s), strings.Join(strings.Fields(Plain(s)), " "); got != want {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
	})
}

// TestCut: a cut text is never longer than asked, never broken inside a
// character, and a short one is left alone.
func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		n := rapid.IntRange(2, 60).Draw(t, "limit")
		got := Cut(s, n)
		if plans.Len(got) > n || !utf8.ValidString(got) {
			t.Fatalf("%q to %d: %q", s, n, got)
		}
		whole := strings.Join(strings.Fields(Plain(s)), " ")
		if plans.Len(whole) <= n && utf8.ValidString(s) && got != whole {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
