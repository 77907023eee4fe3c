package bench

import (
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
	_ "modernc.org/sqlite"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// byHand is the same district in tables, written to as a careful person would by hand:
// statements prepared once, one connection, every commit on disk.
type byHand struct {
	tb testing.TB
	db *sql.DB
	st map[string]*sql.Stmt
}

const schema = `
CREATE TABLE person(account INTEGER PRIMARY KEY, id TEXT, name TEXT, unit TEXT, role TEXT);
CREATE INDEX person_unit ON person(unit);
CREATE INDEX person_role ON person(role);
CREATE TABLE row(item TEXT PRIMARY KEY, form TEXT, caption TEXT);
CREATE TABLE task(n INTEGER PRIMARY KEY, item TEXT, part TEXT, due INTEGER, unit TEXT, state TEXT);
CREATE TABLE agenda(task INTEGER PRIMARY KEY, at INTEGER);
CREATE INDEX agenda_at ON agenda(at);
CREATE TABLE confirmation(task INTEGER, n INTEGER, body TEXT, PRIMARY KEY(task, n));
CREATE TABLE unjudged(at INTEGER, task INTEGER, n INTEGER);
CREATE INDEX unjudged_at ON unjudged(at);
CREATE TABLE journal(n INTEGER PRIMARY KEY, line TEXT);
CREATE TABLE inbox(id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE seen(last INTEGER);
CREATE TABLE outbox(seq INTEGER PRIMARY KEY, key TEXT, chat INTEGER, body TEXT);
CREATE UNIQUE INDEX outbox_key ON outbox(key);
CREATE INDEX outbox_chat ON outbox(chat, seq);
CREATE TABLE digest(id INTEGER PRIMARY KEY, person TEXT, at INTEGER, lines TEXT);
INSERT INTO seen VALUES (0);
`

// statements are all that are used while it is measured.
func statements() map[string]string {
	return map[string]string{
		"receive":  `INSERT INTO inbox(id, body) VALUES (?, ?)`,
		"next":     `SELECT id, body FROM inbox ORDER BY id LIMIT 1`,
		"done":     `DELETE FROM inbox WHERE id = ?`,
		"seen":     `UPDATE seen SET last = ?`,
		"person":   `SELECT id, name, unit FROM person WHERE account = ?`,
		"control":  `SELECT account FROM person WHERE role = 'controller'`,
		"task":     `SELECT t.item, t.part, t.unit, t.state, r.form FROM task t JOIN row r ON r.item = t.item WHERE t.n = ?`,
		"last":     `SELECT COALESCE(MAX(n), 0) FROM confirmation WHERE task = ?`,
		"confirm":  `INSERT INTO confirmation VALUES (?, ?, ?)`,
		"unjudged": `INSERT INTO unjudged VALUES (?, ?, ?)`,
		"state":    `UPDATE task SET state = ? WHERE n = ?`,
		"drop":     `DELETE FROM agenda WHERE task = ?`,
		"hash":     `SELECT line FROM journal ORDER BY n DESC LIMIT 1`,
		"note":     `INSERT INTO journal(line) VALUES (?)`,
		"send":     `INSERT INTO outbox(key, chat, body) VALUES (?, ?, ?)`,
		"idle":     `SELECT COUNT(*) FROM (SELECT 1 FROM agenda WHERE at <= ? LIMIT 1)`,
		"due": `SELECT p.account, p.id, t.n, t.item, t.part, t.due, r.caption FROM agenda a JOIN task t ON t.n = a.task
			JOIN row r ON r.item = t.item JOIN person p ON p.unit = t.unit WHERE a.at <= ? AND t.state = 'open' ORDER BY p.account, t.due, t.n`,
		"move":   `UPDATE agenda SET at = ? WHERE task = ?`,
		"digest": `INSERT INTO digest(person, at, lines) VALUES (?, ?, ?)`,
	}
}

func newByHand(tb testing.TB, driver string, tasks int) *byHand {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "hand.db")
	options := "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"
	if driver == "sqlite3" {
		options = "?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate"
	}
	db, err := sql.Open(driver, "file:"+path+options)
	must(tb, err)
	db.SetMaxOpenConns(1)
	tb.Cleanup(func() { must(tb, db.Close()) })
	_, err = db.Exec(schema)
	must(tb, err)
	h := &byHand{tb: tb, db: db, st: map[string]*sql.Stmt{}}
	for name, text := range statements() {
		h.st[name], err = db.Prepare(text)
		must(tb, err)
	}
	h.fill(tasks)
	return h
}

