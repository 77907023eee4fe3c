package bot

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets the properties of this room try fewer cases than the library's hundred
// unless the flag -rapid.checks says otherwise: each case is a history of the whole
// program on a database of its own.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "40"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}
