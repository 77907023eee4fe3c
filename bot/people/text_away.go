package people

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Lines about leave and deputies.
const (
	textAwayUnknown  = "Не понял, какие это даты. Напишите, например: «с 3 по 16 июля», «03.07.2023-16.07.2023» или «завтра»."
	textAwayPast     = "Эти дни уже прошли. Напишите даты отпуска ещё раз."
	textAwayLong     = "Получилось больше двух лет. Проверьте даты и напишите ещё раз."
	textNoLeave      = "Отпуск уже закончился или отменён."
	textDeputyCannot = "Этот человек не сможет замещать в эти дни. Выберите другого."
	textPressDeputy  = "Выберите заместителя кнопкой или нажмите «Никто»."
)

func textAskAway(p store.PersonRecord, own bool) string {
	who := "Когда вас не будет?"
	if !own {
		who = chat.Esc(chat.NameOr(p.Name)) + ": когда отпуск?"
	}
	return "<b>Отпуск и замещение</b>\n\n" + who + " Напишите даты, например «с 3 по 16 июля» или «завтра»."
}

func textAskDeputy(p store.PersonRecord, s plans.Span, own bool) string {
	who := "Вас не будет"
	if !own {
		who = chat.Esc(chat.NameOr(p.Name)) + ": отпуск"
	}
	return who + " " + chat.Ended(chat.Span(s)) + " Даты записаны.\n\nКто замещает? Заместитель получит напоминания и сможет подтверждать выполнение. " +
		"Если никто, напоминания получат остальные сотрудники подразделения, а если их нет, контролёр."
}

// textAway says a leave with its deputy.
func textAway(p store.PersonRecord, deputy string) string {
	text := "🌴 <b>Отпуск и замещение</b>\n" + chat.Esc(chat.NameOr(p.Name)) + ": отпуск " + chat.Ended(chat.Span(p.Away.Span)) + "\n"
	if deputy == "" {
		return text + "Замещает: никто. Напоминания получат остальные сотрудники подразделения, а если их нет, контролёр."
	}
	return text + "Замещает: " + chat.Esc(deputy) + "."
}

func textAwayOff(p store.PersonRecord, own bool) string {
	if own {
		return "Отпуск снят. Напоминания снова приходят вам."
	}
	return "Отпуск снят: " + chat.Esc(chat.NameOr(p.Name)) + "."
}

func textDeputyNamed(p store.PersonRecord, units []string, s plans.Span) string {
	of := ""
	if len(units) > 0 {
		of = " (" + chat.Esc(strings.Join(units, "; ")) + ")"
	}
	return "🌴 Вы замещаете: " + chat.Esc(chat.NameOr(p.Name)) + of + ", " + chat.Ended(chat.Span(s)) +
		"\nВ эти дни напоминания приходят вам, и вы можете подтверждать выполнение."
}

func textDeputyFreed(p store.PersonRecord, s plans.Span) string {
	return "Замещать больше не нужно: " + chat.Esc(chat.NameOr(p.Name)) + ", " + chat.Ended(chat.Span(s))
}

func textDeputyLost(s plans.Span, gone string) string {
	return "На ваш отпуск " + chat.Span(s) + " больше нет заместителя: " + chat.Esc(chat.NameOr(gone)) + " больше не работает с ботом. Выберите другого."
}
