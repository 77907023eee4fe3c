package bot

import (
	"fmt"
	"strings"

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

// span is «с 3 по 16 июля 2023 г.».
func span(s plans.Span) string {
	if s.From == s.To {
		return date(s.From)
	}
	y1, m1, d1 := s.From.Split()
	y2, m2, d2 := s.To.Split()
	// «Со 2-го»: the preposition takes a vowel before «второго».
	from := "с"
	if d1 == 2 {
		from = "со"
	}
	switch {
	case y1 != y2:
		return fmt.Sprintf("%s %d %s %d г. по %d %s %d г.", from, d1, month(m1), y1, d2, month(m2), y2)
	case m1 != m2:
		return fmt.Sprintf("%s %d %s по %d %s %d г.", from, d1, month(m1), d2, month(m2), y2)
	}
	return fmt.Sprintf("%s %d по %d %s %d г.", from, d1, d2, month(m2), y2)
}

func textAskAway(p store.PersonRecord, own bool) string {
	who := "Когда вас не будет?"
	if !own {
		who = esc(nameOr(p.Name)) + ": когда отпуск?"
	}
	return "<b>Отпуск и замещение</b>\n\n" + who + " Напишите даты, например «с 3 по 16 июля» или «завтра»."
}

func textAskDeputy(p store.PersonRecord, s plans.Span, own bool) string {
	who := "Вас не будет"
	if !own {
		who = esc(nameOr(p.Name)) + ": отпуск"
	}
	return who + " " + ended(span(s)) + "\n\nКто замещает? Заместитель получит напоминания и сможет подтверждать выполнение. " +
		"Если никто, напоминания получат остальные сотрудники подразделения, а если их нет, контролёр."
}

// textAway says a leave with its deputy.
func textAway(p store.PersonRecord, deputy string) string {
	text := "🌴 <b>Отпуск и замещение</b>\n" + esc(nameOr(p.Name)) + ": отпуск " + ended(span(p.Away.Span)) + "\n"
	if deputy == "" {
		return text + "Замещает: никто. Напоминания получат остальные сотрудники подразделения, а если их нет, контролёр."
	}
	return text + "Замещает: " + esc(deputy) + "."
}

func textAwayOff(p store.PersonRecord, own bool) string {
	if own {
		return "Отпуск снят. Напоминания снова приходят вам."
	}
	return "Отпуск снят: " + esc(nameOr(p.Name)) + "."
}

func textDeputyNamed(p store.PersonRecord, units []string, s plans.Span) string {
	of := ""
	if len(units) > 0 {
		of = " (" + esc(strings.Join(units, "; ")) + ")"
	}
	return "🌴 Вы замещаете: " + esc(nameOr(p.Name)) + of + ", " + ended(span(s)) +
		"\nВ эти дни напоминания приходят вам, и вы можете подтверждать выполнение."
}

func textDeputyFreed(p store.PersonRecord, s plans.Span) string {
	return "Замещать больше не нужно: " + esc(nameOr(p.Name)) + ", " + ended(span(s))
}

func textDeputyLost(s plans.Span, gone string) string {
	return "На ваш отпуск " + span(s) + " больше нет заместителя: " + esc(nameOr(gone)) + " больше не работает с ботом. Выберите другого."
}
