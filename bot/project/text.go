package project

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textAskProject = "Как называется проект? Напишите одной строкой."

func textProjects(all []store.ProjectRecord) string {
	if len(all) == 0 {
		return "<b>Проекты</b>\n\nПроектов пока нет."
	}
	var b strings.Builder
	b.WriteString("<b>Проекты</b>\n")
	for _, p := range all {
		fmt.Fprintf(&b, "\n• %s: %s", chat.Esc(chat.Cut(p.Name, 120)), projectState(p.Project))
	}
	return b.String()
}

func projectState(p plans.Project) string {
	switch {
	case !p.Completed.IsZero():
		return "завершён " + chat.ShortDate(p.Completed)
	case !p.Contract.IsZero():
		return "контракт от " + chat.ShortDate(p.Contract)
	}
	return "контракт не заключён"
}

func textProject(p plans.Project, units []string, today plans.Date) string {
	var b strings.Builder
	b.WriteString(chat.Bold(chat.Cut(p.Name, 300)))
	if p.Place != "" {
		fmt.Fprintf(&b, "\n%s", chat.Esc(p.Place))
	}
	fmt.Fprintf(&b, "\n%s\n", chat.Esc(chat.Answering(units)))
	for _, e := range []struct {
		name string
		day  plans.Date
	}{{"Отбор состоялся", p.Selected}, {"Контракт заключён", p.Contract}, {"Проект завершён", p.Completed}, {"Объект открыт", p.Opened}} {
		if e.name == "Отбор состоялся" && e.day.IsZero() {
			continue
		}
		day := "нет даты"
		if !e.day.IsZero() {
			day = chat.Date(e.day)
		}
		if e.day > today {
			day += ", ещё впереди"
		}
		fmt.Fprintf(&b, "\n%s: %s", e.name, day)
	}
	return b.String()
}

func textAskProjectUnit(name string) string {
	return "Проект «" + chat.Esc(name) + "». Какое подразделение его ведёт?"
}

func textProjectAdded(p plans.Project, unit string) string {
	return "Проект добавлен: " + chat.Bold(p.Name) + "\nОтвечает: " + chat.Esc(unit)
}

func textAskPlace(p plans.Project) string {
	text := chat.Bold(chat.Cut(p.Name, 200)) + "\n\nГде находится объект? Напишите одной строкой, например «с. Гофицкое, ул. Советская»."
	if p.Place != "" {
		text += "\n\nСейчас записано: " + chat.Esc(p.Place) + "."
	}
	return text
}

const textPlaceSame = "Это место уже записано."

func textPlaced(p plans.Project) string {
	if p.Place == "" {
		return chat.Bold(chat.Cut(p.Name, 200)) + ": место убрано."
	}
	return chat.Bold(chat.Cut(p.Name, 200)) + ": место записано, " + chat.Esc(p.Place) + "."
}
