package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// deed is a sort of thing that people do.
type deed struct {
	name string
	do   func(*district)
}

// deeds are all sorts there are.
func deeds() []deed {
	return []deed{
		{"confirm", (*district).confirm}, {"judge", (*district).judge}, {"fact", (*district).fact},
		{"postpone", (*district).postpone}, {"move", (*district).moveDeadline}, {"help", (*district).help},
		{"leave", (*district).leave}, {"event", (*district).event}, {"post", (*district).write}, {"vote", (*district).voteOn},
		{"rework", (*district).rework}, {"invite", (*district).invite}, {"load a plan", (*district).loadPlan},
		{"forget", (*district).forgetGuest}, {"stranger", (*district).strangerTries}, {"anything", (*district).anything},
		{"old button", (*district).oldButton}, {"at once", (*district).atOnce}, {"edit", (*district).editOwn},
	}
}

// The people of a district by their places in its plan: two who owe, one who keeps the
// plan and votes, one who votes.
const (
	worker = iota
	second
	controller
	approver
)

// said is words that nobody else ever says.
func (d *district) said(words string) string {
	d.tokens++
	return fmt.Sprintf("%s №%d.", words, d.tokens)
}

// breathless lets a moment, some seconds or a minute go by.
func (d *district) breathless() {
	d.pass([]time.Duration{70 * time.Millisecond, 2 * time.Second, 4 * time.Second, 70 * time.Second}[d.rand.IntN(4)])
}

func (d *district) says(who int64, words string) {
	d.server.Say(who, who, words)
	d.breathless()
}

// pressing presses a random button of the newest message in a chat that has one that
// fits, and reports whether there was one.
func (d *district) pressing(who, chat int64, fits func(caption string) bool) bool {
	all := d.server.Messages(chat)
	for _, m := range slices.Backward(all[max(0, len(all)-12):]) {
		if !m.FromBot || m.Only != 0 && m.Only != who {
			continue
		}
		buttons := slices.DeleteFunc(slices.Concat(m.Buttons...), func(b emulator.Button) bool {
			return b.Data == "" || b.Disabled || !fits(b.Text)
		})
		if len(buttons) == 0 {
			continue
		}
		b := buttons[d.rand.IntN(len(buttons))]
		if _, err := d.server.Press(who, chat, m.ID, b.Text); err != nil {
			if _, err := d.server.PressData(who, chat, m.ID, b.Data); err != nil {
				d.t.Fatal(err)
			}
		}
		d.pressed = append(d.pressed, offered{who, chat, m.ID, b.Data})
		d.breathless()
		return true
	}
	return false
}

func with(words ...string) func(string) bool {
	return func(caption string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(caption, w) })
	}
}

var number = regexp.MustCompile(`^(?:✅ ?)?\d+(?: ?✅)?$`)

// card opens the card of some task.
func (d *district) card(who int64) {
	if d.rand.IntN(2) == 0 || !d.pressing(who, who, number.MatchString) {
		d.says(who, "/tasks")
		d.pressing(who, who, number.MatchString)
	}
}

func (d *district) confirm() {
	who := d.people[d.rand.IntN(2)]
	d.card(who)
	if !d.pressing(who, who, with("Выполнено", "Добавить факт")) {
		return
	}
	switch d.rand.IntN(4) {
	case 0:
		d.pressing(who, who, with("Без подтверждения"))
	case 1:
		d.says(who, "https://petrgosk.ru/news/"+fmt.Sprint(d.rand.IntN(1000)))
	case 2:
		d.server.Send(who, who, emulator.Draft{Text: d.said("Фото"), Photo: d.photo()})
		d.breathless()
	default:
		d.says(who, d.said("Сделано"))
	}
}

func (d *district) photo() *emulator.Upload {
	d.tokens++
	return &emulator.Upload{Name: fmt.Sprint(d.tokens, ".jpg"), Content: fmt.Append(nil, "фото", d.tokens)}
}

func (d *district) judge() {
	who := d.people[controller]
	if !d.pressing(who, who, with("Принять", "Вернуть")) {
		return
	}
	if d.rand.IntN(2) == 0 {
		d.says(who, d.said("Не хватает фото"))
	}
}

