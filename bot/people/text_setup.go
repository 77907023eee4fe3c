package people

import (
	"fmt"
	"strings"
	"time"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/store"
)

const textSendPlan = "Пришлите сюда файл плана: .docx, .xlsx, .odt, .ods или .yaml. Я прочитаю его, покажу, как понял каждую строку, и спрошу, прежде чем загрузить."

func textSetupPlan(t *chat.Turn) string {
	switch len(t.Plans) {
	case 0:
		return "План"
	case 1:
		return "План: " + chat.Esc(chat.Cut(planTitle(t), 120))
	}
	var names []string
	for _, p := range t.Plans {
		names = append(names, chat.Esc(chat.Cut(t.PlanName(p), 80)))
	}
	return "Планы: " + strings.Join(names, ", ")
}

func textSetupPeople(came, known int) string {
	if known == 0 {
		return "Люди"
	}
	return fmt.Sprintf("Люди: подключено %d из %d", came, known)
}

func textSetupGroup(s store.Settings) string {
	if s.Group == 0 {
		return "Группа, где согласуются посты"
	}
	return "Группа: " + chat.Esc(chat.Cut(s.GroupTitle, 80))
}

func textSetupChannel(s store.Settings) string {
	pages := s.InForce()
	if len(pages) == 0 {
		return "Канал, где выходят посты"
	}
	var titles []string
	for _, p := range pages {
		titles = append(titles, chat.Esc(chat.Cut(p.Name, 80)))
	}
	return chat.Plural(min(len(titles), 2), "Канал", "Каналы", "Каналы") + ": " + strings.Join(titles, ", ")
}

func textSetupFirst(told bool, at time.Time, zone *time.Location) string {
	switch {
	case told:
		return "Первая рассылка"
	case at.IsZero():
		return "Первая рассылка: на следующий рабочий день после загрузки плана"
	}
	return "Первая рассылка: не раньше " + chat.Instant(at, zone)
}

// textChecklist is the way from an empty folder to the first reminder.
func textChecklist(steps []setupStep, next string) string {
	var b strings.Builder
	b.WriteString("<b>Подготовка к работе</b>\n")
	for _, s := range steps {
		b.WriteString("\n" + chat.Ticked(s.done, s.line))
	}
	b.WriteString("\n\n")
	switch next {
	case setupPlan:
		b.WriteString("Дальше: пришлите файл плана.")
	case setupPeople:
		b.WriteString("Дальше: пригласите тех, кто отвечает за строки плана.")
	case setupGroup:
		b.WriteString("Дальше: добавьте бота в группу и отправьте в ней /bind.")
	case setupChannel:
		b.WriteString("Дальше: сделайте бота администратором канала с правом публиковать, изменять и удалять сообщения.")
	default:
		b.WriteString("Всё готово. Напоминания начнут приходить сами.")
	}
	return b.String()
}
