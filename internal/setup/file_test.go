package setup

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestSettingsFileIsReadAsSystemdReadsIt(t *testing.T) {
	f, err := Parse([]byte("\ufeff# c\r\n\r\nA=1\r\n ; c\nB = \"two \\\"words\\\" \\$x\"\nC='a \"b'\nA=3\nD=a=b#c\nE=\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"A": "3", "B": `two "words" $x`, "C": `a "b`, "D": "a=b#c", "E": "", "F": ""} {
		if got := f.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for text, line := range map[string]LineError{"A=1\nnonsense": 2, "=x": 1, "# c\n\nA B=1": 3} {
		if _, err := Parse([]byte(text)); !errors.Is(err, line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSettingIsChangedWhereItStands(t *testing.T) {
	f, err := Parse([]byte("# mine\nA=1\nOTHER=kept\nA=2\n"))
	if err != nil {
		t.Fatal(err)
	}
	f = f.Set("A", "x y").Set("NEW", "http://u:p%40@h:1").Set("OTHER", "")
	if got, want := string(f.Bytes()), "# mine\nA=\"x y\"\nNEW=http://u:p%40@h:1\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWhatIsSetIsRead writes any line of text and reads it back, more than once.
func TestWhatIsSetIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching("[ -~а-я]*").Draw(t, "value")
		f := File{}.Set("FIRST", "1").Set("NAME", value).Set("NAME", value)
		again, err := Parse(f.Bytes())
		if err != nil || again.Get("NAME") != value || again.Get("FIRST") != "1" {
			t.Fatalf("%q became %q: %v", value, again.Get("NAME"), err)
		}
	})
}