func (h *byHand) fill(tasks int) {
	h.within(func(tx *sql.Tx) {
		exec := func(text string, args ...any) {
			_, err := tx.Exec(text, args...)
			must(h.tb, err)
		}
		exec(`INSERT INTO person VALUES (1000, 'controller', 'Контролёр', '', 'controller')`)
		for i := range people {
			exec(`INSERT INTO person VALUES (?, ?, 'Специалист', ?, 'responsible')`, 1001+i, fmt.Sprintf("p-%03d", i), string(unitOf(i)))
		}
		for i := range rows {
			exec(`INSERT INTO row VALUES (?, ?, 'О ходе реализации инициативного…')`, string(rowOf(i)), form)
		}
		for i := 1; i <= tasks; i++ {
			day, at := plans.NewDate(2024, 6, 3), time.Date(2024, 5, 20, 6, 0, 0, 0, time.UTC)
			if i <= due {
				day, at = plans.NewDate(2023, 3, 20), morning()
			}
			exec(`INSERT INTO task VALUES (?, ?, ?, ?, ?, 'open')`, i, string(rowOf(i)), (plans.NewDate(2023, 1, 1) + plans.Date(i)).String(), int(day), string(unitOf(i)))
			exec(`INSERT INTO agenda VALUES (?, ?)`, i, at.Unix())
		}
	})
}

// within runs one transaction.
func (h *byHand) within(do func(tx *sql.Tx)) {
	tx, err := h.db.Begin()
	must(h.tb, err)
	do(tx)
	must(h.tb, tx.Commit())
}

func (h *byHand) exec(tx *sql.Tx, name string, args ...any) {
	_, err := tx.Stmt(h.st[name]).Exec(args...)
	must(h.tb, err)
}

func (h *byHand) row(tx *sql.Tx, name string, arg any, to ...any) {
	if arg == nil {
		must(h.tb, tx.Stmt(h.st[name]).QueryRow().Scan(to...))
		return
	}
	must(h.tb, tx.Stmt(h.st[name]).QueryRow(arg).Scan(to...))
}

func (h *byHand) json(v any) string {
	b, err := json.Marshal(v)
	must(h.tb, err)
	return string(b)
}

// press receives confirmations in one transaction and handles them in another.
func (h *byHand) press(ins ...store.Incoming) {
	h.within(func(tx *sql.Tx) {
		for _, in := range ins {
			h.exec(tx, "receive", in.Update, h.json(in))
		}
	})
	h.within(func(tx *sql.Tx) {
		for range ins {
			h.handle(tx)
		}
	})
}

func (h *byHand) handle(tx *sql.Tx) {
	var id int64
	var body string
	h.row(tx, "next", nil, &id, &body)
	var in store.Incoming
	must(h.tb, json.Unmarshal([]byte(body), &in))
	var number, last int
	_, err := fmt.Sscanf(in.Data, "v1:bare:%d", &number)
	must(h.tb, err)
	var person, name, unit, item, part, owner, state, text string
	h.row(tx, "person", int64(in.From.ID), &person, &name, &unit)
	h.row(tx, "task", number, &item, &part, &owner, &state, &text)
	if owner != unit || state != "open" {
		h.tb.Fatal("not theirs to confirm")
	}
	var controller int64
	h.row(tx, "control", nil, &controller)
	h.row(tx, "last", number, &last)
	of := plans.MakeTaskID("plan", plans.ItemNo(item), "", part)
	c := plans.Confirmation{Number: uint64(last + 1), Task: of, By: plans.PersonID(person), At: in.At, State: plans.Given}
	h.exec(tx, "confirm", number, last+1, h.json(c))
	h.exec(tx, "unjudged", in.At.Unix(), number, last+1)
	h.exec(tx, "state", "done", number)
	h.exec(tx, "drop", number)
	h.note(tx, store.Entry{At: in.At, By: c.By, Did: "confirmed", Of: fmt.Sprintf("task/%d", number), After: json.RawMessage(h.json(c))})
	day, err := plans.ParseDate(part)
	must(h.tb, err)
	headline := fmt.Sprintf("<b>%s</b> %s, %s", item, text, dots(day))
	button := func(text, verb string) store.Button {
		return store.Button{Text: text, Data: fmt.Sprintf("v1:%s:%d:%d", verb, number, last+1)}
	}
	h.send(tx, id, 1, store.Outgoing{Do: store.EditButtons, Chat: in.Chat.ID, Message: in.Message})
	h.send(tx, id, 2, store.Outgoing{
		Do: store.SendText, Chat: controller, Text: "<b>Подтверждение на проверку</b>\n" + headline + "\n\n" + name + "\nБез подтверждения", NoPreview: true,
		Buttons: [][]store.Button{{button("👍 Принять", "ok"), button("↩️ Вернуть", "ret")}},
	})
	h.send(tx, id, 3, store.Outgoing{
		Do: store.SendText, Chat: in.Chat.ID, NoPreview: true,
		Text: "✅ Отмечено: выполнено.\n" + headline + "\nБез подтверждения\n\nКонтролёр получит это на проверку. " +
			"Всё, что пришлёте в ближайшие две минуты, добавится сюда же; позже нажмите «Дополнить».",
		Buttons: [][]store.Button{{button("📎 Дополнить", "more")}, {button("✏️ Заменить", "redo"), button("Отозвать", "undo")}},
	})
	h.exec(tx, "done", id)
	h.exec(tx, "seen", id)
}

