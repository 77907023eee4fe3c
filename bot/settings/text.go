package settings

import (
	"strconv"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textAskQuietHours = "С какого и до какого часа переспрашивать о времени публикации? Например: 21:00-8:00. Если не нужно, напишите «нет»."

// Questions and answers about settings.
const (
	textAskAt       = "Во сколько присылать напоминания? Напишите время, например 09:00."
	textAskBefore   = "За сколько календарных дней до срока напоминать? Напишите числа через запятую, например «14, 7, 3, 1, 0». Ноль означает день срока."
	textAskOverdue  = "Как часто повторять просроченное? Напишите: «каждый рабочий день», «раз в неделю» или «никогда»."
	textAskEscalate = "Через сколько рабочих дней после срока сообщать контролёру и группе? Напишите два числа, например «3, 5». Ноль означает «никогда»."
	textAskNudge    = "Как часто напоминать о строках без срока? Напишите: «раз в месяц», «раз в квартал» или «никогда»."
	textAskQuorum   = "Сколько голосов утверждает пост? Напишите число, например 2."
	textAskOwn      = "Считать голос автора поста? Напишите «да» или «нет»."
	textAskDays     = "Какой день изменить? Напишите, например: «12.06.2023 выходной», «17.06.2023 рабочий» или «12.06.2023 как обычно»."
	textAskAllPages = "Когда строка плана закрыта постом? Напишите «первая»: когда пост вышел на первой странице, или «все»: когда вышел на всех."
	textAskPicture  = "Присылать в группу раз в месяц, с недельной сводкой, картинку о ходе плана? Напишите «да» или «нет»."
	textAskProbe    = "Проверять, открываются ли ссылки в черновиках? Для этого программа сама заходит на сайты. Напишите «да» или «нет»."

	textAskBelow = "Показывать в личных чатах кнопки под полем ввода? Напишите «да» или «нет»."

	textAskSteps = "Кто и в каком порядке согласует посты? Напишите шаги по порядку, каждый с новой строки: название, двоеточие, имена через запятую. Если на шаге нужно несколько голосов, поставьте их число в скобках. Например:\n\nпресс-служба: Иванова, Петров (2)\nглава: Сидоров\n\nБез шагов: напишите «нет»."
	textAskSlips = "Исправлять опечатку в вышедшем посте одним голосом? Опечатка: до трёх букв в одном слове, не имя, не число и не дата. Напишите «да» или «нет»."

	textBelowShown = "Под полем ввода появились кнопки: задачи, новый пост, отпуск, помощь."
	textBelowGone  = "Кнопки под полем ввода убраны. Команды остались в меню."

	textSettingSame   = "Так и есть сейчас, менять нечего. Напишите другое значение или отправьте /cancel."
	textPressSave     = "Нажмите «Сохранить» или «Отмена»."
	textNoGroupBound  = "Группа и так не привязана."
	textNoSuchChannel = "Этот канал уже отвязан."
)

// settingLine is a rule with its value.
type settingLine struct{ name, value string }

// textSettings is the list of rules in force.
// textPlanSettings are the rules of one of several plans.
func textPlanSettings(plan string, lines []settingLine) string {
	return "<b>Настройки плана «" + chat.Esc(plan) + "»</b>\n" + textLines(lines)
}

func textLines(lines []settingLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString("\n" + chat.Esc(l.name) + ": " + chat.Esc(chat.Cut(l.value, 400)))
	}
	return b.String()
}

func textSettings(lines []settingLine, s store.Settings) string {
	var b strings.Builder
	b.WriteString("<b>Настройки</b>\n" + textLines(lines))
	b.WriteString("\n\nГруппа: ")
	switch {
	case s.Group == 0:
		b.WriteString("не привязана (чтобы привязать, отправьте в ней /bind)")
	case s.Thread != 0:
		b.WriteString("«" + chat.Esc(chat.Cut(s.GroupTitle, 80)) + "», тема № " + strconv.Itoa(s.Thread))
	default:
		b.WriteString("«" + chat.Esc(chat.Cut(s.GroupTitle, 80)) + "»")
	}
	b.WriteString("\nКаналы: ")
	var titles []string
	for _, p := range s.InForce() {
		if p.Kind == plans.TelegramPage {
			titles = append(titles, "«"+chat.Esc(chat.Cut(p.Name, 80))+"»")
		}
	}
	if len(titles) == 0 {
		titles = []string{"нет (чтобы добавить, сделайте бота администратором канала)"}
	}
	b.WriteString(strings.Join(titles, ", "))
	return b.String()
}

func textAskSetting(name, now, ask string) string {
	return chat.Bold(name) + "\nСейчас: " + chat.Esc(chat.Cut(now, 400)) + ".\n\n" + ask
}

func textSettingUnknown(ask string) string { return "Не получилось понять. " + ask }

func textConfirmSetting(name, was, is string) string {
	return chat.Bold(name) + "\nБыло: " + chat.Esc(chat.Cut(was, 400)) + ".\nСтанет: " + chat.Esc(chat.Cut(is, 400)) + "."
}

func textSettingSaved(name, is string) string {
	return "Сохранено. " + chat.Esc(name) + ": " + chat.Esc(chat.Cut(is, 400)) + "."
}
