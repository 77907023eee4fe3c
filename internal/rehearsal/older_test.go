//go:build packages && linux

package rehearsal

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var older = flag.String("older", "", "programs of earlier commits, parted by commas")

// TestBackToOlderPrograms lets real earlier programs make a database each, the package
// take it over, and the earlier program refuse it and restore the copy. The gate has no
// such programs, since a clone may hold no history: .ci/package builds those that OLDER
// names.
func TestBackToOlderPrograms(t *testing.T) {
	t.Parallel()
	for _, program := range strings.FieldsFunc(*older, func(r rune) bool { return r == ',' }) {
		t.Run(filepath.Base(program), func(t *testing.T) {
			r, o := newRoot(t), newOffice(t)
			r.dpkg("-i", *first)
			setUp(r, o)
			user := r.user()
			binary, err := os.ReadFile(program)
			must(t, err)
			r.write("usr/bin/older", string(binary), 0o755)
			earlier := func(args ...string) (string, int) {
				return r.run(user, []string{"SDELAEM_DATA=/var/lib/sdelaem"}, append([]string{"/usr/bin/older"}, args...)...)
			}
			if said, code := earlier("plan", "load", "/etc/sdelaem/plan.yaml"); code != 0 {
				t.Fatalf("the earlier program made no database: %s", said)
			}

			s := r.start(r.readUnit("sdelaem.service", ""))
			s.says("msg=started")
			s.stop()
			copies, err := filepath.Glob(r.in("var/lib/sdelaem/copies/sdelaem-schema-*.db"))
			must(t, err)
			if len(copies) != 1 {
				t.Fatalf("copies before the migration: %q", copies)
			}
			said, code := earlier("check")
			t.Logf("the earlier program: %s", said)
			if code == 0 {
				t.Error("the earlier program has taken the later file")
			}
			said, code = earlier("restore", strings.TrimPrefix(copies[0], r.path), "--force")
			if code != 0 {
				t.Fatalf("restore ended with %d: %s", code, said)
			}
			said, code = earlier("check")
			if code != 0 {
				t.Errorf("check ended with %d: %s", code, said)
			}
			lines := slices.Collect(strings.Lines(said))
			t.Logf("after the restore: %s", lines[len(lines)-1])
		})
	}
}
