package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sdelaemvmeste/internal/emulator"
)

// menu is the commands of a menu as Telegram holds it.
func (s *stage) menu(scope string) string {
	var names []string
	for _, c := range s.server.Commands(scope) {
		names = append(names, c.Command)
	}
	return strings.Join(names, " ")
}

func (s *stage) wantMenu(scope, want string) {
	s.t.Helper()
	if got := s.menu(scope); got != want {
		s.t.Errorf("menu of %s: %q, want %q", scope, got, want)
	}
}

// TestMenus follows the menus of commands: the common ones are set at the first
// start and not at the next, a person's own comes with him, changes with his
// roles and goes when he goes.
func TestMenus(t *testing.T) {
	const (
		stranger = "start help"
		person   = "start tasks plan projects post posts away cancel help"
		admin    = "start tasks plan projects post posts report away people settings cancel help"
		own      = "chat:1003"
	)
	bubble(t, func(t *testing.T) *stage {
		s, p := fewPeople(t)
		act := func(lines ...string) {
			t.Helper()
			if err := p.Run(strings.Join(lines, "\n")); err != nil {
				t.Fatal(err)
			}
		}
		requests := func() int {
			return len(s.server.Requests("setMyCommands")) + len(s.server.Requests("deleteMyCommands"))
		}
		act(`person admin "Администратор" 1001`, `person zhkh "Специалист отдела ЖКХ" 1003`)
		s.wantMenu("all_private_chats", stranger)
		s.wantMenu("all_group_chats", "plan help")
		s.wantMenu("all_chat_administrators", "bind plan help")
		s.wantMenu("default", "")

		act("zhkh says /start")
		s.wantMenu(own, "")
		act("admin says /start", "admin says /people", `admin presses "жилищно-коммунального"`, `admin presses "Пригласить"`, "zhkh joins admin")
		s.wantMenu(fmt.Sprint("chat:", adminID), admin)
		s.wantMenu(own, person)

		before := requests()
		act("restart")
		if n := requests(); n != before {
			t.Errorf("a restart set %d menus", n-before)
		}
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		s.admins = append(s.admins, 1003)
		s.start()
		act("zhkh says /help")
		s.wantMenu(own, admin)

		act("admin says /people", `admin presses "жилищно-коммунального"`, `admin presses "Специалист отдела ЖКХ"`, `admin presses "исполнитель"`)
		s.wantMenu(own, admin)
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		s.admins = s.admins[:1]
		s.start()
		act("zhkh says /help")
		s.wantMenu(own, "start cancel help")
		act("zhkh says /forget", `zhkh presses "Удалить мои данные"`)
		s.wantMenu(own, "")
		s.wantMenu("all_private_chats", stranger)
		return s
	})
}

// TestMenuOfAnotherBot: with the token of another bot all menus are set anew.
func TestMenuOfAnotherBot(t *testing.T) {
	bubble(t, func(t *testing.T) *stage {
		s := watched(t, "2023-03-13 12:00", nil)
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		at := s.Now
		s.server = emulator.New(emulator.Config{Username: "other_bot", Now: at, Pace: time.Now})
		s.server.AddUser(emulator.User{ID: adminID, FirstName: "Администратор"})
		s.server.Start(adminID)
		s.start()
		s.pass(time.Minute)
		s.wantMenu("all_group_chats", "plan help")
		if s.menu(fmt.Sprint("chat:", adminID)) == "" {
			t.Error("the administrator has no menu with the other bot")
		}
		return s
	})
}
