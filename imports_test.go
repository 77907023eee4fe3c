package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says what each room may import beside the standard library; a name
// ending in a slash stands for all beneath it. «.» is main. Imports of the program
// run one way only: plans ← store ← schedule ← bot ← internal; the wire stands on
// the store, the emulator alone. ARCHITECTURE.md says why.
var rooms = map[string][]string{
	".":              {"sdelaemvmeste/internal/cli", "golang.org/x/crypto/x509roots/fallback"},
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
	"plans/planfile/spelling":   {"sdelaemvmeste/plans"},
	"plans/planfile/wording":    {"sdelaemvmeste/plans", "sdelaemvmeste/plans/planfile/spelling"},
	"plans/planfile/officetest": {"sdelaemvmeste/plans/planfile/document", "sdelaemvmeste/plans/planfile/spelling"},
	"store":                     {"sdelaemvmeste/plans", "go.etcd.io/bbolt", "go.etcd.io/bbolt/"},
	"schedule":                  {"sdelaemvmeste/plans", "sdelaemvmeste/store", "github.com/robfig/cron/v3"},
	"bot/wire":                  {"sdelaemvmeste/store"},
	"bot/telegram": {
		"sdelaemvmeste/plans", "sdelaemvmeste/store", "sdelaemvmeste/bot/wire",
		"github.com/go-telegram-bot-api/telegram-bot-api/v5",
	},
	"bot/max":      {"sdelaemvmeste/plans", "sdelaemvmeste/store", "sdelaemvmeste/bot/wire"},
	"bot/chat":     chat("sdelaemvmeste/plans/phrase"),
	"bot/task":     conversation(),
	"bot/watch":    conversation(),
	"bot/settings": conversation("task", "page"),
	"bot/page":     conversation(),
	"bot/project":  conversation("task"),
	"bot/bind":     conversation("page", "task"),
	"bot/report": append(conversation(), "sdelaemvmeste/internal/report", "sdelaemvmeste/internal/report/render",
		"sdelaemvmeste/internal/report/calendar", "sdelaemvmeste/internal/report/xlsx"),
	"bot/plan":         append(conversation("project", "task"), "sdelaemvmeste/internal/report/docx"),
	"bot/people":       conversation("bind", "task"),
	"bot/digest":       conversation("task", "people"),
	"bot/post/card":    conversation("task"),
	"bot/post/draft":   conversation("post/card", "task"),
	"bot/post/place":   conversation("post/card"),
	"bot/post/publish": conversation("post/card", "post/place", "task", "people"),
	"bot/post/review":  conversation("post/card", "post/draft", "post/publish", "people"),
	"bot/post":         conversation("post/card", "post/draft", "post/place", "post/publish", "post/review", "task"),
	"bot": conversation("bind", "digest", "page", "people", "plan", "post", "post/card", "post/draft", "post/place", "post/publish", "post/review", "project",
		"report", "settings", "task", "watch"),
	"internal/report":          chat(),
	"internal/report/splice":   {"sdelaemvmeste/plans"},
	"internal/report/docx":     writer("sdelaemvmeste/plans/planfile/archive", "sdelaemvmeste/plans/planfile/docx"),
	"internal/report/odf":      writer("sdelaemvmeste/plans/planfile/archive", "sdelaemvmeste/plans/planfile/odf"),
	"internal/report/xlsx":     writer("sdelaemvmeste/plans/planfile/archive"),
	"internal/report/picture":  writer("github.com/go-analyze/charts"),
	"internal/report/calendar": writer("github.com/arran4/golang-ical"),
	"internal/report/render": writer("sdelaemvmeste/internal/report/docx", "sdelaemvmeste/internal/report/odf", "sdelaemvmeste/internal/report/xlsx",
		"sdelaemvmeste/internal/report/picture", "sdelaemvmeste/internal/report/calendar"),
	"internal/report/reporttest": writer("sdelaemvmeste/store", "sdelaemvmeste/schedule"),
	"internal/faulty":            {},
	"internal/printed":           {},
	"internal/emulator":          {"sdelaemvmeste/internal/faulty"},
	"internal/maxemulator":       {"sdelaemvmeste/internal/faulty"},
	// Only tests import it: it must not come into the program.
	"internal/maxemulator/openapi": {"github.com/getkin/kin-openapi/openapi3"},
	"internal/series":              {},
	"internal/play":                {"sdelaemvmeste/internal/emulator", "sdelaemvmeste/internal/maxemulator"},
	"internal/app": append(chat(), "sdelaemvmeste/bot", "sdelaemvmeste/bot/chat", "sdelaemvmeste/bot/max", "sdelaemvmeste/bot/telegram",
		"sdelaemvmeste/internal/series", "golang.org/x/sys/windows"),
	"internal/proxy":      {"golang.org/x/net/http/httpproxy"},
	"internal/winservice": {"golang.org/x/sys/windows/svc", "golang.org/x/sys/windows/svc/mgr"},
	"internal/setup":      {"golang.org/x/sys/unix", "golang.org/x/sys/windows"},
	"internal/demo": append(chat(), "sdelaemvmeste/plans/planfile", "sdelaemvmeste/internal/app", "sdelaemvmeste/internal/emulator",
		"sdelaemvmeste/internal/maxemulator", "sdelaemvmeste/internal/play", "sdelaemvmeste/bot/telegram"),
	"internal/demo/page": {"sdelaemvmeste/internal/demo", "sdelaemvmeste/internal/emulator", "sdelaemvmeste/internal/maxemulator",
		"sdelaemvmeste/internal/play"},
	"internal/cli": append(chat(), "sdelaemvmeste/plans/planfile", "sdelaemvmeste/internal/app", "sdelaemvmeste/internal/demo",
		"sdelaemvmeste/internal/demo/page", "sdelaemvmeste/internal/report", "sdelaemvmeste/internal/report/",
		"sdelaemvmeste/internal/proxy", "sdelaemvmeste/internal/host", "sdelaemvmeste/internal/setup", "sdelaemvmeste/internal/winservice", "sdelaemvmeste/bot/telegram", "sdelaemvmeste/bot/wire",
		"github.com/alecthomas/kong", "filippo.io/age", "golang.org/x/sys/unix"),
	"internal/host":      {"golang.org/x/sys/unix", "golang.org/x/sys/windows"},
	"internal/soak":      {},
	"internal/torture":   {},
	"internal/rehearsal": {},
}

