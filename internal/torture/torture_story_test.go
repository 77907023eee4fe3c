package torture

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sdelaemvmeste/internal/emulator"
	"sdelaemvmeste/internal/play"
)

// act is something a person does as soon as the chats allow it.
type act struct {
	name  string
	ready func() bool
	do    func() error
	// again is what he does if nothing comes; nil, and it is the same.
	again func() error
	// aside tells that nothing is expected to come of it: whoever waits goes on
	// waiting for what he did before.
	aside bool
}

const (
	firstText  = "Парк готов. #СДЕЛАЕМВМЕСТЕ"
	secondText = "Парк готов, голосовали 312 жителей. #СДЕЛАЕМВМЕСТЕ"
	remark     = "Добавьте, сколько жителей голосовало"
	proofLink  = "https://petrgosk.ru/1"
	photos     = 2
)

// story is a confirmation under one of two plans, the other plan finished and a third
// loaded, and a post with an album, from the digest to the channel by way of a vote
// taken back and a round of rework; a stranger meddles.
func (w *torture) story() []act {
	inGroup := func(who int64, caption, text string) act { return w.pressing(who, w.groups, caption, text) }
	private := func(who int64, caption string) act { return w.pressing(who, only(who), caption, "") }
	acts := []act{
		w.pressingLine(w.fin, "график"), // beside it stands the overdue row of last year
		w.does("the stranger writes", w.strangerWrites),
		private(w.fin, "Выполнено"),
		w.saying(w.fin, "Пришлите подтверждение", proofLink),
		w.pressing(w.boss, only(w.boss), "Принять", "1.1 "), // others confirm beside
	}
	acts = append(acts, w.keepsPlans()...)
	acts = append(acts, []act{
		w.does("say /post", func() error { w.server.Say(w.fin, w.fin, "/post"); return nil }).lasting(),
		{
			name: "send an album", ready: w.reads(w.fin, "Пришлите текст"), do: w.sendAlbum,
			again: func() error { w.server.Say(w.fin, w.fin, firstText); return nil },
		},
		private(w.fin, "На согласование"),
		inGroup(w.boss, "Утвердить", "версия 1"),
		w.does("the stranger presses", w.strangerPresses),
		inGroup(w.boss, "Снять мой голос", "версия 1"),
		inGroup(w.vice, "На доработку", "Голосов: 0 из 2"),
		{name: "say why", ready: w.groupReads("напишите, что исправить"), do: w.sayWhy},
		w.saying(w.fin, remark, secondText),
		w.submitAgain(),
		inGroup(w.boss, "Утвердить", "версия 2"),
	}...)
	if w.theme.migrates {
		acts = append(acts, act{name: "migrate", ready: w.groupReads("Голосов: 1 из 2"), do: w.migrate, aside: true})
	}
	return append(acts, inGroup(w.vice, "Утвердить", "версия 2"))
}

func only(chat int64) func() []int64 { return func() []int64 { return []int64{chat} } }

// pressing is button in the main story, whose updates may begin to be numbered anew.
func (w *torture) pressing(who int64, where func() []int64, caption, words string) act {
	a := w.button(who, where, caption, words)
	press := a.do
	a.do = func() error {
		w.restartIDs()
		return press()
	}
	return a
}

// button presses a button under a message with the words once it is to be seen.
func (w *torture) button(who int64, where func() []int64, caption, words string) act {
	return w.buttonOf(who, where, caption, regexp.MustCompile(regexp.QuoteMeta(words)))
}

func (w *torture) buttonOf(who int64, where func() []int64, caption string, words *regexp.Regexp) act {
	find := func() (emulator.Message, bool) {
		return w.newest(where(), func(m emulator.Message) bool { return offers(m, caption) && words.MatchString(m.Text) })
	}
	return act{
		name:  fmt.Sprint("press ", caption, " ", words),
		ready: func() bool { _, ok := find(); return ok },
		do: func() error {
			m, ok := find()
			if !ok {
				return nil // it was pressed, and only the answer is late
			}
			_, err := w.server.Press(who, m.Chat, m.ID, caption)
			return err
		},
	}
}

// pressingLine opens the task of a morning message's line by its number.
func (w *torture) pressingLine(who int64, words string) act {
	line := regexp.MustCompile(`(?i)(\d+)\. .*` + words)
	find := func() (emulator.Message, bool) {
		return w.newest([]int64{who}, func(m emulator.Message) bool { return play.Morning(m.Text) && line.MatchString(m.Text) })
	}
	return act{
		name:  "open the line " + words,
		ready: func() bool { _, ok := find(); return ok },
		do: func() error {
			w.restartIDs()
			m, _ := find()
			_, err := w.server.Press(who, m.Chat, m.ID, line.FindStringSubmatch(m.Text)[1])
			return err
		},
	}
}

