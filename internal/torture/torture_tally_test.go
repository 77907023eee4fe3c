package torture

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sdelaemvmeste/internal/emulator"
)

// tally is the figures of all stories.
type tally struct {
	mu     sync.Mutex
	counts map[string]int
	faults map[emulator.FaultKind]int
}

func newTally() *tally {
	return &tally{counts: map[string]int{}, faults: map[emulator.FaultKind]int{}}
}

func (y *tally) add(what string, n int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.counts[what] += n
}

func (y *tally) fault(kind emulator.FaultKind, n int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.faults[kind] += n
}

// kinds are all faults there are.
func kinds() []emulator.FaultKind {
	return []emulator.FaultKind{
		emulator.TooMany, emulator.Forbidden, emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.InternalError,
		emulator.DropBefore, emulator.DropAfter, emulator.Hang, emulator.HangAfter, emulator.TruncatedJSON,
		emulator.WrongContentType, emulator.PartialAlbum, emulator.DuplicateUpdates, emulator.ReorderUpdates, emulator.RestartIDs,
	}
}

// report prints the figures and wants every kind of fault to have struck, and
// every named step to have been somebody's last.
func (y *tally) report(t *testing.T, ordered int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, "kills ordered: %d\n", ordered)
	names := make([]string, 0, len(y.counts))
	for name := range y.counts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s: %d\n", name, y.counts[name])
	}
	for _, k := range kinds() {
		fmt.Fprintf(&b, "fault %s: %d\n", k, y.faults[k])
	}
	t.Log(b.String())
	if t.Failed() {
		return
	}
	for _, k := range kinds() {
		if y.faults[k] == 0 {
			t.Errorf("no fault %q has struck", k)
		}
	}
	for _, s := range append(namedSteps(), maxSteps()[:2]...) {
		if y.counts["kills at "+s.name] == 0 {
			t.Errorf("no kill at %q", s.name)
		}
	}
}
