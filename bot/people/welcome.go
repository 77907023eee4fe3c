package people

import (
	"fmt"
	"slices"
	"time"

	"sdelaemvmeste/bot/bind"
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// greet says who the person is here and what will happen, and sets the menu and the
// keyboard that fit. An administrator is shown what is still to be put up.
func greet(t *chat.Turn) error {
	if err := t.SetMenu(t.Who); err != nil {
		return err
	}
	if err := t.Welcome(t.Who, textGreeting(t.Who, t.UnitNames(t.Who.Units), t.Admin, t.Env.Rehearsal)); err != nil {
		return err
	}
	if t.Admin {
		if shown, err := greetAdmin(t); err != nil || shown {
			return err
		}
	}
	if observes(t.Who, t.Admin) {
		return nil
	}
	return firstSteps(t)
}

// observes reports whether a person only reads what others do.
func observes(p store.PersonRecord, admin bool) bool {
	return !admin && len(p.Units) == 0 && slices.Equal(p.Roles, []plans.Role{plans.Observer})
}

// firstSteps says how many tasks wait, with the way to them and to the rules.
func firstSteps(t *chat.Turn) error {
	mine, err := task.Mine(t)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	if len(mine) > 0 {
		k.Row(chat.Key{Text: fmt.Sprintf("Мои задачи · %d", len(mine)), Verb: "list", Arg: "new"})
	}
	k.Row(chat.Key{Text: "Как это работает", Verb: "how"})
	return t.Say(textFirstSteps(len(mine), firstMailing(t), t.Zone), k)
}

// firstMailing is the next moment at which reminders go out; zero without a plan.
func firstMailing(t *chat.Turn) time.Time {
	if len(t.Plans) == 0 {
		return time.Time{}
	}
	day := t.Calendar().OnOrAfter(plans.DateOf(t.Now, t.Zone))
	at := day.At(t.MorningAt(), t.Zone)
	if !at.After(t.Now) {
		at = t.Calendar().Add(day, 1).At(t.MorningAt(), t.Zone)
	}
	return at
}

// planTitle is the title of the only plan in force; "" where there are none or several.
func planTitle(t *chat.Turn) string {
	if len(t.Plans) != 1 {
		return ""
	}
	return t.Plans[0].Title
}

// Stranger answers an account that the bot does not know. While nobody has come yet it
// is most likely the one who sets the bot up, and who needs the number of the account
// for that: it is not to be asked of another bot.
func Stranger(t *chat.Turn) error {
	all, err := t.Tx.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.User != 0 {
			return t.Say(chat.Esc(chat.TextStranger), chat.Keyboard{})
		}
	}
	var k chat.Keyboard
	number := fmt.Sprint(t.In.From.ID)
	k.Row(chat.Key{Text: "Скопировать номер", Copy: number})
	return t.Say(textOwnNumber(number), k)
}

// startInGroup is the command that Telegram sends in the name of an administrator who
// has chosen the group by the button of the checklist.
func startInGroup(t *chat.Turn, args string) error {
	if args != "bind" {
		return nil
	}
	return bind.Group(t, "")
}
