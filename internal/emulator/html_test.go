package emulator

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The vectors are answers of the real parser; tags come in the order in which
// they were closed, empty ones left out.
func TestHTMLVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/html.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		HTML        string    `json:"html"`
		OK          bool      `json:"ok"`
		Text        string    `json:"text"`
		Entities    []htmlTag `json:"entities"`
		Description string    `json:"description"`
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		t.Run(v.HTML, func(t *testing.T) {
			if !v.OK {
				_, refusal := parseFormatted(v.HTML, "HTML", "")
				if refusal == nil || refusal.text != v.Description {
					t.Fatalf("got %v, want %q", refusal, v.Description)
				}
				return
			}
			text, tags, err := parseHTML(v.HTML)
			if err != nil {
				t.Fatal(err)
			}
			if text != v.Text {
				t.Errorf("text %q, want %q", text, v.Text)
			}
			if diff := cmp.Diff(v.Entities, tags, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(htmlTag{})); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<b>x</b>", "<a href='y.ru'>x</a>", "&#xd800;", "<tg-emoji emoji-id=\"1\">👍</tg-emoji>", "<b", "&lt", "<a b=\""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		parsed, refusal := parseFormatted(src, "HTML", "")
		if refusal != nil {
			return
		}
		fixed, refusal := fixText(parsed, true)
		if refusal != nil {
			return
		}
		for _, e := range fixed.entities {
			if e.Offset < 0 || e.Length <= 0 || e.end() > units(fixed.text) {
				t.Fatalf("%q: entity %+v lies outside of %q", src, e, fixed.text)
			}
		}
		if crossing(fixed.entities) {
			t.Fatalf("%q: entities cross: %+v", src, fixed.entities)
		}
	})
}
