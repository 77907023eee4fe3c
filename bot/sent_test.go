package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TestNothingSentIsLost lets a person send photos, links and words, press and answer
// cards in any order and at any pace, and holds the program to its word: all that was
// sent is in a proof, in a draft, kept for a question that stands, or was answered by
// words that name what was not taken.
func TestNothingSentIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newSender(rt, t.TempDir())
		defer func() { s.must(s.db.Close()) }()
		for range rapid.IntRange(3, 15).Draw(rt, "steps") {
			s.step()
			s.accounted()
		}
	})
}

// sender is a person of the histories' world who sends things.
type sender struct {
	*world
	message int
	// sent are the marks of what was sent and must be somewhere.
	sent []string
}

// someone is the account that sends: a responsible person of unit A.
const someone = 11

func newSender(t *rapid.T, dir string) *sender {
	s := &sender{world: newWorld(t, dir), message: 1_000_000}
	s.change(func(tx *store.Tx) error {
		p, err := tx.Person("a1")
		if err != nil {
			return err
		}
		p.User = someone
		return tx.PutPerson(p)
	})
	s.now = s.now.Add(4 * time.Hour)
	return s
}

func (s *sender) step() {
	s.now = s.now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 20, 90, 200}).Draw(s.t, "seconds")) * time.Second)
	switch rapid.IntRange(0, 9).Draw(s.t, "what") {
	case 0:
		s.press(fmt.Sprintf("v1:done:%d", rapid.IntRange(1, 6).Draw(s.t, "task")))
	case 1:
		s.press(fmt.Sprintf("v1:task:%d", rapid.IntRange(1, 6).Draw(s.t, "task")))
	case 2:
		s.choose()
	case 3:
		s.command(rapid.SampledFrom([]string{"/tasks", "задачи", "1.1", "спасибо", "/plan"}).Draw(s.t, "command"))
	case 4, 5:
		s.send(true, "")
	case 6:
		s.send(true, "подпись")
	case 7:
		s.send(false, "https://petrgosk.ru/")
	case 8:
		s.send(false, "пояснение ")
	case 9:
		s.reply()
	}
}

// incoming is a message of the sender's.
func (s *sender) incoming(text string) store.Incoming {
	s.message++
	return store.Incoming{Kind: store.InMessage, Message: s.message, Text: text, Sent: s.now}
}

func (s *sender) command(text string) { s.receive(s.incoming(text), someone) }

func (s *sender) press(data string) {
	s.message++ // a button of a message that no question has closed
	s.receive(store.Incoming{Kind: store.InPress, Data: data, PressID: "p", Message: s.message}, someone)
}

// send sends a photo, a link or words that can be told from all others.
func (s *sender) send(photo bool, text string) {
	in := s.incoming(text)
	mark := fmt.Sprintf("m%dx", in.Message)
	if text != "" {
		in.Text += mark
	}
	if photo {
		in.Media = &store.Media{Kind: plans.Photo, File: mark, Unique: mark}
	}
	s.deliverMarked(in, mark)
}

// deliverMarked sends a message; what the answer names as not taken need be nowhere.
func (s *sender) deliverMarked(in store.Incoming, mark string) {
	before := len(s.heard[someone])
	s.receive(in, someone)
	for _, text := range s.heard[someone][before:] {
		if strings.Contains(text, "ничего не жду") {
			s.t.Fatalf("%s: %s", mark, text)
		}
		searched := strings.HasPrefix(text, "По словам") || strings.HasPrefix(text, "Нашлось по словам")
		named := searched && strings.Contains(text, mark)
		if named || strings.HasPrefix(text, "Не принято: ") || strings.HasPrefix(text, "Не добавлено: ") {
			return
		}
	}
	s.sent = append(s.sent, mark)
}

// reply answers a card of a task, if one was shown.
func (s *sender) reply() {
	var cards []store.Shown
	s.look(func(tx *store.Tx) (err error) {
		cards, err = tx.Card(fmt.Sprintf("task/%d", rapid.IntRange(1, 6).Draw(s.t, "card")))
		return err
	})
	cards = slices.DeleteFunc(cards, func(c store.Shown) bool { return c.Chat != someone })
	if len(cards) == 0 {
		return
	}
	in := s.incoming("")
	in.ReplyTo = cards[0].Messages[0]
	mark := fmt.Sprintf("m%dx", in.Message)
	in.Text = "готово " + mark
	s.deliverMarked(in, mark)
}

// choose answers the question what the oldest message kept is for.
func (s *sender) choose() {
	all := s.kept()
	if len(all) == 0 {
		return
	}
	n := all[0].Number()
	what := rapid.SampledFrom([]string{"v1:whose:%d:1", "v1:whose:%d:3", "v1:whosepost:%d", "v1:whoseno:%d"}).Draw(s.t, "choice")
	if what == "v1:whoseno:%d" {
		s.sent = slices.DeleteFunc(s.sent, func(mark string) bool { return holds(all[0], mark) })
	}
	s.press(fmt.Sprintf(what, n))
	if what == "v1:whosepost:%d" {
		s.command("/cancel") // or the next words would replace the draft's
	}
}

func (s *sender) kept() (all []store.Kept) {
	s.look(func(tx *store.Tx) (err error) {
		all, err = tx.KeptIn(someone)
		return err
	})
	return all
}

func holds(k store.Kept, mark string) bool {
	return slices.ContainsFunc(k.Parts(), func(p store.Incoming) bool {
		return strings.Contains(p.Text, mark) || p.Media != nil && p.Media.Unique == mark
	})
}

// accounted holds everything sent to be somewhere.
func (s *sender) accounted() {
	var texts []string
	s.look(func(tx *store.Tx) error {
		said, err := tx.AllConfirmations()
		if err != nil {
			return err
		}
		for _, c := range said {
			for _, p := range c.Proofs {
				texts = append(texts, p.Text)
				for _, m := range p.Media {
					texts = append(texts, m.Unique)
				}
			}
		}
		posts, err := tx.Posts()
		if err != nil {
			return err
		}
		for _, p := range posts {
			texts = append(texts, p.Draft.Text)
			for _, m := range p.Draft.Media {
				texts = append(texts, m.Unique)
			}
		}
		return nil
	})
	for _, k := range s.kept() {
		for _, p := range k.Parts() {
			texts = append(texts, p.Text)
			if p.Media != nil {
				texts = append(texts, p.Media.Unique)
			}
		}
	}
	all := strings.Join(texts, "\n")
	for _, mark := range s.sent {
		if !strings.Contains(all, mark) {
			s.t.Fatalf("%s was sent and is nowhere:\n%s", mark, all)
		}
	}
}
