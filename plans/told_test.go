package plans

import "testing"

func TestFileLeavesThePlaceGivenInChatWhereItNamesNone(t *testing.T) {
	known := Project{ID: "park", Place: "с. Гофицкое"}
	for _, c := range []struct{ file, want string }{{"", "с. Гофицкое"}, {"с. Константиновское", "с. Константиновское"}} {
		if got := known.Told(Project{ID: "park", Place: c.file}).Place; got != c.want {
			t.Errorf("after a file with the place %q: %q, want %q", c.file, got, c.want)
		}
	}
}