func (w *torture) saying(who int64, after, text string) act {
	return act{name: "say " + text, ready: w.reads(who, after), do: func() error { w.server.Say(who, who, text); return nil }}
}

func (w *torture) does(name string, do func() error) act {
	return act{name: name, ready: func() bool { return true }, do: do, aside: true}
}

// lasting makes of an act one whose answer is waited for.
func (a act) lasting() act {
	a.aside = false
	return a
}

func (w *torture) sendAlbum() error {
	items := make([]emulator.Draft, photos)
	for i := range items {
		items[i].Photo = &emulator.Upload{Name: fmt.Sprint(i, ".jpg"), Content: []byte{byte(i)}}
	}
	items[0].Text = firstText
	w.server.Album(w.fin, w.fin, items...)
	return nil
}

func (w *torture) sayWhy() error {
	m, _ := w.newest(w.groups(), func(m emulator.Message) bool {
		return strings.Contains(m.Text, "напишите, что исправить")
	})
	w.server.Send(w.vice, m.Chat, emulator.Draft{Text: remark, ReplyTo: m.ID})
	return nil
}

// submitAgain presses «На согласование» under the draft with the new text.
func (w *torture) submitAgain() act {
	a := w.pressing(w.fin, only(w.fin), "На согласование", "")
	drawn := w.reads(w.fin, "312 жителей")
	button := a.ready
	a.ready = func() bool { return drawn() && button() }
	return a
}

// migrate makes a supergroup of the group in the middle of the vote.
func (w *torture) migrate() error {
	w.supergroup.Store(w.server.Migrate(w.group))
	w.sum.add("groups migrated amid a vote", 1)
	return nil
}

// restartIDs begins the ids of updates anew, once, when the program has confirmed
// all there were: as on the real server, where it takes a week of silence.
func (w *torture) restartIDs() {
	if w.theme.restarts && w.acts > 3 && w.server.Pending() == 0 {
		w.theme.restarts = false
		w.server.RestartUpdateIDs(1000 + w.luck.IntN(1_000_000))
		w.sum.fault(emulator.RestartIDs, 1)
	}
}

// strangerWrites talks to the bot and tries invitations.
func (w *torture) strangerWrites() error {
	for _, text := range []string{"/start", "/tasks", "Что у вас за план?", "/start AAAAAAAAAAAAAAAAAAAAAA", "/start v1"} {
		w.server.Say(w.eve, w.eve, text)
	}
	return nil
}

// strangerPresses presses copies of every button there is, and the vote's own in
// the group, of which she is a member.
func (w *torture) strangerPresses() error {
	hers := w.server.Messages(w.eve)
	for _, chat := range append(w.groups(), w.fin, w.boss) {
		for _, m := range w.server.Messages(chat) {
			for _, row := range m.Buttons {
				for _, b := range row {
					if _, err := w.server.PressData(w.eve, w.eve, hers[0].ID, b.Data); err != nil {
						return err
					}
				}
			}
		}
	}
	for _, caption := range []string{"Утвердить", "Отклонить", "Снять мой голос"} {
		m, ok := w.newest(w.groups(), func(m emulator.Message) bool { return offers(m, caption) })
		if !ok {
			continue
		}
		if _, err := w.server.Press(w.eve, m.Chat, m.ID, caption); err != nil {
			return err
		}
	}
	return nil
}

// newest is the latest message of the bot's in some chats that fits.
func (w *torture) newest(chats []int64, fits func(emulator.Message) bool) (emulator.Message, bool) {
	for _, chat := range chats {
		for _, m := range slices.Backward(w.server.Messages(chat)) {
			if m.FromBot && fits(m) {
				return m, true
			}
		}
	}
	return emulator.Message{}, false
}

// reads reports whether the bot has said the words to a person.
func (w *torture) reads(who int64, words string) func() bool {
	return func() bool {
		_, ok := w.newest([]int64{who}, func(m emulator.Message) bool { return strings.Contains(m.Text, words) })
		return ok
	}
}

func (w *torture) groupReads(words string) func() bool {
	return func() bool {
		_, ok := w.newest(w.groups(), func(m emulator.Message) bool { return strings.Contains(m.Text, words) })
		return ok
	}
}

func offers(m emulator.Message, caption string) bool {
	return slices.ContainsFunc(slices.Concat(m.Buttons...), func(b emulator.Button) bool { return strings.Contains(b.Text, caption) && !b.Disabled })
}

// next is what somebody does again who waits in vain for what comes of an act; before is
// what they would have done until now.
func (a act) next(before func() error) func() error {
	switch {
	case a.again != nil:
		return a.again
	case a.aside:
		return before
	}
	return a.do
}
