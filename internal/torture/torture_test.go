package torture

import (
	"flag"
	"fmt"
	"testing"
)

var kills = flag.Int("kills", 16, "how many times the torture test is to kill the program")

// TestTorture kills the real process at named steps, at random instants and while
// it waits for an answer that never comes, under faults of the network and of
// Telegram, while people confirm, draft and vote and a stranger tries what he can.
// It starts the process again each time and lets the story end; then a witness,
// who reads the emulator's journal and the database's records by himself, says
// whether every press had its effect once, every reminder came once or twice (the
// second marked), one publication is out, and the stranger got nothing.
//
// The long variant is go test -run Torture -kills 1000 -parallel 24 -timeout 90m .
func TestTorture(t *testing.T) {
	sum := newTally()
	t.Cleanup(func() { sum.report(t, *kills) })
	for i, d := range doom(*kills) {
		t.Run(fmt.Sprintf("%04d-%s", i, d.theme.name), func(t *testing.T) {
			t.Parallel()
			w := newTorture(t, d, sum)
			w.theme.order(w)
			w.unsureAtMax()
			w.run()
			w.testify()
		})
	}
}
