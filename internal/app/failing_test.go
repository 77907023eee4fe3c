package app_test

import (
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// failingStory brings a post to its approval.
const failingStory = `
person admin "Администратор" 1001
person ctl "Начальник финансового управления" 1002
person zhkh "Специалист отдела ЖКХ" 1003
admin says /start
admin says /people
admin presses "финансовое управление"
admin presses "Пригласить"
ctl joins admin
admin says /people
admin presses "жилищно-коммунального"
admin presses "Пригласить"
zhkh joins admin
group group "Согласование" ctl zhkh admin
admin says /bind @group
channel channel "Петровский округ" petrgosk admin
admin presses "Да"
zhkh says /post
zhkh says "Короткий пост. #СДЕЛАЕМВМЕСТЕ"
zhkh presses "На согласование"
`

// TestWhatTelegramFailsAtIsTold: a publication and a private message that Telegram
// answers with a 500 for a day, while it does everything else, are given up and
// told of; the post stays approved and goes out once it can.
func TestWhatTelegramFailsAtIsTold(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s, p := fewPeople(t)
		if err := p.Run(failingStory); err != nil {
			t.Fatal(err)
		}
		const approver, author = int64(1002), int64(1003)
		channel := s.chat(emulator.Channel)
		s.server.Fault(emulator.Fault{Chat: channel, Do: emulator.InternalError, Times: -1})
		s.server.Fault(emulator.Fault{Method: "sendMessage", Chat: author, Do: emulator.InternalError, Times: -1})
		group := s.chat(emulator.Group)
		if _, err := s.server.Press(approver, group, 0, "Утвердить"); err != nil {
			t.Fatal(err)
		}
		s.server.Say(author, author, "/help")
		const refused, lost = "больше суток отвечает ошибкой на этот пост", "ошибкой на одно из сообщений для «Специалист отдела ЖКХ»"
		for range 2 * 23 {
			s.server.Say(adminID, adminID, "/plan")
			s.pass(30 * time.Minute)
		}
		s.wantTold(refused, 0)
		for range 2 * 3 {
			s.server.Say(adminID, adminID, "/plan")
			s.pass(30 * time.Minute)
		}
		s.wantTold(refused, 1)
		s.wantTold(lost, 1)
		if n := s.posts(channel); n != 0 {
			t.Fatalf("%d posts in the channel", n)
		}
		s.server.ClearFaults()
		if _, err := s.server.Press(adminID, adminID, 0, "Опубликовать сейчас"); err != nil {
			t.Fatal(err)
		}
		s.pass(10 * time.Minute)
		if n := s.posts(channel); n != 1 {
			t.Errorf("%d posts in the channel", n)
		}
		return s
	})
}

// chat is the one chat of a kind.
func (s *stage) chat(kind emulator.ChatKind) int64 {
	for _, r := range s.server.Journal() {
		if r.Method == "create "+string(kind) {
			return r.Chat
		}
	}
	s.t.Fatalf("no %s", kind)
	return 0
}

// posts counts the messages of the bot in a channel.
func (s *stage) posts(channel int64) int {
	n := 0
	for _, m := range s.server.Messages(channel) {
		if m.FromBot {
			n++
		}
	}
	return n
}
