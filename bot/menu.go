package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// menuOrder is the order of commands in menus and in /help.
var menuOrder = []string{"start", "tasks", "plan", "projects", "post", "posts", "away", "people", "settings", "cancel", "help"}

// commonMenus are the menus of those whom the bot does not know apart, by the
// scope Telegram shows them in (Bot API «BotCommandScope»). Who administers a
// group in Telegram may well administer the plan, so he sees /bind; whether he
// may is looked up when he sends it.
var commonMenus = []struct {
	scope    string
	commands []string
}{
	{"all_private_chats", []string{"start", "help"}},
	{"all_group_chats", []string{"plan", "help"}},
	{"all_chat_administrators", []string{"bind", "plan", "help"}},
}

// menu is the list of commands for somebody of these rights, as it is said to who
// is here already: without /start.
func (t *turn) menu() []store.Command {
	var names []string
	for name, c := range t.bot.commands {
		if name != "start" && c.help != "" && c.private && (c.need == "" || t.allowed(c.need, nil)) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return slices.Index(menuOrder, a) - slices.Index(menuOrder, b) })
	return t.bot.lines(names)
}

// lines are the menu lines of commands.
func (b *Bot) lines(names []string) []store.Command {
	var lines []store.Command
	for _, name := range names {
		lines = append(lines, store.Command{Name: name, Text: b.commands[name].help})
	}
	return lines
}

// setMenu sets the menu of somebody who has come, or whose rights have changed.
func (t *turn) setMenu(p store.PersonRecord) error {
	if !p.Connected() {
		return nil
	}
	as := *t
	as.who, as.admin = p, t.bot.admin(p.User)
	return t.send(store.Outgoing{
		Do: store.SetCommands, Scope: "chat", ScopeChat: int64(p.User), Commands: append(t.bot.lines([]string{"start"}), as.menu()...),
	})
}

// dropMenu gives an account that has lost its access the menu of strangers.
func (t *turn) dropMenu(u plans.UserID) error {
	return t.send(store.Outgoing{Do: store.SetCommands, Scope: "chat", ScopeChat: int64(u)})
}

// setMenus sets all menus anew.
func (t *turn) setMenus() error {
	for _, m := range commonMenus {
		if err := t.send(store.Outgoing{Do: store.SetCommands, Scope: m.scope, Commands: t.bot.lines(m.commands)}); err != nil {
			return err
		}
	}
	people, err := t.tx.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := t.setMenu(p); err != nil {
			return err
		}
	}
	return nil
}

// menuPrint changes when what the menus are made of does: the commands, the
// rights, the administrators. So a start of the same program sets none.
func (b *Bot) menuPrint() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(b.commands)) {
		c := b.commands[name]
		fmt.Fprintln(h, name, c.private, c.help, c.need)
	}
	fmt.Fprintln(h, rights(), commonMenus, b.Admins)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
