package torture

import (
	"fmt"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/maxemulator"
	"sdelaemvmeste/internal/printed"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// torture is one story: its people and chats, and the process that lives and dies
// in it.
type torture struct {
	fate
	t      *testing.T
	dir    string
	server *emulator.Server
	url    string
	log    *printed.Text
	sum    *tally

	// fin confirms and writes, boss and vice judge and vote. The others have only a
	// digest to get: slow is answered late, banned and gone are refused. eve is
	// nobody's invitation. clerk keeps the plan, guest comes by the clerk's invitation:
	// see [torture.beside].
	fin, boss, vice, slow, banned, gone, clerk, eve int64
	guest                                           int64
	group, channel                                  int64
	max                                             *maxemulator.Server
	maxURL                                          string
	maxChannel                                      int64
	supergroup                                      atomic.Int64 // what became of the group, 0 before

	child  *exec.Cmd
	ended  chan error
	awake  chan struct{}    // closed when this life has begun its work
	hung   chan struct{}    // a request hangs, and the program is to be killed
	moment <-chan time.Time // of the death at hand, when it is one at an instant
	acts   int              // begun
	lives  int

	asked int // questions about the publication that people answered
	// barred is how many requests were made for the banned chat when the ban was
	// first found on disk, -1 before.
	barred int
}

func newTorture(t *testing.T, f fate, sum *tally) *torture {
	t.Helper()
	w := &torture{fate: f, t: t, dir: t.TempDir(), log: &printed.Text{}, sum: sum, hung: make(chan struct{}, 1), barred: -1}
	w.server = emulator.New(emulator.Config{
		Name: "Сделаем вместе", Username: "sdelaem_bot", PrivacyOff: true, EchoChannelPosts: f.echo,
	})
	web := httptest.NewServer(w.server)
	t.Cleanup(web.Close)
	w.url = web.URL
	everybody := []*int64{&w.fin, &w.boss, &w.vice, &w.slow, &w.banned, &w.gone, &w.clerk, &w.eve, &w.guest}
	for i, id := range everybody {
		*id = w.server.AddUser(emulator.User{FirstName: fmt.Sprint("Человек ", i)}).ID
	}
	w.group = w.server.AddGroup("Медиаплан", w.boss, w.vice, w.fin, w.eve)
	w.server.AddBotToChat(w.group, w.boss)
	w.channel = w.server.AddChannel("Округ", "petrgosk", w.boss)
	w.server.PromoteBot(w.channel, emulator.AllRights(), w.boss)
	for _, id := range everybody[:7] {
		w.server.Start(*id)
	}
	w.openMax()
	w.seed()
	return w
}

// seed puts the plans and connected people into the database.
func (w *torture) seed() {
	w.t.Helper()
	db, err := store.Open(w.dir)
	must(w.t, err)
	at := time.Date(2023, 3, 10, 12, 0, 0, 0, time.UTC)
	finance := []plans.UnitID{"finance"}
	owes, judges := []plans.Role{plans.Responsible}, []plans.Role{plans.Controller, plans.Approver}
	people := []store.PersonRecord{
		{User: plans.UserID(w.fin), Person: plans.Person{ID: "fin", Name: "Специалист", Units: finance, Roles: owes}},
		{User: plans.UserID(w.slow), Person: plans.Person{ID: "slow", Name: "Второй специалист", Units: finance, Roles: owes}},
		{User: plans.UserID(w.banned), Person: plans.Person{ID: "banned", Name: "Третий специалист", Units: finance, Roles: owes}},
		{User: plans.UserID(w.gone), Person: plans.Person{ID: "gone", Name: "Четвёртый специалист", Units: finance, Roles: owes}},
		{User: plans.UserID(w.boss), Person: plans.Person{ID: "boss", Name: "Начальник", Roles: judges}},
		{User: plans.UserID(w.vice), Person: plans.Person{ID: "vice", Name: "Заместитель", Roles: judges[1:]}},
		{User: plans.UserID(w.clerk), Person: plans.Person{ID: "clerk", Name: "Делопроизводитель", Roles: judges[:1]}},
	}
	err = db.Update(func(tx *store.Tx) error {
		if _, err := schedule.Load(tx, petrovsky(w.t, "\napproval: {quorum: 2}\nprojects:\n  - {id: park, name: Парк, unit: culture, contract: 01.03.2023}\n"), "", at); err != nil {
			return err
		}
		if _, err := schedule.Load(tx, readPlan(w.t, lastYear), "", at.Add(time.Minute)); err != nil {
			return err
		}
		for _, p := range people {
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return tx.PutSettings(store.Settings{Group: w.group, Bot: "sdelaem_bot", LastPage: 1, Pages: []store.Page{
			store.TelegramPage(store.BoundChannel{ID: w.channel, Title: "Округ", Username: "petrgosk"}), w.maxPage(),
		}})
	})
	must(w.t, err)
	must(w.t, db.Close())
}

// groups are the chats in which the group may be found, the newest first.
func (w *torture) groups() []int64 {
	if moved := w.supergroup.Load(); moved != 0 {
		return []int64{moved, w.group}
	}
	return []int64{w.group}
}

// account is everything said, and the program's log, for a story that went wrong.
func (w *torture) account() string {
	var b strings.Builder
	for _, id := range append(w.groups(), w.fin, w.boss, w.vice, w.slow, w.banned, w.gone, w.clerk, w.guest, w.eve, w.channel) {
		fmt.Fprintf(&b, "— chat %d\n", id)
		for _, m := range w.server.History(id) {
			fmt.Fprintf(&b, "  %d bot=%v edited=%v deleted=%v %s %q %d\n", m.ID, m.FromBot, m.Edited, m.Deleted, m.Kind, m.Text, len(m.Buttons))
		}
	}
	for _, r := range w.server.Journal() {
		if r.Fault != "" || r.Status != 200 || r.Kind == emulator.Act {
			fmt.Fprintf(&b, "%s %s %d %d %s %q %v %s\n", r.Time.Format("15:04:05.000"), r.Method, r.Chat, r.Status, r.Fault, r.Text, r.Messages, r.Error)
		}
	}
	for _, r := range w.max.Requests("") {
		fmt.Fprintf(&b, "%s MAX %s %d %s %s\n", r.Time.Format("15:04:05.000"), r.Operation, r.Status, r.Fault, r.Error)
	}
	fmt.Fprintf(&b, "fate %v\n%s", w.deaths, w.log)
	return b.String()
}

func (w *torture) fatalf(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf(format+"\n%s", append(args, w.account())...)
}
