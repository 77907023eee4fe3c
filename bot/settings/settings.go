package settings

import (
	"slices"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/page"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// setting is a rule administrators may change in chat.
type setting struct {
	name, button string
	// plans tells that each plan has its own.
	plans bool
	// ask is the question with an example.
	ask string
	// read takes the answer into the settings; false asks again.
	read func(t about, words string, s *store.Settings) bool
	// say is the rule as it stands in some settings.
	say func(t about, s store.Settings) string
	// recast tells that the agenda follows from it.
	recast bool
	// saved does what else follows from a change; nil for nothing.
	saved func(t *chat.Turn) error
}

func settingsTable() []setting {
	return []setting{
		{"at", "Время напоминаний", false, textAskAt, readAt, sayAt, true, nil},
		{"before", "Напоминания до срока", true, textAskBefore, readBefore, sayBefore, true, nil},
		{"overdue", "Повтор просроченных", true, textAskOverdue, readOverdue, sayOverdue, true, nil},
		{"escalate", "Сообщать о просрочке", true, textAskEscalate, readEscalate, sayEscalate, true, nil},
		{"nudge", "Строки без срока", true, textAskNudge, readNudge, sayNudge, true, nil},
		{"quorum", "Голосов за пост", true, textAskQuorum, readQuorum, sayQuorum, false, nil},
		{"steps", "Шаги согласования", true, textAskSteps, readSteps, saySteps, false, nil},
		{"slips", "Опечатки", false, textAskSlips, readSlips, saySlips, false, nil},
		{"own", "Голос автора", true, textAskOwn, readOwn, sayOwn, false, nil},
		{"pages", "Закрытие строки постом", false, textAskAllPages, readAllPages, sayAllPages, false, nil},
		{"quiet", "Тихие часы публикаций", false, textAskQuietHours, readQuiet, sayQuiet, false, nil},
		{"days", "Местные дни", false, textAskDays, readDays, sayDays, true, nil},
		{"links", "Проверка ссылок", false, textAskProbe, readProbe, sayProbe, false, nil},
		{"picture", "Картинка месяца", false, textAskPicture, readPicture, sayPicture, false, nil},
		{"below", "Кнопки внизу", false, textAskBelow, readBelow, sayBelow, false, tellBelow},
	}
}

func settingNamed(name string) (setting, bool) {
	i := slices.IndexFunc(settingsTable(), func(s setting) bool { return s.name == name })
	if i < 0 {
		return setting{}, false
	}
	return settingsTable()[i], true
}

// settingsMenu is /settings: the rules in force and a button for each.
func settingsMenu(t *chat.Turn, _ string) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	text, k, err := settingsCard(t)
	if err != nil {
		return err
	}
	return t.Say(text, k)
}

// settingsCard shows what is set for the district, and for its plan where there is one
// alone; each of several plans has a card of its own.
func settingsCard(t *chat.Turn) (string, chat.Keyboard, error) {
	var k chat.Keyboard
	lines := settingKeys(&k, about{t, t.Longest()}, 0, func(s setting) bool { return !s.plans || len(t.Plans) == 1 })
	switch len(t.Plans) {
	case 0:
	case 1:
		k.Row(chat.Key{Text: "Образцы постов", Verb: "tpls"}, chat.Key{Text: "Пояснения в постах", Verb: "ment"})
	default:
		for _, p := range t.Plans {
			n, err := t.PlanNumber(p.ID)
			if err != nil {
				return "", k, err
			}
			k.Row(chat.Key{Text: "План: " + t.PlanName(p), Verb: "setplan", Number: n})
		}
		k.Row(chat.Key{Text: "Пояснения в постах", Verb: "ment"})
	}
	k.Row(chat.Key{Text: "Официальные страницы", Verb: "pages"}, chat.Key{Text: "Копия", Verb: "copy"})
	if t.Settings.Group != 0 {
		k.Row(chat.Key{Text: "Отвязать группу", Verb: "ungroup"})
	}
	for _, p := range t.Settings.InForce() {
		n, err := t.Tx.NumberOf(store.ChannelNumber, channelIdentity(p))
		if err != nil {
			return "", k, err
		}
		if n != 0 {
			k.Row(chat.Key{Text: "Не публиковать: " + chat.Cut(p.Name, 40), Verb: "unchan", Number: n})
		}
	}
	return textSettings(lines, t.Settings), k, k.Err
}

// settingKeys adds the buttons of some settings, two in a row, and gives their lines.
func settingKeys(k *chat.Keyboard, t about, plan uint64, shown func(setting) bool) []settingLine {
	var pair []chat.Key
	var lines []settingLine
	for _, s := range settingsTable() {
		if !shown(s) {
			continue
		}
		lines = append(lines, settingLine{s.button, s.say(t, t.Settings)})
		pair = append(pair, chat.Key{Text: s.button, Verb: "set", Number: plan, Arg: chat.ArgsOf(chat.Word(s.name))})
		if len(pair) == 2 {
			k.Row(pair...)
			pair = nil
		}
	}
	k.Row(pair...)
	return lines
}

// pressedPlanSettings shows the rules of one of several plans.
func pressedPlanSettings(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	plan, err := t.NumberedPlan(p.Number)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	lines := settingKeys(&k, about{t, plan}, p.Number, func(s setting) bool { return s.plans })
	k.Row(chat.Key{Text: "Образцы постов", Verb: "tpls", Number: p.Number})
	return t.Say(textPlanSettings(t.PlanName(plan), lines), k)
}

