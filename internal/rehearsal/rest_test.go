//go:build packages && linux

package rehearsal

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

var (
	districts = flag.Int("districts", 2, "how many services rest side by side")
	rest      = flag.Duration("rest", time.Second, "for how long")
)

// TestDistrictsAtRest sets many districts of one server up and prints what their
// services take while nobody writes to them.
func TestDistrictsAtRest(t *testing.T) {
	r := newRoot(t)
	r.dpkg("-i", *first)
	var services []service
	for n := range *districts {
		o, name := newOffice(t), fmt.Sprintf("district-%d", n+1)
		setUp(r, o, "--district", name)
		s := r.start(r.readUnit("sdelaem@.service", name), early[0])
		s.says("msg=started")
		services = append(services, s)
	}
	<-time.After(*rest) // what the start took is over
	before := make([]time.Duration, len(services))
	for i, s := range services {
		before[i] = processor(t, s.cmd.Process.Pid)
	}
	<-time.After(*rest)
	var used time.Duration
	var anonymous, resident int
	for i, s := range services {
		used += processor(t, s.cmd.Process.Pid) - before[i]
		anonymous += memory(t, s.cmd.Process.Pid, "RssAnon")
		resident += memory(t, s.cmd.Process.Pid, "VmRSS")
	}
	n := len(services)
	t.Logf("%d services, each: %.1f MB of its own, %.1f MB resident; processor %.3f %% of one core; together %.0f MB of their own, %.2f %%",
		n, float64(anonymous)/float64(n)/1024, float64(resident)/float64(n)/1024, 100*used.Seconds()/rest.Seconds()/float64(n),
		float64(anonymous)/1024, 100*used.Seconds()/rest.Seconds())
	for _, s := range services {
		s.stop()
	}
}

// processor is the time that a process has worked, in hundredths of a second
// (proc_pid_stat(5): utime and stime, the 14th and 15th field).
func processor(t *testing.T, pid int) time.Duration {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	must(t, err)
	_, after, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	var user, system int
	_, err = fmt.Sscan(fields[11]+" "+fields[12], &user, &system)
	must(t, err)
	return time.Duration(user+system) * 10 * time.Millisecond
}

// memory is a figure of a process in kilobytes (proc_pid_status(5)).
func memory(t *testing.T, pid int, name string) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			var n int
			_, err := fmt.Sscan(value, &n)
			must(t, err)
			return n
		}
	}
	t.Fatalf("no %s of process %d", name, pid)
	return 0
}
