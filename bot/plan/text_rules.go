package plan

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

// rule is something a plan says beside its rows, in words.
type rule struct{ name, was, is string }

// textRules lists what a newer version changes beside the deadlines, the words and
// the people of its rows. Rules that were set in chat go before those of a plan, so
// of those it is only said that the file has others.
// Unknown reports whether the district has a unit from no plan at all.
func textRules(p schedule.Proposal, s store.Settings, unknown func(plans.UnitID) bool) []string {
	was, is := p.Old, p.Plan
	approved := "Кто утвердил"
	if planfile.ByAct(was.Approved) || planfile.ByAct(is.Approved) {
		approved = "Утверждён"
	}
	rules := []rule{
		{"Название", was.Title, is.Title},
		{approved, was.Approved, is.Approved},
		{"Период", spanText(was.Period), spanText(is.Period)},
		{"Часовой пояс", was.Zone, is.Zone},
		{"Хештег", was.Hashtag, is.Hashtag},
	}
	var overruled []string
	if s.At != nil {
		if was.Reminders.At != is.Reminders.At {
			overruled = append(overruled, "Время напоминаний в файле другое, но действует заданное в /settings.")
		}
		was.Reminders.At = is.Reminders.At
	}
	if reminders := reminderRules(was.Reminders, is.Reminders); s.Plans[was.ID].Reminders == nil {
		rules = append(rules, reminders...)
	} else if len(ruleLines(reminders)) > 0 {
		overruled = append(overruled, "Правила напоминаний в файле другие, но действуют заданные в /settings.")
	}
	if approval := approvalRules(was.Approval, is.Approval); s.Plans[was.ID].Approval == nil {
		rules = append(rules, approval...)
	} else if len(ruleLines(approval)) > 0 {
		overruled = append(overruled, "Правила согласования в файле другие, но действуют заданные в /settings.")
	}
	return slices.Concat(ruleLines(rules), unitLines(was, is, unknown), rowRules(p.Diff), overruled)
}

// ruleLines says the rules that changed.
func ruleLines(rules []rule) []string {
	var lines []string
	for _, r := range rules {
		if r.was != r.is {
			lines = append(lines, r.name+": "+valueText(r.was)+" → "+valueText(r.is))
		}
	}
	return lines
}

// valueText is a rule's value, which a plan may leave out.
func valueText(s string) string {
	if s == "" {
		return "нет"
	}
	return "«" + chat.Esc(chat.Cut(s, 200)) + "»"
}

func spanText(s plans.Span) string { return chat.ShortDate(s.From) + "–" + chat.ShortDate(s.To) }

func reminderRules(was, is plans.Reminders) []rule {
	return []rule{
		{"Время напоминаний", was.At.String(), is.At.String()},
		{"За сколько дней напоминать", numbersText(was.Before), numbersText(is.Before)},
		{"Просроченное", chat.Cadence(was.Overdue), chat.Cadence(is.Overdue)},
		{"Через сколько рабочих дней узнаёт контролёр", strconv.Itoa(was.Controller), strconv.Itoa(is.Controller)},
		{"Через сколько рабочих дней узнаёт группа", strconv.Itoa(was.Group), strconv.Itoa(is.Group)},
		{"О строках без срока", chat.Cadence(was.Nudge), chat.Cadence(is.Nudge)},
	}
}

func approvalRules(was, is plans.Approval) []rule {
	own := func(a plans.Approval) string {
		if a.Own {
			return "считается"
		}
		return "не считается"
	}
	rules := []rule{
		{"Голосов для утверждения", strconv.Itoa(was.Quorum), strconv.Itoa(is.Quorum)},
		{"Голос автора", own(was), own(is)},
	}
	if reflect.DeepEqual(was, is) || len(ruleLines(rules)) > 0 {
		return rules
	}
	return []rule{{"Порядок согласования", "прежний", "новый"}}
}

func numbersText(all []int) string {
	words := make([]string, 0, len(all))
	for _, n := range all {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, ", ")
}

// unitLines says which units come, go or are something else than they were. One that
// comes from another plan of the district is not new.
func unitLines(was, is plans.Plan, unknown func(plans.UnitID) bool) []string {
	var lines []string
	for _, u := range is.Units {
		old, ok := was.Unit(u.ID)
		switch {
		case !ok && !unknown(u.ID):
			continue
		case !ok:
			lines = append(lines, "Новое подразделение: "+chat.Esc(chat.Cut(u.Name, 200)))
			continue
		case old.Name != u.Name:
			lines = append(lines, "Подразделение: "+valueText(old.Name)+" → "+valueText(u.Name))
		case !slices.Equal(old.Aliases, u.Aliases):
			lines = append(lines, "Другие сокращения названия: "+chat.Esc(chat.Cut(u.Name, 200)))
		}
		if old.External != u.External || old.ByProject != u.ByProject {
			lines = append(lines, chat.Esc(chat.Cut(u.Name, 200))+": "+unitKind(old)+" → "+unitKind(u))
		}
	}
	for _, u := range was.Units {
		if _, stays := is.Unit(u.ID); !stays {
			lines = append(lines, "Подразделения больше нет: "+chat.Esc(chat.Cut(u.Name, 200)))
		}
	}
	return lines
}

func unitKind(u plans.Unit) string {
	switch {
	case u.ByProject:
		return "подразделение проекта"
	case u.External:
		return "внешняя организация"
	}
	return "своё подразделение"
}

// rowRules says of rows that remain what the other parts of a comparison do not.
func rowRules(d schedule.Difference) []string {
	var lines []string
	for _, c := range d.Kept {
		no := "Строка " + chat.Esc(string(c.Now.No)) + ": "
		if c.Was.Phrase != c.Now.Phrase && !c.Redated() {
			lines = append(lines, no+"срок записан другими словами, «"+chat.Esc(chat.Cut(c.Now.Phrase, 200))+"»")
		}
		if c.Was.Channel != c.Now.Channel {
			lines = append(lines, no+"площадка, "+channelText(c.Was.Channel)+" → "+channelText(c.Now.Channel))
		}
		if c.Was.Post != c.Now.Post {
			lines = append(lines, no+"пост, "+postText(c.Was.Post)+" → "+postText(c.Now.Post))
		}
	}
	return lines
}

func channelText(c plans.Channel) string {
	switch c {
	case plans.TrainingChannel:
		return "обучение"
	case plans.SiteChannel:
		return "сайт"
	case plans.SocialChannel:
		return "социальные сети"
	case plans.PressChannel:
		return "печать"
	case plans.EventChannel:
		return "мероприятие"
	}
	return "не указана"
}

func postText(k plans.PostKind) string {
	switch k {
	case plans.AnnouncementPost:
		return "анонс"
	case plans.ProgressPost:
		return "о ходе работ"
	case plans.ResultsPost:
		return "об итогах"
	}
	return "не нужен"
}

// textNewcomers says which people and projects of the file the program does not
// know yet; of those it knows, what was said in chat stands.
func textNewcomers(people []plans.Person, projects []plans.Project) []string {
	var lines []string
	for _, p := range people {
		lines = append(lines, "Новый сотрудник: "+chat.Esc(chat.Cut(chat.NameOr(p.Name), 200)))
	}
	for _, p := range projects {
		lines = append(lines, fmt.Sprintf("Проект из файла: %s", chat.Esc(chat.Cut(p.Name, 200))))
	}
	return lines
}
