package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// TestHistories lets people do anything in any order while months pass, and holds
// the program to its word after every step: whoever is to hear of a task hears of
// it on the right morning, or a controller hears why not; nobody gets two digests a
// day; nobody without the right changes anything; what is said of a row says nothing of
// the row of that number in another plan; nobody hears of a finished plan's tasks;
// agenda and indexes agree with the facts.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, t.TempDir())
		defer func() { w.must(w.db.Close()) }()
		for range rapid.IntRange(5, 40).Draw(rt, "steps") {
			w.step()
			w.sound()
		}
	})
}

// Accounts of the histories. The owner is the administrator of the environment.
const (
	owner    = 1
	deskChat = -100
)

// world is the program over its store, with people and Telegram played by the test.
type world struct {
	t       *rapid.T
	dir     string
	db      *store.DB
	bot     *Bot
	now     time.Time
	zone    *time.Location
	blocked map[int64]bool
	update  int64
	// digests counts digests by person's chat and day, weeks the group's by day.
	digests map[string]int
	links   []string
	// heard are the texts that reached a chat.
	heard map[int64][]string
	said  int
}

var historyStart = time.Date(2023, 3, 1, 5, 0, 0, 0, time.UTC)

// emptyWorld is a world with plans and no accounts but the administrator's.
func emptyWorld(t *rapid.T, dir string, inForce ...plans.Plan) *world {
	w := &world{t: t, dir: dir, now: historyStart, blocked: map[int64]bool{}, digests: map[string]int{}, heard: map[int64][]string{}}
	var err error
	w.zone, err = time.LoadLocation("Europe/Moscow")
	w.must(err)
	w.open()
	w.change(func(tx *store.Tx) error {
		for _, p := range inForce {
			if _, err := schedule.Load(tx, p, "", w.now); err != nil {
				return err
			}
		}
		return tx.PutSettings(store.Settings{Bot: "sdelaem_bot", Group: deskChat, GroupTitle: "Согласование"})
	})
	w.says(owner, "/start")
	return w
}

func newWorld(t *rapid.T, dir string) *world {
	w := emptyWorld(t, dir, historyPlans("hist"), historyPlans("side"))
	for i, id := range []plans.PersonID{"ctl", "a1", "a2", "b1"} {
		n := w.number(store.PersonNumber, string(id))
		w.presses(owner, fmt.Sprintf("v1:inv:%d:person", n))
		if rapid.IntRange(0, 3).Draw(t, "comes") > 0 || i == 0 {
			w.says(int64(10+i), "/start "+w.links[len(w.links)-1])
		}
	}
	return w
}

func historyPlan() plans.Plan {
	day := func(m time.Month, d int) plans.Date { return plans.NewDate(2023, m, d) }
	item := func(no string, d plans.Deadline, units ...plans.UnitID) plans.Item {
		return plans.Item{No: plans.ItemNo(no), Form: "строка " + no, Deadline: d, Responsible: units, Channel: plans.SiteChannel}
	}
	r := plans.DefaultReminders()
	return plans.Plan{
		ID: "hist", Title: "План", Zone: "Europe/Moscow", Period: plans.Span{From: day(1, 1), To: day(6, 30)},
		Reminders: r, Approval: plans.Approval{Quorum: 1},
		Units: []plans.Unit{{ID: "a", Name: "отдел А"}, {ID: "b", Name: "отдел Б"}, {ID: "c", Name: "отдел В"}},
		People: []plans.Person{
			{ID: "ctl", Name: "Контролёр", Units: []plans.UnitID{"a"}, Roles: []plans.Role{plans.Controller}},
			{ID: "a1", Name: "Первый", Units: []plans.UnitID{"a"}, Roles: []plans.Role{plans.Responsible}},
			{ID: "a2", Name: "Второй", Units: []plans.UnitID{"a"}, Roles: []plans.Role{plans.Responsible}},
			{ID: "b1", Name: "Третий", Units: []plans.UnitID{"b"}, Roles: []plans.Role{plans.Responsible}},
		},
		Sections: []plans.Section{{Title: "Раздел", Items: []plans.Item{
			item("1.1", plans.ByDate{To: day(3, 20)}, "a"),
			item("1.2", plans.Between{From: day(3, 6), To: day(4, 14)}, "b"),
			item("1.3", plans.Every{Each: plans.EachMonth, N: 1}, "a", "b"),
			item("1.4", plans.Throughout{}, "b"),
			item("1.5", plans.AsItHappens{}, "a"),
			item("1.6", plans.ByDate{To: day(3, 31)}, "c"),
		}}},
	}
}