// note writes an entry that carries the hash of the one before.
func (h *byHand) note(tx *sql.Tx, e store.Entry) {
	var before string
	if err := tx.Stmt(h.st["hash"]).QueryRow().Scan(&before); err == nil {
		e.Prev = fmt.Sprintf("%x", sha256.Sum256([]byte(before)))
	}
	h.exec(tx, "note", h.json(e))
}

func (h *byHand) send(tx *sql.Tx, id int64, n int, o store.Outgoing) {
	o.Key, o.Queued = fmt.Sprintf("in/%d/%d", id, n), morning()
	h.exec(tx, "send", o.Key, o.Chat, h.json(o))
}

func dots(d plans.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%02d.%02d.%d", day, m, y)
}

// idle asks whether anything is due.
func (h *byHand) idle(at time.Time) {
	var n int
	must(h.tb, h.st["idle"].QueryRow(at.Unix()).Scan(&n))
	if n != 0 {
		h.tb.Fatal("something is due")
	}
}

var months = [...]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}

// line is a task that is due.
type line struct {
	number  int
	text    string
	account int64
	person  string
}

// tick writes a digest to everybody who has tasks due and puts their next moments back.
func (h *byHand) tick(now time.Time) {
	h.within(func(tx *sql.Tx) {
		found, err := tx.Stmt(h.st["due"]).Query(now.Unix())
		must(h.tb, err)
		var all []line
		for found.Next() {
			var l line
			var item, part, caption string
			var day int
			must(h.tb, found.Scan(&l.account, &l.person, &l.number, &item, &part, &day, &caption))
			of, err := plans.ParseDate(part)
			must(h.tb, err)
			_, month, till := plans.Date(day).Split()
			l.text = fmt.Sprintf("%s, %s, %s — до %d %s", caption, item, dots(of), till, months[month-1])
			all = append(all, l)
		}
		must(h.tb, found.Err())
		must(h.tb, found.Close())
		for len(all) > 0 {
			n := 1
			for n < len(all) && all[n].account == all[0].account {
				n++
			}
			h.digest(tx, now, all[:n])
			all = all[n:]
		}
	})
}

func (h *byHand) digest(tx *sql.Tx, now time.Time, lines []line) {
	next := now.AddDate(0, 0, 4).Unix()
	var text strings.Builder
	fmt.Fprintf(&text, "<b>13 марта: %d задач</b>\n\n<b>Скоро</b>", len(lines))
	var buttons [][]store.Button
	numbers := make([]int, 0, len(lines))
	for i, l := range lines {
		fmt.Fprintf(&text, "\n🔵 <b>%d.</b> %s", i+1, l.text)
		if i%5 == 0 {
			buttons = append(buttons, nil)
		}
		last := len(buttons) - 1
		buttons[last] = append(buttons[last], store.Button{Text: fmt.Sprint(i + 1), Data: fmt.Sprintf("v1:task:%d", l.number)})
		numbers = append(numbers, l.number)
		h.exec(tx, "move", next, l.number)
	}
	done, err := tx.Stmt(h.st["digest"]).Exec(lines[0].person, now.Unix(), h.json(numbers))
	must(h.tb, err)
	id, err := done.LastInsertId()
	must(h.tb, err)
	buttons = append(buttons, []store.Button{{Text: "✅ Отметить сделанное", Data: fmt.Sprintf("v1:dig:%d:0.mark", id)}}, []store.Button{{Text: "Все задачи", Data: "v1:list:0:new"}})
	o := store.Outgoing{Key: fmt.Sprintf("digest/%s/%d", lines[0].person, id), Do: store.SendText, Chat: lines[0].account, Text: text.String(), Buttons: buttons, NoPreview: true, Queued: now}
	h.exec(tx, "send", o.Key, o.Chat, h.json(o))
}

// rewind makes what was due so again, and empties the outbox.
func (h *byHand) rewind() {
	h.within(func(tx *sql.Tx) {
		for _, text := range []string{fmt.Sprintf(`UPDATE agenda SET at = %d WHERE task <= %d`, morning().Unix(), due), `DELETE FROM outbox`, `DELETE FROM digest`} {
			_, err := tx.Exec(text)
			must(h.tb, err)
		}
	})
}

// texts are what waits to be sent, by chat.
func (h *byHand) texts() map[int64][]string {
	all := map[int64][]string{}
	found, err := h.db.Query(`SELECT chat, body FROM outbox ORDER BY seq`)
	must(h.tb, err)
	defer found.Close()
	for found.Next() {
		var chat int64
		var body string
		must(h.tb, found.Scan(&chat, &body))
		var o store.Outgoing
		must(h.tb, json.Unmarshal([]byte(body), &o))
		if o.Text != "" {
			all[chat] = append(all[chat], o.Text)
		}
	}
	must(h.tb, found.Err())
	return all
}
