package bot

import (
	"slices"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// setting is a rule administrators may change in chat.
type setting struct {
	name, button string
	// ask is the question with an example.
	ask string
	// read takes the answer into the settings; false asks again.
	read func(t *turn, words string, s *store.Settings) bool
	// say is the rule as it stands in some settings.
	say func(t *turn, s store.Settings) string
	// recast tells that the agenda follows from it.
	recast bool
}

func settingsTable() []setting {
	return []setting{
		{"at", "Время напоминаний", textAskAt, readAt, sayAt, true},
		{"before", "Напоминания до срока", textAskBefore, readBefore, sayBefore, true},
		{"overdue", "Повтор просроченных", textAskOverdue, readOverdue, sayOverdue, true},
		{"escalate", "Сообщать о просрочке", textAskEscalate, readEscalate, sayEscalate, true},
		{"nudge", "Строки без срока", textAskNudge, readNudge, sayNudge, true},
		{"quorum", "Голосов за пост", textAskQuorum, readQuorum, sayQuorum, false},
		{"own", "Голос автора", textAskOwn, readOwn, sayOwn, false},
		{"quiet", "Тихие часы публикаций", textAskQuietHours, readQuiet, sayQuiet, false},
		{"days", "Местные дни", textAskDays, readDays, sayDays, true},
		{"links", "Проверка ссылок", textAskProbe, readProbe, sayProbe, false},
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
func (t *turn) settingsMenu(string) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	if t.plan.ID == "" {
		return t.noPlan()
	}
	text, k := t.settingsCard()
	if k.err != nil {
		return k.err
	}
	return t.say(text, k)
}

func (t *turn) settingsCard() (string, keyboard) {
	var k keyboard
	var pair []key
	lines := make([]settingLine, 0, len(settingsTable()))
	for _, s := range settingsTable() {
		lines = append(lines, settingLine{s.button, s.say(t, t.settings)})
		pair = append(pair, key{text: s.button, verb: "set", arg: s.name})
		if len(pair) == 2 {
			k.row(pair...)
			pair = nil
		}
	}
	k.row(pair...)
	k.row(key{text: "Образцы постов", verb: "tpls"}, key{text: "Пояснения в постах", verb: "ment"})
	k.row(key{text: "Копия", verb: "copy"})
	if t.settings.Group != 0 {
		k.row(key{text: "Отвязать группу", verb: "ungroup"})
	}
	for _, c := range t.settings.Channels {
		n, err := t.tx.NumberOf(store.ChannelNumber, channelIdentity(c))
		if err != nil {
			k.err = err
		}
		if n != 0 {
			k.row(key{text: "Не публиковать: " + cut(c.Title, 40), verb: "unchan", number: n})
		}
	}
	return textSettings(lines, t.settings), k
}

// pressedSetting asks for a new value.
func (t *turn) pressedSetting(p press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	s, ok := settingNamed(p.arg)
	if !ok {
		return stale()
	}
	if err := t.await(store.Dialog{Await: "set", Text: s.name}); err != nil {
		return err
	}
	return t.say(textAskSetting(s.button, s.say(t, t.settings), s.ask), cancelKeys())
}

// settingWords takes the new value and shows what would change.
func (t *turn) settingWords(d store.Dialog) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	s, ok := settingNamed(d.Text)
	if !ok {
		return stale()
	}
	after := t.settings
	words := cut(t.words(), settingLimit)
	if !s.read(t, words, &after) {
		return refuse(plans.ErrInvalid, textSettingUnknown(s.ask))
	}
	if s.say(t, after) == s.say(t, t.settings) {
		return refuse(plans.ErrInvalid, textSettingSame)
	}
	if err := t.await(store.Dialog{Await: "setok", Text: s.name + " " + words}); err != nil {
		return err
	}
	var k keyboard
	k.row(key{text: "Сохранить", verb: "set!", arg: s.name}, key{text: "Отмена", verb: "no"})
	return t.say(textConfirmSetting(s.button, s.say(t, t.settings), s.say(t, after)), k)
}

const settingLimit = 300

// settingUnsaved is words where «Сохранить» was to be pressed.
func (t *turn) settingUnsaved(store.Dialog) error { return refuse(plans.ErrInvalid, textPressSave) }

// pressedSaveSetting keeps the value that was shown.
func (t *turn) pressedSaveSetting(p press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	d, ok, err := t.tx.Dialog(t.in.Chat.ID, t.in.From.ID)
	if err != nil {
		return err
	}
	s, known := settingNamed(p.arg)
	if !ok || !known || d.Await != "setok" || len(d.Text) <= len(s.name) || d.Text[:len(s.name)+1] != s.name+" " {
		return stale()
	}
	before, after := t.settings, t.settings
	if !s.read(t, d.Text[len(s.name)+1:], &after) {
		return refuse(plans.ErrInvalid, textSettingUnknown(s.ask))
	}
	if err := t.done(); err != nil {
		return err
	}
	if err := t.keepSettings(after, "setting "+s.name, s.say(t, before), s.say(t, after)); err != nil {
		return err
	}
	if s.recast {
		if err := t.shiftSilences(before, after); err != nil {
			return err
		}
		if _, err := schedule.Recast(t.tx, t.now); err != nil {
			return err
		}
	}
	if err := t.strip(); err != nil {
		return err
	}
	return t.say(textSettingSaved(s.button, s.say(t, after)), keyboard{})
}

// keepSettings keeps settings and writes the change into the journal.
func (t *turn) keepSettings(after store.Settings, did string, was, is any) error {
	if err := t.tx.PutSettings(after); err != nil {
		return err
	}
	t.settings, t.days = after, nil
	return t.note(did, "settings", was, is)
}

// pressedUnbind lets the group go.
func (t *turn) pressedUnbind(press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	if t.settings.Group == 0 {
		return refuse(plans.ErrConflict, textNoGroupBound)
	}
	after, was := t.settings, t.settings.Group
	after.Group, after.GroupTitle, after.Thread = 0, "", 0
	if err := t.keepSettings(after, "group unbound", was, nil); err != nil {
		return err
	}
	return t.redrawSettings()
}

// pressedUnbindChannel stops publishing in a channel.
func (t *turn) pressedUnbindChannel(p press) error {
	if err := t.may(changeSettings); err != nil {
		return err
	}
	id, err := t.tx.Identity(store.ChannelNumber, p.number)
	if err != nil {
		return err
	}
	after := t.settings
	after.Channels = slices.DeleteFunc(slices.Clone(after.Channels), func(c store.BoundChannel) bool { return channelIdentity(c) == id })
	if len(after.Channels) == len(t.settings.Channels) {
		return refuse(plans.ErrConflict, textNoSuchChannel)
	}
	if err := t.keepSettings(after, "channel", id, "no"); err != nil {
		return err
	}
	return t.redrawSettings()
}

func (t *turn) redrawSettings() error {
	t.answer(textSaved)
	text, k := t.settingsCard()
	return t.edit(text, k)
}
