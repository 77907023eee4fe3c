package people

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

// What has to stand before the bot can do its work, in the order in which an
// administrator puts it up.
const (
	setupPlan    = "plan"
	setupPeople  = "people"
	setupGroup   = "group"
	setupChannel = "channel"
	setupFirst   = "first"
)

// setupStep is one of them, in a line; done when it stands.
type setupStep struct {
	name, line string
	done       bool
}

// setupSteps looks what stands.
func setupSteps(t *chat.Turn) ([]setupStep, error) {
	all, err := t.Tx.People()
	if err != nil {
		return nil, err
	}
	came, known, told := 0, 0, false
	for _, p := range all {
		if p.Left || len(p.Units) == 0 && len(p.Roles) == 0 {
			continue
		}
		known++
		if p.User != 0 {
			came++
		}
	}
	for _, p := range all {
		d, err := t.Tx.NewestDigest(p.ID)
		if err != nil {
			return nil, err
		}
		told = told || len(d.Lines) > 0
	}
	return []setupStep{
		{setupPlan, textSetupPlan(t), len(t.Plans) > 0},
		{setupPeople, textSetupPeople(came, known), came > 0},
		{setupGroup, textSetupGroup(t.Settings), t.Settings.Group != 0},
		{setupChannel, textSetupChannel(t.Settings), len(t.Settings.InForce()) > 0},
		{setupFirst, textSetupFirst(told, firstMailing(t), t.Zone), told},
	}, nil
}

// standing are the names of what stands of the steps.
func standing(steps []setupStep) []string {
	var names []string
	for _, s := range steps {
		if s.done {
			names = append(names, s.name)
		}
	}
	return names
}

// checklist is what stands and what does not, with the next step as a button.
func checklist(t *chat.Turn, steps []setupStep) (string, chat.Keyboard) {
	var k chat.Keyboard
	i := slices.IndexFunc(steps, func(s setupStep) bool { return !s.done })
	if i < 0 {
		return textChecklist(steps, ""), k
	}
	next := steps[i].name
	switch {
	case next == setupPlan:
		k.Row(chat.Key{Text: "Прислать план", Verb: "setup", Arg: chat.ArgsOf(chat.Word(next)), Style: store.Primary})
	case next == setupPeople:
		k.Row(chat.Key{Text: "Добавить людей", Verb: "setup", Arg: chat.ArgsOf(chat.Word(next)), Style: store.Primary})
	case next == setupGroup && t.Settings.Bot != "":
		k.Row(chat.Key{Text: "Добавить в группу", URL: linkToGroup(t.Settings.Bot), Style: store.Primary})
	case next == setupChannel && t.Settings.Bot != "":
		k.Row(chat.Key{Text: "Добавить в канал", URL: linkToChannel(t.Settings.Bot), Style: store.Primary})
	}
	return textChecklist(steps, next), k
}

// linkToGroup lets an administrator choose the group; Telegram then sends there
// «/start bind» in their name (core.telegram.org/api/links, «Bot links»).
func linkToGroup(bot string) string { return "https://t.me/" + bot + "?startgroup=bind" }

func linkToChannel(bot string) string {
	return "https://t.me/" + bot + "?startchannel&admin=post_messages+edit_messages+delete_messages"
}

// pressedSetup is the button of the next step.
func pressedSetup(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.Invite); err != nil {
		return err
	}
	switch p.Arg.Word() {
	case setupPlan:
		return t.Say(textSendPlan, chat.Keyboard{})
	case setupPeople:
		return people(t, "")
	}
	return chat.Stale()
}

// greetAdmin shows the checklist until all of it stands, and reports whether it was
// shown.
func greetAdmin(t *chat.Turn) (bool, error) {
	steps, err := setupSteps(t)
	if err != nil {
		return false, err
	}
	stood := standing(steps)
	t.Settings.Setup = &store.Setup{Stood: stood}
	if err := t.Tx.PutSettings(t.Settings); err != nil || len(stood) == len(steps) {
		return false, err
	}
	text, k := checklist(t, steps)
	return true, t.Say(text, k)
}

// SetupMoved shows the administrators the checklist again when what was just done has
// ticked one of its lines.
func SetupMoved(t *chat.Turn) error {
	s, err := t.Tx.Settings()
	if err != nil || s.Setup == nil || slices.Contains(s.Setup.Stood, setupFirst) {
		return err
	}
	t.Settings = s
	if err := t.ReadPlans(); err != nil {
		return err
	}
	steps, err := setupSteps(t)
	if err != nil {
		return err
	}
	stood := standing(steps)
	// The first mailing speaks for itself.
	if !slices.ContainsFunc(stood, func(name string) bool { return name != setupFirst && !slices.Contains(s.Setup.Stood, name) }) {
		return nil
	}
	t.Settings.Setup = &store.Setup{Stood: stood}
	if err := t.Tx.PutSettings(t.Settings); err != nil {
		return err
	}
	admins, err := t.Admins()
	if err != nil {
		return err
	}
	text, k := checklist(t, steps)
	for _, p := range admins {
		if err := t.Tell(p, text, k); err != nil {
			return err
		}
	}
	return nil
}
