package people

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

// TextWrongCode refuses an invitation that is not valid.
const TextWrongCode = "Приглашение не подошло: оно уже использовано, просрочено или написано с ошибкой. Попросите новое у администратора."

const textGuessPause = "Слишком много неверных приглашений. Попробуйте через час."

const textLeftSelf = "Себя так отметить нельзя. Попросите другого администратора."

const textAccessClosed = "Ваш доступ к боту закрыт. Если это ошибка, обратитесь к администратору."

const textAskForget = "Удалить ваши данные? Имя и учётная запись будут стёрты, доступ к боту закроется. " +
	"В истории задач вместо имени останется номер. Отменить это нельзя."

const textForgetOthers = "Удалить можно только свои данные."

const textForgotten = "Ваши данные удалены. Чтобы вернуться, попросите у администратора новое приглашение."

const textAccountMoved = "Вы подключились с другой учётной записи. Этой бот больше не отвечает."

// The two reports of people whom messages do not reach.
const textUnreachableTitle = "⚠️ Сообщения не доходят"

const textAbsentTitle = "⚠️ Напоминать некому: люди не подключены"

// TextGroupHelp is /help in a group.
const TextGroupHelp = "Здесь согласуются посты плана. Администратор привязывает группу командой /bind, ход плана показывает /plan."

const textRehearsalFmt = "\n\n⚠️ Это репетиция: часы бота переведены (%s)."

func rehearsed(rehearsal string) string {
	if rehearsal == "" {
		return ""
	}
	return fmt.Sprintf(textRehearsalFmt, chat.Esc(rehearsal))
}

func textMenu(menu []store.Command) string {
	var b strings.Builder
	for _, c := range menu {
		fmt.Fprintf(&b, "\n/%s: %s", c.Name, chat.Esc(c.Text))
	}
	return b.String()
}

// TextHelp is /help in private, with the commands this person may use.
func TextHelp(menu []store.Command, rehearsal string) string {
	return "<b>Что я умею</b>\n" +
		"Утром рабочего дня присылаю одну сводку: что сегодня, что просрочено, что скоро. " +
		"Откройте задачу кнопкой и нажмите «Выполнено», когда она сделана. " +
		"Подтверждением может быть ссылка, фотография, файл или несколько слов.\n" +
		"Удалить свои данные: /forget.\n" +
		textMenu(menu) + rehearsed(rehearsal)
}

func roleName(r plans.Role) string {
	switch r {
	case plans.Controller:
		return "контролёр"
	case plans.Responsible:
		return "исполнитель"
	case plans.Approver:
		return "согласующий"
	case plans.Observer:
		return "наблюдатель"
	}
	return string(r)
}

func textAlreadyIn(name string) string {
	return "Вы уже подключены: " + chat.NameOr(name) + ". Приглашение предназначено другому человеку и осталось в силе."
}

func textJoined(p store.PersonRecord, units []string) string {
	who := append([]string{chat.NameOr(p.Name)}, strings.Join(units, "; "))
	if len(units) == 0 {
		who = who[:1]
	}
	return "✅ Подключение: " + chat.Esc(strings.Join(who, ", ")) + "."
}

// textUnits lists the units with how many of their people are connected.
func textUnits(units []plans.Unit, all []store.PersonRecord) string {
	var b strings.Builder
	b.WriteString("<b>Подразделения</b>\nВыберите подразделение, чтобы увидеть людей и пригласить нового.\n")
	for _, u := range units {
		m := members(u.ID, all)
		connected := 0
		for _, p := range m {
			if p.Connected() {
				connected++
			}
		}
		fmt.Fprintf(&b, "\n• %s: ", chat.Esc(chat.Cut(u.Name, 150)))
		switch {
		case len(m) == 0 && u.External:
			b.WriteString("внешняя организация, людей нет")
		case len(m) == 0:
			b.WriteString("никого нет")
		default:
			fmt.Fprintf(&b, "подключено %d из %d", connected, len(m))
		}
	}
	return b.String()
}

func textUnit(u plans.Unit, people []store.PersonRecord) string {
	var b strings.Builder
	b.WriteString(chat.Bold(u.Name) + "\n")
	if len(people) == 0 {
		b.WriteString("\nЗдесь пока никого нет.")
	}
	for _, p := range people {
		fmt.Fprintf(&b, "\n• %s", chat.Esc(personLabel(p)))
	}
	return b.String()
}

// personLabel is a person with how he can be reached.
func personLabel(p store.PersonRecord) string {
	state := "ещё не на связи"
	switch {
	case p.Left:
		state = "больше не работает"
	case p.Unreachable:
		state = "бот заблокирован"
	case p.User != 0:
		state = "на связи"
	}
	return chat.NameOr(p.Name) + ": " + state
}

// textPerson is a person's card for an administrator.
func textPerson(p store.PersonRecord, units []string, deputy string) string {
	text := chat.Bold(personLabel(p))
	if len(units) > 0 {
		text += "\n" + chat.Esc(strings.Join(units, "; "))
	}
	if p.Left {
		return text
	}
	if p.Away.To != 0 {
		text += "\n" + chat.Esc(chat.TextDeputy(p, deputy))
	}
	return text + "\n\nОтметьте роли:"
}

// textRoles tells a person what he is here from now on.
func textRoles(p store.PersonRecord, admin bool) string {
	roles := roleNames(p, admin)
	if len(roles) == 0 {
		return "Ваши роли изменились: ролей больше нет."
	}
	return "Ваши роли изменились. Теперь вы: " + strings.Join(roles, ", ") + "."
}

func textUnitsChanged(units []string) string {
	if len(units) == 0 {
		return "Вы больше не состоите ни в одном подразделении плана."
	}
	return "Ваше подразделение изменилось: " + chat.Esc(strings.Join(units, "; ")) + "."
}

func joinLines(lines []string) string { return strings.Join(lines, "\n") }

func textAskUnits(p store.PersonRecord) string {
	return chat.Bold(chat.NameOr(p.Name)) + "\n\nОтметьте подразделения, за которые отвечает этот человек:"
}

// textUnreached is one line of a report of people whom messages do not reach.
func textUnreached(p store.PersonRecord, units []string, link string, until plans.Date) string {
	text := chat.Esc(chat.NameOr(p.Name))
	if len(units) > 0 {
		text += " (" + chat.Esc(strings.Join(units, "; ")) + ")"
	}
	why := "ещё не на связи."
	if p.User != 0 {
		why = "бот заблокирован или чат удалён. Попросите написать боту /start."
	}
	text += ": " + why
	if link != "" {
		text += "\nПриглашение до " + chat.Date(until) + ": " + chat.Esc(link)
	}
	return text
}

func textForgottenReport(name string, units []string) string {
	text := "Человек удалил свои данные и больше не получает напоминаний: " + chat.Esc(name)
	if len(units) > 0 {
		text += " (" + chat.Esc(strings.Join(units, "; ")) + ")"
	}
	return text + "."
}
