package bot

import "fmt"

// Lines that any conversation may need.
const (
	textStranger = "Здравствуйте. Этот бот работает только по приглашению. " +
		"Попросите ссылку-приглашение у администратора."
	textUnknownCommand = "Такой команды нет. Список команд: /help."
	textForbidden      = "У вас нет прав на это действие."
	textConflict       = "Уже не получится: с тех пор всё изменилось. Откройте карточку заново."
	textStale          = "Эта кнопка больше не действует. Откройте список заново: /tasks."
	textInvalid        = "Не получилось понять. Попробуйте ещё раз или отправьте /cancel."
	textNoPlan         = "План ещё не загружен."
	textNoPlanYet      = textNoPlan + " Пришлите мне файл плана: .docx, .xlsx или .yaml."
	textGroupCommand   = "Эту команду отправьте в группе, где согласуются посты."
	textCancelled      = "Отменено."
	textQuestionClosed = "Этот вопрос уже закрыт: на него ответили или его отменили."
	textNothingAsked   = "Я сейчас ничего не жду. Ваши задачи: /tasks, все команды: /help."
	textSendWords      = "Пришлите, пожалуйста, текстом."
	textSlower         = "Слишком много сообщений подряд. Подождите минуту и повторите."
	textEdited         = "Исправленные сообщения я не перечитываю. Если нужно, пришлите заново."
	textBotNameUnknown = "Telegram пока не ответил, как зовут бота. Повторите через минуту."
)

// apology is said when the program failed on an update.
func apology(fault uint64) string {
	return fmt.Sprintf("Внутренняя ошибка № %d. Ничего не изменилось. Если повторится, сообщите номер администратору.", fault)
}
