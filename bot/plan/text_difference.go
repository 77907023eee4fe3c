package plan

import (
	"fmt"
	"strings"

	"sdelaemvmeste/bot/chat"
	"sdelaemvmeste/plans"
	"sdelaemvmeste/plans/planfile"
	"sdelaemvmeste/schedule"
	"sdelaemvmeste/store"
)

func textOfferTitle(p schedule.Proposal, rules []string) string {
	switch {
	case p.Base == 0:
		return "Загрузить план?"
	case p.Another():
		return "Загрузить план на другой период вместо действующего?"
	case p.Diff.Empty() && len(rules) == 0:
		return "Отличий от действующего плана нет"
	}
	return "Чем файл отличается от действующего плана"
}

// textOffer are the parts of the question whether to load; rules is what changes
// beside the rows.
func textOffer(load store.PlanLoad, p schedule.Proposal, rules []string, lost []desertion) []string {
	var lines []string
	for i, d := range lost {
		line := "⚠️ " + chat.Esc(chat.Cut(d.unit, 200)) + ": " + textDeserted(d) + "."
		if i == 0 {
			line = "<b>В файле нет подразделений, в которых есть люди или проекты</b>\n" + line
		}
		lines = append(lines, line)
	}
	if p.Another() {
		line := fmt.Sprintf("%s\nСтрок: %d.", chat.Esc(chat.Cut(p.Plan.Title, 300)), len(p.Plan.Items()))
		if p.Base != 0 {
			line += "\nЗадачи действующего плана закроются, всё сказанное о них останется в журнале."
		}
		lines = append(lines, line)
	} else {
		lines = append(lines, textDifference(p, rules)...)
	}
	if len(load.Skipped) > 0 {
		lines = append(lines, fmt.Sprintf("Срок не ясен, задач не будет: %s.", chat.Esc(numbers(load.Skipped))))
	}
	return append(lines, "До нажатия «Загрузить» ничего не меняется.")
}

// textDeserted counts whom a unit that goes leaves behind.
func textDeserted(d desertion) string {
	var parts []string
	if d.people > 0 {
		parts = append(parts, chat.Count(d.people, "человек останется", "человека останутся", "человек останутся")+" без задач")
	}
	if d.projects > 0 {
		parts = append(parts, chat.Count(d.projects, "проект останется", "проекта останутся", "проектов останутся")+" без ответственных")
	}
	return strings.Join(parts, ", ")
}

// textDifference lists what changes, the gravest first.
func textDifference(p schedule.Proposal, rules []string) []string {
	if p.Diff.Empty() && len(rules) == 0 {
		return []string{"Файл можно загрузить как новую версию или отменить."}
	}
	var gone, added, redated, reassigned, reworded, moved []string
	for _, i := range p.Diff.Gone {
		gone = append(gone, rowLine(i))
	}
	for _, i := range p.Diff.Added {
		added = append(added, rowLine(i)+"\nСрок: "+deadlineWords(i)+"\nОтвечает: "+unitsIn(p.Plan, i.Responsible))
	}
	for _, c := range p.Diff.Kept {
		if c.Redated() {
			redated = append(redated, rowLine(c.Now)+"\nБыло: "+deadlineWords(c.Was)+"\nСтанет: "+deadlineWords(c.Now))
		}
		if c.Reassigned() {
			reassigned = append(reassigned, rowLine(c.Now)+"\nБыло: "+unitsIn(p.Old, c.Was.Responsible)+"\nСтанет: "+unitsIn(p.Plan, c.Now.Responsible))
		}
		if c.Reworded() {
			reworded = append(reworded, "<b>"+chat.Esc(string(c.Now.No))+"</b> Было: "+chat.Esc(chat.Cut(c.Was.Form, 250))+"\nСтанет: "+chat.Esc(chat.Cut(c.Now.Form, 250)))
		}
		if c.Renumbered() {
			moved = append(moved, "<b>"+chat.Esc(string(c.Was.No))+" → "+chat.Esc(string(c.Now.No))+"</b> "+chat.Esc(chat.Cut(c.Now.Form, 110)))
		}
	}
	var lines []string
	for _, part := range []struct {
		title string
		rows  []string
	}{
		{"Строк больше нет", gone}, {"Новые строки", added}, {"Другой срок", redated}, {"Другие ответственные", reassigned},
		{"Другие слова, строка та же", reworded}, {"Другой номер, строка та же", moved},
	} {
		if len(part.rows) > 0 {
			part.rows[0] = fmt.Sprintf("<b>%s: %d</b>\n%s", part.title, len(part.rows), part.rows[0])
			lines = append(lines, part.rows...)
		}
	}
	if len(rules) > 0 {
		rules = together(rules)
		rules[0] = "<b>Другие правила и сведения</b>\n" + rules[0]
		lines = append(lines, rules...)
	}
	if len(gone) > 0 {
		lines = append(lines, "<i>Задачи по строкам, которых больше нет, закроются; всё сказанное о них останется в журнале.</i>")
	}
	if len(reworded)+len(moved) > 0 {
		lines = append(lines, "<i>Подтверждения останутся у той же строки. Если на деле строка другая, отмените загрузку и измените её слова в файле.</i>")
	}
	return lines
}

func rowLine(i plans.Item) string {
	return "<b>" + chat.Esc(string(i.No)) + "</b> " + chat.Esc(chat.Cut(i.Form, 160))
}

// deadlineWords is a row's deadline as understood.
func deadlineWords(i plans.Item) string {
	if _, unclear := i.Deadline.(plans.Unclear); unclear {
		return "не ясен"
	}
	return chat.Esc(chat.Cut(planfile.Words(i.Deadline), 300))
}

// unitsIn names units as a plan does, by-project ones too.
func unitsIn(p plans.Plan, ids []plans.UnitID) string {
	var names []string
	for _, id := range ids {
		name := string(id)
		if u, ok := p.Unit(id); ok {
			name = chat.Cut(u.Name, 120)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return chat.TextNoUnit
	}
	return chat.Esc(chat.Cut(strings.Join(names, "; "), 500))
}

func textPlanLoaded(p schedule.Proposal, added int) string {
	text := "<b>План загружен</b>\n" + chat.Esc(chat.Cut(p.Plan.Title, 300)) + "\n"
	if len(p.Diff.Kept) > 0 {
		text += "\nПодтверждения прежних строк сохранены."
	}
	if added > 0 {
		text += "\nНовых задач: " + fmt.Sprint(added) + "."
	}
	return text + "\nСмотреть: /plan"
}
