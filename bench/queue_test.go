package bench

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"maragu.dev/goqite"

	"sdelaemvmeste/store"
)

// queueSchema is goqite's own (schema_sqlite.sql of v0.4.0), which a program lays itself.
const queueSchema = `
create table goqite (
  id text primary key default ('m_' || lower(hex(randomblob(16)))),
  created text not null default (strftime('%Y-%m-%dT%H:%M:%fZ')),
  updated text not null default (strftime('%Y-%m-%dT%H:%M:%fZ')),
  queue text not null,
  body blob not null,
  timeout text not null default (strftime('%Y-%m-%dT%H:%M:%fZ')),
  received integer not null default 0,
  priority integer not null default 0
) strict;
create trigger goqite_updated_timestamp after update on goqite begin
  update goqite set updated = strftime('%Y-%m-%dT%H:%M:%fZ') where id = old.id;
end;
create index goqite_queue_priority_created_idx on goqite (queue, priority desc, created);`

// BenchmarkQueue puts a message into the queue, takes it and strikes it off, each on
// disk before the next: the program's outbox against a library of queues in SQLite.
func BenchmarkQueue(b *testing.B) {
	const messages = 50
	db := opened(b, b.TempDir())
	hand, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "queue.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate")
	must(b, err)
	hand.SetMaxOpenConns(1)
	b.Cleanup(func() { must(b, hand.Close()) })
	ctx := context.Background()
	_, err = hand.Exec(queueSchema)
	must(b, err)
	queue := goqite.New(goqite.NewOpts{DB: hand, Name: "outbox"})
	text := fmt.Sprintf("%0500d", 0)
	n := 0
	compete(b, messages, []rival{
		{name: "program", do: func() {
			for range messages {
				n++
				o := store.Outgoing{Key: fmt.Sprint(n), Chat: 1001, Do: store.SendText, Text: text, Queued: morning()}
				must(b, db.Update(func(tx *store.Tx) error { return tx.Send(o) }))
				must(b, db.Update(func(tx *store.Tx) error {
					waiting, err := tx.Outbox()
					if err != nil {
						return err
					}
					return tx.Drop(waiting[0])
				}))
			}
		}},
		{name: "goqite", do: func() {
			for range messages {
				must(b, queue.Send(ctx, goqite.Message{Body: []byte(text)}))
				m, err := queue.Receive(ctx)
				must(b, err)
				must(b, queue.Delete(ctx, m.ID))
			}
		}},
	})
}
