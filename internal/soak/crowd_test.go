package soak

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// crowd is people who press, say and send whatever comes to hand.
type crowd struct {
	server         *emulator.Server
	luck           *rand.Rand
	people         []int64
	group, channel int64
	acts           int

	mu sync.Mutex
	// offered are the newest messages with buttons, by chat.
	offered map[int64][]emulator.Message
}

// inSight is how many messages with buttons of a chat are still pressed.
const inSight = 8

func newCrowd(seed uint64, c emulator.Config) *crowd {
	w := &crowd{luck: rand.New(rand.NewPCG(seed, seed)), offered: map[int64][]emulator.Message{}}
	c.Name, c.Username, c.PrivacyOff, c.OnEvent = "Сделаем вместе", "sdelaem_bot", true, w.hear
	w.server = emulator.New(c)
	return w
}

func (w *crowd) hear(e emulator.Event) {
	m := e.Message
	if !m.FromBot || e.Kind != emulator.Sent && e.Kind != emulator.Edited && e.Kind != emulator.Deleted {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := slices.DeleteFunc(w.offered[m.Chat], func(o emulator.Message) bool { return o.ID == m.ID })
	if len(m.Buttons) > 0 && !m.Deleted {
		seen = append(seen, m)
	}
	w.offered[m.Chat] = seen[max(0, len(seen)-inSight):]
}

// district puts the plan and people in every unit into a database, with a group and a
// channel.
func (w *crowd) district(t *testing.T, dir string, at time.Time) {
	t.Helper()
	r := planfile.Read("petrovsky-2023.yaml", plans.Petrovsky2023, nil)
	if !r.Loadable() {
		t.Fatalf("plan: %v", r.Problems)
	}
	var staff []store.PersonRecord
	add := func(name string, units []plans.UnitID, roles ...plans.Role) {
		id := w.server.AddUser(emulator.User{FirstName: name}).ID
		w.server.Start(id)
		w.people = append(w.people, id)
		staff = append(staff, store.PersonRecord{
			User: plans.UserID(id), Person: plans.Person{ID: plans.PersonID(fmt.Sprintf("p-%d", id)), Name: name, Units: units, Roles: roles},
		})
	}
	add("Начальник", nil, plans.Controller, plans.Approver)
	add("Заместитель", nil, plans.Approver)
	add("Наблюдатель", nil, plans.Observer)
	for _, u := range r.Plan.Units {
		add("Специалист "+string(u.ID), []plans.UnitID{u.ID}, plans.Responsible)
	}
	w.group = w.server.AddGroup("Медиаплан", w.people[0], w.people[1:]...)
	w.server.AddBotToChat(w.group, w.people[0])
	w.channel = w.server.AddChannel("Округ", "petrgosk", w.people[0])
	w.server.PromoteBot(w.channel, emulator.AllRights(), w.people[0])
	db, err := store.Open(dir)
	must(t, err)
	must(t, db.Update(func(tx *store.Tx) error {
		if _, err := schedule.Load(tx, r.Plan, "", at); err != nil {
			return err
		}
		for _, p := range staff {
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		page := store.TelegramPage(store.BoundChannel{ID: w.channel, Title: "Округ", Username: "petrgosk"})
		return tx.PutSettings(store.Settings{Group: w.group, Bot: "sdelaem_bot", LastPage: 1, Pages: []store.Page{page}})
	}))
	must(t, db.Close())
}

// act lets somebody do something: most press, and nobody thinks.
func (w *crowd) act() error {
	w.acts++
	if w.acts%100 == 0 {
		w.fault()
	}
	who := w.people[w.luck.IntN(len(w.people))]
	switch n := w.luck.IntN(20); {
	case n < 13:
		chat := who
		if n == 0 {
			chat = w.group
		}
		return w.press(who, chat)
	case n < 16:
		commands := []string{"/tasks", "/plan", "/post", "/posts", "/help", "/start", "/projects", "/people", "/settings", "/report", "/cancel"}
		w.server.Say(who, who, commands[w.luck.IntN(len(commands))])
	case n < 19:
		words := []string{"https://petrgosk.ru/1", "Парк готов. #СДЕЛАЕМВМЕСТЕ", "20.03", "завтра", "Исправьте, пожалуйста", "12"}
		w.server.Say(who, who, words[w.luck.IntN(len(words))])
	default:
		w.server.Send(who, who, emulator.Draft{Text: "Фото", Photo: &emulator.Upload{Name: "1.jpg", Content: []byte{1, 2, 3}}})
	}
	return nil
}

// press presses any button in sight.
func (w *crowd) press(who, chat int64) error {
	var all []emulator.Button
	w.mu.Lock()
	seen := w.offered[chat]
	id := 0
	if len(seen) > 0 {
		m := seen[w.luck.IntN(len(seen))]
		id, all = m.ID, slices.Concat(m.Buttons...)
	}
	w.mu.Unlock()
	all = slices.DeleteFunc(all, func(b emulator.Button) bool { return b.Data == "" || b.Disabled })
	if len(all) == 0 {
		w.server.Say(who, who, "/tasks")
		return nil
	}
	_, err := w.server.PressData(who, chat, id, all[w.luck.IntN(len(all))].Data)
	return err
}

// fault lets some of the next requests go wrong.
func (w *crowd) fault() {
	kinds := []emulator.FaultKind{
		emulator.InternalError, emulator.DropBefore, emulator.DropAfter, emulator.BadGatewayPage, emulator.TooMany, emulator.DuplicateUpdates,
		emulator.TruncatedJSON, emulator.WrongContentType,
	}
	w.server.Fault(emulator.Fault{Do: kinds[w.luck.IntN(len(kinds))], Skip: w.luck.IntN(20), Times: 1 + w.luck.IntN(2), RetryAfter: 1})
}
