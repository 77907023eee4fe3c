package task

import (
	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Lines about changing one's own confirmation and naming dates.
const (
	textNotYours        = "Это подтверждение другого сотрудника: изменить его может только он."
	textWithdrawnReason = "отозвано автором"
	textHasDate         = "У этой задачи уже есть срок. Перенести его может контролёр."
)

// textProofsEnough names what has no room in a confirmation any more.
func textProofsEnough(fresh []plans.Proof) string {
	return "Не добавлено: " + textTaken(fresh) + ". В одном подтверждении помещается не больше " + chat.Count(proofsLimit, "вложения", "вложений", "вложений") + "."
}

const textEditTaken = "Исправление учтено: контролёр увидит новый вариант."

// textEditedLate says that a confirmation was judged as it was before the change.
func textEditedLate(c plans.Confirmation) string {
	if c.State == plans.Accepted {
		return "Исправление не учтено: подтверждение уже принято. Чтобы добавить новое, нажмите под ним «Дополнить»."
	}
	return "Исправление не учтено: подтверждение уже возвращено или отозвано. Пришлите новое из карточки задачи."
}

func textAskMore(o View) string {
	return o.Headline(200) + "\n\nЧто добавить? Пришлите ссылку, фотографию, файл или несколько слов."
}

func textAskRedo(o View) string {
	return o.Headline(200) + "\n\nПришлите новое подтверждение, оно заменит прежнее: ссылку, фотографию, файл или несколько слов."
}

func textAskFactDay(o View) string {
	return o.Headline(200) + "\n\nКогда это произошло? Напишите день, например «12.08» или «в прошлую пятницу»."
}

func textOutsidePeriod(p plans.Span) string {
	return "Этот день вне периода плана (" + chat.ShortDate(p.From) + "–" + chat.ShortDate(p.To) + "). Напишите другой."
}

// textAmended tells a controller what was added to a confirmation or put in the
// place of what was there.
func textAmended(o View, fresh []plans.Proof, by string, replaced bool) string {
	what := "Подтверждение дополнено"
	if replaced {
		what = "Подтверждение заменено"
	}
	return "📎 " + chat.Bold(what) + "\n" + o.Headline(200) + "\n\n" + chat.Esc(chat.NameOr(by)) + textProofs(plans.Confirmation{Proofs: fresh})
}

func textWithdrawn(o View) string {
	if o.Kind == plans.Gathering {
		return "Факт отозван.\n" + o.Headline(200)
	}
	return "Подтверждение отозвано, задача снова открыта.\n" + o.Headline(200)
}

func textAskName(o View) string {
	return o.Headline(200) + "\n\nСрок не назначен. Напишите, когда это будет: «15.09.2023», «в пятницу» или «через 5 рабочих дней»."
}

func textNamed(o View, day plans.Date) string {
	return "📅 Назначен срок: " + chat.Date(day) + ".\n" + o.Headline(200)
}

// textMovedBy says what has become of a deadline, why and by whom.
func textMovedBy(m store.Move, by string, today plans.Date) string {
	if m.Reason == "" {
		return "Срок назначен: " + chat.NearDate(m.Due, today) + " — " + by
	}
	return chat.Capital(movedFrom(m, today)) + ": «" + m.Reason + "» — " + by
}

// movedFrom is «срок перенесён с 31 мая на 30 июня».
func movedFrom(m store.Move, today plans.Date) string {
	to := "на " + chat.NearDate(m.Due, today)
	if m.From.IsZero() || m.From == m.Due {
		return "срок перенесён " + to
	}
	return "срок перенесён с " + chat.NearDate(m.From, today) + " " + to
}

func textMoved(o View, m store.Move, today plans.Date) string {
	return "📅 " + chat.Ended(chat.Capital(movedFrom(m, today))) + "\n" + o.Headline(200) + "\n\nПричина: «" + chat.Esc(m.Reason) + "»"
}
