package plans

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"открылся нвый парк", "открылся новый парк", true},
		{"открылся новый пaрк.", "открылся новый парк.", true},
		{"открылся новый парк", "открылся новый парк", false},
		{"открылся новый парк", "открылся старый парк", false},
		{"работы завершены", "работы незавершены", false},
		{"работы не завершены", "работы завершены", false},
		{"дом доступен", "дом недоступен", false},
		{"в селе Гофитском", "в селе Гофицком", false},
		{"15 марта", "16 марта", false},
		{"открытие мая", "открытие мае", false},
		{"открытие в июне", "открытие в июле", false},
		{"потрачено пять рублей", "потрачено шесть рублей", false},
		{"адрес petrgosk.ru/a", "адрес petrgosk.ru/b", false},
		{"#сделаемвместе", "#сделаемвмест", false},
		{"нвый прк", "новый парк", false},
		{"нвый парк", "новый парк", true},
		{"объявлние", "обявленее", true},
		{"объявлние", "обявленеи", false},
		{"открыт до", "открыт на", false},
		{"парк – наш", "парк ты наш", false},
		{"да", "не", false},
		{"", "а", false},
	} {
		if got := Slip(Content{Text: c.before}, Content{Text: c.after}); got != c.want {
			t.Errorf("«%s» → «%s»: %t", c.before, c.after, got)
		}
	}
	file := func(id string) []Media { return []Media{{Kind: Photo, Unique: id}} }
	if Slip(Content{Text: "нвый парк", Media: file("a")}, Content{Text: "новый парк", Media: file("b")}) {
		t.Error("another photo counts as a slip")
	}
	bold := []Entity{{Type: "bold", Length: 4}}
	if Slip(Content{Text: "нвый парк"}, Content{Text: "новый парк", Entities: bold}) {
		t.Error("other formatting counts as a slip")
	}
}

// TestSlipIsMutual draws two contents: what is a slip one way is one the other way, and
// nothing is a slip of itself.
func TestSlipIsMutual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[а-е]{1,5}( [а-е]{1,5}){0,3}`)
		a, b := Content{Text: words.Draw(t, "a")}, Content{Text: words.Draw(t, "b")}
		if Slip(a, a) || Slip(a, b) != Slip(b, a) {
			t.Fatalf("«%s» and «%s»", a.Text, b.Text)
		}
	})
}
