package bot

import (
	"sdelaemvmeste/plans"
)

// Lines about changing one's own confirmation and naming dates.
const (
	textNotYours        = "Это подтверждение другого сотрудника: изменить его может только он."
	textProofsEnough    = "Подтверждений уже достаточно, больше добавить нельзя."
	textWithdrawnReason = "отозвано автором"
	textHasDate         = "У этой задачи уже есть срок. Перенести его может контролёр."
)

func textAskMore(o owed) string {
	return o.headline(200) + "\n\nЧто добавить? Пришлите ссылку, фотографию, файл или несколько слов."
}

func textAskRedo(o owed) string {
	return o.headline(200) + "\n\nПришлите новое подтверждение, оно заменит прежнее: ссылку, фотографию, файл или несколько слов."
}

func textAskFactDay(o owed) string {
	return o.headline(200) + "\n\nКогда это произошло? Напишите день, например «12.08» или «в прошлую пятницу»."
}

func textOutsidePeriod(p plans.Span) string {
	return "Этот день вне периода плана (" + shortDate(p.From) + "–" + shortDate(p.To) + "). Напишите другой."
}

// textAmended tells a controller what was added to a confirmation or put in the
// place of what was there.
func textAmended(o owed, fresh []plans.Proof, by string, replaced bool) string {
	what := "Подтверждение дополнено"
	if replaced {
		what = "Подтверждение заменено"
	}
	return "📎 " + bold(what) + "\n" + o.headline(200) + "\n\n" + esc(nameOr(by)) + textProofs(plans.Confirmation{Proofs: fresh})
}

func textWithdrawn(o owed) string {
	if o.Kind == plans.Gathering {
		return "Факт отозван.\n" + o.headline(200)
	}
	return "Подтверждение отозвано, задача снова открыта.\n" + o.headline(200)
}

func textAskName(o owed) string {
	return o.headline(200) + "\n\nСрок не назначен. Напишите, когда это будет: «15.09.2023», «в пятницу» или «через 5 рабочих дней»."
}

func textNamed(o owed, day plans.Date) string {
	return "📅 Назначен срок: " + date(day) + ".\n" + o.headline(200)
}
