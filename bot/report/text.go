package report

import (
	"sdelaemvmeste/bot/chat"
	made "sdelaemvmeste/internal/report"
	"sdelaemvmeste/plans"
)

const (
	textWhichPlan = "О каком плане отчёт?"
	textAskPeriod = "За какой период? Напишите, например: «II квартал», «март-апрель», «с 1 апреля по 15 мая», «с начала года»."

	textPeriodUnknown = "Не понял период. Напишите, например: «II квартал», «март» или «с 1 апреля по 15 мая»."
	textMakingShort   = "Готовлю, пришлю сюда."
	textMakingAlready = "Уже готовлю."
	textWhichUnit     = "Календарь какого подразделения?"
	textNoTasks       = "Задач у вас нет."
	textReadyHead     = "✅ Файл отправлен."
	textFailedHead    = "⚠️ Отчёт составить не удалось. Причина записана в журнале службы. Попробуйте ещё раз или выберите другой вид."
	textTooLarge      = "⚠️ Файл больше 50 МБ, Telegram его не примет. Возьмите отчёт на сервере: sdelaem report."
	textNoCalendar    = "Задач со сроком у вас нет, календарь пуст."
	textCalendarHow   = "Откройте файл: сроки добавятся в календарь телефона. Новый файл потом обновит их."
)

func textPlanKey(t *chat.Turn, p plans.Plan) string {
	if _, inForce := t.InForce(p.ID); inForce {
		return t.PlanName(p)
	}
	return chat.Cut(p.Name(), 30) + " (завершён)"
}

// textTitle names the report in a line.
func textTitle(p plans.Plan, period made.Period) string {
	return "<b>Отчёт</b> за " + chat.Esc(period.Words) + "\n" + chat.Esc(chat.Cut(p.Name(), 200))
}

func textWhichPeriod(p plans.Plan) string {
	return "<b>Отчёт</b>\n" + chat.Esc(chat.Cut(p.Name(), 200)) + "\n\nЗа какой период?"
}

func textWhichFormat(p plans.Plan, period made.Period) string {
	return textTitle(p, period) + "\n\nВ каком виде?"
}

func textMaking(p plans.Plan, period made.Period) string {
	return textTitle(p, period) + "\n\n⏳ Готовлю файл."
}

// textSent is what stands under the file.
func textSent(r made.Report, plain string) string {
	text := "Отчёт за " + r.Period.Words + " " + r.AsOf()
	if plain != "" {
		text = chat.Ended(text) + " " + plain
	}
	return chat.Esc(chat.Cut(text, 600))
}

// textJournal stands under the journal of a period.
func textJournal(period made.Period, n int) string {
	return "Журнал за " + chat.Esc(period.Words) + ": " + chat.Count(n, "запись", "записи", "записей") + ". " +
		"В .jsonl каждая строка несёт контрольную сумму предыдущей (prev): изменение любой записи видно."
}

// textOffer offers the report of a quarter that has ended.
func textOffer(name string, period made.Period) string {
	return "Закончился " + chat.Esc(period.Words) + ". Составить отчёт о выполнении плана?\n" + chat.Esc(name)
}
