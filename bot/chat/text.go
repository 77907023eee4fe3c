package chat

import (
	"fmt"
	"strings"

	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// Span is «с 3 по 16 июля 2023 г.».
func Span(s plans.Span) string {
	if s.From == s.To {
		return Date(s.From)
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
		return fmt.Sprintf("%s %d %s %d г. по %d %s %d г.", from, d1, Month(m1), y1, d2, Month(m2), y2)
	case m1 != m2:
		return fmt.Sprintf("%s %d %s по %d %s %d г.", from, d1, Month(m1), d2, Month(m2), y2)
	}
	return fmt.Sprintf("%s %d по %d %s %d г.", from, d1, d2, Month(m2), y2)
}

// Lines that any conversation may need.
const (
	TextStranger = "Здравствуйте. Этот бот работает только по приглашению. " +
		"Попросите ссылку-приглашение у администратора."
	TextUnknownCommand = "Такой команды нет. Список команд: /help."
	textForbidden      = "У вас нет прав на это действие."
	textConflict       = "Уже не получится: с тех пор всё изменилось. Откройте карточку заново."
	TextStale          = "Эта кнопка больше не действует. Откройте список заново: /tasks."
	textInvalid        = "Не получилось понять. Попробуйте ещё раз или отправьте /cancel."
	textNoPlan         = "План ещё не загружен."
	textSendPlan       = " Пришлите мне файл плана: .docx, .xlsx, .odt, .ods или .yaml."
	textNoneInForce    = "Действующего плана сейчас нет."
	textPlanUnknown    = "Этого плана больше нет."
	textPlanFinished   = "Этот план завершён. Действующие планы: /plan."
	TextGroupCommand   = "Эту команду отправьте в группе, где согласуются посты."
	TextCancelled      = "Отменено."
	TextQuestionClosed = "Этот вопрос уже закрыт: на него ответили или его отменили."
	TextSendWords      = "Пришлите, пожалуйста, текстом."
	TextSlower         = "Слишком много сообщений подряд. Подождите минуту и повторите."
	TextEdited         = "Исправленные сообщения я не перечитываю. Если нужно, пришлите заново."
	TextEventFuture    = "Эта дата ещё не наступила. Напишите день, когда это произошло."
	TextAlreadyLeft    = "Этот человек уже отмечен: больше не работает."
	TextSaved          = "Сохранено."
	TextGroupUnbound   = "Эта группа не привязана. Чтобы посты согласовывались здесь, администратор отправляет сюда /bind."
	TextDateUnknown    = "Не понял дату. Напишите, например: «завтра», «через 3 дня», «5 сентября» или «12.08.2023»."
	TextDatePast       = "Эта дата уже прошла. Напишите другую."
	TextNoUnit         = "подразделение не назначено"
	textNameless       = "без имени"
	TextBotNameUnknown = "Telegram пока не ответил, как зовут бота. Повторите через минуту."
)

// textOnlyFor says to whom an action is open, in the dative.
func textOnlyFor(holders []string) string {
	last := len(holders) - 1
	if last == 0 {
		return "Это доступно только " + holders[0] + "."
	}
	return "Это доступно только " + strings.Join(holders[:last], ", ") + " и " + holders[last] + "."
}

// Apology is said when the program failed on an update.
func Apology(fault uint64) string {
	return fmt.Sprintf("Внутренняя ошибка № %d. Ничего не изменилось. Если повторится, сообщите номер администратору.", fault)
}

// Ended closes a sentence, whose last word may be an abbreviation («2023 г.»).
func Ended(s string) string { return strings.TrimSuffix(s, ".") + "." }

// TextGroupRefuses says why the group does not take messages and how to mend it.
func TextGroupRefuses(title string, why store.Refusal) string {
	if why == store.NoTopic {
		return "⚠️ В группе «" + Esc(title) + "» больше нет темы, в которой согласуются посты. Отправьте /bind в другой теме этой группы."
	}
	return "⚠️ Группа «" + Esc(title) + "» не принимает сообщения бота. Проверьте, что бот в ней состоит и может писать."
}

func textChannelLost(title string) string {
	return "⚠️ Бот больше не может публиковать в канале «" + Esc(title) + "». Верните ему право публиковать сообщения."
}

// PhraseOr is a term in the words of the plan, or that it has none.
func PhraseOr(s string) string {
	if s == "" {
		return "не указан"
	}
	return Cut(s, 300)
}

// NameOr is a name, or that there is none.
func NameOr(s string) string {
	if s == "" {
		return textNameless
	}
	return s
}

// Cadence says how often something repeats.
func Cadence(c plans.Cadence) string {
	switch c {
	case plans.EveryWorkingDay:
		return "каждый рабочий день"
	case plans.Weekly:
		return "раз в неделю"
	case plans.Monthly:
		return "раз в месяц"
	case plans.Quarterly:
		return "раз в квартал"
	case plans.Never:
		return "никогда"
	}
	return string(c)
}

// Capital makes the first letter a capital.
func Capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// TextDeputy says who is on leave and who stands in.
func TextDeputy(p store.PersonRecord, deputy string) string {
	text := "🌴 " + NameOr(p.Name) + ": отпуск " + Span(p.Away.Span)
	if deputy == "" {
		return text
	}
	return text + ", замещает " + deputy
}
