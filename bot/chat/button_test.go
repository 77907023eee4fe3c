package chat

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestButtonRoundTrip: what encode writes, decode reads back.
func TestButtonRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Press{
			Verb:   rapid.StringMatching(`[a-z+]{1,8}`).Draw(t, "verb"),
			Number: rapid.Uint64().Draw(t, "number"),
			Arg:    Args(rapid.StringMatching(`[a-z0-9:.-]{0,20}`).Draw(t, "arg")),
		}
		s, err := p.encode()
		if err != nil {
			t.Fatal(err)
		}
		if len(s) > dataLimit {
			t.Fatalf("%d bytes", len(s))
		}
		got, err := Decode(s)
		if err != nil || got != p {
			t.Fatalf("%q: %+v, %v", s, got, err)
		}
	})
}

// TestButtonTooLong: data over Telegram's 64 bytes is a fault, never cut.
func TestButtonTooLong(t *testing.T) {
	if _, err := (Press{Verb: "x", Arg: Args(strings.Repeat("я", 40))}).encode(); err == nil {
		t.Fatal("encoded")
	}
	k := Keyboard{}
	k.Row(Key{Text: "a", Verb: "x", Arg: Args(strings.Repeat("я", 40))})
	if k.Err == nil {
		t.Fatal("a keyboard took it")
	}
}

// TestButtonOfExactlyTheLimit is written and read, one byte more is neither.
func TestButtonOfExactlyTheLimit(t *testing.T) {
	full := Press{Verb: "x", Arg: Args(strings.Repeat("a", dataLimit-len("v1:x:0:")))}
	s, err := full.encode()
	if err != nil || len(s) != dataLimit {
		t.Fatalf("%d bytes, %v", len(s), err)
	}
	if got, err := Decode(s); err != nil || got != full {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Decode(s + "a"); err == nil {
		t.Error("more than Telegram lets through was read")
	}
}

func TestRowWithoutButtonsIsNone(t *testing.T) {
	var k Keyboard
	k.Row()
	if len(k.Rows) != 0 {
		t.Errorf("%d rows", len(k.Rows))
	}
}

// FuzzDecode: no data makes decode fail but by its error, and what it accepts
// is exactly what encode writes.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"v1:task:12", "v1:ok:3:4", "v1:evday:1:completed:0", "v1:filter:0:late.new", "v1:pout:7:1.0.-1001234567890", "v2:task:1", "", ":::", "v1:task:-1", "v1:task:01", "v1::1", "v1:x:1:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Decode(s)
		if err != nil {
			return
		}
		again, err := p.encode()
		if err != nil || again != s {
			t.Fatalf("%q became %q, %v", s, again, err)
		}
	})
}
