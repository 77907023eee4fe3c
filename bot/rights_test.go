package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/people"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// inhabited is a desk with a plan, its people and an administrator.
func inhabited(t *testing.T) *desk {
	d := newDesk(t)
	d.bot.Admins = []plans.UserID{1}
	d.load(historyPlan())
	for user, p := range map[plans.UserID]plans.Person{
		1:  {ID: "admin", Name: "Администратор"},
		7:  {ID: "author", Name: "Автор", Units: []plans.UnitID{"a"}, Roles: []plans.Role{plans.Responsible}},
		21: {ID: "one", Name: "Первый", Roles: []plans.Role{plans.Approver}},
		22: {ID: "two", Name: "Вторая", Roles: []plans.Role{plans.Approver}},
	} {
		d.put(store.PersonRecord{Person: p, User: user})
	}
	return d
}

func (d *desk) put(p store.PersonRecord) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error { return tx.PutPerson(p) })
}

func (d *desk) settings(fn func(*store.Settings)) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error {
		s, err := tx.Settings()
		if err != nil {
			return err
		}
		fn(&s)
		return tx.PutSettings(s)
	})
}

func (d *desk) number(kind store.NumberKind, id string) (n uint64) {
	d.t.Helper()
	d.change(func(tx *store.Tx) (err error) {
		n, err = tx.Number(kind, id)
		return err
	})
	return n
}