func (w *world) must(err error) {
	if err != nil {
		w.t.Fatalf("%s: %v", w.now.In(w.zone).Format(time.DateTime), err)
	}
}

func (w *world) open() {
	var err error
	w.db, err = store.Open(w.dir)
	w.must(err)
	w.bot, err = New(chat.Env{
		Store: w.db, Now: func() time.Time { return w.now }, Real: func() time.Time { return w.now },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Admins: []plans.UserID{owner},
		Answer: func(context.Context, string, string, bool) {},
	})
	w.must(err)
}

func (w *world) change(fn func(*store.Tx) error) { w.must(w.db.Update(fn)) }

func (w *world) look(fn func(*store.Tx) error) { w.must(w.db.View(fn)) }

func (w *world) number(kind store.NumberKind, id string) (n uint64) {
	w.change(func(tx *store.Tx) (err error) {
		n, err = tx.Number(kind, id)
		return err
	})
	return n
}

func (w *world) says(user int64, text string) {
	w.receive(store.Incoming{Kind: store.InMessage, Text: text}, user)
}

func (w *world) presses(user int64, data string) {
	w.receive(store.Incoming{Kind: store.InPress, Data: data, PressID: "p", Message: 1}, user)
}

// receive hands an update to the bot and holds what it did to the rights of its
// author as they were before.
func (w *world) receive(in store.Incoming, user int64) {
	w.update++
	in.Update, in.At = w.update, w.now
	in.Chat = store.Chat{ID: user, Kind: store.Private}
	in.From = store.User{ID: plans.UserID(user), Name: "Аккаунт"}
	var before int
	var people []store.PersonRecord
	var said map[plans.PlanID]string
	w.look(func(tx *store.Tx) error {
		all, err := tx.Journal("")
		before = len(all)
		if err != nil {
			return err
		}
		if people, err = tx.People(); err != nil {
			return err
		}
		said, err = saidOf(tx)
		return err
	})
	w.change(func(tx *store.Tx) error { return tx.Receive(in) })
	_, err := w.bot.work(context.Background())
	w.must(err)
	w.look(func(tx *store.Tx) error {
		all, err := tx.Journal("")
		if err != nil {
			return err
		}
		for _, e := range all[before:] {
			if err := w.rightful(tx, e, plans.UserID(user), people); err != nil {
				return err
			}
		}
		return w.apart(tx, said, all[before:])
	})
	w.deliver()
}