// pressedSetting asks for a new value.
func pressedSetting(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	s, ok := settingNamed(p.Arg.Word())
	if !ok {
		return chat.Stale()
	}
	of, err := aboutPlan(t, s, p.Number)
	if err != nil {
		return err
	}
	if err := t.Await(store.Dialog{Await: "set", Number: p.Number, Text: s.name}); err != nil {
		return err
	}
	return t.Say(of.head(s)+textAskSetting(s.button, s.say(of, t.Settings), s.ask), chat.CancelKeys())
}

// aboutPlan is the plan whose rule is read or changed. What is the district's may be
// changed without any.
func aboutPlan(t *chat.Turn, s setting, n uint64) (about, error) {
	if !s.plans {
		return about{t, t.Longest()}, nil
	}
	p, err := t.NumberedPlan(n)
	return about{t, p}, err
}

// head names the plan whose rule it is, where there are several.
func (t about) head(s setting) string {
	if !s.plans {
		return ""
	}
	return chat.OfPlan(t.Turn, t.plan)
}

// settingWords takes the new value and shows what would change.
func settingWords(t *chat.Turn, d store.Dialog) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	s, ok := settingNamed(d.Text)
	if !ok {
		return chat.Stale()
	}
	of, err := aboutPlan(t, s, d.Number)
	if err != nil {
		return err
	}
	after := t.Settings
	words := chat.Cut(strings.ReplaceAll(t.Words(), "\n", "; "), settingLimit)
	if !s.read(of, words, &after) {
		return chat.Refuse(chat.NotUnderstood, textSettingUnknown(s.ask))
	}
	if s.say(of, after) == s.say(of, t.Settings) {
		return chat.Refuse(chat.NothingToDo, textSettingSame)
	}
	if err := t.Await(store.Dialog{Await: "setok", Number: d.Number, Text: string(chat.ArgsOf(chat.Word(s.name), chat.Rest(words)))}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Сохранить", Verb: "set!", Arg: chat.ArgsOf(chat.Word(s.name))}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(of.head(s)+textConfirmSetting(s.button, s.say(of, t.Settings), s.say(of, after)), k)
}

const settingLimit = 300

// settingUnsaved is words where «Сохранить» was to be pressed.
func settingUnsaved(_ *chat.Turn, _ store.Dialog) error {
	return chat.Refuse(chat.ButtonWanted, textPressSave)
}

// pressedSaveSetting keeps the value that was shown.
func pressedSaveSetting(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	d, ok, err := t.Tx.Dialog(t.In.Chat.ID, t.In.From.ID)
	if err != nil {
		return err
	}
	s, known := settingNamed(p.Arg.Word())
	r := chat.Args(d.Text).Read()
	name, words := r.Word(), r.Rest()
	if !ok || !known || d.Await != "setok" || !r.Whole() || name != s.name {
		return chat.Stale()
	}
	of, err := aboutPlan(t, s, d.Number)
	if err != nil {
		return err
	}
	before, after := t.Settings, t.Settings
	if !s.read(of, words, &after) {
		return chat.Refuse(chat.NotUnderstood, textSettingUnknown(s.ask))
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.KeepSettings(after, "setting "+s.name, s.say(of, before), s.say(of, after)); err != nil {
		return err
	}
	if s.recast {
		if err := task.ShiftSilences(t, before, after); err != nil {
			return err
		}
		if _, err := schedule.Recast(t.Tx, t.Now); err != nil {
			return err
		}
	}
	if s.saved != nil {
		if err := s.saved(t); err != nil {
			return err
		}
	}
	if err := t.Strip(); err != nil {
		return err
	}
	return t.Say(textSettingSaved(s.button, s.say(of, after)), chat.Keyboard{})
}

// pressedUnbind lets the group go.
func pressedUnbind(t *chat.Turn, _ chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	if t.Settings.Group == 0 {
		return chat.Refuse(chat.NothingToDo, textNoGroupBound)
	}
	after, was := t.Settings, t.Settings.Group
	after.Group, after.GroupTitle, after.Thread = 0, "", 0
	if err := t.KeepSettings(after, "group unbound", was, nil); err != nil {
		return err
	}
	return redrawSettings(t)
}

// pressedUnbindChannel stops publishing in a channel.
func pressedUnbindChannel(t *chat.Turn, p chat.Press) error {
	if err := t.May(chat.ChangeSettings); err != nil {
		return err
	}
	id, err := t.Tx.Identity(store.ChannelNumber, p.Number)
	if err != nil {
		return err
	}
	for _, bound := range t.Settings.InForce() {
		if channelIdentity(bound) == id {
			if err := page.Remove(t, bound); err != nil {
				return err
			}
			return redrawSettings(t)
		}
	}
	return chat.Refuse(chat.NothingToDo, textNoSuchChannel)
}

// channelIdentity is what the short number of a Telegram channel stands for; other
// pages have none.
func channelIdentity(p store.Page) string {
	if p.Kind != plans.TelegramPage {
		return ""
	}
	return chat.ChannelIdentity(p.Channel())
}

func redrawSettings(t *chat.Turn) error {
	t.Answer(chat.TextSaved)
	text, k, err := settingsCard(t)
	if err != nil {
		return err
	}
	return t.Edit(text, k)
}
