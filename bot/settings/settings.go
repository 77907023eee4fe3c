package settings

import (
	"slices"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/bot/task"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// setting is a rule administrators may change in chat.
type setting struct {
	name, button string
	// ask is the question with an example.
	ask string
	// read takes the answer into the settings; false asks again.
	read func(t *chat.Turn, words string, s *store.Settings) bool
	// say is the rule as it stands in some settings.
	say func(t *chat.Turn, s store.Settings) string
	// recast tells that the agenda follows from it.
	recast bool
	// saved does what else follows from a change; nil for nothing.
	saved func(t *chat.Turn) error
}

func settingsTable() []setting {
	return []setting{
		{"at", "Время напоминаний", textAskAt, readAt, sayAt, true, nil},
		{"before", "Напоминания до срока", textAskBefore, readBefore, sayBefore, true, nil},
		{"overdue", "Повтор просроченных", textAskOverdue, readOverdue, sayOverdue, true, nil},
		{"escalate", "Сообщать о просрочке", textAskEscalate, readEscalate, sayEscalate, true, nil},
		{"nudge", "Строки без срока", textAskNudge, readNudge, sayNudge, true, nil},
		{"quorum", "Голосов за пост", textAskQuorum, readQuorum, sayQuorum, false, nil},
		{"own", "Голос автора", textAskOwn, readOwn, sayOwn, false, nil},
		{"quiet", "Тихие часы публикаций", textAskQuietHours, readQuiet, sayQuiet, false, nil},
		{"days", "Местные дни", textAskDays, readDays, sayDays, true, nil},
		{"links", "Проверка ссылок", textAskProbe, readProbe, sayProbe, false, nil},
		{"below", "Кнопки внизу", textAskBelow, readBelow, sayBelow, false, tellBelow},
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
	if t.Plan.ID == "" {
		return t.NoPlan()
	}
	text, k := settingsCard(t)
	if k.Err != nil {
		return k.Err
	}
	return t.Say(text, k)
}

func settingsCard(t *chat.Turn) (string, chat.Keyboard) {
	var k chat.Keyboard
	var pair []chat.Key
	lines := make([]settingLine, 0, len(settingsTable()))
	for _, s := range settingsTable() {
		lines = append(lines, settingLine{s.button, s.say(t, t.Settings)})
		pair = append(pair, chat.Key{Text: s.button, Verb: "set", Arg: chat.ArgsOf(chat.Word(s.name))})
		if len(pair) == 2 {
			k.Row(pair...)
			pair = nil
		}
	}
	k.Row(pair...)
	k.Row(chat.Key{Text: "Образцы постов", Verb: "tpls"}, chat.Key{Text: "Пояснения в постах", Verb: "ment"})
	k.Row(chat.Key{Text: "Копия", Verb: "copy"})
	if t.Settings.Group != 0 {
		k.Row(chat.Key{Text: "Отвязать группу", Verb: "ungroup"})
	}
	for _, c := range t.Settings.Channels {
		n, err := t.Tx.NumberOf(store.ChannelNumber, chat.ChannelIdentity(c))
		if err != nil {
			k.Err = err
		}
		if n != 0 {
			k.Row(chat.Key{Text: "Не публиковать: " + chat.Cut(c.Title, 40), Verb: "unchan", Number: n})
		}
	}
	return textSettings(lines, t.Settings), k
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
	if err := t.Await(store.Dialog{Await: "set", Text: s.name}); err != nil {
		return err
	}
	return t.Say(textAskSetting(s.button, s.say(t, t.Settings), s.ask), chat.CancelKeys())
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
	after := t.Settings
	words := chat.Cut(t.Words(), settingLimit)
	if !s.read(t, words, &after) {
		return chat.Refuse(chat.NotUnderstood, textSettingUnknown(s.ask))
	}
	if s.say(t, after) == s.say(t, t.Settings) {
		return chat.Refuse(chat.NothingToDo, textSettingSame)
	}
	if err := t.Await(store.Dialog{Await: "setok", Text: string(chat.ArgsOf(chat.Word(s.name), chat.Rest(words)))}); err != nil {
		return err
	}
	var k chat.Keyboard
	k.Row(chat.Key{Text: "Сохранить", Verb: "set!", Arg: chat.ArgsOf(chat.Word(s.name))}, chat.Key{Text: "Отмена", Verb: "no"})
	return t.Say(textConfirmSetting(s.button, s.say(t, t.Settings), s.say(t, after)), k)
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
	before, after := t.Settings, t.Settings
	if !s.read(t, words, &after) {
		return chat.Refuse(chat.NotUnderstood, textSettingUnknown(s.ask))
	}
	if err := t.Done(); err != nil {
		return err
	}
	if err := t.KeepSettings(after, "setting "+s.name, s.say(t, before), s.say(t, after)); err != nil {
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
	return t.Say(textSettingSaved(s.button, s.say(t, after)), chat.Keyboard{})
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
	after := t.Settings
	after.Channels = slices.DeleteFunc(slices.Clone(after.Channels), func(c store.BoundChannel) bool { return chat.ChannelIdentity(c) == id })
	if len(after.Channels) == len(t.Settings.Channels) {
		return chat.Refuse(chat.NothingToDo, textNoSuchChannel)
	}
	if err := t.KeepSettings(after, "channel", id, "no"); err != nil {
		return err
	}
	return redrawSettings(t)
}

func redrawSettings(t *chat.Turn) error {
	t.Answer(chat.TextSaved)
	text, k := settingsCard(t)
	return t.Edit(text, k)
}
