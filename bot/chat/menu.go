package chat

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
var menuOrder = []string{"start", "tasks", "plan", "projects", "post", "posts", "report", "away", "people", "settings", "cancel", "help"}

// commonMenus are the menus of those whom the bot does not know apart, by the
// scope Telegram shows them in (Bot API «BotCommandScope»). Who administers a
// group in Telegram may well administer the plan, so they see /bind; whether they
// may is looked up when they send it.
var commonMenus = []struct {
	scope    string
	commands []string
}{
	{"all_private_chats", []string{"start", "help"}},
	{"all_group_chats", []string{"plan", "help"}},
	{"all_chat_administrators", []string{"bind", "plan", "help"}},
}

// Menu is the list of commands for somebody of these rights, as it is said to who
// is here already: without /start.
func (t *Turn) Menu() []store.Command {
	var names []string
	for name, c := range t.Env.Commands {
		if name != "start" && c.Help != "" && c.Private && (c.Need == "" || t.Allowed(c.Need, nil)) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return slices.Index(menuOrder, a) - slices.Index(menuOrder, b) })
	return t.Env.lines(names)
}

// lines are the menu lines of commands.
func (b *Env) lines(names []string) []store.Command {
	var lines []store.Command
	for _, name := range names {
		lines = append(lines, store.Command{Name: name, Text: b.Commands[name].Help})
	}
	return lines
}

// SetMenu sets the menu of somebody who has come, or whose rights have changed.
func (t *Turn) SetMenu(p store.PersonRecord) error {
	if !p.Connected() {
		return nil
	}
	as := *t
	as.Who, as.Admin = p, t.Env.Admin(p.User)
	return t.Send(store.Outgoing{
		Do: store.SetCommands, Scope: "chat", ScopeChat: int64(p.User), Commands: append(t.Env.lines([]string{"start"}), as.Menu()...),
	})
}

// DropMenu gives an account that has lost its access the menu of strangers.
func (t *Turn) DropMenu(u plans.UserID) error {
	return t.Send(store.Outgoing{Do: store.SetCommands, Scope: "chat", ScopeChat: int64(u)})
}

// SetMenus sets all menus anew.
func (t *Turn) SetMenus() error {
	for _, m := range commonMenus {
		if err := t.Send(store.Outgoing{Do: store.SetCommands, Scope: m.scope, Commands: t.Env.lines(m.commands)}); err != nil {
			return err
		}
	}
	people, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := t.SetMenu(p); err != nil {
			return err
		}
	}
	return nil
}

// MenuPrint changes when what the menus are made of does: the commands, the
// rights, the administrators. So a start of the same program sets none.
func (b *Env) MenuPrint() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(b.Commands)) {
		c := b.Commands[name]
		fmt.Fprintln(h, name, c.Private, c.Help, c.Need)
	}
	fmt.Fprintln(h, rights(), commonMenus, b.Admins)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
