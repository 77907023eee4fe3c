package wording

import (
	"fmt"

	"sdelaemvmeste/plans"
)

// eventOf names a project's event in the genitive: «после … проекта».
func eventOf(e plans.Event, what string) string {
	switch e {
	case plans.ContractSigned:
		return "заключения контракта"
	case plans.Selection:
		return "конкурсного отбора"
	case plans.Completed:
		return "завершения проекта"
	case plans.Opening:
		return "открытия объекта"
	}
	if what != "" {
		return "события «" + what + "»"
	}
	return "события"
}

// afterWords tells a term counted from an event.
func afterWords(d plans.AfterEvent) string {
	event := eventOf(d.Event, d.What)
	switch {
	case d.N == 0:
		return "в день " + event + clockWords(d.Time)
	case d.Before:
		return fmt.Sprintf("за %d %s до %s", d.N, termAccusative(d.N, d.Unit), event) + clockWords(d.Time)
	}
	return fmt.Sprintf("в течение %d %s после %s", d.N, termGenitive(d.N, d.Unit), event) + clockWords(d.Time)
}

// termGenitive is the unit after «в течение N»: 1 дня, 2 дней, 21 дня.
func termGenitive(n int, u plans.TermUnit) string {
	forms := map[plans.TermUnit][2]string{
		plans.TermHour: {"часа", "часов"}, plans.TermDay: {"дня", "дней"},
		plans.TermWorkingDay: {"рабочего дня", "рабочих дней"},
		plans.TermWeek:       {"недели", "недель"}, plans.TermMonth: {"месяца", "месяцев"},
	}[u]
	return Plural(n, forms[0], forms[1], forms[1])
}

// termAccusative is the unit after «за N»: 1 день, 2 дня, 5 дней, 1 неделю.
func termAccusative(n int, u plans.TermUnit) string {
	forms := map[plans.TermUnit][3]string{
		plans.TermHour: {"час", "часа", "часов"}, plans.TermDay: {"день", "дня", "дней"},
		plans.TermWorkingDay: {"рабочий день", "рабочих дня", "рабочих дней"},
		plans.TermWeek:       {"неделю", "недели", "недель"}, plans.TermMonth: {"месяц", "месяца", "месяцев"},
	}[u]
	return Plural(n, forms[0], forms[1], forms[2])
}

// asItHappensWords tells a deadline without a date.
func asItHappensWords(d plans.AsItHappens) string {
	switch d.Event {
	case plans.ContractSigned:
		return "без даты, по мере заключения контрактов"
	case plans.Selection:
		return "без даты, по мере отбора проектов"
	case plans.Completed:
		return "без даты, по мере завершения проектов"
	case plans.Opening:
		return "без даты, по мере открытия объектов"
	}
	if d.What != "" {
		return "без даты: «" + d.What + "»"
	}
	return "без даты, по мере необходимости"
}
