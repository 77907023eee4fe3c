package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says what each room may import beside the standard library; a name
// ending in a slash stands for all beneath it. «.» is main, which may import every
// room. Imports of the program run one way only:
// plans ← store ← schedule ← bot ← main; the wire stands on the store, the
// emulator alone.
var rooms = map[string][]string{
	".": {
		"sdelaemvmeste/", "github.com/alecthomas/kong", "github.com/prometheus/client_golang/",
		"golang.org/x/crypto/x509roots/fallback", "filippo.io/age",
	},
	"plans":          {},
	"plans/phrase":   {"sdelaemvmeste/plans"},
	"plans/planfile": {"sdelaemvmeste/plans", "sdelaemvmeste/plans/phrase", "sdelaemvmeste/plans/planfile/"},
	// A reader of a format stands on what all formats come to and knows no other
	// reader.
	"plans/planfile/archive":  {"sdelaemvmeste/plans"},
	"plans/planfile/document": {"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/spelling", "sdelaemvmeste/plans/planfile/wording"},
	"plans/planfile/docx": {
		"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/archive", "sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/spelling",
	},
	"plans/planfile/odf": {
		"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/archive", "sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/spelling",
	},
	"plans/planfile/xlsx": {
		"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/archive", "sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/spelling",
		"github.com/xuri/excelize/v2",
	},
	"plans/planfile/yaml": {
		"sdelaemvmeste/plans", "sdelaemvmeste/plans/phrase", "sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/guess",
		"sdelaemvmeste/plans/planfile/spelling", "sdelaemvmeste/plans/planfile/wording", "go.yaml.in/yaml/v4",
	},
	"plans/planfile/guess":      {"sdelaemvmeste/plans"},
	"plans/planfile/offices":    {"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/spelling"},
	"plans/planfile/spelling":   {},
	"plans/planfile/wording":    {"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/spelling"},
	"plans/planfile/officetest": {"sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/spelling"},
	"store":                     {"sdelaemvmeste/plans", "go.etcd.io/bbolt", "go.etcd.io/bbolt/"},
	"schedule":                  {"sdelaemvmeste/plans", "sdelaemvmeste/store", "github.com/robfig/cron/v3"},
	"bot": {
		"sdelaemvmeste/plans", "sdelaemvmeste/plans/phrase", "sdelaemvmeste/plans/planfile",
		"sdelaemvmeste/store", "sdelaemvmeste/schedule",
	},
	"bot/telegram": {
		"sdelaemvmeste/plans", "sdelaemvmeste/store",
		"github.com/go-telegram-bot-api/telegram-bot-api/v5",
	},
	"bot/emulator": {},
	"bot/play":     {"sdelaemvmeste/bot/emulator"},
}

// outside are the packages of the world outside, which pure rooms must not know.
var outside = []string{"os", "os/exec", "io/fs", "net", "net/http", "log", "log/slog", "syscall", "math/rand", "math/rand/v2"}

func TestImportsRunOneWay(t *testing.T) {
	seen := map[string]bool{}
	for file, imports := range sources(t) {
		room := path.Dir(file)
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s: room %q is not in the table", file, room)
			continue
		}
		seen[room] = true
		for _, name := range imports {
			if strings.Contains(strings.Split(name, "/")[0], ".") || strings.HasPrefix(name, "sdelaemvmeste") {
				if !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, name) }) {
					t.Errorf("%s imports %s", file, name)
				}
			}
			if strings.HasPrefix(room, "plans") && slices.Contains(outside, name) {
				t.Errorf("%s imports %s: plans are pure", file, name)
			}
		}
	}
	for room := range rooms {
		if !seen[room] {
			t.Errorf("room %q is in the table and not in the tree", room)
		}
	}
}

func matches(allowed, name string) bool {
	return name == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(name, allowed)
}

// sources gives the imports of every file of the program that is no test.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		imports := []string{}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports = append(imports, imported)
		}
		found[filepath.ToSlash(name)] = imports
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
