package chat

import (
	"testing"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
)

// readAs reads values of the given kinds, as letters: number, page, day, word and
// the rest; false where they are not there.
func readAs(a Args, kinds string) ([]any, bool) {
	r := a.Read()
	var got []any
	for _, k := range kinds {
		switch k {
		case 'n':
			got = append(got, r.Number())
		case 'p':
			got = append(got, r.Page())
		case 'd':
			got = append(got, r.Day())
		case 'w':
			got = append(got, r.Word())
		case 'r':
			got = append(got, r.Rest())
		}
	}
	return got, r.Whole()
}

// TestArgsOfEarlierPrograms reads what stands in chats and databases: every form of
// argument that programs before this codec wrote, and the form of this one.
func TestArgsOfEarlierPrograms(t *testing.T) {
	day := func(d int) plans.Date { return plans.NewDate(2023, 7, d) }
	for _, c := range []struct {
		what, kinds string
		forms       []Args
		want        []any
	}{
		{"all tasks anew", "w", []Args{"new"}, []any{"new"}},
		{"overdue tasks", "w", []Args{"late"}, []any{"late"}},
		{"overdue tasks anew", "ww", []Args{"late.new"}, []any{"late", "new"}},
		{"tasks of a project", "wn", []Args{"p12", "p.12"}, []any{"p", int64(12)}},
		{"tasks of a project anew", "wnw", []Args{"p12.new", "p.12.new"}, []any{"p", int64(12), "new"}},
		{"projects to choose from", "w", []Args{"page"}, []any{"page"}},
		{"a page of a digest", "p", []Args{"2"}, []any{2}},
		{"the first page", "p", []Args{""}, []any{0}},
		{"a confirmation", "n", []Args{"3"}, []any{int64(3)}},
		{"an event's day", "wn", []Args{"completed:0", "completed.0"}, []any{"completed", int64(0)}},
		{"the day of a row's event", "n", []Args{"1"}, []any{int64(1)}},
		{"any letter before its number", "wnwn", []Args{"a1.z2"}, []any{"a", int64(1), "z", int64(2)}},
		{"units that are one", "wn", []Args{"y3", "y.3"}, []any{"y", int64(3)}},
		{"units that are two", "wn", []Args{"n10", "n.10"}, []any{"n", int64(10)}},
		{"a unit of a person, on a page", "np", []Args{"4.1"}, []any{int64(4), 1}},
		{"a unit of a person", "np", []Args{"4"}, []any{int64(4), 0}},
		{"a photo of a draft", "nn", []Args{"5.0"}, []any{int64(5), int64(0)}},
		{"a part of a publication", "nnn", []Args{"1.0.-1001234567890"}, []any{int64(1), int64(0), int64(-1001234567890)}},
		{"an hour", "n", []Args{"1679295600"}, []any{int64(1679295600)}},
		{"a template", "w", []Args{"announcement-project"}, []any{"announcement-project"}},
		{"a leave", "dd", []Args{"2023-07-03 2023-07-16", "2023-07-03.2023-07-16"}, []any{day(3), day(16)}},
		{"a setting to be kept", "wr", []Args{"days 12.06.2023 выходной", "days.12.06.2023 выходной"}, []any{"days", "12.06.2023 выходной"}},
		{"a plan file", "nr", []Args{"12/ivanova", "12.ivanova"}, []any{int64(12), "ivanova"}},
		{"a message of a post", "wnnnn", []Args{"out/7/1/-1001234567890/0"}, []any{"out", int64(7), int64(1), int64(-1001234567890), int64(0)}},
	} {
		for _, form := range c.forms {
			got, whole := readAs(form, c.kinds)
			if !whole || len(got) != len(c.want) {
				t.Errorf("%s: %q was not read: %v", c.what, form, got)
				continue
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("%s: %q is %v, want %v", c.what, form, got, c.want)
				}
			}
		}
	}
}

// TestArgsRefused: values that are missing, too many or of another kind are refused.
func TestArgsRefused(t *testing.T) {
	for _, c := range []struct {
		args  Args
		kinds string
	}{
		{"", "n"}, {"", "w"}, {"", "r"}, {"new", "n"}, {"3", "w"}, {"3", ""}, {"3.4", "n"}, {"3", "nn"}, {"3.", "n"}, {".3", "n"},
		{"03", "n"}, {"+3", "n"}, {"-", "n"}, {"99999999999999999999", "n"}, {"2023-02-30", "d"}, {"-1.x", "p"}, {"x", "p"}, {"й", "w"},
	} {
		if got, whole := readAs(c.args, c.kinds); whole {
			t.Errorf("%q was read as %v", c.args, got)
		}
	}
}

// TestArgsRoundTrip: whatever values are written are read back, whoever joins them.
func TestArgsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var values []Value
		var want []any
		kinds := ""
		for range rapid.IntRange(0, 5).Draw(t, "values") {
			switch kind := rapid.SampledFrom([]string{"n", "p", "d", "w"}).Draw(t, "kind"); kind {
			case "n":
				n := rapid.Int64().Draw(t, "number")
				values, want, kinds = append(values, Num(n)), append(want, n), kinds+kind
			case "p":
				n := rapid.IntRange(0, lastPage).Draw(t, "page")
				values, want, kinds = append(values, PageNo(n)), append(want, n), kinds+kind
			case "d":
				d := plans.NewDate(2023, 1, 1) + plans.Date(rapid.IntRange(0, 1000).Draw(t, "day"))
				values, want, kinds = append(values, Day(d)), append(want, d), kinds+kind
			case "w":
				w := rapid.StringMatching(`[a-z]([a-z-]{0,10}[a-z])?`).Draw(t, "word")
				values, want, kinds = append(values, Word(w)), append(want, w), kinds+kind
			}
		}
		if rapid.Bool().Draw(t, "with a rest") {
			text := rapid.StringN(1, 20, -1).Draw(t, "rest")
			values, want, kinds = append(values, Rest(text)), append(want, text), kinds+"r"
		}
		what, followed := FollowedUp(FollowUp("post", values...))
		if what != "post" {
			t.Fatalf("follow-up of %q", what)
		}
		for _, a := range []Args{ArgsOf(values...), Args(followed.left)} {
			got, whole := readAs(a, kinds)
			if !whole {
				t.Fatalf("%q was not read as %s", a, kinds)
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("%q is %v, want %v", a, got, want)
				}
			}
		}
	})
}

// FuzzArgs: nothing a client may send as arguments makes a reader fail.
func FuzzArgs(f *testing.F) {
	for _, s := range []string{"completed:0", "y3", "p12.new", "1.0.-100", "2023-07-03 2023-07-16", "days 12.06.2023", "", ".", "a1b"} {
		f.Add(s, "wn")
	}
	f.Fuzz(func(t *testing.T, s, kinds string) {
		if got, whole := readAs(Args(s), kinds); whole && len(got) == 0 && s != "" {
			t.Errorf("%q was read as nothing", s)
		}
	})
}