// rightful reports whether an entry of the journal was within its author's rights, by
// a reading of the rules of the test's own.
func (w *world) rightful(tx *store.Tx, e store.Entry, user plans.UserID, people []store.PersonRecord) error {
	if e.Did == "failed" {
		return fmt.Errorf("the program failed on an update: %s", e.Of)
	}
	// Whom Telegram does not reach is reported in whoever's turn it shows.
	if user == owner || e.Did == "joined" || e.Did == "account changed" || e.Did == "invited" {
		return nil
	}
	i := slices.IndexFunc(people, func(p store.PersonRecord) bool { return p.User == user && !p.Left })
	if i < 0 {
		return fmt.Errorf("stranger %d: %s", user, e.Did)
	}
	p := people[i]
	switch e.Did {
	case "post begun":
		return nil
	case "away", "back", "forgotten":
		if e.Of != "person/"+string(p.ID) {
			return fmt.Errorf("%s: %s of %s", p.ID, e.Did, e.Of)
		}
		return nil
	case "confirmed", "withdrawn", "silenced", "date named", "asked for help", "proof added", "proof changed", "fact dated":
		var n uint64
		if _, err := fmt.Sscanf(e.Of, "task/%d", &n); err != nil {
			return err
		}
		t, err := tx.Task(n)
		if err != nil {
			return err
		}
		today := plans.DateOf(w.now, w.zone)
		stands := slices.ContainsFunc(people, func(q store.PersonRecord) bool {
			return q.Away.Deputy == p.ID && q.AwayOn(today) && !q.Left && q.In(t.Units...)
		})
		if p.Has(plans.Controller) || p.In(t.Units...) || stands {
			return nil
		}
	case "accepted", "returned", "moved", "taken off", "put back", "answered", "plan finished":
		if p.Has(plans.Controller) {
			return nil
		}
	case "event": // of the rows «1.7», whose unit is the first
		if p.Has(plans.Controller) || p.Has(plans.Responsible) && p.In("a") {
			return nil
		}
	}
	return fmt.Errorf("%s has no right: %s of %s", p.ID, e.Did, e.Of)
}

var linkIn = regexp.MustCompile(`start=([A-Za-z0-9_-]+)`)

// deliver does what the wire does, with a Telegram that takes everything but what
// is for people who have blocked the bot.
func (w *world) deliver() {
	for {
		var waiting []store.Outgoing
		w.look(func(tx *store.Tx) (err error) {
			waiting, err = tx.Outbox()
			return err
		})
		if len(waiting) == 0 {
			return
		}
		slices.SortFunc(waiting, func(a, b store.Outgoing) int { return int(a.Seq) - int(b.Seq) })
		w.change(func(tx *store.Tx) error {
			for _, o := range waiting {
				if err := w.hand(tx, o); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func (w *world) hand(tx *store.Tx, o store.Outgoing) error {
	if err := errors.Join(tx.Drop(o), onlyInForce(tx, o)); err != nil {
		return err
	}
	if w.blocked[o.Chat] {
		return w.bot.Settle(tx, o, store.Outcome{Class: store.Refused, Refusal: store.Unreachable})
	}
	if plans.Len(o.Text) > 3*plans.TextLimit/2 {
		return fmt.Errorf("a message of %d units", plans.Len(o.Text))
	}
	if link := linkIn.FindStringSubmatch(o.Text); link != nil && o.Chat == owner {
		w.links = append(w.links, link[1])
	}
	if strings.HasPrefix(o.Key, "digest/") || strings.HasPrefix(o.Key, "weekly/") && o.Do == store.SendText {
		w.digests[fmt.Sprintf("%d %s", o.Chat, plans.DateOf(w.now, w.zone))]++
	}
	w.said++
	w.heard[o.Chat] = append(w.heard[o.Chat], o.Text)
	out := store.Outcome{Class: store.Accepted, Messages: []int{w.said}}
	if o.Card != "" && o.Do.Sends() {
		if err := tx.Show(o.Card, o.Chat, out.Messages); err != nil {
			return err
		}
	}
	return w.bot.Settle(tx, o, out)
}

// sound holds whatever must be true at any time.
func (w *world) sound() {
	for who, n := range w.digests {
		if n > 1 {
			w.t.Fatalf("%d digests: %s", n, who)
		}
	}
	w.look(func(tx *store.Tx) error {
		faults, err := schedule.Verify(tx)
		if err != nil {
			return err
		}
		r := tx.Check()
		if all := slices.Concat(faults, r.Faults, r.Damage); len(all) > 0 {
			return fmt.Errorf("unsound: %s", strings.Join(all, "; "))
		}
		return finishedSleep(tx)
	})
}