func (d *district) fact() {
	who := d.people[d.rand.IntN(2)]
	d.says(who, "/tasks")
	for range 4 {
		d.pressing(who, who, number.MatchString)
		if d.pressing(who, who, with("Добавить факт")) {
			d.says(who, d.said("Провели встречу"))
			return
		}
	}
}

func (d *district) postpone() {
	who := d.people[d.rand.IntN(2)]
	d.card(who)
	if d.pressing(who, who, with("Отложить")) {
		d.pressing(who, who, with("Завтра", "Через 3 дня", "В понедельник", "Отмена"))
	}
}

func (d *district) moveDeadline() {
	who := d.people[controller]
	d.card(who)
	if d.pressing(who, who, with("Перенести срок")) {
		d.says(who, d.local().AddDate(0, 0, d.rand.IntN(40)).Format("02.01.2006"))
		d.says(who, d.said("Ждём подрядчика"))
	}
}

func (d *district) help() {
	who := d.people[d.rand.IntN(2)]
	d.card(who)
	if d.pressing(who, who, with("Нужна помощь")) {
		d.says(who, d.said("Нет людей"))
	}
}

func (d *district) leave() {
	who := d.people[second]
	d.says(who, "/away")
	if d.rand.IntN(3) == 0 && d.pressing(who, who, with("Отпуск не нужен")) {
		return
	}
	from := d.local().AddDate(0, 0, d.rand.IntN(3))
	d.says(who, "с "+from.Format("02.01.2006")+" по "+from.AddDate(0, 0, d.rand.IntN(2)).Format("02.01.2006"))
	d.pressing(who, who, with("Никто", "Специалист"))
}

func (d *district) event() {
	who := d.people[d.rand.IntN(3)]
	d.says(who, "/projects")
	if d.pressing(who, who, with("парк", "Ремонт", "площадка")) && d.pressing(who, who, with("Контракт", "завершён", "открыт")) {
		d.pressing(who, who, with("Сегодня", "Вчера", "Отмена"))
	}
}

// write begins a post and sends it to the vote.
func (d *district) write() {
	who := d.people[d.rand.IntN(2)]
	if d.rand.IntN(2) == 0 {
		d.says(who, "/post")
	} else if d.card(who); !d.pressing(who, who, with("Подготовить пост")) {
		return
	}
	text := d.said("Парк открыт") + " #СДЕЛАЕМВМЕСТЕ"
	switch d.rand.IntN(3) {
	case 0:
		d.server.Say(who, who, text)
	case 1:
		d.server.Send(who, who, emulator.Draft{Text: text, Photo: d.photo()})
	default:
		d.server.Album(who, who, emulator.Draft{Text: text, Photo: d.photo()}, emulator.Draft{Photo: d.photo()})
	}
	d.pass(4 * time.Second)
	d.pressing(who, who, with("На согласование"))
}

func (d *district) voteOn() {
	who := d.people[controller+d.rand.IntN(2)]
	d.pressing(who, d.group, with("Утвердить"))
	d.truth()
}

// rework returns a post, rejects it, or takes a vote back.
func (d *district) rework() {
	who := d.people[controller+d.rand.IntN(2)]
	if d.pressing(who, d.group, with("На доработку", "Отклонить", "Снять мой голос")) && d.rand.IntN(2) == 0 {
		d.server.Send(who, d.group, emulator.Draft{Text: d.said("Короче"), ReplyTo: d.server.Last(d.group).ID})
		d.breathless()
	}
	author := d.people[d.rand.IntN(2)]
	d.pressing(author, author, with("На согласование", "Вернуть в черновики"))
}

// truth answers the questions whether a post is out, as somebody who looks.
func (d *district) truth() {
	for range 3 {
		answered := false
		for _, m := range d.server.Messages(d.group) {
			if !m.FromBot || len(m.Buttons) == 0 || !strings.Contains(m.Text, "публикация вышла?") {
				continue
			}
			answered = true
			caption := "Не вышла"
			if d.seen(m.Text) {
				caption = "Вышла"
			}
			d.pressing(d.people[controller], d.group, func(c string) bool {
				return strings.Contains(c, caption) && strings.Contains(c, "Не") == (caption == "Не вышла")
			})
			break
		}
		if !answered {
			return
		}
	}
}

