package people

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

func textGreeting(p store.PersonRecord, units []string, admin bool, rehearsal string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Здравствуйте, %s.\n", chat.Esc(chat.NameOr(p.Name)))
	if len(units) > 0 {
		fmt.Fprintf(&b, "%s: %s.\n", chat.Plural(min(len(units), 2), "Подразделение", "Подразделения", "Подразделения"), chat.Esc(strings.Join(units, "; ")))
	}
	if roles := roleNames(p, admin); len(roles) > 0 {
		fmt.Fprintf(&b, "%s: %s.\n", chat.Plural(min(len(roles), 2), "Роль", "Роли", "Роли"), strings.Join(roles, ", "))
	}
	b.WriteString("\nЯ слежу за сроками медиаплана. ")
	if observes(p, admin) {
		b.WriteString("По понедельникам утром присылаю итоги недели; план и отчёт можно открыть в любое время: /plan и /report.")
	} else {
		b.WriteString("Утром рабочего дня, когда подходит срок, присылаю список и принимаю отметки о сделанном.")
	}
	b.WriteString(rehearsed(rehearsal))
	return b.String()
}

func roleNames(p store.PersonRecord, admin bool) []string {
	var roles []string
	if admin {
		roles = append(roles, "администратор")
	}
	for _, r := range p.Roles {
		roles = append(roles, roleName(r))
	}
	return roles
}

// textFirstSteps reports whether anything is to be done now.
func textFirstSteps(tasks int, at time.Time, zone *time.Location) string {
	if tasks == 0 {
		return "Задач у вас сейчас нет. Ничего делать не нужно: когда они появятся, я напишу."
	}
	text := "Ваши задачи: " + fmt.Sprint(tasks) + ". Сейчас ничего делать не нужно"
	if at.IsZero() {
		return text + "."
	}
	return text + ": о сроках напомню сам, не раньше " + chat.Instant(at, zone) + "."
}

// Under the pictures that show how it works.
const (
	textHowMorning = "<b>Утром</b>\n" +
		"Приходит список: что сегодня, что просрочено, что скоро. Номер под ним открывает задачу.\n" +
		"Не до этого: нажмите в задаче «Отложить», и я напомню позже. Срок от этого не меняется."
	textHowDone = "<b>Сделали</b>\n" +
		"Нажмите «Выполнено» и пришлите ссылку, фотографию, файл или несколько слов.\n" +
		"Не получается: нажмите «Нужна помощь», её увидит контролёр."
	textHowPost = "<b>Пост</b>\n" +
		"Пришлите текст и фотографии сюда же. После согласования он выйдет в канале сам.\n" +
		"Уезжаете: скажите об отпуске, и напоминания получит ваш заместитель."
)

func textOwnNumber(number string) string {
	return "Здравствуйте. Этот бот ещё не настроен.\n\nНомер вашей учётной записи: <code>" + number + "</code>\n\n" +
		"Если бота настраиваете вы, укажите этот номер в SDELAEM_ADMINS, запустите программу заново и отправьте /start. " +
		"Если нет, попросите у администратора ссылку-приглашение."
}
