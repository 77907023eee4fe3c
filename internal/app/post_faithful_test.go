package app_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// faithfulPlan has an author and two approvers, both of whom must agree.
const faithfulPlan = `
approval: {quorum: 2, own: false}
people:
  - {id: zhkh-1, name: Автор, unit: zhkh, roles: [responsible]}
  - {id: fin-1, name: Первый согласующий, unit: finance, roles: [approver]}
  - {id: fin-2, name: Второй согласующий, unit: finance, roles: [approver]}
`

// TestChannelHoldsWhatWasVotedOn plays random histories of a post: its author
// writes, edits and takes back, approvers vote, take votes back, return and reject,
// the program crashes between any two steps, Telegram loses answers. Nothing may
// be in the channel before both approvers voted for what is in review; afterwards
// the channel holds just that, once: text, formatting, files and their order.
func TestChannelHoldsWhatWasVotedOn(t *testing.T) {
	plan := petrovsky(t, faithfulPlan)
	zone, err := time.LoadLocation(plan.Zone)
	if err != nil {
		t.Fatal(err)
	}
	histories := uint64(40)
	if testing.Short() {
		histories = 8
	}
	for seed := range histories {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, time.Date(2023, 3, 15, 10, 0, 0, 0, zone), play.New(io.Discard, zone), 0)
				s.load(plan)
				f := newFaithful(t, s, plan)
				f.rand = rand.New(rand.NewPCG(seed, 1))
				s.start()
				defer f.done()
				f.act()
			})
		})
	}
}

// faithful is one history of one post.
type faithful struct {
	*stage
	t       *testing.T
	rand    *rand.Rand
	crash   crash
	disk    *disk // that may fail, or nil
	falls   int   // how often the program has ended because of it
	calm    bool  // nothing happens by chance
	group   int64
	channel int64
	people  []int64 // the author, then the approvers

	votes    map[int]bool // approvers who have voted for what is in review
	text     string
	entities []emulator.Entity
	files    []string // file_unique_id of the largest size, in order
}

func newFaithful(t *testing.T, s *stage, plan plans.Plan) *faithful {
	f := &faithful{t: t, stage: s}
	f.crash.put(out)
	s.step = f.crash.step(s)
	f.group = s.everybody(plan.People)
	f.cast()
	return f
}

// done ends the program and looks at what it leaves.
func (f *faithful) done() {
	f.t.Helper()
	if err := f.end(); err != nil {
		f.t.Error(err)
	}
	f.sound()
}

