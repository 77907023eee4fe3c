//go:build linux

package app_test

import (
	"fmt"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/store"
)

// BenchmarkBacklog starts the program with 36,000 messages waiting, once
// before a Telegram that takes them and once, for longer than its patience, before one
// out of reach, and looks at the most memory that it has held.
func BenchmarkBacklog(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "sdelaem")
	build := exec.Command("go", "build", "-o", binary, "../..")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	b.Run("delivering", func(b *testing.B) { benchBacklog(b, binary, true, 20*time.Second) })
	b.Run("out-of-reach", func(b *testing.B) { benchBacklog(b, binary, false, 200*time.Second) })
}

func benchBacklog(b *testing.B, binary string, answers bool, long time.Duration) {
	telegram := emulator.New(emulator.Config{Username: "sdelaem_bot"})
	api := httptest.NewServer(telegram)
	defer api.Close()
	dir := b.TempDir()
	backlog(b, telegram, dir)
	var used memory
	for b.Loop() {
		cmd := exec.Command(binary, "run")
		cmd.Env = []string{
			"TELEGRAM_TOKEN=" + telegram.Token(), "TELEGRAM_API_URL=" + api.URL, "SDELAEM_DATA=" + dir, "SDELAEM_ADMINS=1001",
			"SDELAEM_CLOCK=" + benchDay().AddDate(0, 0, -2).Format(time.RFC3339),
		}
		if !answers {
			telegram.Fault(emulator.Fault{Do: emulator.DropBefore, Times: -1})
			telegram.Fault(emulator.Fault{Do: emulator.DropBefore, Method: "getUpdates", Times: -1})
		}
		logged := start(b, cmd)
		used = usedAfter(b, cmd, logged, long)
	}
	b.ReportMetric(0, "ns/op") // most of it was waiting
	b.ReportMetric(float64(len(telegram.Requests("sendMessage"))), "sent")
	b.ReportMetric(used.resident, "MB-resident")
	b.ReportMetric(used.anonymous, "MB-anon")
	b.ReportMetric(used.peak, "MB-peak")
}

// backlog lets sixty messages wait for each of six hundred people.
func backlog(b *testing.B, telegram *emulator.Server, dir string) {
	b.Helper()
	const people, each = 600, 60
	if err := fill(dir, 1000, 1); err != nil {
		b.Fatal(err)
	}
	db, err := store.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("Информирование о ходе проекта. ", 15)
	err = db.Update(func(tx *store.Tx) error {
		for i := range people * each {
			o := store.Outgoing{
				Key: fmt.Sprint("waiting/", i), Chat: int64(5000 + i%people), Do: store.SendText, Text: text, Bulk: true, Queued: benchDay(),
				Buttons: [][]store.Button{{{Text: "Выполнено", Data: "v1:done:1"}, {Text: "Отложить", Data: "v1:mute:1"}}},
			}
			if err := tx.Send(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	for i := range people {
		telegram.AddUser(emulator.User{ID: int64(5000 + i)})
		telegram.Start(int64(5000 + i))
	}
}
