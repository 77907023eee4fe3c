package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"sdelaem": Main}) }

// TestScripts runs the commands as a person does, by the scripts of
// testdata/script.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Values[serverKey{}] = new(*emulator.Server)
			return os.CopyFS(filepath.Join(env.WorkDir, "plans"), os.DirFS("../../plans"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"hold": hold, "spoil": spoil, "status": status,
			"telegram": telegramServer, "mode": mode, "busy": busy, "page": foreignPage, "revoke": revoke, "owned": owned,
		},
	})
}

// hold keeps the database of a folder open, as a running service does, until the
// end of the script.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	db, err := store.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { ts.Check(db.Close()) })
}

// spoil damages a file: spoil cut FILE BYTES takes so many bytes off its end,
// spoil zero FILE FROM TO clears a stretch, spoil flip FILE AT inverts one byte.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[1])
	b, err := os.ReadFile(path)
	ts.Check(err)
	var at []int
	for _, arg := range args[2:] {
		n, err := strconv.Atoi(arg)
		ts.Check(err)
		at = append(at, n)
	}
	switch args[0] {
	case "cut":
		b = b[:len(b)-at[0]]
	case "zero":
		clear(b[at[0]:min(at[1], len(b))])
	case "flip":
		b[at[0]] ^= 0xFF
	default:
		ts.Fatalf("spoil: what is %q?", args[0])
	}
	ts.Check(os.WriteFile(path, b, 0o600))
}

// status runs a command that is to end with a code: status 2 sdelaem check.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	if got := exitCode(err); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// exitCode is the code in the error of a command; none ended with 0.
func exitCode(err error) int {
	if err == nil {
		return 0
	}
	if e, ok := err.(interface{ ExitCode() int }); ok {
		return e.ExitCode()
	}
	return -1
}
