package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sdelaemvmeste/bot/emulator"
	"sdelaemvmeste/bot/play"
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

// TestChannelHoldsWhatWasVotedOn writes random posts, edits them in review,
// crashes the program, loses answers of Telegram, and compares what the channel
// holds with what the author sent last: text, formatting, files and their order.
func TestChannelHoldsWhatWasVotedOn(t *testing.T) {
	plan := petrovsky(t, faithfulPlan)
	zone, err := time.LoadLocation(plan.Zone)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, time.Date(2023, 3, 15, 10, 0, 0, 0, zone), play.New(io.Discard, zone), 0)
				s.load(plan)
				f := &faithful{stage: s, t: t, rand: rand.New(rand.NewPCG(seed, 1))}
				f.group = s.everybody(plan)
				f.cast()
				s.start()
				f.act()
				if err := s.end(); err != nil {
					t.Error(err)
				}
				s.sound()
			})
		})
	}
}

// faithful is one history of one post.
type faithful struct {
	*stage
	t       *testing.T
	rand    *rand.Rand
	group   int64
	channel int64
	people  []int64 // the author, then the approvers

	text     string
	entities []emulator.Entity
	files    []string // file_unique_id of the largest size, in order
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
		s.Channels = []store.BoundChannel{{ID: f.channel, Title: "Округ", Username: "petrgosk"}}
		return tx.PutSettings(s)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		f.t.Fatal(err)
	}
}

func (f *faithful) act() {
	f.server.Say(f.people[0], f.people[0], "/post")
	f.rest()
	f.write()
	f.press(0, f.people[0], "На согласование")
	if f.rand.IntN(2) == 0 {
		f.press(1, f.group, "Утвердить")
		f.press(0, f.people[0], "Изменить")
		f.write()
		f.press(0, f.people[0], "На согласование")
	}
	f.press(1, f.group, "Утвердить")
	f.empty("one vote of two")
	f.trouble()
	f.press(2, f.group, "Утвердить")
	f.rest()
	for q := f.question(); q != ""; q = f.question() {
		f.answer(q)
	}
	f.compare()
}

// rest lets the program come to rest, sometimes over a crash.
func (f *faithful) rest() {
	if f.rand.IntN(3) == 0 {
		if err := f.end(); err != nil {
			f.t.Fatal(err)
		}
		f.start()
	}
	if err := f.Settle(); err != nil {
		f.t.Fatal(err)
	}
}

func (f *faithful) press(who int, where int64, caption string) {
	f.t.Helper()
	if _, err := f.server.Press(f.people[who], where, 0, caption); err != nil {
		f.t.Fatal(err)
	}
	f.rest()
}

// write sends the author's next content: words with formatting, photos, both.
func (f *faithful) write() {
	pieces := []string{"Парк", "открыт", "👍🏽", "🇷🇺", "<b>&amp;", "_и_", "#СДЕЛАЕМВМЕСТЕ", "https://a.ru/?a=1&b=2", "«ё»\n\n", "e\u0301"}
	var words []string
	for range 1 + f.rand.IntN(40)*(1+4*f.rand.IntN(2)) {
		words = append(words, pieces[f.rand.IntN(len(pieces))])
	}
	d := emulator.Draft{Text: "Начало " + strings.Join(words, " ") + " конец"}
	for _, kind := range []string{"bold", "italic", "spoiler", "text_link", "blockquote"} {
		if f.rand.IntN(2) == 0 {
			continue
		}
		e := emulator.Entity{Type: kind, Offset: 0, Length: 6}
		if kind == "text_link" {
			e.URL = "https://petrgosk.ru/"
		}
		d.Entities = append(d.Entities, e)
	}
	photos := f.rand.IntN(4)
	author := f.people[0]
	switch photos {
	case 0:
		f.note(f.server.Send(author, author, d))
	case 1:
		d.Photo = f.photo()
		f.note(f.server.Send(author, author, d))
	default:
		items := make([]emulator.Draft, photos)
		for i := range items {
			items[i].Photo = f.photo()
		}
		items[0].Text, items[0].Entities = d.Text, d.Entities
		f.note(f.server.Album(author, author, items...)...)
	}
	f.rest()
}

func (f *faithful) photo() *emulator.Upload {
	return &emulator.Upload{Name: "p.jpg", Content: fmt.Appendf(nil, "photo %d", f.rand.Uint64())}
}

// note keeps what the channel is to show: the newest words, all files so far.
func (f *faithful) note(sent ...emulator.Message) {
	f.text, f.entities = sent[0].Text, sent[0].Entities
	for _, m := range sent {
		if len(m.Files) > 0 {
			f.files = append(f.files, m.Files[len(m.Files)-1].UniqueID)
		}
	}
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

func (f *faithful) empty(when string) {
	if n := len(f.posts()); n > 0 {
		f.t.Fatalf("%d messages in the channel: %s", n, when)
	}
}

func (f *faithful) compare() {
	f.t.Helper()
	all := f.posts()
	var files []string
	text, entities := "", []emulator.Entity(nil)
	for _, m := range all {
		if len(m.Files) > 0 {
			files = append(files, m.Files[len(m.Files)-1].UniqueID)
		}
		if m.Text != "" {
			text, entities = m.Text, m.Entities
		}
	}
	want := max(1, len(f.files))
	if len(f.files) > 0 && plans.Len(f.text) > plans.CaptionLimit {
		want++
	}
	if len(all) != want {
		f.t.Fatalf("%d messages in the channel, want %d", len(all), want)
	}
	if diff := cmp.Diff(f.text, text); diff != "" {
		f.t.Error(diff)
	}
	if diff := cmp.Diff(f.entities, entities); diff != "" {
		f.t.Error(diff)
	}
	if diff := cmp.Diff(f.files, files); diff != "" {
		f.t.Error(diff)
	}
}
