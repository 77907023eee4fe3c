package people

import (
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/store"
)

const textAskUnitName = "Как называется подразделение? Напишите так, как в документах."

const textUnitNameEmpty = "Названия не видно: напишите его словами."

const textUnitNameLong = "Название длиннее 200 знаков. Напишите короче."

const textUnitSameName = "Название осталось прежним."

const textNoOtherUnit = "Другого подразделения в плане нет: объединить не с чем."

const textUnitThere = "Это подразделение уже есть."

func textUnitNameTaken(name string) string {
	return "Такое подразделение уже есть: " + chat.Esc(name) + ". Напишите другое название."
}

func textUnitAdded(name string) string {
	return "Подразделение добавлено: " + chat.Esc(name) + "."
}

func textAskUnitRename(name string) string {
	return "Как теперь называется «" + chat.Esc(name) + "»? Документы с прежним названием я тоже пойму."
}

func textUnitRenamed(from, to string) string {
	return "«" + chat.Esc(from) + "» теперь называется «" + chat.Esc(to) + "»."
}

func textAskJoin(name string) string {
	return "С каким подразделением объединить «" + chat.Esc(name) + "»? Люди, строки плана и проекты перейдут к нему."
}

// textJoinSure says what moves over.
func textJoinSure(from, into string, has holding) string {
	text := "Объединить «" + chat.Esc(from) + "» с «" + chat.Esc(into) + "»?\n\n"
	if has.empty() {
		return text + "Людей, строк плана и проектов у него нет."
	}
	return text + "Перейдут: " + has.String() + "."
}

// String names what a unit has: «2 человека, 3 строки плана, 1 проект».
func (h holding) String() string {
	var parts []string
	if h.people > 0 {
		parts = append(parts, chat.Count(h.people, "человек", "человека", "человек"))
	}
	if h.rows > 0 {
		parts = append(parts, chat.Count(h.rows, "строка плана", "строки плана", "строк плана"))
	}
	if h.projects > 0 {
		parts = append(parts, chat.Count(h.projects, "проект", "проекта", "проектов"))
	}
	return strings.Join(parts, ", ")
}

func textUnitsMerged(from, into string) string {
	return "Подразделения объединены: «" + chat.Esc(from) + "» теперь в «" + chat.Esc(into) + "»."
}

func textUnitNotEmpty(has holding) string {
	return "Сначала освободите подразделение: " + has.String() + ". Или объедините его с другим."
}

func textUnitRemoved(name string) string {
	return "Подразделение убрано: " + chat.Esc(name) + "."
}

// textUnitless lists the people who belong to no unit.
func textUnitless(people []store.PersonRecord) string {
	var b strings.Builder
	b.WriteString("<b>Без подразделения</b>\nГлава, пресс-секретарь, наблюдатели. Наблюдатель читает план и по понедельникам получает итоги недели.\n")
	if len(people) == 0 {
		b.WriteString("\nЗдесь пока никого нет.")
	}
	for _, p := range people {
		b.WriteString("\n• " + chat.Esc(personLabel(p)))
		var roles []string
		for _, r := range plans.Roles() {
			if p.Has(r) {
				roles = append(roles, roleName(r))
			}
		}
		if len(roles) > 0 {
			b.WriteString(" (" + strings.Join(roles, ", ") + ")")
		}
	}
	return b.String()
}