// comes handles an update and gives what the bot put into the outbox.
func (d *desk) comes(in store.Incoming) []store.Outgoing {
	d.t.Helper()
	before := uint64(0)
	for _, o := range d.outbox() {
		before = max(before, o.Seq)
	}
	d.change(func(tx *store.Tx) error { return tx.Receive(in) })
	if err := d.bot.Drain(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	var fresh []store.Outgoing
	for _, o := range d.outbox() {
		if o.Seq > before {
			fresh = append(fresh, o)
		}
	}
	return fresh
}

func (d *desk) presses(user plans.UserID, data string) []store.Outgoing {
	d.t.Helper()
	return d.comes(store.Incoming{
		Kind: store.InPress, Chat: store.Chat{ID: int64(user), Kind: store.Private},
		From: store.User{ID: user, Name: "Имя"}, Data: data, Message: 5, PressID: "p",
	})
}

func (d *desk) pressesInGroup(user plans.UserID, data string) []store.Outgoing {
	d.t.Helper()
	return d.comes(store.Incoming{
		Kind: store.InPress, Chat: store.Chat{ID: -5, Kind: store.Supergroup},
		From: store.User{ID: user, Name: "Имя"}, Data: data, Message: 5, PressID: "p",
	})
}

func (d *desk) says(user plans.UserID, text string) []store.Outgoing {
	d.t.Helper()
	return d.comes(store.Incoming{
		Kind: store.InMessage, Chat: store.Chat{ID: int64(user), Kind: store.Private},
		From: store.User{ID: user, Name: "Имя"}, Text: text, Message: 6,
	})
}

// inReview keeps a post put to the vote.
func (d *desk) inReview() (rec store.PostRecord) {
	d.t.Helper()
	d.change(func(tx *store.Tx) error {
		p := plans.NewPost("author", "", d.now)
		p.Draft = plans.Content{Text: "Парк открыт."}
		p, err := p.Submit()
		if err != nil {
			return err
		}
		rec, err = tx.NewPost(p)
		return err
	})
	return rec
}

// tries handles a press and rolls it back: what it would send, and how it ended.
func (d *desk) tries(chat store.Chat, user plans.UserID, data string) (sent []store.Outgoing, end error) {
	d.t.Helper()
	err := d.bot.Store.Update(func(tx *store.Tx) error {
		before := len(d.outboxOf(tx))
		in := store.Incoming{Kind: store.InPress, Chat: chat, From: store.User{ID: user, Name: "Имя"}, Data: data, Message: 5, PressID: "p"}
		_, end = d.bot.handleAll(tx, []store.Received{{N: 1, Incoming: in}}, nil)
		if all := d.outboxOf(tx); end == nil {
			sent = all[before:]
		}
		return errTried
	})
	if !errors.Is(err, errTried) {
		d.t.Fatalf("%d presses %s: %v", user, data, err)
	}
	return sent, end
}

var errTried = errors.New("tried")

// TestPrivateButtonsDoNothingInTheGroup presses what no message of the group
// offers, as a member with a client of their own may.
func TestPrivateButtonsDoNothingInTheGroup(t *testing.T) {
	d := inhabited(t)
	// A leave without a deputy once made a stranger, who has no id either, the deputy.
	d.put(store.PersonRecord{
		Person: plans.Person{ID: "gone", Name: "В отпуске", Units: []plans.UnitID{"a"}}, User: 30,
		Away: store.Away{Span: plans.Span{From: plans.NewDate(2023, 3, 1), To: plans.NewDate(2023, 4, 1)}},
	})
	d.inReview()
	group := store.Chat{ID: -5, Kind: store.Supergroup}
	for _, user := range []plans.UserID{1, 7, 21, 99} {
		for verb := range d.bot.routes.Verbs {
			for _, data := range []string{"v1:%s:0", "v1:%s:1", "v1:%s:1:1", "v1:%s:0:new", "v1:%s:0:out"} {
				data = fmt.Sprintf(data, verb)
				if got, end := d.tries(group, user, data); end == nil {
					t.Errorf("%d presses %s: %+v", user, data, got)
				}
			}
		}
	}
}

// TestButtonsWithOddArgumentsDoNotFail presses everything with numbers and
// arguments nobody was given.
func TestButtonsWithOddArgumentsDoNotFail(t *testing.T) {
	d := inhabited(t)
	d.inReview()
	verbs := maps.Clone(d.bot.routes.Verbs)
	maps.Copy(verbs, d.bot.routes.GroupVerbs)
	for verb := range verbs {
		for _, n := range []string{"0", "1", "2", "18446744073709551615"} {
			for _, arg := range []string{"", ":0", ":-1", ":1", ":9223372036854775807", ":1.-1", ":1.65535", ":-1.-1", ":a:0", ":.", ":p1", ":1.1.1", ":0.0.0", "::1"} {
				for _, user := range []plans.UserID{1, 7, 21, 99} {
					data := "v1:" + verb + ":" + n + arg
					_, end := d.tries(store.Chat{ID: int64(user), Kind: store.Private}, user, data)
					if _, refused := chat.Refusal(end); end != nil && !refused {
						t.Errorf("%d presses %s: %v", user, data, end)
					}
				}
			}
		}
	}
}

// TestInvitationOfSomebodyWhoLeftLetsNobodyIn calls an invitation off by «Больше не работает».
func TestInvitationOfSomebodyWhoLeftLetsNobodyIn(t *testing.T) {
	d := inhabited(t)
	d.settings(func(s *store.Settings) { s.Bot = "sdelaem_bot" })
	n := d.number(store.PersonNumber, "a1")
	var code string
	for _, o := range d.presses(1, fmt.Sprintf("v1:inv:%d:person", n)) {
		if _, after, ok := strings.Cut(o.Text, "?start="); ok {
			code, _, _ = strings.Cut(after, "\n")
		}
	}
	if code == "" {
		t.Fatal("no link")
	}
	d.presses(1, fmt.Sprintf("v1:left:%d", n))
	for _, o := range d.says(40, "/start "+code) {
		if o.Text != chat.Esc(people.TextWrongCode) {
			t.Errorf("says %q", o.Text)
		}
	}
	d.change(func(tx *store.Tx) error {
		p, err := tx.Person("a1")
		if err == nil && (p.User != 0 || !p.Left) {
			t.Errorf("is in: %+v", p)
		}
		return err
	})
}

// TestAuthorWithoutRolesDirectsNoPost takes the author's roles away while his posts
// are on their way.
func TestAuthorWithoutRolesDirectsNoPost(t *testing.T) {
	d := inhabited(t)
	d.put(store.PersonRecord{Person: plans.Person{ID: "author", Name: "Автор"}, User: 7})
	ready, review := d.approved("Парк открыт."), d.inReview()
	for _, data := range []string{
		fmt.Sprintf("v1:pnow:%d", ready.Number), fmt.Sprintf("v1:pback:%d", ready.Number), fmt.Sprintf("v1:pedit:%d", review.Number),
		"v1:pshelf:0:out", "v1:pshelf:0:find", fmt.Sprintf("v1:popen:%d", ready.Number),
	} {
		if got := d.presses(7, data); len(got) > 0 {
			t.Errorf("%s: %+v", data, got)
		}
	}
	if got := d.post(ready.Number); got.State != plans.Approved {
		t.Errorf("state %s", got.State)
	}
}

// TestVoteOfSomebodyWhoLeftMakesNoQuorum lets one of two approvers go before the
// other votes.
func TestVoteOfSomebodyWhoLeftMakesNoQuorum(t *testing.T) {
	d := inhabited(t)
	d.settings(func(s *store.Settings) {
		*s = s.WithPlan(historyPlan().ID, store.PlanRules{Approval: &plans.Approval{Quorum: 2}})
	})
	rec := d.inReview()
	vote := fmt.Sprintf("v1:pok:%d:1", rec.Number)
	d.pressesInGroup(21, vote)
	d.presses(1, fmt.Sprintf("v1:left:%d", d.number(store.PersonNumber, "one")))
	d.pressesInGroup(22, vote)
	if got := d.post(rec.Number); got.State != plans.InReview || len(got.Votes) != 1 || got.Votes[0].By != "two" {
		t.Errorf("%s with votes %+v", got.State, got.Votes)
	}
}

// TestForgedUnitOfAProjectIsRefused answers the question about a project's unit
// with one that was not offered.
func TestForgedUnitOfAProjectIsRefused(t *testing.T) {
	d := inhabited(t)
	d.presses(7, "v1:newp:0")
	d.says(7, "Парк")
	d.presses(7, fmt.Sprintf("v1:unitp:%d", d.number(store.UnitNumber, "b")))
	d.change(func(tx *store.Tx) error {
		all, err := tx.Projects()
		if len(all) > 0 {
			t.Errorf("added: %+v", all)
		}
		return err
	})
}
