package bot

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Lines about projects, the group and the channel.
const (
	textAskProject = "Как называется проект? Напишите одной строкой."
	textGroupLost1 = "⚠️ Бота удалили из группы «%s». Согласовывать посты негде: добавьте бота в группу и отправьте в ней /bind."
)

func textProjects(all []store.ProjectRecord) string {
	if len(all) == 0 {
		return "<b>Проекты</b>\n\nПроектов пока нет."
	}
	var b strings.Builder
	b.WriteString("<b>Проекты</b>\n")
	for _, p := range all {
		fmt.Fprintf(&b, "\n• %s: %s", esc(cut(p.Name, 120)), projectState(p.Project))
	}
	return b.String()
}

func projectState(p plans.Project) string {
	switch {
	case !p.Completed.IsZero():
		return "завершён " + shortDate(p.Completed)
	case !p.Contract.IsZero():
		return "контракт от " + shortDate(p.Contract)
	}
	return "контракт не заключён"
}

func textProject(p plans.Project, units []string, today plans.Date) string {
	var b strings.Builder
	b.WriteString(bold(cut(p.Name, 300)))
	if p.Place != "" {
		fmt.Fprintf(&b, "\n%s", esc(p.Place))
	}
	fmt.Fprintf(&b, "\nОтвечает: %s\n", esc(strings.Join(units, "; ")))
	for _, e := range []struct {
		name string
		day  plans.Date
	}{{"Отбор состоялся", p.Selected}, {"Контракт заключён", p.Contract}, {"Проект завершён", p.Completed}, {"Объект открыт", p.Opened}} {
		if e.name == "Отбор состоялся" && e.day.IsZero() {
			continue
		}
		day := "нет даты"
		if !e.day.IsZero() {
			day = date(e.day)
		}
		if e.day > today {
			day += ", ещё впереди"
		}
		fmt.Fprintf(&b, "\n%s: %s", e.name, day)
	}
	return b.String()
}

func textAskProjectUnit(name string) string {
	return "Проект «" + esc(name) + "». Какое подразделение его ведёт?"
}

func textProjectAdded(p plans.Project, unit string) string {
	return "Проект добавлен: " + bold(p.Name) + "\nОтвечает: " + esc(unit)
}

func textBound(plan string) string {
	text := "Готово: посты согласуются здесь."
	if plan != "" {
		text += "\n" + esc(cut(plan, 200))
	}
	return text
}

func textGroupLost(title string) string { return fmt.Sprintf(textGroupLost1, esc(title)) }

func textGroupRefuses(title string) string {
	return "⚠️ Группа «" + esc(title) + "» не принимает сообщения бота. Проверьте, что бот в ней состоит и может писать."
}

// textAskChannel asks about a channel; its address tells it from another of the
// same name.
func textAskChannel(c store.BoundChannel, by string) string {
	text := "Бот стал администратором канала «" + esc(c.Title) + "»"
	if c.Username != "" {
		text += " (t.me/" + esc(c.Username) + ")"
	}
	text += "."
	if by != "" {
		text += "\nКто добавил бота: " + esc(by) + "."
	}
	return text + "\n\nПубликовать в этот канал?"
}

func textStrangerBy(name string) string {
	return name + " (нет в списке людей, проверьте, ваш ли это канал)"
}

func textChannelAnswer(title string, yes bool) string {
	if yes {
		return "Посты будут публиковаться в канале «" + esc(title) + "»."
	}
	return "В канал «" + esc(title) + "» бот публиковать не будет."
}

func textChannelLost(title string) string {
	return "⚠️ Бот больше не может публиковать в канале «" + esc(title) + "». Верните ему право публиковать сообщения."
}
