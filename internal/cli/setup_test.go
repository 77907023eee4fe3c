package cli

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/setup"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// knownToken is the one token that the emulated Telegram knows.
const knownToken = "7000000001:KNOWNKNOWNKNOWNKNOWNKNOWNKNOWNKNOWN"

// telegramServer starts an emulated Telegram, to which the people named have written
// /start: telegram NAME…. $TOKEN is its bot's token.
func telegramServer(ts *testscript.TestScript, _ bool, args []string) {
	server := emulator.New(emulator.Config{Username: "sdelaem_bot", Token: knownToken})
	web := httptest.NewServer(server)
	ts.Defer(web.Close)
	ts.Setenv("TELEGRAM_API_URL", web.URL)
	ts.Setenv("TOKEN", server.Token())
	*ts.Value(serverKey{}).(**emulator.Server) = server
	for i, name := range args {
		id := int64(1001 + i)
		server.AddUser(emulator.User{ID: id, FirstName: name})
		server.Start(id)
	}
}

// serverKey is where a script keeps its emulated Telegram.
type serverKey struct{}

// revoke makes the bot's token one that Telegram knows no more.
func revoke(ts *testscript.TestScript, _ bool, _ []string) {
	(*ts.Value(serverKey{}).(**emulator.Server)).RevokeToken()
}

// foreignPage starts a proxy that answers everything with a page of its own. $PAGE is its address.
func foreignPage(ts *testscript.TestScript, _ bool, _ []string) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<html><body>Доступ запрещён</body></html>")
	}))
	ts.Defer(web.Close)
	ts.Setenv("PAGE", web.URL)
}

// mode checks the rights of a file or folder: mode 600 FILE.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("mode %s, want %s", got, args[0])
	}
}

// busy keeps the lock of a folder's setup until the end of the script.
func busy(ts *testscript.TestScript, _ bool, args []string) {
	unlock, err := setup.Lock(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { ts.Check(unlock()) })
}

// owned gives the database of a folder to a bot: owned DIR NUMBER.
func owned(ts *testscript.TestScript, _ bool, args []string) {
	id, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	db, err := store.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(db.Update(func(tx *store.Tx) error { return tx.Adopt(plans.UserID(id)) }))
	ts.Check(db.Close())
}