// chat is what the rooms over the schedule may import, and more.
func chat(more ...string) []string {
	return append([]string{"sdelaemvmeste/plans", "sdelaemvmeste/store", "sdelaemvmeste/schedule"}, more...)
}

// writer is what the writers of a report may import, and more.
func writer(more ...string) []string {
	return append([]string{"sdelaemvmeste/plans", "sdelaemvmeste/internal/report", "sdelaemvmeste/internal/report/splice"}, more...)
}

// conversation is what a room of bot may import: what all of them do, and others
// of them.
func conversation(others ...string) []string {
	allowed := chat("sdelaemvmeste/plans/phrase", "sdelaemvmeste/plans/planfile", "sdelaemvmeste/bot/chat")
	for _, o := range others {
		allowed = append(allowed, "sdelaemvmeste/bot/"+o)
	}
	return allowed
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

// A room is as large as a reader can hold. These are large by their nature: a
// grammar, the formats of files, the database, a whole Telegram.
var large = []string{"plans/phrase", "plans/planfile", "store", "internal/emulator"}

const (
	mostFiles = 25
	mostLines = 4000
)

func TestRoomsAreSmall(t *testing.T) {
	files, lines := map[string]int{}, map[string]int{}
	for file := range sources(t) {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		files[path.Dir(file)]++
		lines[path.Dir(file)] += bytes.Count(text, []byte("\n"))
	}
	for room, n := range files {
		if !slices.Contains(large, room) && (n > mostFiles || lines[room] > mostLines) {
			t.Errorf("%s has %d files and %d lines, at most %d and %d are wanted: see ARCHITECTURE.md", room, n, lines[room], mostFiles, mostLines)
		}
	}
}

func matches(allowed, name string) bool {
	return name == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(name, allowed)
}

// isModule reports whether a folder is a module of its own.
func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
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
		case entry.IsDir() && name != "." && isModule(name):
			return filepath.SkipDir // the program imports nothing of it
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
