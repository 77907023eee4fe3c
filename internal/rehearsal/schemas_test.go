//go:build packages && linux

package rehearsal

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"sdelaemvmeste/store"
)

// TestUpgradeFromEverySchemaAndBack lets the installed service take a file of each
// earlier schema over, makes it a later program's, and goes back by the command that
// the refusal names.
func TestUpgradeFromEverySchemaAndBack(t *testing.T) {
	t.Parallel()
	r, o := newRoot(t), newOffice(t)
	r.dpkg("-i", *first)
	setUp(r, o)
	user := int(r.user())
	db := "var/lib/sdelaem/sdelaem.db"
	for n := 1; n < store.Schema; n++ {
		must(t, os.RemoveAll(r.in("var/lib/sdelaem/copies")))
		r.write(db, unpacked(t, n), 0o600)
		must(t, os.Chown(r.in(db), user, user))

		s := r.start(r.readUnit("sdelaem.service", ""))
		s.says("msg=started")
		s.stop()
		copied := fmt.Sprintf("var/lib/sdelaem/copies/sdelaem-schema-%d.db", n)
		if !r.exists(copied) {
			t.Fatalf("schema %d was migrated without a copy", n)
		}
		r.rights(copied, 0o600, uint32(user), uint32(user))
		// A copy is made of a sound file only. The tasks of these files were written by
		// hand, so that the command check would have something to say of them.
		if said, code := r.sdelaem(uint32(user), nil, "backup", fmt.Sprintf("/var/lib/sdelaem/sound-%d.db", n)); code != 0 {
			t.Errorf("schema %d, backup: %s", n, said)
		}

		bump(t, r.in(db))
		s = r.start(r.readUnit("sdelaem.service", ""))
		if code := s.fails(); code != 2 {
			t.Errorf("schema %d: the older program ended with %d", n, code)
		}
		named := regexp.MustCompile(`«(sdelaem restore \S+ --force)»`).FindStringSubmatch(s.log.String())
		if named == nil || !strings.Contains(named[1], copied) {
			t.Fatalf("schema %d: the refusal names no copy: %s", n, s.log)
		}
		if said, code := r.sdelaem(uint32(user), nil, strings.Fields(named[1])[1:]...); code != 0 {
			t.Fatalf("schema %d: %s", n, said)
		}
		s = r.start(r.readUnit("sdelaem.service", ""))
		s.says("msg=started")
		s.stop()
	}
}

// unpacked is a file as the first program of a schema wrote it.
func unpacked(t *testing.T, schema int) string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "store", "testdata", fmt.Sprintf("schema-%d.db.gz", schema)))
	must(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	must(t, err)
	text, err := io.ReadAll(z)
	must(t, err)
	return string(text)
}

// bump makes a file one that a later program has migrated.
func bump(t *testing.T, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	must(t, err)
	must(t, db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema"), []byte(strconv.Quote(strconv.Itoa(store.Schema+1))))
	}))
	must(t, db.Close())
}
