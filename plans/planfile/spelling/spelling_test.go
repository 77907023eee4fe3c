package spelling

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestTidy(t *testing.T) {
	for s, want := range map[string]string{
		"": "", " ": "", "слово": "слово", " два  слова\t": "два слова", "строка\nниже": "строка ниже",
		"пере\u00adнос": "перенос", "пресс\u2011тур": "пресс-тур", "до\u00a015.06.2023": "до 15.06.2023",
		"и\u0306": "й", "Е\u0308лка": "Ёлка", "«№ 5» – …": "«№ 5» – …", "нуль\u200bширина": "нульширина", "конец ": "конец",
	} {
		if got := Tidy(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// Whatever comes in, what comes out is clean, and cleaning it again changes
// nothing.
func TestTidyIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Tidy(rapid.OneOf(rapid.String(), rapid.StringMatching(`[а-яё \n\t\x{a0}\x{ad}\x{306}\x{200b}-]{0,30}`)).Draw(t, "text"))
		if Tidy(s) != s || strings.Contains(s, "  ") || strings.TrimSpace(s) != s || strings.ContainsFunc(s, unicode.IsControl) {
			t.Fatalf("%q", s)
		}
		if isTidy(s) && invisible.Replace(s) != s {
			t.Fatalf("%q taken for clean", s)
		}
	})
}

func TestNormal(t *testing.T) {
	if got := Normal(" МБУ «Дом-Ёлка» (филиал), "); got != "мбу дом елка филиал" {
		t.Error(got)
	}
}

func TestClipAndTooLong(t *testing.T) {
	if got := Clip(strings.Repeat("я", 81)); got != strings.Repeat("я", 80)+"…" {
		t.Error(got)
	}
	if got := Clip(strings.Repeat("я", 80)); got != strings.Repeat("я", 80) {
		t.Error(got)
	}
	if TooLong(strings.Repeat("я", MaxRunes)) || !TooLong(strings.Repeat("я", MaxRunes+1)) || TooLong(strings.Repeat("a", MaxRunes)) {
		t.Error("the limit counts characters, not bytes")
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		name string
		all  []string
		want string
	}{
		{"tilte", []string{"title", "units"}, "title"}, {"abc", []string{"xyz"}, ""}, {"финанс", []string{"финансы"}, "финансы"},
		{"TITLE", []string{"title"}, "title"}, {"a", []string{"abcdef"}, ""}, {"deadlnie", []string{"deadline", "form"}, "deadline"}, {"", nil, ""},
	} {
		if got, ok := Nearest(c.name, c.all); got != c.want || ok != (c.want != "") {
			t.Errorf("%q among %q: %q", c.name, c.all, got)
		}
	}
	if d := Distance([]rune("комитет"), []rune("коммитет")); d != 1 {
		t.Error(d)
	}
	if d := Distance([]rune("а"), []rune("абвгд")); d != 5 {
		t.Error(d)
	}
}