func (d *district) invite() {
	d.says(d.admin, "/people")
	if !d.pressing(d.admin, d.admin, with("финансовое", "жилищно")) || !d.pressing(d.admin, d.admin, with("Пригласить")) {
		return
	}
	d.says(d.admin, fmt.Sprintf("Новый сотрудник %d", d.links+1))
	last := linkSent.FindStringSubmatch(d.server.Last(d.admin).Text)
	if last == nil {
		return
	}
	d.links++
	guest := d.server.AddUser(emulator.User{ID: int64(2000 + d.links), FirstName: fmt.Sprint("Гость ", d.links)}).ID
	d.guests = append(d.guests, guest)
	d.says(guest, "/start "+last[1])
}

var linkSent = regexp.MustCompile(`start=([A-Za-z0-9_-]+)`)

func (d *district) loadPlan() {
	who := d.people[controller]
	d.server.Send(who, who, emulator.Draft{Document: &emulator.Upload{Name: "второй.yaml", Content: []byte(secondYear)}})
	d.pass(3 * time.Second)
	d.pressing(who, who, with("Рядом с действующими", "Загрузить", "Отмена"))
}

func (d *district) forgetGuest() {
	if len(d.guests) == 0 {
		d.invite()
		return
	}
	guest := d.guests[d.rand.IntN(len(d.guests))]
	d.says(guest, "/forget")
	d.pressing(guest, guest, with("Удалить мои данные", "Отмена"))
}

// strangerTries writes without an invitation, and presses copies of people's buttons.
func (d *district) strangerTries() {
	must(d.t, d.server.AtOnce(func() error {
		m := d.server.Say(d.stranger, d.stranger, []string{"/start", "/tasks", "/plan", "Кто вы?", "/start AAAAAAAAAAAAAAAAAAAAAA"}[d.rand.IntN(5)])
		for range min(3, len(d.pressed)) {
			b := d.pressed[d.rand.IntN(len(d.pressed))]
			if _, err := d.server.PressData(d.stranger, d.stranger, m.ID, b.data); err != nil {
				return err
			}
		}
		return nil
	}))
	d.breathless()
}

// harmful are buttons that nobody presses by chance: those that end a plan or take people
// and pages away, and those by which people say what they see.
var harmful = []string{
	"Завершить план", "Вместо", "Больше не работает", "Убрать", "Объединить", "Вышла", "Не вышла", "Опубликовать", "Удалить", "Часы верны",
	"Снять с", "роль", "Размещено", "Не будет",
}

// anything is a random button, and words after it when they are asked for.
func (d *district) anything() {
	who := d.people[d.rand.IntN(len(d.people))]
	for range 1 + d.rand.IntN(4) {
		d.pressing(who, who, func(c string) bool { return !with(harmful...)(c) })
		if d.rand.IntN(3) == 0 {
			d.says(who, []string{d.said("Слова"), "завтра", d.local().AddDate(0, 0, 9).Format("02.01.2006"), "3.3", "https://petrgosk.ru", "план"}[d.rand.IntN(6)])
		}
	}
}

// oldButton presses something again that was pressed before.
func (d *district) oldButton() {
	if len(d.pressed) == 0 {
		return
	}
	b := d.pressed[d.rand.IntN(len(d.pressed))]
	if _, err := d.server.PressData(b.who, b.chat, b.message, b.data); err != nil {
		d.t.Fatal(err)
	}
	d.breathless()
}

// atOnce is a press made twice, and a word, before the program hears of any.
func (d *district) atOnce() {
	if len(d.pressed) == 0 {
		return
	}
	b := d.pressed[len(d.pressed)-1]
	must(d.t, d.server.AtOnce(func() error {
		for range 2 {
			if _, err := d.server.PressData(b.who, b.chat, b.message, b.data); err != nil {
				return err
			}
		}
		d.server.Say(b.who, b.who, d.said("И ещё"))
		return nil
	}))
	d.breathless()
}

// editOwn changes a person's newest words.
func (d *district) editOwn() {
	who := d.people[d.rand.IntN(2)]
	for _, m := range slices.Backward(d.server.Messages(who)) {
		if m.From == who && m.Kind == "text" && !strings.HasPrefix(m.Text, "/") {
			d.server.Edit(who, who, m.ID, m.Text+" Исправлено.")
			d.breathless()
			return
		}
	}
}
