package people

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textNameEmpty = "Имени не видно: напишите его словами."

const textNameLong = "Имя с должностью длиннее 120 знаков. Напишите короче."

// textInviteShort goes with the link where a client passes it on.
const textInviteShort = "Вас подключают к боту медиаплана. Откройте ссылку и нажмите «Начать»."

func textInviteCopy(link string) string { return textInviteShort + " " + link }

func textAskInviteName(units []string) string {
	text := "Кого пригласить"
	if len(units) > 0 {
		text += " (" + chat.Esc(chat.Cut(strings.Join(units, "; "), 300)) + ")"
	}
	return text + "? Напишите имя и должность, например: «Мария Иванова, главный специалист»."
}

func textAskName(name string) string {
	return "Как записать: " + chat.Bold(chat.NameOr(name)) + "? Напишите имя и должность."
}

// textInvite is the invitation itself: who gets it forwarded reads what it is.
func textInvite(p store.PersonRecord, plan string, units []string, link string, until plans.Date) string {
	text := "вас подключают к боту медиаплана"
	if p.Name != "" {
		text = chat.Esc(p.Name) + ", " + text
	} else {
		text = chat.Capital(text)
	}
	text += "."
	if plan != "" {
		text += "\n" + chat.Esc(chat.Cut(plan, 200)) + "."
	}
	if len(units) > 0 {
		text += "\n" + chat.Plural(min(len(units), 2), "Подразделение", "Подразделения", "Подразделения") + ": " +
			chat.Esc(chat.Cut(strings.Join(units, "; "), 500)) + "."
	}
	return text + "\n\nБот напоминает о сроках и принимает отметки о сделанном. Откройте ссылку и нажмите «Начать»:\n" + chat.Esc(link) +
		"\n\nСсылка для одного человека, действует до " + chat.Date(until) + "."
}