// cast finds the people and binds a channel.
func (f *faithful) cast() {
	f.people = f.server.Members(f.group)
	f.people = slices.DeleteFunc(f.people, func(id int64) bool { return id == f.server.Bot().ID })
	slices.Sort(f.people)
	f.channel = f.server.AddChannel("Округ", "petrgosk", f.people[1])
	f.server.PromoteBot(f.channel, emulator.AllRights(), f.people[1])
	db := f.open()
	err := db.Update(func(tx *store.Tx) error {
		s, err := tx.Settings()
		if err != nil {
			return err
		}
		s.Pages = []store.Page{store.TelegramPage(store.BoundChannel{ID: f.channel, Title: "Округ", Username: "petrgosk"})}
		return tx.PutSettings(s)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		f.t.Fatal(err)
	}
}

// act plays the history until the post is out.
func (f *faithful) act() {
	f.server.Say(f.people[0], f.people[0], "/post")
	f.rest()
	f.write()
	f.submit()
	for range f.rand.IntN(12) {
		f.turn()
		if len(f.posts()) > 0 {
			f.t.Fatalf("in the channel with the votes of %v: %d messages", f.votes, len(f.posts()))
		}
	}
	for who := range 2 {
		if f.votes[who+1] {
			continue
		}
		if len(f.votes) == 1 {
			f.trouble()
		}
		f.vote(who + 1)
	}
	for q := f.question(); q != ""; q = f.question() {
		f.answer(q)
	}
	f.compare()
}

func (f *faithful) submit() {
	f.press(0, f.people[0], "На согласование")
	f.votes = map[int]bool{}
}

func (f *faithful) vote(who int) {
	f.votes[who] = true
	f.press(who, f.group, "Утвердить")
}

// turn is something that brings no quorum.
func (f *faithful) turn() {
	author := f.people[0]
	switch who := 1 + f.rand.IntN(2); f.rand.IntN(7) {
	case 0:
		f.press(0, author, "Изменить")
		f.write()
		f.submit()
	case 1:
		f.press(who, f.group, "На доработку")
		f.server.Send(f.people[who], f.group, emulator.Draft{Text: "Короче", ReplyTo: f.server.Last(f.group).ID})
		f.rest()
		f.write()
		f.submit()
	case 2:
		f.press(who, f.group, "Отклонить")
		f.press(0, author, "Вернуть в черновики")
		f.submit()
	case 3:
		f.press(0, author, "Отозвать")
		f.press(0, author, "Вернуть в черновики")
		f.write()
		f.submit()
	case 4:
		if f.votes[who] {
			delete(f.votes, who)
			f.press(who, f.group, "Снять мой голос")
		}
	case 5:
		f.press(0, f.group, "Утвердить") // the author's own vote does not count
	case 6:
		if len(f.votes) == 0 || f.votes[who] {
			f.vote(who)
		}
	}
}

// rest lets the program come to rest, sometimes over an orderly restart or over a
// crash at some step on the way.
func (f *faithful) rest() {
	f.t.Helper()
	chance := 3
	if !f.calm {
		chance = f.rand.IntN(6)
	}
	switch chance {
	case 0:
		if err := f.end(); err != nil {
			f.t.Fatal(err)
		}
		f.start()
	case 1, 2:
		f.crash.put(int64(1 + f.rand.IntN(24)))
	}
	for range 600 {
		busy, err := f.breathe()
		if err != nil {
			f.t.Fatal(err)
		}
		if f.fallen() {
			continue
		}
		if f.crash.happened() {
			f.crash.recover(f.stage)
			continue
		}
		if !busy {
			f.crash.put(out)
			return
		}
	}
	f.t.Fatal("the program does not come to rest")
}

func (f *faithful) press(who int, where int64, caption string) {
	f.t.Helper()
	if _, err := f.server.Press(f.people[who], where, 0, caption); err != nil {
		f.t.Fatal(err)
	}
	f.rest()
}

// trouble orders something to go wrong with the publication.
func (f *faithful) trouble() {
	kinds := []emulator.FaultKind{
		"", emulator.TooMany, emulator.DropBefore, emulator.DropAfter, emulator.HangAfter, emulator.Hang,
		emulator.BadGatewayPage, emulator.BadGatewayAfter, emulator.TruncatedJSON,
	}
	if kind := kinds[f.rand.IntN(len(kinds))]; kind != "" {
		f.server.Fault(emulator.Fault{Do: kind, Chat: f.channel, Skip: f.rand.IntN(2), Times: 1, RetryAfter: 3})
	}
}

// question is what the group is being asked about the publication, "" for nothing.
func (f *faithful) question() string {
	for _, m := range f.server.Messages(f.group) {
		if len(m.Buttons) > 0 && strings.Contains(m.Text, "публикация вышла?") {
			return m.Text
		}
	}
	return ""
}

// answer tells what an approver sees in the channel.
func (f *faithful) answer(question string) {
	all := f.posts()
	out := len(all) > 0
	if strings.Contains(question, "текст поста") {
		out = all[len(all)-1].Text != ""
	}
	if out {
		f.press(1, f.group, "Вышла")
		return
	}
	f.press(1, f.group, "Не вышла")
}

func (f *faithful) posts() []emulator.Message {
	return slices.DeleteFunc(f.server.Messages(f.channel), func(m emulator.Message) bool { return m.Service != "" })
}
